/** The forward pass: every gate, state and loss of the whole sequence. */
import { stepOf } from "./cells/cell.js";
import { bufferOf } from "./cells/step.js";
import { forwardAtOnce, forwardByKernels } from "./kernels/choose.js";
import { copyFromInto, copyToInto } from "./linear.js";
import { areLossesFew, lossTrace, lossTraceAtOnce } from "./loss.js";
import type { Layer, Model } from "./model.js";
import { areShortAndFinite, firstNotFinite } from "./notFinite.js";
import { Pace, PacedStages } from "./pace.js";
import type { ShouldYield, Sliced } from "./slices.js";
import { initialState, type LayerTrace, outputOf, type Trace } from "./trace.js";

/**
 * The trace of `model`: the layers bottom to top, each over all T steps, then the losses.
 * Progress counts time steps × layers. A problem that gives only gradients has T 0 and no layers.
 */
export function* forward(model: Model, shouldYield: ShouldYield): Sliced<Trace> {
  const { T } = model;
  const pace = new Pace(shouldYield, T * model.layers.length);
  const layers: LayerTrace[] = [];
  let x = model.inputs;
  for (const layer of model.layers) {
    const trace = forwardAtOnce(layer, x, T, pace) ?? (yield* forwardByKernels(layer, x, T, pace));
    layers.push(trace ?? (yield* forwardLayer(layer, x, T, pace)));
    x = outputOf(layers[layers.length - 1]);
    if (pace.spend(0)) yield pace.progress();
  }
  const loss = layers.length === 0 ? null : areLossesFew(model) ? lossTraceAtOnce(model, x, pace) : yield* lossTrace(model, x, pace);
  return { model, T, layers, loss, notFinite: areShortAndFinite(layers, T) ? null : yield* firstNotFinite(layers, T, pace) };
}

/** One layer over the sequence, as the cells define it; x is T × D, every quantity T × H. */
export function* forwardLayer(layer: Layer, x: Float64Array, T: number, pace: Pace): Sliced<LayerTrace> {
  const { D, H } = layer;
  const step = stepOf(layer);
  const columns = [...step.quantities].map(([name, buffer]) => ({ name, buffer, column: new Float64Array(T * H) }));
  const states = [...step.before].map(([name, buffer]) => ({ name, buffer, after: bufferOf(step.quantities, name) }));
  for (const { name, buffer } of states) buffer.set(initialState(layer, name));
  const stages = new PacedStages(step.forward, H * columns.length);
  for (let t = 0; t < T; t++) {
    copyFromInto(step.x, x, t * D);
    if (!stages.isLight) yield* stages.runSliced(pace);
    else if (stages.run(pace)) yield pace.progress();
    for (const { buffer, column } of columns) copyToInto(column, t * H, buffer);
    for (const { buffer, after } of states) copyFromInto(buffer, after, 0);
    pace.done++;
  }
  return { layer, x, quantities: new Map(columns.map(({ name, column }) => [name, column])) };
}
