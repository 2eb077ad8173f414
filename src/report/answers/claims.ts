/** The answers that stand under `expect`: each number, and in an exercise each blank, with its place in the text and what it is about. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { LstmDocument } from "../../document/document.js";
import { isList, type JsonNode, type ObjectNode } from "../../document/json/node.js";
import type { Path, TextRange } from "../../document/problem.js";
import { claimsByParameter, claimsOfUpdates } from "./claimsByParameter.js";
import { eachOf } from "./eachOf.js";
import { type AnswerPlace, compareOrders, type OfUpdate, orderOf, type StepPlace } from "./place.js";

export interface Claim {
  readonly place: AnswerPlace;
  readonly path: Path;
  readonly range: TextRange;
  /** As it is written; null for a blank. */
  readonly text: string | null;
  /** Where given, an answer is right within it, whatever its digits. */
  readonly tolerance: number | null;
}

/** All that `expect` holds. */
export interface Claims {
  /** In the order the values are computed. */
  readonly claims: readonly Claim[];
  /** Decimals that every named quantity is rounded to before going on; null where nothing is. */
  readonly rounding: number | null;
}

/** One object of answers: which layer it speaks for (from 1), null where for a whole stack, and where it stands. */
export interface Sheet {
  readonly document: LstmDocument;
  readonly model: Model;
  readonly layer: number | null;
  readonly isExercise: boolean;
  readonly tolerance: number | null;
}

const ofSteps: readonly StepPlace["quantity"][] = ["f", "i", "c_tilde", "c", "o", "h", "r", "z", "n", "yhat", "dh", "dc"];
const ofUpdates: readonly OfUpdate[] = ["V", "S", "V_corr", "S_corr", "parameters"];
/** Answers gathered between two questions whether to yield. */
const piece = 256;

/** The claims of a document that has a model; none where it has no `expect`. A blank is claimed only where `exercise` is true. */
export function* readClaims(document: LstmDocument, model: Model, shouldYield: ShouldYield): Sliced<Claims> {
  const claims: Claim[] = [];
  let rounding: number | null = null;
  for (const { object, layer, path } of objectsOf(document, model)) {
    const sheet: Sheet = {
      document,
      model,
      layer,
      isExercise: settingOf(object, "exercise") === true,
      tolerance: numberOf(object, "tolerance"),
    };
    rounding ??= numberOf(object, "rounding");
    for (const claim of claimsOf(sheet, object, path)) {
      claims.push(claim);
      if (claims.length % piece === 0 && shouldYield()) yield { done: 0, total: 1 };
    }
  }
  return { claims: yield* inOrder(claims, shouldYield), rounding };
}

/** Whether a null anywhere in `expect` is a blank to fill. */
export function hasBlanks(document: LstmDocument, model: Model): boolean {
  return objectsOf(document, model).some(({ object }) => settingOf(object, "exercise") === true);
}

/** The claims in the order of what they are about. Those about one row of numbers are kept together: there are far fewer rows than claims. */
function* inOrder(claims: readonly Claim[], shouldYield: ShouldYield): Sliced<readonly Claim[]> {
  const rows = new Map<string, { readonly order: readonly number[]; readonly claims: Claim[] }>();
  const add = (claim: Claim) => {
    const order = orderOf(claim.place);
    const key = order.join();
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { order, claims: [claim] });
    else row.claims.push(claim);
  };
  yield* eachOf(claims, add, shouldYield);
  return [...rows.values()].sort((a, b) => compareOrders(a.order, b.order)).flatMap((row) => row.claims);
}

interface Part {
  readonly object: ObjectNode;
  readonly layer: number | null;
  readonly path: Path;
}

/** `expect` is one object, or in a stack a list with one a layer. */
function objectsOf(document: LstmDocument, { layers }: Model): readonly Part[] {
  if (document.root?.kind !== "object") return [];
  const expect = document.root.members.get("expect")?.value;
  if (expect === undefined) return [];
  if (expect.kind === "object") return [{ object: expect, layer: document.root.members.has("layers") ? null : 1, path: ["expect"] }];
  if (!isList(expect)) return [];
  return layers.flatMap((_, index) => {
    const object = expect.item(index);
    return object.kind === "object" ? [{ object, layer: index + 1, path: ["expect", index] }] : [];
  });
}

function settingOf(object: ObjectNode, name: string): boolean | number | null {
  const value = object.members.get(name)?.value;
  return value?.kind === "boolean" || value?.kind === "number" ? value.value : null;
}

function numberOf(object: ObjectNode, name: string): number | null {
  const value = settingOf(object, name);
  return typeof value === "number" ? value : null;
}

function* claimsOf(sheet: Sheet, object: ObjectNode, path: Path): Generator<Claim, void, void> {
  const { layer, model } = sheet;
  for (const [name, { value }] of object.members) {
    const at = [...path, name];
    const step = ofSteps.find((known) => known === name);
    const update = ofUpdates.find((known) => known === name);
    if (step !== undefined && layer !== null) {
      const { H } = model.layers[layer - 1];
      const placeAt = (t: number, unit: number): AnswerPlace => ({ kind: "step", quantity: step, layer, t, unit });
      yield* claimsOverTime(sheet, value, at, H, placeAt);
    } else if (name === "loss_t") {
      yield* claimsOverTime(sheet, value, at, 1, (t) => ({ kind: "loss", quantity: "loss_t", t }));
    } else if (name === "loss") yield* claim(sheet, { kind: "loss", quantity: "loss", t: null }, value, at);
    else if (name === "gradients") yield* claimsByParameter(sheet, value, at, "gradients", 1);
    else if (update !== undefined) yield* claimsOfUpdates(sheet, value, at, update);
  }
}

/** One entry a step, each a number, null, or a list of `width`. */
function* claimsOverTime(
  sheet: Sheet,
  node: JsonNode,
  path: Path,
  width: number,
  placeAt: (t: number, unit: number) => AnswerPlace,
): Generator<Claim, void, void> {
  for (let t = 1; t <= sheet.model.T; t++) {
    const [step, at] = entryOf(node, path, t - 1);
    for (let unit = 1; unit <= width; unit++) {
      const [number, place] = entryOf(step, at, unit - 1);
      yield* claim(sheet, placeAt(t, unit), number, place);
    }
  }
}

/** Entry `index` of a list with its path; what is no list stands for all its entries: a null, or the number of a list of one. */
export function entryOf(node: JsonNode, path: Path, index: number): readonly [JsonNode, Path] {
  return isList(node) ? [node.item(index), [...path, index]] : [node, path];
}

/** The claim at a number or, in an exercise, the blank at a null. */
export function* claim(
  { document, isExercise, tolerance }: Sheet,
  place: AnswerPlace,
  node: JsonNode,
  path: Path,
): Generator<Claim, void, void> {
  const range = { start: node.start, end: node.end };
  if (node.kind === "number") yield { place, path, range, text: document.text.slice(range.start, range.end), tolerance };
  else if (node.kind === "null" && isExercise) yield { place, path, range, text: null, tolerance };
}
