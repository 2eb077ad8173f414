/** Which wrong answers are wrong by themselves, and which are worked out correctly from earlier ones. */
import type { Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { Causes } from "./causes.js";
import { follow } from "./follow.js";
import type { Ledger, Written } from "./ledger.js";
import type { Mark } from "./mark.js";
import type { Needs } from "./values.js";
import { verdictOf } from "./verdict.js";

/** How a wrong answer comes about: the indices of the roots it follows from; null where it is a root itself. An empty list: from rounded values. */
export type Descent = readonly number[] | null;

export interface Descents {
  /** By the index of a wrong answer's mark. */
  readonly descents: ReadonlyMap<number, Descent>;
  /** Worked out from the wrong answers where they stand, and from full values elsewhere. */
  readonly fromWrong: Ledger;
  /** Worked out from every answer as it is written. */
  readonly fromWritten: Ledger;
}

/** Marks by where they stand, and what is written there. */
class Sheet {
  private readonly indices = new Map<string, Map<number, number>>();
  readonly written: Written;

  constructor(marks: readonly (Mark | null)[], sizes: ReadonlyMap<string, Float64Array>, isMeant: (mark: Mark) => boolean) {
    const written = new Map<string, Float64Array>();
    for (const [at, mark] of marks.entries()) {
      if (mark === null || !isMeant(mark)) continue;
      const { key, index } = mark.address;
      const array = written.get(key) ?? new Float64Array(sizes.get(key)?.length ?? 0).fill(Number.NaN);
      array[index] = mark.written.value;
      written.set(key, array);
      const indices = this.indices.get(key) ?? new Map<number, number>();
      indices.set(index, at);
      this.indices.set(key, indices);
    }
    this.written = written;
  }

  /** The index of the mark that stands there. */
  markAt(key: string, index: number): number {
    const at = this.indices.get(key)?.get(index);
    if (at === undefined) throw new Error(`nothing is written at ${key} ${index}`);
    return at;
  }
}

/** Whether an equation gives what is written from the values before it, at most one unit of its last digit off. */
function isGiven({ written, claim }: Mark, derived: number): boolean {
  return verdictOf(written, derived, claim.tolerance) !== "wrong";
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
  const descents = new Map<number, Descent>();
  const all = new Sheet(marks, values, () => true);
  const given = new Set<number>();
  const ofAll = (key: string, index: number, derived: number): number => {
    const at = all.markAt(key, index);
    const mark = marks[at];
    if (mark !== null && isGiven(mark, derived)) given.add(at);
    return 0;
  };
  const fromWritten = yield* follow(model, { rounding, written: all.written, causeOf: ofAll }, needs, shouldYield);
  const causes = new Causes();
  const wrong = new Sheet(marks, values, ({ verdict }) => verdict === "wrong");
  const ofWrong = (key: string, index: number, derived: number, cause: number): number => {
    const at = wrong.markAt(key, index);
    const mark = marks[at];
    const isFollowing = mark !== null && (isGiven(mark, derived) || given.has(at));
    descents.set(at, isFollowing ? causes.rootsOf(cause) : null);
    return isFollowing ? cause : causes.single(at);
  };
  const fromWrong = yield* follow(model, { rounding, written: wrong.written, causeOf: ofWrong }, needs, shouldYield, causes);
  return { descents, fromWrong, fromWritten };
}
