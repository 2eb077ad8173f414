/** Adam updates one after another, each computed when it is asked for. */
import { type AdamState, adamUpdate, initialAdamState, type Update, withState } from "../core/adam.js";
import { backward } from "../core/backward.js";
import { forward } from "../core/forward.js";
import type { Model } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";

/** The first `count` updates of a model that can take them (see `updatesPossible`), from the state the file gives; a null each time the work is to be left for a while. */
export function* updatesOf(model: Model, count: number, shouldYield: ShouldYield): Generator<Update | null, void, void> {
  const { optimizer } = model;
  if (optimizer === null) throw new Error("the model has no optimizer");
  let state: AdamState = initialAdamState(model);
  for (let k = 0; k < count; k++) {
    const work = updateAfter(model, state, k, shouldYield);
    let step = work.next();
    while (!step.done) {
      yield null;
      step = work.next();
    }
    yield step.value;
    state = step.value;
  }
}

/** The update from `state`, `taken` updates after the file's own. */
function* updateAfter(model: Model, state: AdamState, taken: number, shouldYield: ShouldYield): Sliced<Update> {
  const { optimizer, given } = model;
  if (optimizer === null) throw new Error("the model has no optimizer");
  if (given !== null) return yield* adamUpdate(optimizer, state, [given.gradients[taken]], null, shouldYield);
  const trace = yield* forward(withState(model, state), shouldYield);
  const { layers } = yield* backward(trace, shouldYield);
  const gradients = layers.map(({ parameters }) => parameters);
  return yield* adamUpdate(optimizer, state, gradients, trace.loss?.total ?? null, shouldYield);
}
