/** The numbers a computation gives, one array a quantity, and which of them answers need. */
import { type AdamState, adamUpdate, initialAdamState, type Update, withState } from "../../core/adam.js";
import { backward } from "../../core/backward.js";
import { forward } from "../../core/forward.js";
import type { ByParameter, Model } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { row, type Trace } from "../../core/trace.js";
import { updatesPossible } from "../../core/training.js";
import type { Claim } from "./claims.js";
import { parameterKey, stepKey } from "./place.js";

/** Arrays by the keys of `place.ts`: T × H a quantity, T losses of steps, one loss, parameters in their own shapes. */
export type Values = Map<string, Float64Array>;

/** What has to be computed beside the forward pass. */
export interface Needs {
  readonly gradients: boolean;
  /** How many updates. */
  readonly updates: number;
}

/** What the claims need, as far as the model can give it. */
export function needsOf(claims: readonly Claim[], model: Model): Needs {
  let asked = 0;
  let gradients = false;
  for (const { place } of claims) {
    if (place.kind === "parameter" && place.quantity !== "gradients") asked = Math.max(asked, place.update);
    else if (place.kind === "parameter" || place.quantity === "dh" || place.quantity === "dc") gradients = true;
  }
  const updates = Math.min(asked, updatesPossible(model));
  return { gradients: (gradients || updates > 0) && model.given === null && hasLoss(model), updates };
}

/** Whether any step has a target. */
export function hasLoss({ targets }: Model): boolean {
  return targets?.given.includes(1) === true;
}

/** What the core computes: the trace's own numbers, its gradients, and the updates from them. */
export function* valuesOf(trace: Trace, needs: Needs, shouldYield: ShouldYield): Sliced<Values> {
  const { model, layers, loss } = trace;
  const values: Values = new Map();
  for (const [index, { quantities }] of layers.entries()) {
    for (const [quantity, array] of quantities) values.set(stepKey(index + 1, quantity), array);
  }
  if (loss !== null) values.set("loss_t", loss.perStep).set("loss", Float64Array.of(loss.total));
  let slope: ByParameter | null = null;
  if (needs.gradients) {
    const gradients = yield* backward(trace, shouldYield);
    slope = gradients.layers.map(({ parameters }) => parameters);
    for (const [index, { layer, states }] of gradients.layers.entries()) {
      for (const [name, array] of states) values.set(stepKey(index + 1, `d${name}`), array.subarray(layer.H));
    }
  }
  const first = model.given?.gradients.slice(0, 1) ?? slope;
  if (first !== null) setArrays(values, "gradients", 1, first);
  if (needs.updates > 0 && first !== null) yield* updatesInto(values, model, first, needs.updates, shouldYield);
  return values;
}

/** Writes what each of the first `count` updates gives; number 0 is the state the file gives. */
function* updatesInto(values: Values, model: Model, first: ByParameter, count: number, shouldYield: ShouldYield): Sliced<void> {
  if (model.optimizer === null) throw new Error("the model has no optimizer");
  let state = initialAdamState(model);
  stateInto(values, state, 0);
  for (let k = 1; k <= count; k++) {
    const slope = k === 1 ? first : yield* slopeAt(model, state, k, shouldYield);
    if (k > 1) setArrays(values, "gradients", k, slope);
    const update: Update = yield* adamUpdate(model.optimizer, state, slope, null, shouldYield);
    stateInto(values, update, k);
    setArrays(
      values,
      "V_corr",
      k,
      update.layers.map(({ VCorr }) => VCorr),
    );
    setArrays(
      values,
      "S_corr",
      k,
      update.layers.map(({ SCorr }) => SCorr),
    );
    state = update;
  }
}

/** The gradients before update `k`, with the parameters of `state`. */
export function* slopeAt(model: Model, state: AdamState, k: number, shouldYield: ShouldYield): Sliced<ByParameter> {
  if (model.given !== null) return [model.given.gradients[k - 1]];
  const gradients = yield* backward(yield* forward(withState(model, state), shouldYield), shouldYield);
  return gradients.layers.map(({ parameters }) => parameters);
}

/** Writes a state's parameters and moments as those after update `k`. */
export function stateInto(values: Values, { layers }: AdamState, k: number): void {
  for (const name of ["parameters", "V", "S"] as const) {
    setArrays(
      values,
      name,
      k,
      layers.map((layer) => layer[name]),
    );
  }
}

/** Writes arrays by parameter, one entry a layer, under their keys. */
export function setArrays(values: Values, quantity: Parameters<typeof parameterKey>[0], k: number, layers: ByParameter): void {
  for (const [index, arrays] of layers.entries()) {
    for (const [name, array] of arrays) values.set(parameterKey(quantity, k, index + 1, name), array);
  }
}

/** Row `t` (from 1) of an array over time. Throws where there is no such array. */
export function rowOf(values: ReadonlyMap<string, Float64Array>, key: string, t: number, width: number): Float64Array {
  const array = values.get(key);
  if (array === undefined) throw new Error(`there are no numbers for ${key}`);
  return row(array, t, width);
}
