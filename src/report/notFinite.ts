/** What is to be said where doubles no longer suffice: which value is NaN or infinite, and where it first is. */
import type { Update } from "../core/adam.js";
import type { Gradients } from "../core/backward.js";
import type { Model } from "../core/model.js";
import type { LossTrace, Trace } from "../core/trace.js";
import { labelOf, parametersOf } from "./entries.js";

/** A sentence for the trace and one for its gradients, each without a full stop; none for what is finite throughout. */
export function notFiniteWarnings(trace: Trace, gradients: Gradients | null): readonly string[] {
  const ofGradients = gradients === null ? null : gradientWarning(gradients);
  return [valueWarning(trace), ofGradients].filter((warning) => warning !== null);
}

function valueWarning({ notFinite, layers, loss }: Trace): string | null {
  if (notFinite === null) return loss === null ? null : lossWarning(loss);
  const { layer, quantity, t, unit } = notFinite;
  return `${quantity} is not finite from t = ${t}, unit ${unit}${within(layers.length, layer)} on`;
}

function lossWarning({ perStep, given, total }: LossTrace): string | null {
  const at = perStep.findIndex((value, t) => given[t] === 1 && !Number.isFinite(value));
  if (at >= 0) return `the loss of step t = ${at + 1} is not finite`;
  return Number.isFinite(total) ? null : "the loss is not finite: the losses of the steps are, but not their sum";
}

/** On the way back from the last step. */
function gradientWarning({ notFinite, layers }: Gradients): string | null {
  if (notFinite !== null) {
    const { layer, state, t, unit } = notFinite;
    return `dL/d${state} is not finite from t = ${t}, unit ${unit}${within(layers.length, layer)} back`;
  }
  for (const [index, { parameters }] of layers.entries()) {
    for (const [name, values] of parameters) {
      if (!values.every(Number.isFinite)) return `dL/d${name}${within(layers.length, index + 1)} is not finite`;
    }
  }
  return null;
}

/** The first number of an update, the `number`th taken, that is not finite; null where all are. */
export function updateWarning(model: Model, update: Update, number: number): string | null {
  const all = parametersOf(model);
  for (const [index, shapes] of all.entries()) {
    const { parameters, V, S } = update.layers[index];
    for (const { name, cols, isVector } of shapes.values()) {
      for (const [what, arrays] of [
        ["", parameters],
        [" in V", V],
        [" in S", S],
      ] as const) {
        const at = arrays.get(name)?.findIndex((value) => !Number.isFinite(value)) ?? -1;
        if (at < 0) continue;
        const label = labelOf(name, isVector, Math.floor(at / cols) + 1, (at % cols) + 1);
        return `${label}${what}${within(all.length, index + 1)} is not finite from update ${number} on`;
      }
    }
  }
  return null;
}

function within(count: number, layer: number): string {
  return count > 1 ? ` in layer ${layer}` : "";
}
