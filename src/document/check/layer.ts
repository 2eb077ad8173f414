/** One layer: which cell it is, its sizes as most of its shapes say, and every parameter against them. */
import type { CellKind, Layer, Parameter } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import type { Member, ObjectNode } from "../json/node.js";
import { parameterInfo, parameterNames, withArticle } from "../names.js";
import type { TextRange } from "../problem.js";
import type { Checker } from "./checker.js";
import { type Choices, readChoices } from "./choices.js";
import { fits, numbersOf, type Shape, shapeOf, shapeText } from "./shape.js";
import { type Below, decideSizes, lettersOf, neededOf, needText, type Sizes } from "./sizes.js";

export interface LayerPlace {
  /** ` of layer 2` in a stack. */
  readonly suffix: string;
  /** Where something missing is marked if there is nothing nearer. */
  readonly opening: TextRange;
  readonly below: Below;
  /** Whether the weights come from elsewhere, so that none is missing here. */
  readonly areWeightsElsewhere: boolean;
}

/** A layer as far as it could be read. */
export interface LayerDraft extends Sizes {
  readonly cell: CellKind;
  readonly suffix: string;
  /** Null while the file has faults. */
  readonly layer: Layer | null;
}

/** What is read of a layer before its sizes are known. */
interface Parts {
  readonly cell: CellKind;
  readonly place: LayerPlace;
  readonly parameters: ObjectNode | null;
  readonly initial: ObjectNode | null;
}

/** Reads a layer of kind `cell` from the object it stands in, whose names are checked already. */
export function* readLayer(check: Checker, object: ObjectNode, cell: CellKind, place: LayerPlace): Sliced<LayerDraft> {
  const { suffix } = place;
  const parameters = check.objectOf(
    object.members.get("parameters"),
    `parameters${suffix}`,
    "an object with the weights by name is needed",
  );
  const states = cell === "dense" ? undefined : object.members.get("initial");
  const initial = check.objectOf(states, `initial${suffix}`, "an object with the state before the first step is needed");
  const parts = { cell, place, parameters, initial };
  const suggested = checkNames(check, parts);
  const shapes = yield* shapesOf(check, parts);
  const stateShapes = yield* stateShapesOf(check, parts);
  const sizes = decideSizes(cell, shapes, stateShapes, place.below);
  reportMissing(check, object, cell, sizes, place, suggested);
  for (const [name, shape] of shapes) reportMisfit(check, parts, parameters?.members.get(name), `${name}${suffix}`, shape, sizes);
  for (const [name, shape] of stateShapes) reportMisfit(check, parts, initial?.members.get(name), stateLabel(name, place), shape, sizes);
  const choices = readChoices(check, object, cell);
  const layer = check.problems.hasErrors || choices === null ? null : yield* build(check, parts, sizes, choices);
  return { cell, suffix, ...sizes, layer };
}

function checkNames(check: Checker, { cell, place, parameters, initial }: Parts): Set<string> {
  const isStack = place.suffix !== "";
  if (initial !== null) check.unknownNames(initial, stateNames(cell), () => `no state of ${withArticle(cell)}`);
  if (parameters === null) return new Set();
  return check.unknownNames(
    parameters,
    parameterNames(cell),
    () => `no parameter of ${withArticle(cell)}${isStack ? `,${place.suffix.replace(" of", " which")} is` : ""}`,
  );
}

function stateNames(cell: CellKind): readonly string[] {
  return cell === "lstm" ? ["h", "c"] : ["h"];
}

function stateLabel(name: string, place: LayerPlace): string {
  return `${name} in initial${place.suffix}`;
}

function* shapesOf(check: Checker, { cell, place, parameters }: Parts): Sliced<Map<string, Shape | null>> {
  const shapes = new Map<string, Shape | null>();
  for (const name of parameterNames(cell)) {
    const member = parameters?.members.get(name);
    if (member !== undefined) shapes.set(name, yield* shapeOf(check, `${name}${place.suffix}`, member, { areNullsAllowed: false }));
  }
  return shapes;
}

function* stateShapesOf(check: Checker, { cell, place, initial }: Parts): Sliced<Map<string, Shape | null>> {
  const shapes = new Map<string, Shape | null>();
  for (const name of stateNames(cell)) {
    const member = initial?.members.get(name);
    if (member !== undefined) shapes.set(name, yield* shapeOf(check, stateLabel(name, place), member, { areNullsAllowed: false }));
  }
  return shapes;
}

function reportMissing(
  check: Checker,
  object: ObjectNode,
  cell: CellKind,
  sizes: Sizes,
  place: LayerPlace,
  suggested: ReadonlySet<string>,
): void {
  if (place.areWeightsElsewhere) return;
  const member = object.members.get("parameters");
  const needs = parameterNames(cell).filter((name) => isNeeded(cell, name, place.below));
  if (member === undefined) {
    const list = needs.length === 0 ? "b" : needs.join(", ");
    check.missing("parameters", `parameters${place.suffix} is missing; ${withArticle(cell)} needs ${list}`, place.opening);
    return;
  }
  if (member.value.kind !== "object") return;
  const { members } = member.value;
  for (const name of needs) {
    if (members.has(name) || suggested.has(name)) continue;
    const needed = neededOf(lettersOf(cell, name), sizes);
    const message = `${name}${place.suffix} is missing${needed === null ? "" : `; ${needText(cell, needed, sizes)}`}`;
    check.missing(name, message, member.nameRange, needed === null ? {} : { rows: needed.rows, cols: needed.cols });
  }
  const hasNothing = cell === "dense" && place.below.kind === "nothing" && !members.has("b") && !suggested.has("b");
  if (hasNothing) check.missing("b", `b${place.suffix} is missing; without inputs it is all a dense layer has`, member.nameRange);
}

function isNeeded(cell: CellKind, name: string, below: Below): boolean {
  if ((below.kind === "nothing" || below.kind === "unknown") && name.startsWith("W")) return false;
  return parameterInfo(cell, name)?.isOptional === false;
}

/** Reports a parameter or state whose shape is not what the sizes need, or that has nothing to weigh. */
function reportMisfit(
  check: Checker,
  { cell, place }: Parts,
  member: Member | undefined,
  label: string,
  shape: Shape | null,
  sizes: Sizes,
): void {
  if (member === undefined) return;
  if (place.below.kind === "nothing" && member.name.startsWith("W")) {
    check.error("misplaced-name", `${label} has nothing to weigh: there are no inputs`, member.nameRange);
    return;
  }
  const needed = neededOf(lettersOf(cell, member.name), sizes);
  if (shape === null || needed === null || fits(shape, needed)) return;
  const isTransposed = !needed.isVector && shape.kind === "matrix" && shape.rows === needed.cols && shape.cols === needed.rows;
  const data = { name: member.name, rows: needed.rows, cols: needed.cols };
  const message = `${label} is ${shapeText(shape)}; ${needText(cell, needed, sizes)}`;
  check.error("shape-mismatch", message, check.markOf(member), isTransposed ? { ...data, transposed: 1 } : data);
}

function* build(check: Checker, { cell, parameters, initial }: Parts, { D, H }: Sizes, choices: Choices): Sliced<Layer | null> {
  if (D === null || H === null) return null;
  const read = new Map<string, Parameter>();
  for (const [name, { value }] of parameters?.members ?? []) {
    const needed = neededOf(lettersOf(cell, name), { D, H });
    if (needed === null) continue;
    const { rows, cols, isVector } = needed;
    read.set(name, { name, rows, cols, isVector, values: yield* numbersOf(check, value, rows * cols) });
  }
  const state = function* (name: string): Sliced<Float64Array> {
    const member = initial?.members.get(name);
    return member === undefined ? new Float64Array(H) : yield* numbersOf(check, member.value, H);
  };
  return choices({ D, H, parameters: read, h: yield* state("h"), c: yield* state("c") });
}
