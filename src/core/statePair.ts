/** Where a training keeps its state, so that updates allocate nothing. */
import { type AdamLayer, type AdamState, initialAdamState } from "./adam.js";
import { zerosForStates } from "./kernels/choose.js";
import type { Model } from "./model.js";

const kinds = ["parameters", "V", "S"] as const satisfies readonly (keyof AdamLayer)[];

/** Weights that the kernels update in some 6 ms: so many may hold the thread without a question. */
const atOnce = 1 << 21;

/**
 * The state the file gives, and where `adamInto` is to write the next one: the very same arrays where an update is short enough not to be interrupted, which saves
 * a third of the traffic with memory; else a second state, so that an update given up on the way leaves the first one whole. The arrays lie where the kernels
 * update them in place, if there is such a place: they can be copied to another thread but not handed over to it. Throws without an optimizer.
 */
export function statePair(model: Model): readonly [AdamState, AdamState] {
  const start = initialAdamState(model);
  const lengths = start.layers.flatMap((layer) => kinds.flatMap((kind) => [...layer[kind].values()].map(({ length }) => length)));
  const isPair = lengths.reduce((sum, length) => sum + length, 0) > kinds.length * atOnce;
  const zeros = zerosForStates(isPair ? [...lengths, ...lengths] : lengths);
  const state = alike(start, zeros);
  copyStateInto(state, start);
  return [state, isPair ? alike(start, zeros) : state];
}

/** Copies the numbers of `state` into the arrays of `target`, which have the same names and lengths. */
export function copyStateInto(target: AdamState, state: AdamState): void {
  for (const [index, layer] of state.layers.entries()) {
    for (const kind of kinds) for (const [name, values] of layer[kind]) target.layers[index][kind].get(name)?.set(values);
  }
}

function alike(state: AdamState, zeros: (length: number) => Float64Array): AdamState {
  const arrays = (of: AdamLayer["parameters"]) => new Map([...of].map(([name, { length }]) => [name, zeros(length)]));
  return {
    t: state.t,
    layers: state.layers.map(({ parameters, V, S }) => ({ parameters: arrays(parameters), V: arrays(V), S: arrays(S) })),
  };
}
