/** One time step of a layer over fixed buffers: what every pass over time is made of. */
import type { Quantity } from "../trace.js";
import type { Stage } from "./stages.js";

/** The state that a recurrent layer hands from step to step. */
export type StateName = "h" | "c";

/** A step's buffers. Fill `x` and `before`, run the stages of `forward` in order, and read `z` and `quantities`. */
export interface Step {
  /** D: what the layer reads. */
  readonly x: Float64Array;
  /** Each H: the state before the step. */
  readonly before: ReadonlyMap<StateName, Float64Array>;
  /** Each H: what goes into the activations, named z_f, z_i, … (a dense layer's just z). */
  readonly z: ReadonlyMap<string, Float64Array>;
  /** Each H, in the trace's order. */
  readonly quantities: ReadonlyMap<Quantity, Float64Array>;
  readonly forward: readonly Stage[];
  /** With `x`, `before` and `quantities` filled from a trace: the stages that bring back what the derivatives need beyond these. */
  readonly recall: readonly Stage[];
  /** The derivative of this very step at what its buffers hold when its stages run. */
  backward(): BackwardStep;
  /** Likewise, in the direction of time. */
  tangent(): TangentStep;
}

/** How one step adds to dL/dparameter: rows · colsᵀ, left ⊙ right, or the vector itself; each by reference to the step's buffers. */
export type Contribution =
  | { readonly kind: "outer"; readonly rows: Float64Array; readonly cols: Float64Array }
  | { readonly kind: "elementwise"; readonly left: Float64Array; readonly right: Float64Array }
  | { readonly kind: "plain"; readonly values: Float64Array };

/** From the gradient of what a step leaves to the gradients of all it read. */
export interface BackwardStep {
  /**
   * Each H: dL/dh_t (dL/dŷ_t of a dense layer) and dL/dc_t. Fill h with every path counted and c with what comes from step t+1; run `arrival`,
   * which adds to c the paths through h_t; then run `stages`.
   */
  readonly after: ReadonlyMap<StateName | "yhat", Float64Array>;
  /** Each H: dL/d(state before) through this step. */
  readonly before: ReadonlyMap<StateName, Float64Array>;
  /** D: dL/dx_t through this step. */
  readonly x: Float64Array;
  /** Each H: dL/dz by the names in the step's own `z`. */
  readonly z: ReadonlyMap<string, Float64Array>;
  /** What the step adds to the gradient of each parameter the cell can have, by its name. */
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly arrival: readonly Stage[];
  /** What is left to do once `after` holds every path. */
  readonly stages: readonly Stage[];
}

/** From a change of the state before a step to the change of the state after it, the input held. */
export interface TangentStep {
  /** Each H. */
  readonly before: ReadonlyMap<StateName, Float64Array>;
  /** Each H. */
  readonly after: ReadonlyMap<StateName, Float64Array>;
  readonly stages: readonly Stage[];
}

/** The buffer of a quantity or state by its name. Throws where the cell has none. */
export function bufferOf<Name extends string>(buffers: ReadonlyMap<Name, Float64Array>, name: Name): Float64Array {
  const buffer = buffers.get(name);
  if (buffer === undefined) throw new Error(`this cell has no ${name}`);
  return buffer;
}

/** The contributions of z = b + W x + U h, by the names of its parameters. */
export function affineContributions(
  gate: string,
  dz: Float64Array,
  x: Float64Array,
  h: Float64Array | null,
): readonly (readonly [string, Contribution])[] {
  const input = [
    [`W${gate}`, { kind: "outer", rows: dz, cols: x }],
    [`b${gate}`, { kind: "plain", values: dz }],
  ] as const;
  return h === null ? input : [...input, [`U${gate}`, { kind: "outer", rows: dz, cols: h }]];
}
