/** The forward pass of a ledger: every quantity by its equation, from what stands in the ledger before it. */
import { stepLoss } from "../../core/loss.js";
import type { Model } from "../../core/model.js";
import type { Pace } from "../../core/pace.js";
import type { Sliced } from "../../core/slices.js";
import type { LayerTrace, Quantity, Trace } from "../../core/trace.js";
import { type Equation, evaluate, type Operand, type Reading } from "./equation.js";
import type { Ledger } from "./ledger.js";
import { outputKey, stepKey } from "./place.js";
import { quantitiesOf, StepView } from "./step.js";
import { hasLoss, rowOf, type Values } from "./values.js";

/** Every step of every layer, and the losses where there are targets. Progress counts time steps × layers. */
export function* followForward(ledger: Ledger, model: Model, pace: Pace): Sliced<void> {
  for (const [index, { cell, H, D }] of model.layers.entries()) {
    const work = quantitiesOf[cell].length * H * (H + D + 16);
    for (let t = 1; t <= model.T; t++) {
      const view = new StepView(model, ledger.values, index + 1, t);
      for (const quantity of quantitiesOf[cell]) followQuantity(ledger, view, quantity);
      pace.done++;
      if (pace.spend(work)) yield pace.progress();
    }
  }
  if (hasLoss(model)) yield* followLoss(ledger, model, pace);
}

function followQuantity(ledger: Ledger, view: StepView, quantity: Quantity): void {
  const { H } = view.of;
  const equation = view.equation(quantity);
  const key = stepKey(view.layer, quantity);
  ledger.take(key, view.model.T * H, (view.t - 1) * H, evaluate(equation, H), causesOf(ledger, view, equation));
}

/** What each entry an equation gives descends from. Behind a matrix, and in a softmax, every entry reads whole rows. */
function causesOf(ledger: Ledger, view: StepView, equation: Equation): (k: number) => number {
  const { causes } = ledger;
  const { whole, own } = readingsOf(equation);
  const ofAll = causes.all(
    whole.map((reading) => rowBehind(view, reading)).map(({ key, from, width }) => ledger.causeOfRow(key, from, width)),
  );
  if (own.length === 0) return () => ofAll;
  const rows = own.map((reading) => rowBehind(view, reading));
  return (k) => causes.union(ofAll, causes.all(rows.map(({ key, from }) => ledger.cause(key, from + k))));
}

/** What an equation reads: by whole rows, and entry by entry. */
function readingsOf(equation: Equation): { readonly whole: readonly Reading[]; readonly own: readonly Reading[] } {
  const all = (operands: readonly (Operand | null)[]) => operands.flatMap((operand) => operand?.readings ?? []);
  switch (equation.kind) {
    case "neuron": {
      const { terms, activation } = equation;
      const matrices = all(terms.filter(({ parameter }) => !parameter.isVector).map(({ operand }) => operand));
      const vectors = all(terms.flatMap(({ parameter, operand, gate }) => [parameter.isVector ? operand : null, gate]));
      const isSoftmax = activation?.kind === "named" && activation.name === "softmax";
      return isSoftmax ? { whole: [...matrices, ...vectors], own: [] } : { whole: matrices, own: vectors };
    }
    case "mix":
      return { whole: [], own: all(equation.products.flatMap(({ factors }) => factors)) };
    case "give":
      return { whole: [], own: all([equation.gate, equation.of]) };
  }
}

/** Where the row of a reading stands; before the first step and below the first layer there is nothing to descend from. */
function rowBehind({ layer, model, of }: StepView, { quantity, t }: Reading): { key: string; from: number; width: number } {
  if (t === 0 || (quantity === "x" && layer === 1)) return { key: "", from: 0, width: 0 };
  if (quantity !== "x") return { key: stepKey(layer, quantity), from: (t - 1) * of.H, width: of.H };
  return { key: outputKey(model, layer - 1), from: (t - 1) * of.D, width: of.D };
}

/** The losses of the steps and of the sequence, from the ledger's own outputs and then from its own losses. */
function* followLoss(ledger: Ledger, model: Model, pace: Pace): Sliced<void> {
  const { T, layers, loss, targets } = model;
  if (targets === null) return;
  const key = outputKey(model, layers.length);
  const K = layers[layers.length - 1].H;
  const given: number[] = [];
  for (let t = 1; t <= T; t++) {
    if (pace.spend(K * 4)) yield pace.progress();
    if (targets.given[t - 1] !== 1) continue;
    given.push(t);
    const y = targets.values.subarray((t - 1) * K, t * K);
    const value = stepLoss(loss, rowOf(ledger.values, key, t, K), y, 0, K);
    ledger.take("loss_t", T, t - 1, Float64Array.of(value), () => ledger.causeOfRow(key, (t - 1) * K, K));
  }
  const perStep = rowOf(ledger.values, "loss_t", 1, T);
  const sum = given.reduce((total, t) => total + perStep[t - 1], 0);
  const total = loss.reduction === "mean" ? sum / given.length : sum;
  ledger.take("loss", 1, 0, Float64Array.of(total), () => ledger.causeOfArray("loss_t"));
}

/** A ledger's values after its forward pass, as a trace that the core can go back over. */
export function traceFrom(values: Values, model: Model): Trace {
  const array = (key: string) => rowOf(values, key, 1, Number.POSITIVE_INFINITY);
  const layers = model.layers.map((layer, index): LayerTrace => {
    const x = index === 0 ? model.inputs : array(outputKey(model, index));
    return { layer, x, quantities: new Map(quantitiesOf[layer.cell].map((name) => [name, array(stepKey(index + 1, name))])) };
  });
  const given = model.targets?.given ?? new Uint8Array(model.T);
  const count = given.reduce((sum, each) => sum + each, 0);
  const loss = count === 0 ? null : { perStep: array("loss_t"), given, count, total: array("loss")[0] };
  return { model, T: model.T, layers, loss, notFinite: null };
}
