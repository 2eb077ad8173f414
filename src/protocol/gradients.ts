/** What the page is told of the gradients of a trace's loss; the arrays cross as they are, numbers by themselves as text. */
import type { Verdict } from "../core/factors.js";
import type { Exact, ParameterShape } from "./panel.js";

/** The gradients of all layers, but for the numbers by step. */
export interface GradientSummary {
  readonly revision: number;
  /** In the order of the file. */
  readonly parameters: readonly ParameterShape[];
  /** ‖dL/dparameter‖, in their order; NaN where an exercise hides a number of the gradient. */
  readonly norms: Float64Array;
  /** Their indices. */
  readonly hidden: readonly number[];
  /** Two a layer: least and greatest of the norms by step that are finite and not 0; NaN where there is none. */
  readonly reach: Float64Array;
  /** The sentence that says where a gradient first stops being finite. */
  readonly notFinite: string | null;
}

/** The gradients of one layer at the steps in sight; all arrays but the last have an entry a step. */
export interface GradientSteps {
  readonly revision: number;
  readonly layer: number;
  /** Steps from … to, both included, counted from 1. */
  readonly from: number;
  readonly to: number;
  /** ‖dL/dh_t‖, every path counted; ‖dL/dŷ_t‖ of a dense layer. */
  readonly h: Float64Array;
  /** ‖dL/dc_t‖ of an lstm; else null. */
  readonly c: Float64Array | null;
  /** ‖dL/ds_{t−1}‖ ÷ ‖dL/ds_t‖, s being c of an lstm and h of the others, without what joins at t−1 itself; null of a dense layer. */
  readonly factor: Float64Array | null;
  /** The forget gates of an lstm: lower quartile, upper quartile and mean over the units; else null. */
  readonly f: { readonly lower: Float64Array; readonly upper: Float64Array; readonly mean: Float64Array } | null;
  /** 1 where the step has a target. */
  readonly given: Uint8Array;
  /** The layer's parameters, in the order of the file. */
  readonly parameters: readonly string[];
  /** parameters × steps, a row a parameter: ⟨share of the step, gradient⟩ / ‖gradient‖². */
  readonly shares: Float64Array;
  /** What nearly all shares of the whole sequence stay within: for the colours. */
  readonly reach: Exact;
  /** An entry a step, a sum of `hiddenColumns`: what an exercise hides, NaN in its place. Null where it hides nothing of the layer. */
  readonly hidden: Uint8Array | null;
}

/** The columns of `GradientSteps` in which a number of a step may be hidden. */
export const hiddenColumns = { h: 1, c: 2, factor: 4, f: 8 } as const;

/** A number, or that an exercise hides it. */
export type Seen = Exact | "hidden";

/** The gradients at one unit and step. */
export interface GradientAt {
  /** dL/dh_t; dL/dŷ_t of a dense layer. */
  readonly h: Seen;
  /** dL/dc_t and f_t of an lstm; else null. */
  readonly c: Seen | null;
  readonly f: Seen | null;
}

/** How a gradient fares on its way through the whole sequence: G = ‖∂h_T/∂h_0‖^(1/T). */
export interface Passage {
  readonly growth: Exact;
  /** log₁₀ ‖∂h_T/∂h_0‖. */
  readonly magnitude: Exact;
  readonly verdict: Verdict | null;
  /** Where the verdict changes. */
  readonly bounds: { readonly vanishing: number; readonly exploding: number };
}
