/** The answers somebody worked out: their names and shapes. Null may stand wherever a number is not given. */
import type { CellKind } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type Member, type ObjectNode } from "../json/node.js";
import { expectedQuantities, memberNames, withArticle } from "../names.js";
import { type Owner, readByLayer, readByParameter } from "./byParameter.js";
import { type Checker, counted } from "./checker.js";
import { setting } from "./optimizer.js";

export interface ExpectedLayer {
  /** Null in an optimizer-only problem, which has no quantities over time. */
  readonly cell: CellKind | null;
  readonly H: number | null;
  readonly owner: Owner | null;
}

/** What answers are checked against. */
export interface Expected {
  readonly layers: readonly ExpectedLayer[];
  readonly isStack: boolean;
  readonly T: number | null;
}

const OF_UPDATES = ["V", "S", "V_corr", "S_corr", "parameters"] as const;
const OF_SEQUENCE = ["loss_t", "loss"] as const;
const SETTINGS = ["exercise", "tolerance", "rounding"] as const;
const MOST_DECIMALS = 15;

/**
 * Checks `expect`. For a stack it is a list with one object a layer (what belongs to the whole sequence may stand in any of them), or an object with
 * what is not by layer, and with lists over layers for what is by parameter.
 */
export function* checkExpect(check: Checker, member: Member | undefined, expected: Expected): Sliced<void> {
  if (member === undefined) return;
  const { value } = member;
  if (value.kind === "object") yield* checkObject(check, value, expected, expected.isStack ? null : 0);
  else if (expected.isStack && isList(value)) {
    yield* readByLayer(check, member, "expect", { count: expected.layers.length, isStack: true }, (object, layer) =>
      checkObject(check, object, expected, layer),
    );
  } else check.wrongType("expect", value, "an object with answers by name is needed", check.markOf(member));
}

/** One object of answers; `layer` (from 0) is null where it speaks for a whole stack. */
function* checkObject(check: Checker, object: ObjectNode, expected: Expected, layer: number | null): Sliced<void> {
  const own = layer === null ? null : expected.layers[layer];
  const quantities = own?.cell == null ? [] : quantitiesOf(own.cell);
  const sequence = own !== null && own.cell === null ? [] : OF_SEQUENCE;
  const known = [...quantities, ...sequence, "gradients", ...OF_UPDATES, ...SETTINGS];
  const described = own?.cell == null ? "nothing that is computed here" : `nothing that ${withArticle(own.cell)} computes`;
  check.unknownNames(
    object,
    known,
    () => described,
    (name) => misplaced(name, own),
  );
  checkSettings(check, object);
  for (const name of quantities) yield* checkSteps(check, object.members.get(name), expected.T, own?.H ?? null);
  yield* checkSteps(check, sequence.length > 0 ? object.members.get("loss_t") : undefined, expected.T, 1);
  const loss = sequence.length > 0 ? object.members.get("loss") : undefined;
  if (loss !== undefined && loss.value.kind !== "null") check.numberOf(loss, "loss in expect");
  for (const name of ["gradients", ...OF_UPDATES]) {
    const answer = object.members.get(name);
    if (answer !== undefined && answer.value.kind !== "null") yield* checkByParameter(check, answer, expected, layer);
  }
}

/** What `expect` may claim of a layer at every step. */
export function quantitiesOf(cell: CellKind): readonly string[] {
  const gradients = { lstm: ["dh", "dc"], gru: ["dh"], rnn: ["dh"], dense: [] }[cell];
  return [...expectedQuantities(cell), ...gradients];
}

function misplaced(name: string, own: ExpectedLayer | null): string | null {
  if (!memberNames("expect").includes(name)) return null;
  if (own === null) return `${name} belongs to one layer; in a stack expect is a list, one object a layer`;
  if (own.cell === null) return `${name} has no place where gradients are given: nothing runs over time`;
  return `${name} has no place here: ${withArticle(own.cell)} has none`;
}

function checkSettings(check: Checker, object: ObjectNode): void {
  const { members } = object;
  check.booleanOf(members.get("exercise"), "exercise");
  setting(check, members.get("tolerance"), { holds: (value) => value >= 0, rule: "must be 0 or more" });
  const isDecimals = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= MOST_DECIMALS;
  setting(check, members.get("rounding"), { holds: isDecimals, rule: `must be a whole number of decimals, 0 to ${MOST_DECIMALS}` });
}

/** Answers over t: T entries, each `width` numbers or null. */
function* checkSteps(check: Checker, member: Member | undefined, T: number | null, width: number | null): Sliced<void> {
  if (member === undefined || member.value.kind === "null") return;
  const { name, value } = member;
  if (value.kind === "number" && T === 1 && width === 1) return;
  if (!isList(value)) {
    check.wrongType(`${name} in expect`, value, "a list over t is needed", check.markOf(member));
    return;
  }
  if (T !== null && value.count !== T) {
    const message = `${name} in expect has ${counted(value.count, "step")}; T = ${T} (null where a step is not given)`;
    check.error("answer-count", message, check.markOf(member), { T });
  }
  if (value.kind === "numbers" && (width === 1 || width === null)) return;
  for (let index = 0; index < value.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const step = value.item(index);
    if (step.kind !== "null" && !(step.kind === "numbers" && step.count === width))
      yield* checkStep(check, `${labelOf(name)}_${index + 1} in expect`, step, width);
  }
}

/** `loss` for `loss_t`, so that its entries are loss_1, loss_2, … */
function labelOf(name: string): string {
  return name === "loss_t" ? "loss" : name;
}

function* checkStep(check: Checker, label: string, step: JsonNode, width: number | null): Sliced<void> {
  if (step.kind === "null" || (step.kind === "number" && width === 1)) return;
  if (!isList(step) && step.kind !== "number") {
    check.wrongType(label, step, "a list of numbers is needed, or null");
    return;
  }
  const count = isList(step) ? step.count : 1;
  if (width !== null && count !== width) {
    check.error("shape-mismatch", `${label} has ${counted(count, "number")}; ${width} ${width === 1 ? "is" : "are"} needed`, step, {
      rows: width,
    });
  } else if (step.kind === "list") {
    for (let index = 0; index < step.count && !check.problems.isFull; index++) {
      if (check.isDue(1)) yield check.progress;
      const item = step.item(index);
      if (item.kind !== "number" && item.kind !== "null")
        check.wrongType(`number ${index + 1} in ${label}`, item, "a number is needed, or null");
    }
  }
}

/** An answer by parameter: for the first update, or (but for `gradients`) a list over updates. */
function* checkByParameter(check: Checker, member: Member, expected: Expected, layer: number | null): Sliced<void> {
  const what = `${member.name} in expect`;
  const isStackWide = layer === null;
  const layers = { count: expected.layers.length, isStack: isStackWide };
  const one = (value: JsonNode, label: string): Sliced<unknown> =>
    readByLayer(check, { value }, label, layers, function* (object, index) {
      const { owner } = expected.layers[layer ?? index];
      if (owner !== null) yield* readByParameter(check, object, label, owner, true);
    });
  const { value } = member;
  const isOverUpdates = member.name !== "gradients" && isList(value) && (!isStackWide || holdsLists(value));
  if (!isOverUpdates) {
    yield* one(value, what);
    return;
  }
  for (let index = 0; index < value.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const update = value.item(index);
    if (update.kind !== "null") yield* one(update, `${what} at update ${index + 1}`);
  }
}

function holdsLists(node: JsonNode): boolean {
  if (!isList(node)) return false;
  for (let index = 0; index < node.count; index++) if (isList(node.item(index))) return true;
  return false;
}
