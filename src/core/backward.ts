/** Backpropagation through time: the gradient of the loss with respect to everything the forward pass read or computed. */
import { ReplayBackward } from "./cells/replayBackward.js";
import type { Stage } from "./cells/stages.js";
import { type BackwardStep, bufferOf, type Contribution, type StateName } from "./cells/step.js";
import { flushInto } from "./flush.js";
import { backwardAtOnce, backwardByKernels } from "./kernels/choose.js";
import { copyFromInto, copyToInto } from "./linear.js";
import { areLossesFew, lossGradients, lossGradientsAtOnce } from "./loss.js";
import type { Layer, Parameters } from "./model.js";
import { areGradientsShortAndFinite, lastNotFinite } from "./notFinite.js";
import { Pace, PacedStages } from "./pace.js";
import type { ShouldYield, Sliced } from "./slices.js";
import type { Trace } from "./trace.js";

/** The gradients of one layer; every path from the quantity to the loss is counted. */
export interface LayerGradients {
  readonly layer: Layer;
  /** dL/dparameter for each parameter the file gives, in its order and shape. */
  readonly parameters: ReadonlyMap<string, Float64Array>;
  /** Each (T+1) × H: dL/dh_t and, of an lstm, dL/dc_t; row t for time t, so row 0 is that of the initial state. Empty for a dense layer. */
  readonly states: ReadonlyMap<StateName, Float64Array>;
  /** T × H: dL/dŷ_t of a dense layer; null for the others. */
  readonly yhat: Float64Array | null;
  /** T × D: dL/dx_t, x being what the layer reads. */
  readonly x: Float64Array;
}

/** The backward pass over a trace. */
export interface Gradients {
  readonly trace: Trace;
  /** Bottom to top. */
  readonly layers: readonly LayerGradients[];
  readonly notFinite: GradientNotFinite | null;
}

/** Where a state's gradient first stops being finite on the way back. `layer` and `unit` count from 1; `t` is 0 for the initial state. */
export interface GradientNotFinite {
  readonly layer: number;
  readonly state: StateName;
  readonly t: number;
  readonly unit: number;
}

/**
 * The gradients of the trace's loss, which must not be null; carried state gradients below 1e-300 are flushed to 0.
 * Progress counts time steps × layers.
 */
export function* backward(trace: Trace, shouldYield: ShouldYield): Sliced<Gradients> {
  const pace = new Pace(shouldYield, trace.T * trace.layers.length);
  let above = areLossesFew(trace.model) ? lossGradientsAtOnce(trace, pace) : yield* lossGradients(trace, pace);
  const layers: LayerGradients[] = [];
  for (let index = trace.layers.length - 1; index >= 0; index--) {
    const of = trace.layers[index];
    const byKernels = backwardAtOnce(of, trace.T, above, pace) ?? (yield* backwardByKernels(of, trace.T, above, pace));
    const gradients = byKernels ?? (yield* backwardLayer(trace, index, above, pace));
    layers.unshift(gradients);
    above = gradients.x;
    if (pace.spend(0)) yield pace.progress();
  }
  return { trace, layers, notFinite: areGradientsShortAndFinite(layers) ? null : yield* lastNotFinite(layers, pace) };
}

/** One layer, as the cells define it; `above` is T × H: dL/d(output of this layer) but for the paths through its own later steps. */
export function* backwardLayer(trace: Trace, index: number, above: Float64Array, pace: Pace): Sliced<LayerGradients> {
  const { T } = trace;
  const { layer } = trace.layers[index];
  const { H, D } = layer;
  const replay = new ReplayBackward(trace, index);
  const { back } = replay;
  const x = new Float64Array(T * D);
  const parameters = zerosLike(layer.parameters);
  const all = [...replay.arrival, ...replay.stages, ...contributionStages(back.contributions, parameters)];
  const stages = new PacedStages(all, H * trace.layers[index].quantities.size);
  const output = bufferOf(back.after, layer.cell === "dense" ? "yhat" : "h");
  const states = statesOf(back, T, H);
  for (let t = T; t >= 1; t--) {
    replay.recall(t);
    for (const { before, after } of states) copyFromInto(after, before, 0);
    addRow(output, above, t, layer.cell !== "dense");
    if (!stages.isLight) yield* stages.runSliced(pace);
    else if (stages.run(pace)) yield pace.progress();
    for (const { before, after, column } of states) {
      flushInto(before);
      copyToInto(column, t * H, after);
    }
    copyToInto(x, (t - 1) * D, back.x);
    pace.done++;
  }
  for (const { before, column } of states) copyToInto(column, 0, before);
  const columns = new Map(states.map(({ name, column }) => [name, column]));
  return { layer, parameters, states: columns, yhat: layer.cell === "dense" ? above : null, x };
}

/** The state gradients' buffers of a step beside the columns they are kept in. */
function statesOf(back: BackwardStep, T: number, H: number) {
  return [...back.before].map(([name, before]) => ({
    name,
    before,
    after: bufferOf(back.after, name),
    column: new Float64Array((T + 1) * H),
  }));
}

/** out = [out +] row t of `above`. */
function addRow(out: Float64Array, above: Float64Array, t: number, isAdded: boolean): void {
  const at = (t - 1) * out.length;
  for (let k = 0; k < out.length; k++) out[k] = (isAdded ? out[k] : 0) + above[at + k];
}

/** An array of zeros for each parameter. */
function zerosLike(parameters: Parameters): ReadonlyMap<string, Float64Array> {
  return new Map([...parameters].map(([name, { values }]) => [name, new Float64Array(values.length)]));
}

/** The stages that add a step's contributions to the gradients of the parameters the file gives. */
function contributionStages(
  contributions: ReadonlyMap<string, Contribution>,
  gradients: ReadonlyMap<string, Float64Array>,
): readonly Stage[] {
  return [...gradients].flatMap(([name, gradient]) => {
    const contribution = contributions.get(name);
    return contribution === undefined ? [] : [contributionStage(contribution, gradient)];
  });
}

/** The stage gradient += contribution. */
export function contributionStage(contribution: Contribution, gradient: Float64Array): Stage {
  switch (contribution.kind) {
    case "outer":
      return { kind: "outer", matrix: gradient, rows: contribution.rows, cols: contribution.cols };
    case "elementwise": {
      const { left, right } = contribution;
      return () => {
        for (let k = 0; k < gradient.length; k++) gradient[k] += left[k] * right[k];
      };
    }
    case "plain": {
      const { values } = contribution;
      return () => {
        for (let k = 0; k < gradient.length; k++) gradient[k] += values[k];
      };
    }
  }
}
