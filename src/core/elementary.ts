/** Scalar functions that Math lacks, written so that no z overflows on the way to a finite value. */

import { exp, sigmoid } from "./exponential.js";

/** σ′(z) = σ(z) · σ(−z). */
export function sigmoidSlope(z: number): number {
  return sigmoid(z) * sigmoid(-z);
}

/** log(1 + e^z). */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(exp(-Math.abs(z)));
}

/** clip(slope · z + 0.5, 0, 1); NaN stays NaN. */
export function hardSigmoid(z: number, slope: number): number {
  const line = slope * z + 0.5;
  return Math.min(Math.max(line, 0), 1);
}

/** max(z, 0); NaN stays NaN. */
export function relu(z: number): number {
  return Math.max(z, 0);
}

/** The slope of `hardSigmoid` where a file names none: that of Keras 2, TensorFlow.js and ONNX. */
export const defaultHardSigmoidSlope = 0.2;
