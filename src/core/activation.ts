/** Activations: each value beside its derivative, elementwise and over a layer's whole vector. */
import { defaultHardSigmoidSlope, hardSigmoid, relu, sigmoidSlope } from "./elementary.js";
import { exp, sigmoid, tanh } from "./exponential.js";
import type { Activation, ActivationName } from "./model.js";

/** An elementwise activation. */
export interface ScalarActivation {
  value(z: number): number;
  /** At a kink 0. */
  derivative(z: number): number;
  /** Least and greatest value it can take; infinite where it is unbounded or, for an expression, unknown. */
  readonly range: readonly [number, number];
}

const everything: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const scalars: Readonly<Record<Exclude<ActivationName, "softmax" | "hardSigmoid">, ScalarActivation>> = {
  sigmoid: { value: sigmoid, derivative: sigmoidSlope, range: [0, 1] },
  tanh: { value: tanh, derivative: (z) => 1 - tanh(z) ** 2, range: [-1, 1] },
  relu: { value: relu, derivative: (z) => (z > 0 ? 1 : 0), range: [0, Number.POSITIVE_INFINITY] },
  linear: { value: (z) => z, derivative: () => 1, range: everything },
};

/** The elementwise function of an activation. Throws for softmax, which needs the whole vector: see `activateInto`. */
export function activationOf(activation: Activation): ScalarActivation {
  if (activation.kind === "expression") {
    const { expression } = activation;
    return { value: (z) => expression.value(z), derivative: (z) => expression.derivative(z), range: everything };
  }
  if (activation.name === "softmax") throw new Error("softmax is not elementwise");
  if (activation.name !== "hardSigmoid") return scalars[activation.name];
  const slope = activation.slope ?? defaultHardSigmoidSlope;
  return {
    value: (z) => hardSigmoid(z, slope),
    derivative: (z) => (slope * z + 0.5 > 0 && slope * z + 0.5 < 1 ? slope : 0),
    range: [0, 1],
  };
}

/** A function of a whole vector, writing into `out`; all arrays of one length. */
export type ActivateInto = (z: Float64Array, out: Float64Array) => void;

/**
 * out = φ(z), for every activation; softmax_k = e^(z_k − max z) / Σ_j e^(z_j − max z).
 * Returned as a function so that each layer's loop stays specialised to its own activation.
 */
export function activateInto(activation: Activation): ActivateInto {
  if (activation.kind === "named" && activation.name === "softmax") return softmaxInto;
  const { value } = activationOf(activation);
  return (z, out) => {
    for (let k = 0; k < z.length; k++) out[k] = value(z[k]);
  };
}

function softmaxInto(z: Float64Array, out: Float64Array): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < z.length; k++) greatest = Math.max(greatest, z[k]);
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    out[k] = exp(z[k] - greatest);
    sum += out[k];
  }
  for (let k = 0; k < z.length; k++) out[k] /= sum;
}

/** The derivative of an activation applied to `v`: all arrays of one length; `out` may be `v`. */
export type LinearizeInto = (z: Float64Array, value: Float64Array, v: Float64Array, out: Float64Array) => void;

/** Whether the derivative needs z: a named activation's follows from its value alone. */
export function isExpression(activation: Activation): boolean {
  return activation.kind === "expression";
}

/**
 * out = φ′(z) ⊙ v where `value` is φ(z), and for softmax out = s ⊙ (v − s·v), s its value.
 * Each of these Jacobians is its own transpose, so the same function carries gradients back and changes forward.
 */
export function linearizeInto(activation: Activation): LinearizeInto {
  if (activation.kind === "expression") {
    const { expression } = activation;
    return (z, _value, v, out) => {
      for (let k = 0; k < out.length; k++) out[k] = v[k] * expression.derivative(z[k]);
    };
  }
  switch (activation.name) {
    case "softmax":
      return softmaxLinearizeInto;
    case "sigmoid":
      return (_z, value, v, out) => {
        for (let k = 0; k < out.length; k++) out[k] = v[k] * value[k] * (1 - value[k]);
      };
    case "tanh":
      return (_z, value, v, out) => {
        for (let k = 0; k < out.length; k++) out[k] = v[k] * (1 - value[k] * value[k]);
      };
    case "relu":
      return (_z, value, v, out) => {
        for (let k = 0; k < out.length; k++) out[k] = value[k] > 0 ? v[k] : 0;
      };
    case "linear":
      return (_z, _value, v, out) => {
        for (let k = 0; k < out.length; k++) out[k] = v[k];
      };
    case "hardSigmoid": {
      const slope = activation.slope ?? defaultHardSigmoidSlope;
      return (_z, value, v, out) => {
        for (let k = 0; k < out.length; k++) out[k] = value[k] > 0 && value[k] < 1 ? v[k] * slope : 0;
      };
    }
  }
}

function softmaxLinearizeInto(_z: Float64Array, value: Float64Array, v: Float64Array, out: Float64Array): void {
  let dot = 0;
  for (let k = 0; k < out.length; k++) dot += value[k] * v[k];
  for (let k = 0; k < out.length; k++) out[k] = value[k] * (v[k] - dot);
}
