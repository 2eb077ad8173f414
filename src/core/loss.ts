/** Losses: of one step with its derivative beside it, and of the whole sequence. */
import type { Loss, LossName, Model } from "./model.js";
import { atOnce, type Pace } from "./pace.js";
import type { Sliced } from "./slices.js";
import { type LossTrace, outputOf, type Trace } from "./trace.js";

/** What one element contributes to its step's loss, and the derivative of that with respect to ŷ (0 at a kink). */
interface ElementLoss {
  value(yhat: number, y: number): number;
  derivative(yhat: number, y: number): number;
}

/** log clamped at −100, as PyTorch's BCELoss has it, so that a confident miss stays finite. */
const clampedLog = (p: number) => Math.max(Math.log(p), -100);
const clampedLogSlope = (p: number) => (Math.log(p) > -100 ? 1 / p : 0);

const named: Readonly<Record<LossName, ElementLoss>> = {
  mse: { value: (yhat, y) => (yhat - y) ** 2, derivative: (yhat, y) => 2 * (yhat - y) },
  mae: { value: (yhat, y) => Math.abs(yhat - y), derivative: (yhat, y) => Math.sign(yhat - y) },
  huber: {
    value: (yhat, y) => (Math.abs(yhat - y) <= 1 ? 0.5 * (yhat - y) ** 2 : Math.abs(yhat - y) - 0.5),
    derivative: (yhat, y) => Math.max(-1, Math.min(1, yhat - y)),
  },
  bce: {
    value: (yhat, y) => -(weighted(y, clampedLog(yhat)) + weighted(1 - y, clampedLog(1 - yhat))),
    derivative: (yhat, y) => weighted(1 - y, clampedLogSlope(1 - yhat)) - weighted(y, clampedLogSlope(yhat)),
  },
  crossEntropy: { value: (yhat, y) => -weighted(y, Math.log(yhat)), derivative: (yhat, y) => -weighted(y, 1 / yhat) },
};

/** weight · value, where a weight of 0 wins over an infinite value: 0 · log 0 = 0. */
function weighted(weight: number, value: number): number {
  return weight === 0 ? 0 : weight * value;
}

function elementLoss({ kind }: Loss): ElementLoss {
  return kind.kind === "named" ? named[kind.name] : kind.expression;
}

/** Elements are averaged but for the cross entropy, which sums over the classes. */
function elementWeight({ kind }: Loss, K: number): number {
  return kind.kind === "named" && kind.name === "crossEntropy" ? 1 : 1 / K;
}

/** The loss of one step: `at` is where its K elements start in the T × K arrays. */
export function stepLoss(loss: Loss, yhat: Float64Array, y: Float64Array, at: number, K: number): number {
  const element = elementLoss(loss);
  let sum = 0;
  for (let k = at; k < at + K; k++) sum += element.value(yhat[k], y[k]);
  return elementWeight(loss, K) === 1 ? sum : sum / K;
}

/** out = d(loss of one step)/dŷ: `at` is where its K elements start in all three T × K arrays. */
export function stepLossGradientInto(out: Float64Array, loss: Loss, yhat: Float64Array, y: Float64Array, at: number, K: number): void {
  const element = elementLoss(loss);
  const weight = elementWeight(loss, K);
  for (let k = at; k < at + K; k++) out[k] = weight * element.derivative(yhat[k], y[k]);
}

/** The size of the top layer's output; 0 where there is no layer. */
function outputSize({ layers }: Model): number {
  return layers.length === 0 ? 0 : layers[layers.length - 1].H;
}

/** Whether the losses of a model, or their gradients, are so few that a generator would take longer than computing them. */
export function areLossesFew(model: Model): boolean {
  return model.T * outputSize(model) <= atOnce;
}

/** Losses as they are computed, step by step. */
class Losses {
  private readonly perStep: Float64Array;
  private count = 0;
  private sum = 0;

  constructor(
    private readonly model: Model,
    private readonly targets: NonNullable<Model["targets"]>,
    private readonly yhat: Float64Array,
  ) {
    this.perStep = new Float64Array(model.T);
  }

  /** Steps `from` (from 0) to `to`, `to` not included. */
  add(from: number, to: number): void {
    const { model, yhat, perStep } = this;
    const { given, values } = this.targets;
    const K = outputSize(model);
    for (let t = from; t < to; t++) {
      perStep[t] = given[t] === 1 ? stepLoss(model.loss, yhat, values, t * K, K) : Number.NaN;
      if (given[t] !== 1) continue;
      this.count++;
      this.sum += perStep[t];
    }
  }

  result(): LossTrace | null {
    const { perStep, count, sum } = this;
    if (count === 0) return null;
    return { perStep, given: this.targets.given, count, total: this.model.loss.reduction === "mean" ? sum / count : sum };
  }
}

/** The losses of all steps with a target, and their mean or sum; `yhat` is T × K. Null where no step has one. */
export function* lossTrace(model: Model, yhat: Float64Array, pace: Pace): Sliced<LossTrace | null> {
  const { targets, T } = model;
  if (targets === null) return null;
  const losses = new Losses(model, targets, yhat);
  const steps = stepsAtOnce(model);
  for (let t = 0; t < T; t += steps) {
    if (pace.spend(steps * outputSize(model) * 4)) yield pace.progress();
    losses.add(t, Math.min(T, t + steps));
  }
  return losses.result();
}

/** The same of few losses, at one go. */
export function lossTraceAtOnce(model: Model, yhat: Float64Array, pace: Pace): LossTrace | null {
  if (model.targets === null) return null;
  pace.count(model.T * outputSize(model) * 4);
  const losses = new Losses(model, model.targets, yhat);
  losses.add(0, model.T);
  return losses.result();
}

function stepsAtOnce(model: Model): number {
  return Math.max(1, Math.floor(atOnce / Math.max(1, outputSize(model))));
}

/** What a step's loss counts for in the loss of the sequence. */
function stepWeight(loss: Loss, count: number): number {
  return loss.reduction === "mean" ? 1 / count : 1;
}

/** d(loss of the sequence)/d(output of the top layer), T × K; zeros at steps without a target. Throws where there is no loss. */
export function* lossGradients(trace: Trace, pace: Pace): Sliced<Float64Array> {
  const { model, T } = trace;
  const gradients = new Float64Array(T * outputSize(model));
  const steps = stepsAtOnce(model);
  for (let t = 0; t < T; t += steps) {
    if (pace.spend(steps * outputSize(model) * 4)) yield pace.progress();
    lossGradientsInto(gradients, trace, t, Math.min(T, t + steps));
  }
  return gradients;
}

/** The same of few losses, at one go. */
export function lossGradientsAtOnce(trace: Trace, pace: Pace): Float64Array {
  const gradients = new Float64Array(trace.T * outputSize(trace.model));
  pace.count(gradients.length * 4);
  lossGradientsInto(gradients, trace, 0, trace.T);
  return gradients;
}

/** The rows of steps `from` (from 0) to `to`, `to` not included, of gradients that are 0 before. */
function lossGradientsInto(gradients: Float64Array, { model, layers, loss }: Trace, from: number, to: number): void {
  if (loss === null || model.targets === null) throw new Error("without a target there is no loss to go back from");
  const yhat = outputOf(layers[layers.length - 1]);
  const K = outputSize(model);
  const weight = stepWeight(model.loss, loss.count);
  const { values } = model.targets;
  for (let t = from; t < to; t++) {
    if (loss.given[t] !== 1) continue;
    stepLossGradientInto(gradients, model.loss, yhat, values, t * K, K);
    for (let k = t * K; k < (t + 1) * K; k++) gradients[k] *= weight;
  }
}

/** Whether the model ends in a softmax read by the cross entropy. */
export function isCrossEntropyOnSoftmax({ layers, loss: { kind } }: Model): boolean {
  const top = layers[layers.length - 1];
  if (top.cell !== "dense" || top.activation.kind !== "named" || top.activation.name !== "softmax") return false;
  return kind.kind === "named" && kind.name === "crossEntropy";
}

/**
 * out = d(loss of the sequence)/dz of a softmax read by the cross entropy at time `t` (from 1): ŷ Σ_j y_j − y, weighted.
 * `yhat` is T × K; `count` the number of steps with a target.
 */
export function stepLogitGradientInto(out: Float64Array, model: Model, yhat: Float64Array, t: number, count: number): void {
  const { targets, loss } = model;
  out.fill(0);
  if (targets === null || targets.given[t - 1] !== 1) return;
  const at = (t - 1) * out.length;
  const weight = stepWeight(loss, count);
  let mass = 0;
  for (let k = 0; k < out.length; k++) mass += targets.values[at + k];
  for (let k = 0; k < out.length; k++) out[k] = weight * (yhat[at + k] * mass - targets.values[at + k]);
}
