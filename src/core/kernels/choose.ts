/** The one place where kernels or reference is chosen; they give the same bits, so the choice shows in nothing but time. */
import type { AdamArrays, AdamSettings } from "../adamArrays.js";
import type { LayerGradients } from "../backward.js";
import type { Layer } from "../model.js";
import type { Pace } from "../pace.js";
import type { Sliced } from "../slices.js";
import type { LayerTrace } from "../trace.js";
import { kernelAdam, stateMemory } from "./adam.js";
import { isSmall, lstmBackwardAtOnce, lstmForwardAtOnce } from "./lstmAtOnce.js";
import { lstmBackward } from "./lstmBackward.js";
import { lstmForward } from "./lstmForward.js";
import { isPlain } from "./lstmParameters.js";

/** The trace of a layer over x (T × D) by the kernels; null where the reference is to compute it. */
export function* forwardByKernels(layer: Layer, x: Float64Array, T: number, pace: Pace): Sliced<LayerTrace | null> {
  return layer.cell === "lstm" && isPlain(layer) ? yield* lstmForward(layer, x, T, pace) : null;
}

/** The same at one go; null too where the layer is too large for that. */
export function forwardAtOnce(layer: Layer, x: Float64Array, T: number, pace: Pace): LayerTrace | null {
  return layer.cell === "lstm" && isSmall(layer, T) && isPlain(layer) ? lstmForwardAtOnce(layer, x, T, pace) : null;
}

/** The gradients of a layer from `above` (T × H) by the kernels; null where the reference is to compute them. */
export function* backwardByKernels(trace: LayerTrace, T: number, above: Float64Array, pace: Pace): Sliced<LayerGradients | null> {
  const { layer } = trace;
  return layer.cell === "lstm" && isPlain(layer) ? yield* lstmBackward(trace, layer, T, above, pace) : null;
}

/** The same at one go; null too where the layer is too large for that. */
export function backwardAtOnce(trace: LayerTrace, T: number, above: Float64Array, pace: Pace): LayerGradients | null {
  const { layer } = trace;
  return layer.cell === "lstm" && isSmall(layer, T) && isPlain(layer) ? lstmBackwardAtOnce(trace, layer, T, above, pace) : null;
}

/** Below it bringing the numbers in and out takes longer than the plain loop. */
const fewNumbers = 128;

/** Update `t` of all parameters by the kernels; false, and nothing done, where the reference is to take it. */
export function* adamByKernels(parameters: readonly AdamArrays[], settings: AdamSettings, t: number, pace: Pace): Sliced<boolean> {
  const count = parameters.reduce((sum, { W }) => sum + W.length, 0);
  return count >= fewNumbers && (yield* kernelAdam(parameters, settings, t, pace));
}

/** Hands out arrays of zeros for states of Adam, of these lengths: all in one memory of the kernels, where there is one and it pays. */
export function zerosForStates(lengths: readonly number[]): (length: number) => Float64Array {
  const count = lengths.reduce((sum, length) => sum + length, 0);
  return (count >= fewNumbers ? stateMemory(lengths) : null) ?? ((length) => new Float64Array(length));
}
