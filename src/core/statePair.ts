/** Two states of an optimisation that take turns, so that updates allocate nothing. */
import { type AdamLayer, type AdamState, initialAdamState } from "./adam.js";
import { zerosForStates } from "./kernels/choose.js";
import type { Model } from "./model.js";

const kinds = ["parameters", "V", "S"] as const satisfies readonly (keyof AdamLayer)[];

/**
 * The state the file gives, and one in its shape for `adamInto` to write. Their arrays lie where the kernels update them in place, if there is such a place:
 * they can be copied to another thread but not handed over to it. Throws without an optimizer.
 */
export function statePair(model: Model): readonly [AdamState, AdamState] {
  const start = initialAdamState(model);
  const lengths = start.layers.flatMap((layer) => kinds.flatMap((kind) => [...layer[kind].values()].map(({ length }) => length)));
  const zeros = zerosForStates([...lengths, ...lengths]);
  const pair = [alike(start, zeros), alike(start, zeros)] as const;
  copyStateInto(pair[0], start);
  return pair;
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
