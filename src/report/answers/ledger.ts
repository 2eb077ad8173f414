/** A computation as somebody at a desk does it: with what they wrote where they wrote something, and rounded on the way if they round. */
import { Causes } from "./causes.js";
import { roundTo } from "./decimal.js";
import { isGradientKey } from "./place.js";
import type { Values } from "./values.js";

/** What is written where a value is computed: NaN where nothing is. */
export type Written = ReadonlyMap<string, Float64Array>;

/** What goes on from a place where something is written. */
export interface Entry {
  readonly value: number;
  /** The set of roots it descends from. */
  readonly cause: number;
}

/** How the computation is done. */
export interface Practice {
  /** Decimals every named quantity is rounded to; null for none. */
  readonly rounding: number | null;
  /** By key. */
  readonly written: Written;
  /** What goes on from where something is written; `derived` is what the equation gives there, `cause` what its inputs descend from. */
  entryOf(written: number, derived: number, cause: number, key: string, index: number): Entry;
}

/** What is written goes on, and its causes are not asked for. */
export const asWritten: Practice["entryOf"] = (value) => ({ value, cause: 0 });

/** Nothing written, nothing rounded. */
export const plainPractice: Practice = { rounding: null, written: new Map(), entryOf: asWritten };

/** The values of such a computation, as they come. */
export class Ledger {
  /** What goes on to the equations after it. */
  readonly values: Values = new Map();
  /** What the equations give from the values before, whatever is written in their place. */
  readonly derived: Values = new Map();
  private readonly sets = new Map<string, Int32Array>();

  constructor(
    readonly practice: Practice,
    readonly causes: Causes = new Causes(),
  ) {}

  /** Takes what an equation gives for entries `at` … of an array of `size`; `causeAt` says what entry k of the row descends from. */
  take(key: string, size: number, at: number, row: Float64Array, causeAt: (k: number) => number): void {
    const { written } = this.practice;
    const rounding = isGradientKey(key) ? null : this.practice.rounding;
    const [values, derived] = [arrayIn(this.values, key, size), arrayIn(this.derived, key, size)];
    const sets = this.setsOf(key, size);
    const claimed = written.get(key);
    for (let k = 0; k < row.length; k++) {
      const index = at + k;
      derived[index] = rounding === null ? row[k] : roundTo(row[k], rounding);
      const cause = causeAt(k);
      const isWritten = claimed !== undefined && !Number.isNaN(claimed[index]);
      const entry = isWritten ? this.practice.entryOf(claimed[index], derived[index], cause, key, index) : null;
      values[index] = entry === null ? derived[index] : entry.value;
      sets[index] = entry === null ? cause : entry.cause;
    }
  }

  /** Takes values as they are given by the file: they descend from nothing. */
  give(key: string, row: Float64Array): void {
    this.values.set(key, row);
  }

  /** What an entry descends from; nothing where it is not computed here. */
  cause(key: string, index: number): number {
    return this.sets.get(key)?.[index] ?? 0;
  }

  /** What the entries from `from` on descend from, all together. */
  causeOfRow(key: string, from: number, count: number): number {
    const sets = this.sets.get(key);
    return sets === undefined ? 0 : this.causes.all(sets.subarray(from, from + count));
  }

  /** What a whole array descends from. */
  causeOfArray(key: string): number {
    return this.causeOfRow(key, 0, Number.POSITIVE_INFINITY);
  }

  private setsOf(key: string, size: number): Int32Array {
    let sets = this.sets.get(key);
    if (sets === undefined) {
      sets = new Int32Array(size);
      this.sets.set(key, sets);
    }
    return sets;
  }
}

function arrayIn(values: Values, key: string, size: number): Float64Array {
  let array = values.get(key);
  if (array === undefined) {
    array = new Float64Array(size).fill(Number.NaN);
    values.set(key, array);
  }
  return array;
}
