/** Which wrong answers are wrong by themselves, and which are worked out correctly from earlier ones. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { Causes } from "./causes.js";
import { eachOf } from "./eachOf.js";
import { follow } from "./follow.js";
import type { Ledger, Practice } from "./ledger.js";
import type { Mark } from "./mark.js";
import type { Needs } from "./values.js";
import { verdictOf } from "./verdict.js";

/** The indices of the roots that an answer follows from; null where it is a root itself. An empty list: from rounded values. */
export type Descent = readonly number[] | null;

export interface Descents {
  /** By the index of its mark: of every wrong answer, and of those off in the last digit that follow from a wrong one. */
  readonly descents: ReadonlyMap<number, Descent>;
  /** Worked out from the wrong answers where they stand, and from full values elsewhere. */
  readonly fromWrong: Ledger;
  /** Worked out from every answer as it is written. */
  readonly fromWritten: Ledger;
}

/** Marks by where they stand. */
class Sheet {
  private readonly indices = new Map<string, Int32Array>();
  readonly written = new Map<string, Float64Array>();

  constructor(
    private readonly marks: readonly (Mark | null)[],
    private readonly sizes: ReadonlyMap<string, Float64Array>,
  ) {}

  /** Enters the mark at an index. */
  add(mark: Mark, at: number): void {
    const { key, index } = mark.address;
    const size = this.sizes.get(key)?.length ?? 0;
    const written = this.written.get(key) ?? new Float64Array(size).fill(Number.NaN);
    const indices = this.indices.get(key) ?? new Int32Array(size);
    written[index] = mark.written.value;
    indices[index] = at;
    this.written.set(key, written);
    this.indices.set(key, indices);
  }

  /** The mark that stands there, and its index. */
  at(key: string, index: number): readonly [Mark, number] {
    const at = this.indices.get(key)?.[index] ?? -1;
    const mark = this.marks.at(at) ?? null;
    if (at < 0 || mark === null) throw new Error(`nothing is written at ${key} ${index}`);
    return [mark, at];
  }
}

/** Whether an equation gives what is written from the values before it, at most one unit of its last digit off. */
function isGiven({ written, claim }: Mark, derived: number): boolean {
  return verdictOf(written, derived, claim.tolerance) !== "wrong";
}

/** Whether two numbers differ by no more than the order of their sums makes them. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
}

/**
 * Works the sheet out twice: once from everything that is written, as who goes on with the digits written down does, and once from what is wrong alone, as
 * who keeps all digits does. An answer that either gives follows from what came before. `values` are the right ones.
 */
export function* descentsOf(
  model: Model,
  marks: readonly (Mark | null)[],
  values: ReadonlyMap<string, Float64Array>,
  needs: Needs,
  rounding: number | null,
  shouldYield: ShouldYield,
): Sliced<Descents> {
  const sheet = new Sheet(marks, values);
  yield* eachOf(marks, (mark, at) => mark !== null && sheet.add(mark, at), shouldYield);
  const { written } = sheet;
  const given = new Set<number>();
  const remember: Practice["entryOf"] = (value, derived, _cause, key, index) => {
    const [mark, at] = sheet.at(key, index);
    if (isGiven(mark, derived)) given.add(at);
    return { value, cause: 0 };
  };
  const fromWritten = yield* follow(model, { rounding, written, entryOf: remember }, needs, shouldYield);
  const descents = new Map<number, Descent>();
  const causes = new Causes();
  const decide: Practice["entryOf"] = (value, derived, cause, key, index) => {
    const [mark, at] = sheet.at(key, index);
    const isExact = verdictOf(mark.written, derived, mark.claim.tolerance) === "right";
    const isFollowing =
      mark.verdict === "wrong" ? isGiven(mark, derived) || given.has(at) : mark.verdict === "lastDigit" && isExact && cause !== 0;
    if (mark.verdict === "wrong" || isFollowing) {
      descents.set(at, isFollowing ? causes.rootsOf(cause) : null);
      return isFollowing ? { value: isExact ? derived : value, cause } : { value, cause: causes.single(at) };
    }
    // What is right in spite of what came before is not blamed for it; where the difference is too small to show, it may show later.
    return isExact && !isSame(derived, mark.computed) ? { value: derived, cause } : { value: mark.computed, cause: 0 };
  };
  const fromWrong = yield* follow(model, { rounding, written, entryOf: decide }, needs, shouldYield, causes);
  return { descents, fromWrong, fromWritten };
}
