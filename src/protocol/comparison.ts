/** What crosses about a comparison of the trace shown with another: what the other is like, and where the two part. */
import type { Reach } from "../report/compare/compare.js";
import type { Place } from "../report/explanation.js";
import type { Exact, TraceShape } from "./panel.js";

/** A comparison but for the other trace's values, which are asked for as they come into sight. */
export interface ComparisonShape {
  /** Grows with every comparison made; answers about an older one are dropped. */
  readonly revision: number;
  /** What the trace is compared with: a file's name, or `update 3`. */
  readonly name: string;
  readonly tolerance: number;
  /** The other trace, under the comparison's revision. Null where there is none, and `fault` says why. */
  readonly trace: TraceShape | null;
  /** Steps both have. */
  readonly T: number;
  /** An entry a layer of the trace shown: the greatest |difference| of each quantity, 0 where it is the same throughout; null where the layer is not compared. */
  readonly layers: readonly (Reach | null)[];
  /** The greatest |difference| of the steps' losses; null where they are not compared. */
  readonly loss: number | null;
  /** Where the two part first, in the order of computation; null where they do not by more than the tolerance. */
  readonly first: FirstApart | null;
  /** What the two do not have in common: sentences without a full stop. */
  readonly mismatches: readonly string[];
  readonly fault: ComparisonFault | null;
}

/** A value at which the trace shown and the other part; the difference is this less the other. */
export interface FirstApart {
  readonly place: Place;
  readonly here: Exact;
  readonly there: Exact;
  readonly difference: Exact;
}

/** Why there is no other trace. */
export interface ComparisonFault {
  /** A sentence without a full stop. */
  readonly message: string;
  /** Whether the fault has a place in the other file that can be gone to. */
  readonly hasPlace: boolean;
}
