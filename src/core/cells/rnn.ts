/** The plain recurrent step and its derivatives (Elman 1990). */
import { activateInto, isExpression, linearizeInto } from "../activation.js";
import type { RnnLayer } from "../model.js";
import { affineStages, productStages, transposedStages } from "./stages.js";
import { affineContributions, type BackwardStep, type Step, type TangentStep } from "./step.js";

type Buffers = Readonly<Record<"x" | "hBefore" | "z" | "h", Float64Array>>;

/** h = φ(b_h + W_h x + U_h h_{t−1}). */
export function rnnStep(layer: RnnLayer): Step {
  const { D, H, parameters, activation } = layer;
  const buffers = { x: new Float64Array(D), hBefore: new Float64Array(H), z: new Float64Array(H), h: new Float64Array(H) };
  const { x, hBefore, z, h } = buffers;
  const activate = activateInto(activation);
  const forward = [...affineStages(parameters, "_h", z, x, hBefore), () => activate(z, h)];
  return {
    x,
    before: new Map([["h", hBefore]]),
    z: new Map([["z_h", z]]),
    quantities: new Map([["h", h]]),
    forward,
    recall: isExpression(activation) ? forward : [],
    backward: () => rnnBackward(layer, buffers),
    tangent: () => rnnTangent(layer, buffers),
  };
}

/** dz = φ′ ⊙ dh; dh_{t−1} = U_hᵀ dz; dx = W_hᵀ dz. */
function rnnBackward({ D, H, parameters, activation }: RnnLayer, { x, hBefore, z, h }: Buffers): BackwardStep {
  const d = { h: new Float64Array(H), z: new Float64Array(H), hBefore: new Float64Array(H), x: new Float64Array(D) };
  const throughActivation = linearizeInto(activation);
  const start = () => {
    throughActivation(z, h, d.h, d.z);
    d.hBefore.fill(0);
    d.x.fill(0);
  };
  return {
    after: new Map([["h", d.h]]),
    before: new Map([["h", d.hBefore]]),
    x: d.x,
    z: new Map([["z_h", d.z]]),
    contributions: new Map(affineContributions("_h", d.z, x, hBefore)),
    arrival: [],
    stages: [start, ...transposedStages(parameters.get("U_h"), d.z, d.hBefore), ...transposedStages(parameters.get("W_h"), d.z, d.x)],
  };
}

/** dh = φ′ ⊙ (U_h dh_{t−1}). */
function rnnTangent({ H, parameters, activation }: RnnLayer, { z, h }: Buffers): TangentStep {
  const d = { hBefore: new Float64Array(H), h: new Float64Array(H) };
  const throughActivation = linearizeInto(activation);
  const stages = [() => d.h.fill(0), ...productStages(parameters.get("U_h"), d.h, d.hBefore), () => throughActivation(z, h, d.h, d.h)];
  return { before: new Map([["h", d.hBefore]]), after: new Map([["h", d.h]]), stages };
}
