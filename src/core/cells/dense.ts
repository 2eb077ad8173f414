/** The dense readout's step and its derivative: no state, the same at every time. */
import { activateInto, isExpression, linearizeInto } from "../activation.js";
import type { DenseLayer } from "../model.js";
import { affineStages, transposedStages } from "./stages.js";
import { affineContributions, type BackwardStep, type Step } from "./step.js";

/** ŷ = φ(b + W x). */
export function denseStep(layer: DenseLayer): Step {
  const { D, H, parameters, activation } = layer;
  const x = new Float64Array(D);
  const z = new Float64Array(H);
  const yhat = new Float64Array(H);
  const activate = activateInto(activation);
  const forward = [...affineStages(parameters, "", z, x, null), () => activate(z, yhat)];
  return {
    x,
    before: new Map(),
    z: new Map([["z", z]]),
    quantities: new Map([["yhat", yhat]]),
    forward,
    recall: isExpression(activation) ? forward : [],
    backward: () => denseBackward(layer, { x, z, yhat }),
    tangent: () => ({ before: new Map(), after: new Map(), stages: [] }),
  };
}

/** dz = φ′ ⊙ dŷ; dx = Wᵀ dz. */
function denseBackward(
  { D, H, parameters, activation }: DenseLayer,
  { x, z, yhat }: Readonly<Record<"x" | "z" | "yhat", Float64Array>>,
): BackwardStep {
  const d = { yhat: new Float64Array(H), z: new Float64Array(H), x: new Float64Array(D) };
  const throughActivation = linearizeInto(activation);
  const start = () => {
    throughActivation(z, yhat, d.yhat, d.z);
    d.x.fill(0);
  };
  return {
    after: new Map([["yhat", d.yhat]]),
    before: new Map(),
    x: d.x,
    z: new Map([["z", d.z]]),
    contributions: new Map(affineContributions("", d.z, x, null)),
    arrival: [],
    stages: [start, ...transposedStages(parameters.get("W"), d.z, d.x)],
  };
}
