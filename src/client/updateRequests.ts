/** What the page is told of the Adam updates, each array with a buffer of its own, because the whole of a buffer crosses to it. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Training } from "../core/training.js";
import type { UpdateOfParameter } from "../protocol/panel.js";
import { exact } from "../report/format.js";
import type { Traced } from "./session.js";
import { mostNumbers } from "./steps.js";

/** Arrays in one answer about a parameter. */
const arraysSent = 10;

/**
 * The update that led to the state shown, for one parameter of layer `layer` (from 1); null at state 0.
 * Throws where there is no such parameter, or it is too large to be sent.
 */
export function* updateOf(
  { training, updates, trace }: Traced,
  { layer, parameter }: { readonly layer: number; readonly parameter: string },
  shouldYield: ShouldYield,
): Sliced<UpdateOfParameter | null> {
  const { layers, given } = trace.model;
  const W = (given ?? layers[layer - 1])?.parameters.get(parameter)?.values;
  if (W === undefined) throw new RangeError(`layer ${layer} has no ${parameter}`);
  if (W.length * arraysSent > mostNumbers) throw new RangeError(`${parameter} has too many entries to be shown`);
  if (training === null || updates.shown === 0) return null;
  const before = (yield* training.stateAt(updates.shown - 1, shouldYield)).layers[layer - 1];
  const update = yield* training.update(updates.shown, shouldYield);
  const after = update.layers[layer - 1];
  const own = (arrays: ReadonlyMap<string, Float64Array>) => arrays.get(parameter)?.slice() ?? new Float64Array();
  return {
    t: update.t,
    loss: update.loss === null ? null : exact(update.loss),
    gradient: own(after.gradients),
    before: { W: own(before.parameters), V: own(before.V), S: own(before.S) },
    ...{
      V: own(after.V),
      S: own(after.S),
      VCorr: own(after.VCorr),
      SCorr: own(after.SCorr),
      step: own(after.step),
      W: own(after.parameters),
    },
  };
}

/** The loss before each update taken, NaN where the gradients are given. */
export function lossesOf(training: Training | null): Float64Array {
  return Float64Array.from(training?.losses ?? [], (loss) => loss ?? Number.NaN);
}
