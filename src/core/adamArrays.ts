/** Adam's update of one parameter (Kingma & Ba 2015) with V for their m and S for their v: what the kernels compute faster, to the same bits. */
import { flush } from "./flush.js";
import type { Optimizer } from "./model.js";
import type { Pace } from "./pace.js";
import type { Sliced } from "./slices.js";

/** The numbers of the optimizer that an update needs. */
export type AdamSettings = Pick<Optimizer, "alpha" | "beta1" | "beta2" | "epsilon" | "epsilonRule">;

/** 1 − β1^t and 1 − β2^t for the t after the update. */
export function corrections({ beta1, beta2 }: AdamSettings, t: number): { readonly V: number; readonly S: number } {
  return { V: 1 - beta1 ** t, S: 1 - beta2 ** t };
}

/** What an update's step multiplies its moments by: V by `rate`, S by `scale` under the root; both corrections are in them, divided out once. */
export function stepFactors(settings: AdamSettings, t: number): { readonly rate: number; readonly scale: number } {
  const { V, S } = corrections(settings, t);
  const { alpha, epsilonRule } = settings;
  return epsilonRule === "hat" ? { rate: (alpha * Math.sqrt(S)) / V, scale: 1 } : { rate: alpha / V, scale: 1 / S };
}

/**
 * What update `t` subtracts from a parameter whose moments after it are v and s.
 * outside: α·V_corr / (√S_corr + ε); hat: α·√(1−β2^t)/(1−β1^t)·V / (√S + ε); inside: α·V_corr / √(S_corr + ε).
 */
export function stepFunction(settings: AdamSettings, t: number): (v: number, s: number) => number {
  const { epsilon, epsilonRule } = settings;
  const { rate, scale } = stepFactors(settings, t);
  if (epsilonRule === "inside") return (v, s) => (rate * v) / Math.sqrt(s * scale + epsilon);
  return (v, s) => (rate * v) / (Math.sqrt(s * scale) + epsilon);
}

/** One parameter with its moments and gradient before an update, and where those after it go, which may be the very same arrays; all of one length. */
export interface AdamArrays {
  readonly W: Float64Array;
  readonly V: Float64Array;
  readonly S: Float64Array;
  readonly g: Float64Array;
  readonly nextW: Float64Array;
  readonly nextV: Float64Array;
  readonly nextS: Float64Array;
}

/** Update `t` of one parameter, as the equations say. */
export function* adamOfArrays(arrays: AdamArrays, settings: AdamSettings, t: number, pace: Pace): Sliced<void> {
  const { beta1, beta2 } = settings;
  const { W, V, S, g, nextW, nextV, nextS } = arrays;
  const stepOf = stepFunction(settings, t);
  const block = 4096;
  for (let from = 0; from < W.length; from += block) {
    const to = Math.min(from + block, W.length);
    for (let k = from; k < to; k++) {
      nextV[k] = flush(beta1 * V[k] + (1 - beta1) * g[k]);
      nextS[k] = flush(beta2 * S[k] + (1 - beta2) * g[k] * g[k]);
      nextW[k] = W[k] - stepOf(nextV[k], nextS[k]);
    }
    if (pace.spend(8 * (to - from))) yield pace.progress();
  }
}
