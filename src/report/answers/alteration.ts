/** Where a backward pass can be done otherwise than it should: what a slip changes about it. */
import type { ReplayBackward } from "../../core/cells/replayBackward.js";

/** What happens between the stages of one step back; `replay` holds the step's values and gradients. */
export type Tamper = (replay: ReplayBackward) => void;

/** All that may differ; what is left out is as it should be. */
export interface Alteration {
  /** What the gradient of the loss with respect to each output is multiplied with. */
  readonly outputTimes?: number;
  /** Carries nothing of dL/dh, or of dL/dc, to the step before. */
  readonly dropsH?: boolean;
  readonly dropsC?: boolean;
  /** After the paths through h_t are added to dL/dc_t. */
  readonly afterArrival?: Tamper;
  /** After the first elementwise stage of the cell. */
  readonly afterFirst?: Tamper;
  /** After the last elementwise stage of the cell. */
  readonly afterLast?: Tamper;
  /** After all stages, before anything is carried or added to the parameters' gradients. */
  readonly beforeGradients?: Tamper;
  /** The only step that adds to the parameters' gradients. */
  readonly onlyStep?: number;
}

/** Nothing is changed. */
export const unaltered: Alteration = {};
