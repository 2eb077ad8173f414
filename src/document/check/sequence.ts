/** The sequence a model runs on: inputs or a number of steps, and targets. */
import type { Targets } from "../../core/model.js";
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type ListNode, type Member, type NumbersNode, type ObjectNode } from "../json/node.js";
import { type Checker, counted, openingOf } from "./checker.js";
import { commonest, reportNulls } from "./shape.js";

/** What is known of the inputs before the layers are. */
export interface Sequence {
  /** Null where it cannot be said. */
  readonly T: number | null;
  /** Numbers of most x_t, 0 where there are no inputs; null where it cannot be said. */
  readonly width: number | null;
  readonly inputs: Member | undefined;
  readonly steps: Member | undefined;
}

/** Steps a file may ask for without giving inputs. */
const MOST_STEPS = 10_000_000;

/** Reads `inputs` or `steps`: how long the sequence is, and how wide. */
export function* readSequence(check: Checker, root: ObjectNode): Sliced<Sequence> {
  const inputs = root.members.get("inputs");
  const steps = root.members.get("steps");
  if (inputs === undefined) return { T: readSteps(check, steps), width: 0, inputs, steps };
  if (steps !== undefined) {
    check.error("misplaced-name", "steps stands only where there are no inputs; T is their number", steps.nameRange);
  }
  const { value } = inputs;
  if (value.kind === "number") return { T: 1, width: 1, inputs, steps };
  if (!isList(value)) {
    check.wrongType("inputs", value, "a list is needed, x_1 … x_T", check.markOf(inputs));
    return { T: null, width: null, inputs, steps };
  }
  if (value.count === 0) {
    check.error("empty-inputs", "inputs is empty; a sequence has at least one step (or no inputs, and steps)", value);
    return { T: null, width: null, inputs, steps };
  }
  return { T: value.count, width: yield* widthOfSteps(check, value), inputs, steps };
}

/** Reports a file that does not say how long its sequence is. */
export function reportNoSequence(check: Checker, root: ObjectNode, suggested: ReadonlySet<string>): void {
  const names = ["inputs", "steps"];
  if (names.some((name) => root.members.has(name) || suggested.has(name))) return;
  check.missing("inputs", "inputs is missing: x_1 … x_T (or steps, where there are none)", openingOf(root));
}

function readSteps(check: Checker, steps: Member | undefined): number | null {
  const T = check.numberOf(steps, "steps");
  if (T === null || steps === undefined) return null;
  if (Number.isInteger(T) && T >= 1 && T <= MOST_STEPS) return T;
  check.error(
    "out-of-range",
    `steps is ${check.text.slice(steps.value.start, steps.value.end)}; it must be a whole number from 1 to ${MOST_STEPS}`,
    steps.value,
  );
  return null;
}

/** Numbers of most steps; steps that have another number of them are reported. */
function* widthOfSteps(check: Checker, list: ListNode | NumbersNode): Sliced<number | null> {
  if (list.kind === "numbers") {
    if (list.nulls > 0) yield* reportNulls(check, "inputs", list);
    return 1;
  }
  const widths = new Map<number, number>();
  for (let index = 0; index < list.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const step = list.item(index);
    const width = plainWidth(step) ?? (yield* widthOfStep(check, `x_${index + 1}`, step));
    if (width !== null) widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  const usual = commonest(widths);
  if (widths.size < 2 || usual === null) return usual;
  for (let index = 0; index < list.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const step = list.item(index);
    const width = isList(step) ? step.count : 1;
    if (width === usual || width === 0 || (step.kind !== "number" && !isList(step))) continue;
    const others = list.count === 2 ? `x_${2 - index} has` : "most others have";
    check.error("ragged-rows", `x_${index + 1} has ${counted(width, "number")}; ${others} ${usual}`, step, { cols: usual });
  }
  return usual;
}

/** Numbers of a step that is in order by itself, as most are, and there may be a million; else null. */
function plainWidth(step: JsonNode): number | null {
  if (step.kind === "number") return 1;
  return step.kind === "numbers" && step.count > 0 && step.nulls === 0 ? step.count : null;
}

/** Numbers of a step; null where it has none. What is wrong with it is reported. */
function* widthOfStep(check: Checker, label: string, step: JsonNode): Sliced<number | null> {
  if (step.kind === "number") return 1;
  if (step.kind === "numbers") {
    if (step.count === 0) check.error("empty-list", `${label} is empty; numbers are needed`, step);
    if (step.nulls > 0) yield* reportNulls(check, label, step);
    return step.count === 0 ? null : step.count;
  }
  if (step.kind !== "list") {
    check.wrongType(label, step, "a list of numbers is needed");
    return null;
  }
  for (let index = 0; index < step.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const item = step.item(index);
    if (item.kind !== "number") check.wrongType(`number ${index + 1} in ${label}`, item, "a number is needed");
  }
  return step.count;
}

/** The targets y_1 … y_T, each `K` wide; null where the file gives none, or wrong ones, which are reported. */
export function* readTargets(
  check: Checker,
  member: Member | undefined,
  { T, inputs }: Sequence,
  K: number | null,
): Sliced<Targets | null> {
  if (member === undefined) return null;
  const { value } = member;
  if (value.kind === "number" && T === 1 && K === 1) return { values: Float64Array.of(value.value), given: Uint8Array.of(1) };
  if (!isList(value)) {
    check.wrongType("targets", value, "a list is needed, y_1 … y_T, with null where a step has none", check.markOf(member));
    return null;
  }
  if (T !== null && value.count !== T) reportTargetCount(check, member, value, counted(T, inputs === undefined ? "step" : "input"), T);
  // While there are faults nothing is kept, and a wrong K times a wrong T may be any number.
  const isKept = K !== null && !check.problems.hasErrors;
  const values = new Float64Array(isKept ? value.count * K : 0);
  const given = new Uint8Array(value.count);
  for (let index = 0; index < value.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const step = value.item(index);
    if (step.kind === "null") continue;
    given[index] = 1;
    const isRead = (K !== null && plainWidth(step) === K) || (yield* readTarget(check, `y_${index + 1}`, step, K));
    if (!isKept || !isRead) continue;
    if (step.kind === "number") values[index] = step.value;
    else if (step.kind === "numbers") step.copyInto(values, index * K);
  }
  return given.includes(1) ? { values, given } : null;
}

function reportTargetCount(check: Checker, member: Member, list: ListNode | NumbersNode, steps: string, T: number): void {
  const message = `${counted(list.count, "target")} for ${steps}; every step has one, or null`;
  const range = list.count > T ? { start: list.item(T).start, end: list.item(list.count - 1).end } : check.markOf(member);
  check.error("target-count", message, range, { T });
}

/** Whether a target is K numbers; if not it is reported. */
function* readTarget(check: Checker, label: string, step: JsonNode, K: number | null): Sliced<boolean> {
  const width = yield* widthOfStep(check, label, step);
  if (width === null || K === null || width === K) return width === K;
  check.error("shape-mismatch", `${label} has ${counted(width, "number")}; the output has ${K}`, step, { rows: K });
  return false;
}

/** The numbers of all inputs, T × D; `count` of them. */
export function* readInputs(check: Checker, member: Member | undefined, count: number): Sliced<Float64Array> {
  const values = new Float64Array(count);
  if (member === undefined) return values;
  const { value } = member;
  if (value.kind === "number") values[0] = value.value;
  else if (value.kind === "numbers") value.copyInto(values, 0);
  else if (value.kind === "list") {
    let at = 0;
    for (let index = 0; index < value.count; index++) {
      if (check.isDue(1)) yield check.progress;
      const step = value.item(index);
      if (step.kind === "number") values[at++] = step.value;
      else if (step.kind === "numbers") {
        step.copyInto(values, at);
        at += step.count;
      }
    }
  }
  return values;
}
