/** A whole computation by a ledger: forward, back, and the updates that are needed. */
import type { Model } from "../../core/model.js";
import { Pace } from "../../core/pace.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Causes } from "./causes.js";
import { type Altered, followBackward } from "./followBackward.js";
import { followForward } from "./followForward.js";
import { followUpdates } from "./followUpdates.js";
import { Ledger, type Practice } from "./ledger.js";
import { isGradientKey, parameterKey } from "./place.js";
import type { Needs } from "./values.js";

/** The ledger of a model worked out in a certain practice. */
export function* follow(model: Model, practice: Practice, needs: Needs, shouldYield: ShouldYield, causes?: Causes): Sliced<Ledger> {
  const ledger = new Ledger(practice, causes);
  const pace = new Pace(shouldYield, model.T * model.layers.length * 2);
  yield* followForward(ledger, model, pace);
  if (needs.gradients) yield* followBackward(ledger, model, 1, pace);
  giveGradients(ledger, model);
  if (needs.updates > 0) yield* followUpdates(ledger, model, needs.updates, shouldYield);
  return ledger;
}

/** The backward pass once more over a ledger's forward values, done as a slip would. Its `derived` are what the slip gives. */
export function* followAltered(of: Ledger, model: Model, altered: Altered, shouldYield: ShouldYield): Sliced<Ledger> {
  // Where something is written, what went on from there goes on again.
  const entryOf: Practice["entryOf"] = (value, _derived, _cause, key, index) => ({ value: of.values.get(key)?.[index] ?? value, cause: 0 });
  const ledger = new Ledger({ ...of.practice, entryOf });
  for (const [key, values] of of.values) if (!isGradientKey(key)) ledger.give(key, values);
  yield* followBackward(ledger, model, 1, new Pace(shouldYield, model.T * model.layers.length), altered);
  return ledger;
}

/** Gradients that the file gives may be answers too. */
function giveGradients(ledger: Ledger, { given }: Model): void {
  for (const [name, gradient] of given?.gradients[0] ?? []) {
    ledger.take(parameterKey("gradients", 1, 1, name), gradient.length, 0, gradient, () => 0);
  }
}
