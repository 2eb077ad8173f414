/** A trace as JSON, format `unroll-trace/1`. */
import type { Update } from "../core/adam.js";
import type { Gradients, LayerGradients } from "../core/backward.js";
import type { Loss, Parameters } from "../core/model.js";
import { preactivations } from "../core/preactivations.js";
import { type LossTrace, row, type Trace } from "../core/trace.js";
import { inChunks } from "./chunks.js";
import { parametersOf } from "./entries.js";
import { exactJson } from "./format.js";
import { byParameterPieces, rowText } from "./jsonArrays.js";

/** What is written beside the trace where the file gives what it needs. */
export interface TraceExtras {
  /** Of the trace's own parameters. */
  readonly gradients: Gradients | null;
  /** Taken one by one as the text gets there; null where none are wanted. A null among them is none yet: it hands over to who writes. */
  readonly updates: Iterable<Update | null> | null;
}

/**
 * The whole document as chunks of text, to be written one after the other; a step a line.
 * What is not finite stands as `"NaN"`, `"Infinity"`, `"-Infinity"`.
 */
export function traceJson(trace: Trace, extras: TraceExtras): Generator<string, void, void> {
  return inChunks(pieces(trace, extras));
}

function* pieces(trace: Trace, { gradients, updates }: TraceExtras): Generator<string, void, void> {
  const { T, layers, loss, model } = trace;
  yield `{\n  "format": "unroll-trace/1",\n  "T": ${T},\n  "layers": [`;
  if (layers.length === 0) yield ' { "cell": null, "steps": [] }';
  for (const index of layers.keys()) {
    yield index === 0 ? " " : ", ";
    yield* layerPieces(trace, index, gradients?.layers[index] ?? null);
  }
  yield " ]";
  if (loss) yield* lossPieces(model.loss, loss);
  if (updates) yield* updatesPieces(updates, parametersOf(model));
  yield "\n}\n";
}

function* layerPieces(trace: Trace, index: number, gradients: LayerGradients | null): Generator<string, void, void> {
  const { layer } = trace.layers[index];
  yield `{\n    "cell": "${layer.cell}", "D": ${layer.D}, "H": ${layer.H},\n    "steps": [`;
  yield* stepPieces(trace, index);
  yield "\n    ]";
  if (gradients) {
    yield ',\n    "gradients": ';
    yield* byParameterPieces(gradients.parameters, layer.parameters);
    yield ',\n    "stateGradients": [';
    yield* stateGradientPieces(gradients, trace.T);
    yield "\n    ]";
  }
  yield "\n  }";
}

/** A step's members are `t`, x, what goes into the activations, and the quantities. */
function* stepPieces(trace: Trace, index: number): Generator<string, void, void> {
  const { layer, x, quantities } = trace.layers[index];
  const { cell, D, H } = layer;
  for (let t = 1; t <= trace.T; t++) {
    let text = `${t === 1 ? "" : ","}\n      { "t": ${t}, "x": ${rowText(row(x, t, D))}`;
    // A dense layer's z is left out: a gru has a `z` that means another thing.
    if (cell !== "dense") for (const [name, z] of preactivations(trace, index, t)) text += `, "${name}": ${rowText(z)}`;
    for (const [name, values] of quantities) text += `, "${name}": ${rowText(row(values, t, H))}`;
    yield `${text} }`;
  }
}

/** A recurrent layer starts at t = 0, its initial state; a dense one, which has no state, has ŷ and starts at 1. */
function* stateGradientPieces({ layer, states, yhat, x }: LayerGradients, T: number): Generator<string, void, void> {
  const { D, H } = layer;
  const first = yhat ? 1 : 0;
  for (let t = first; t <= T; t++) {
    let text = `${t === first ? "" : ","}\n      { "t": ${t}`;
    for (const [name, values] of states) text += `, "${name}": ${rowText(row(values, t + 1, H))}`;
    if (yhat) text += `, "yhat": ${rowText(row(yhat, t, H))}`;
    if (t > 0) text += `, "x": ${rowText(row(x, t, D))}`;
    yield `${text} }`;
  }
}

/** The name of a loss, or the expression it was written as. */
export function lossName({ kind }: Loss): string {
  return kind.kind === "named" ? kind.name : kind.expression.source;
}

function* lossPieces(loss: Loss, { perStep, given, total }: LossTrace): Generator<string, void, void> {
  yield `,\n  "loss": { "kind": ${JSON.stringify(lossName(loss))}, "reduction": "${loss.reduction}", "perStep": [`;
  for (let at = 0; at < perStep.length; at++) yield `${at === 0 ? "" : ","}${given[at] === 1 ? exactJson(perStep[at]) : "null"}`;
  yield `], "total": ${exactJson(total)} }`;
}

/** `shapes` has the parameters of each layer. */
function* updatesPieces(updates: Iterable<Update | null>, shapes: readonly Parameters[]): Generator<string, void, void> {
  yield ',\n  "updates": [';
  let before = "";
  for (const update of updates) {
    if (update === null) {
      yield "";
      continue;
    }
    const { t, loss, layers } = update;
    yield `${before}\n    { "t": ${t}, "loss": ${loss === null ? "null" : exactJson(loss)}, "layers": [`;
    before = ",";
    for (const [index, { gradients, V, S, VCorr, SCorr, parameters }] of layers.entries()) {
      let start = index === 0 ? " { " : ", { ";
      for (const [name, arrays] of Object.entries({ gradients, V, S, V_corr: VCorr, S_corr: SCorr, parameters })) {
        yield `${start}"${name}": `;
        start = ", ";
        yield* byParameterPieces(arrays, shapes[index]);
      }
      yield " }";
    }
    yield " ] }";
  }
  yield "\n  ]";
}
