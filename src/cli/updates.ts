/** Adam updates one after another, each computed when it is asked for. */
import { type AdamState, adamUpdate, initialAdamState, type Update, withState } from "../core/adam.js";
import { backward } from "../core/backward.js";
import { forward } from "../core/forward.js";
import type { Model } from "../core/model.js";
import { never, runToEnd } from "../core/slices.js";

/** The first `count` updates of a model that can take them (see `updatesPossible`), from the state the file gives. */
export function* updatesOf(model: Model, count: number): Generator<Update, void, void> {
  const { optimizer, given } = model;
  if (optimizer === null) throw new Error("the model has no optimizer");
  let state: AdamState = initialAdamState(model);
  for (let k = 0; k < count; k++) {
    const { gradients, loss } = given ? { gradients: [given.gradients[k]], loss: null } : slopeAt(model, state);
    const update: Update = runToEnd(adamUpdate(optimizer, state, gradients, loss, never));
    yield update;
    state = update;
  }
}

/** Gradients and loss with the parameters of `state`. */
function slopeAt(
  model: Model,
  state: AdamState,
): { readonly gradients: readonly ReadonlyMap<string, Float64Array>[]; readonly loss: number | null } {
  const trace = runToEnd(forward(withState(model, state), never));
  const { layers } = runToEnd(backward(trace, never));
  return { gradients: layers.map(({ parameters }) => parameters), loss: trace.loss?.total ?? null };
}
