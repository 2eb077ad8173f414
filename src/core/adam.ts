/** Adam (Kingma & Ba 2015) with V for their m and S for their v, in the three ways of placing ε. */
import { type AdamArrays, type AdamSettings, adamOfArrays, corrections, stepFunction } from "./adamArrays.js";
import { adamByKernels } from "./kernels/choose.js";
import type { Model, Parameters } from "./model.js";
import { Pace } from "./pace.js";
import type { ShouldYield, Sliced } from "./slices.js";

export { type AdamSettings, corrections } from "./adamArrays.js";

/** What holds where a file gives no other value. */
export const adamDefaults = { alpha: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonRule: "outside" } as const;

type Arrays = ReadonlyMap<string, Float64Array>;

/** Parameters and moments of one layer, by parameter name and in the parameter's shape. */
export interface AdamLayer {
  readonly parameters: Arrays;
  readonly V: Arrays;
  readonly S: Arrays;
}

/** Where an optimisation stands: one layer each of the model; a problem that gives its gradients has one. */
export interface AdamState {
  /** Updates taken, those before the file's own included. */
  readonly t: number;
  readonly layers: readonly AdamLayer[];
}

/** One update of one layer; V, S and `parameters` are those after it. */
export interface LayerUpdate extends AdamLayer {
  readonly gradients: Arrays;
  /** V / (1 − β1^t). */
  readonly VCorr: Arrays;
  /** S / (1 − β2^t). */
  readonly SCorr: Arrays;
  /** What was subtracted from the parameters. */
  readonly step: Arrays;
}

/** One update with everything in it; it is also the state it leads to. */
export interface Update extends AdamState {
  /** The loss before the update; null where the gradients are given. */
  readonly loss: number | null;
  readonly layers: readonly LayerUpdate[];
}

/** The state the file gives: its parameters, its t, its moments (zeros where it has none); copies. Throws without an optimizer. */
export function initialAdamState({ layers, given, optimizer }: Model): AdamState {
  if (optimizer === null) throw new Error("the model has no optimizer");
  const owners: readonly { readonly parameters: Parameters }[] = given === null ? layers : [given];
  return {
    t: optimizer.t,
    layers: owners.map(({ parameters }, index) => {
      const moments = (kept: Arrays | undefined) =>
        mapValues(parameters, ({ values }, name) => kept?.get(name)?.slice() ?? new Float64Array(values.length));
      return {
        parameters: mapValues(parameters, ({ values }) => values.slice()),
        V: moments(optimizer.V[index]),
        S: moments(optimizer.S[index]),
      };
    }),
  };
}

/**
 * V = β1·V + (1−β1)·g; S = β2·S + (1−β2)·g²; W −= step: from `before` into `after`, whose arrays have the same names and lengths, or are the very same.
 * Moments below 1e-300 are flushed to 0. `after` is no state until this has run to its end.
 */
export function* adamInto(
  after: AdamState,
  settings: AdamSettings,
  before: AdamState,
  gradients: readonly Arrays[],
  pace: Pace,
): Sliced<void> {
  const t = before.t + 1;
  const all: AdamArrays[] = [];
  for (const [index, layer] of before.layers.entries()) {
    for (const [name, W] of layer.parameters) {
      const next = after.layers[index];
      all.push({
        W,
        V: array(layer.V, name),
        S: array(layer.S, name),
        g: array(gradients[index], name),
        nextW: array(next.parameters, name),
        nextV: array(next.V, name),
        nextS: array(next.S, name),
      });
    }
  }
  if (yield* adamByKernels(all, settings, t, pace)) return;
  for (const arrays of all) yield* adamOfArrays(arrays, settings, t, pace);
}

/** The update from `before` with every moment, correction and step. `loss` is the one before it; gradients as in `AdamState`'s layers. */
export function* adamUpdate(
  settings: AdamSettings,
  before: AdamState,
  gradients: readonly Arrays[],
  loss: number | null,
  shouldYield: ShouldYield,
): Sliced<Update> {
  const pace = new Pace(shouldYield, 1);
  const after = { t: before.t + 1, layers: emptyLike(before).layers };
  yield* adamInto(after, settings, before, gradients, pace);
  const layers: LayerUpdate[] = [];
  for (const [index, layer] of after.layers.entries()) {
    const own = mapValues(layer.parameters, (_, name) => array(gradients[index], name));
    layers.push({ ...layer, gradients: own, ...(yield* correctionsOf(layer, settings, after.t, pace)) });
  }
  return { t: after.t, loss, layers };
}

/** V_corr, S_corr and the step of update `t`, from the moments after it. */
function* correctionsOf(
  { V, S }: AdamLayer,
  settings: AdamSettings,
  t: number,
  pace: Pace,
): Sliced<Pick<LayerUpdate, "VCorr" | "SCorr" | "step">> {
  const correction = corrections(settings, t);
  const stepOf = stepFunction(settings, t);
  const empty = () => mapValues(V, (values) => new Float64Array(values.length));
  const result = { VCorr: empty(), SCorr: empty(), step: empty() };
  for (const [name, v] of V) {
    const s = array(S, name);
    const [VCorr, SCorr, step] = [array(result.VCorr, name), array(result.SCorr, name), array(result.step, name)];
    for (let k = 0; k < v.length; k++) {
      VCorr[k] = v[k] / correction.V;
      SCorr[k] = s[k] / correction.S;
      step[k] = stepOf(v[k], s[k]);
      if (pace.spend(8)) yield pace.progress();
    }
  }
  return result;
}

/** Arrays of zeros in the shape of `state`. */
export function emptyLike(state: AdamState): AdamState {
  const zeros = (arrays: Arrays) => mapValues(arrays, (values) => new Float64Array(values.length));
  return { t: state.t, layers: state.layers.map(({ parameters, V, S }) => ({ parameters: zeros(parameters), V: zeros(V), S: zeros(S) })) };
}

/** A state that shares no array with `state`. */
export function copyOfState(state: AdamState): AdamState {
  const copies = (arrays: Arrays) => mapValues(arrays, (values) => values.slice());
  return {
    t: state.t,
    layers: state.layers.map(({ parameters, V, S }) => ({ parameters: copies(parameters), V: copies(V), S: copies(S) })),
  };
}

/** The model with the parameters, t and moments of `state`, by reference; everything else as it is. */
export function withState(model: Model, state: AdamState): Model {
  const { layers, optimizer, given } = model;
  const changed = (parameters: Parameters, index: number): Parameters =>
    mapValues(parameters, (parameter, name) => ({ ...parameter, values: array(state.layers[index].parameters, name) }));
  return {
    ...model,
    layers: layers.map((layer, index) => ({ ...layer, parameters: changed(layer.parameters, index) })),
    optimizer: optimizer && { ...optimizer, t: state.t, V: state.layers.map(({ V }) => V), S: state.layers.map(({ S }) => S) },
    given: given && { ...given, parameters: changed(given.parameters, 0) },
  };
}

function array(arrays: Arrays, name: string): Float64Array {
  const values = arrays.get(name);
  if (values === undefined) throw new Error(`there are no numbers for ${name}`);
  return values;
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A, name: string) => B): ReadonlyMap<string, B> {
  return new Map([...map].map(([name, value]) => [name, change(value, name)]));
}
