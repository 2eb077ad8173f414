/** What an exercise hides of Adam's updates: gradients, moments, corrections and parameters. */
import type { EntryCurves, UpdateOfParameter } from "../protocol/updates.js";
import { type Hiding, withHidden } from "../report/answers/hiding.js";
import { type ParameterPlace, parameterKey } from "../report/answers/place.js";

/** A parameter; `layer` counts from 1. */
interface Asked {
  readonly layer: number;
  readonly parameter: string;
}

/** The update that led to the state after `shown` updates, without what is hidden. */
export function seenUpdate(update: UpdateOfParameter, hiding: Hiding, { layer, parameter }: Asked, shown: number): UpdateOfParameter {
  if (hiding.isEmpty) return update;
  const entries = new Set<number>();
  const of = (quantity: ParameterPlace["quantity"], at: number) => hiding.indicesOf(parameterKey(quantity, at, layer, parameter));
  const seen = (values: Float64Array, indices: readonly number[]) => {
    for (const index of indices) entries.add(index);
    return withHidden(values, indices);
  };
  const state = (at: number) => ({ W: of("parameters", at), V: of("V", at), S: of("S", at) });
  const [before, after] = [state(shown - 1), state(shown)];
  const gradient = of("gradients", Math.max(1, shown));
  const isLossHidden = shown <= 1 && hiding.indicesOf("loss").length > 0;
  return {
    ...update,
    loss: isLossHidden ? null : update.loss,
    gradient: seen(update.gradient, gradient),
    before: { W: seen(update.before.W, before.W), V: seen(update.before.V, before.V), S: seen(update.before.S, before.S) },
    after:
      update.after === null
        ? null
        : {
            V: seen(update.after.V, after.V),
            S: seen(update.after.S, after.S),
            VCorr: seen(update.after.VCorr, [...of("V_corr", shown), ...sameAs(update.gradient, update.after.VCorr, gradient)]),
            SCorr: seen(update.after.SCorr, of("S_corr", shown)),
            // W less the step is the blank.
            step: seen(update.after.step, after.W),
            W: seen(update.after.W, after.W),
          },
    hidden: [...entries].sort((a, b) => a - b),
  };
}

/** Of the indices, those at which both arrays have the same number: the first update from zeros corrects V to the gradient. */
function sameAs(one: Float64Array, other: Float64Array, indices: readonly number[]): readonly number[] {
  return indices.filter((index) => Math.abs(one[index] - other[index]) <= 1e-9 * Math.abs(one[index]));
}

/** The curves of entry `at` without what is hidden. */
export function seenCurves(curves: EntryCurves, hiding: Hiding, { layer, parameter }: Asked, at: number): EntryCurves {
  if (hiding.isEmpty) return curves;
  let isHiding = false;
  const seen = (values: Float64Array, quantity: "V" | "S" | "parameters") =>
    values.map((value, k) => {
      if (!hiding.indicesOf(parameterKey(quantity, curves.updates[k], layer, parameter)).includes(at)) return value;
      isHiding = true;
      return Number.NaN;
    });
  const [V, S, W] = [seen(curves.V, "V"), seen(curves.S, "S"), seen(curves.W, "parameters")];
  return { ...curves, V, S, W, isHiding };
}
