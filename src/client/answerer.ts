/** Who answers what the page asks about a trace. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Traced } from "./session.js";
import type { unwanted } from "./slicer.js";

/** A session is one. */
export interface Answerer {
  readonly traced: Traced | null;
  /** Runs sliced work; `unwanted` where the trace it is about is no longer shown. */
  compute<T>(traced: Traced, begin: (shouldYield: ShouldYield) => Sliced<T>): Promise<T | typeof unwanted>;
}
