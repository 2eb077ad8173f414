/** Adam's updates in a ledger: each quantity from what stands in the ledger before it (Kingma & Ba 2015). */
import { type AdamState, corrections, initialAdamState, withState } from "../../core/adam.js";
import { flush } from "../../core/flush.js";
import type { Model, Optimizer } from "../../core/model.js";
import { Pace } from "../../core/pace.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { parametersOf } from "../entries.js";
import { followBackward } from "./followBackward.js";
import { followForward } from "./followForward.js";
import { Ledger } from "./ledger.js";
import { type OfUpdate, type ParameterPlace, parameterKey } from "./place.js";
import { rowOf, setArrays, stateInto } from "./values.js";

/** Updates 1 … `count`, from the gradients of the first that stand in the ledger. Throws where the model has no optimizer. */
export function* followUpdates(ledger: Ledger, model: Model, count: number, shouldYield: ShouldYield): Sliced<void> {
  const { optimizer } = model;
  if (optimizer === null) throw new Error("the model has no optimizer");
  stateInto(ledger.values, initialAdamState(model), 0);
  const pace = new Pace(shouldYield, count);
  for (let k = 1; k <= count; k++) {
    if (k > 1) yield* slopeInto(ledger, model, k, shouldYield);
    for (const [index, parameters] of parametersOf(model).entries()) {
      for (const [name, { values }] of parameters) {
        takeUpdate(ledger, new ParameterUpdate(ledger.values, optimizer, k, index + 1, name), values.length);
        if (pace.spend(values.length * 64)) yield pace.progress();
      }
    }
    pace.done++;
  }
}

/** The gradients before update `k`, from the parameters that stand in the ledger. */
function* slopeInto(ledger: Ledger, model: Model, k: number, shouldYield: ShouldYield): Sliced<void> {
  if (model.given !== null) {
    setArrays(ledger.values, "gradients", k, [model.given.gradients[k - 1]]);
    return;
  }
  const moved = withState(model, stateOf(ledger, model, k - 1));
  const fresh = new Ledger({ ...ledger.practice, written: new Map() });
  const pace = new Pace(shouldYield, 1);
  yield* followForward(fresh, moved, pace);
  yield* followBackward(fresh, moved, k, pace);
  const cause = ledger.causes.all(keysOf(model, "parameters", k - 1).map((key) => ledger.causeOfArray(key)));
  for (const key of keysOf(model, "gradients", k)) {
    const gradient = rowOf(fresh.values, key, 1, Number.POSITIVE_INFINITY);
    ledger.take(key, gradient.length, 0, gradient, () => cause);
  }
}

function keysOf(model: Model, quantity: ParameterPlace["quantity"], k: number): readonly string[] {
  return parametersOf(model).flatMap((parameters, index) =>
    [...parameters.keys()].map((name) => parameterKey(quantity, k, index + 1, name)),
  );
}

/** The state after update `k` as it stands in the ledger. */
function stateOf(ledger: Ledger, model: Model, k: number): AdamState {
  const arrays = (quantity: OfUpdate, layer: number, names: Iterable<string>) =>
    new Map(
      [...names].map((name) => [name, rowOf(ledger.values, parameterKey(quantity, k, layer, name), 1, Number.POSITIVE_INFINITY)] as const),
    );
  const layers = parametersOf(model).map((parameters, index) => ({
    parameters: arrays("parameters", index + 1, parameters.keys()),
    V: arrays("V", index + 1, parameters.keys()),
    S: arrays("S", index + 1, parameters.keys()),
  }));
  return { t: (model.optimizer?.t ?? 0) + k, layers };
}

/** One number of a parameter at one update: what goes into its equations. */
export interface AdamInputs {
  readonly settings: Optimizer;
  /** The t after the update. */
  readonly t: number;
  readonly W: number;
  /** The moments before the update, and the gradient. */
  readonly VBefore: number;
  readonly SBefore: number;
  readonly g: number;
  /** The moments and corrections after it, as they stand. */
  readonly V: number;
  readonly S: number;
  readonly VCorr: number;
  readonly SCorr: number;
}

/** What an update makes of each quantity, from the inputs that stand before it. */
export const adamEquations: Readonly<Record<OfUpdate, (inputs: AdamInputs) => number>> = {
  V: ({ settings: { beta1 }, VBefore, g }) => flush(beta1 * VBefore + (1 - beta1) * g),
  S: ({ settings: { beta2 }, SBefore, g }) => flush(beta2 * SBefore + (1 - beta2) * g * g),
  V_corr: ({ settings, t, V }) => V / corrections(settings, t).V,
  S_corr: ({ settings, t, S }) => S / corrections(settings, t).S,
  parameters: ({ settings, t, W, V, S, VCorr, SCorr }) => {
    const { alpha, epsilon, epsilonRule } = settings;
    if (epsilonRule === "outside") return W - (alpha * VCorr) / (Math.sqrt(SCorr) + epsilon);
    if (epsilonRule === "inside") return W - (alpha * VCorr) / Math.sqrt(SCorr + epsilon);
    const correction = corrections(settings, t);
    return W - (((alpha * Math.sqrt(correction.S)) / correction.V) * V) / (Math.sqrt(S) + epsilon);
  },
};

/** What each quantity is computed from, by its own name and whether it is that of the update before. */
const sources: Readonly<Record<OfUpdate, readonly (readonly [ParameterPlace["quantity"], number])[]>> = {
  V: [
    ["V", -1],
    ["gradients", 0],
  ],
  S: [
    ["S", -1],
    ["gradients", 0],
  ],
  V_corr: [["V", 0]],
  S_corr: [["S", 0]],
  parameters: [
    ["parameters", -1],
    ["V_corr", 0],
    ["S_corr", 0],
  ],
};

/** Enters V, S, V_corr, S_corr and one parameter of `size` numbers after update `k`. */
function takeUpdate(ledger: Ledger, of: ParameterUpdate, size: number): void {
  for (const quantity of ["V", "S", "V_corr", "S_corr", "parameters"] as const) {
    const row = Float64Array.from({ length: size }, (_, at) => adamEquations[quantity](of.inputs(at)));
    const keys = sources[quantity].map(([name, offset]) => of.key(name, offset));
    ledger.take(of.key(quantity, 0), size, 0, row, (at) => ledger.causes.all(keys.map((key) => ledger.cause(key, at))));
  }
}

/** One parameter at one update, as its numbers stand among values. */
export class ParameterUpdate {
  /** `k` and `layer` count from 1. */
  constructor(
    private readonly values: ReadonlyMap<string, Float64Array>,
    private readonly settings: Optimizer,
    private readonly k: number,
    private readonly layer: number,
    private readonly name: string,
  ) {}

  /** What goes into the equations of entry `at`; NaN for what is not yet there. */
  inputs(at: number): AdamInputs {
    const number = (quantity: ParameterPlace["quantity"], offset: number) =>
      this.values.get(this.key(quantity, offset))?.[at] ?? Number.NaN;
    return {
      settings: this.settings,
      t: this.settings.t + this.k,
      W: number("parameters", -1),
      VBefore: number("V", -1),
      SBefore: number("S", -1),
      g: number("gradients", 0),
      V: number("V", 0),
      S: number("S", 0),
      VCorr: number("V_corr", 0),
      SCorr: number("S_corr", 0),
    };
  }

  /** The key of a quantity at this update, or `offset` updates later. */
  key(quantity: ParameterPlace["quantity"], offset: number): string {
    return parameterKey(quantity, this.k + offset, this.layer, this.name);
  }
}
