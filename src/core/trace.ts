/** What was computed: one array a quantity, shared by every reader. */
import type { Layer, Model } from "./model.js";

/** A quantity of a step under its name in the trace's JSON; `z_…` are what goes into the activations. */
export type Quantity = "f" | "i" | "c_tilde" | "o" | "c" | "h" | "r" | "z" | "n" | "yhat";

export interface LayerTrace {
  readonly layer: Layer;
  /** T × D: what the layer reads (the inputs, or the very array of the output below). */
  readonly x: Float64Array;
  /** Each T × H, row t−1 for time t: lstm f i c_tilde o c h; gru r z n h; rnn h; dense yhat. In that order. */
  readonly quantities: ReadonlyMap<Quantity, Float64Array>;
}

export interface LossTrace {
  /** T; NaN where `given` is 0. */
  readonly perStep: Float64Array;
  /** T; 1 where the step has a target. */
  readonly given: Uint8Array;
  /** Steps with a target. */
  readonly count: number;
  readonly total: number;
}

/** Where a value first stops being finite. `layer`, `t` and `unit` count from 1. */
export interface NotFinite {
  readonly layer: number;
  readonly quantity: Quantity;
  readonly t: number;
  readonly unit: number;
}

/** The forward pass over the whole sequence. What goes into the activations is not kept: see `preactivations`. */
export interface Trace {
  readonly model: Model;
  readonly T: number;
  readonly layers: readonly LayerTrace[];
  /** Null where the file gives no target. */
  readonly loss: LossTrace | null;
  readonly notFinite: NotFinite | null;
}

/** The row of time `t` (from 1) of a T × width array: a view, not a copy. */
export function row(array: Float64Array, t: number, width: number): Float64Array {
  return array.subarray((t - 1) * width, t * width);
}

/** One quantity of a layer, T × H. Throws where the layer's cell has no such quantity. */
export function quantityOf(trace: LayerTrace, quantity: Quantity): Float64Array {
  const values = trace.quantities.get(quantity);
  if (values === undefined) throw new Error(`a ${trace.layer.cell} layer has no ${quantity}`);
  return values;
}

/** What a layer gives to the layer above or to the loss, T × H: h, or a dense layer's ŷ. */
export function outputOf(trace: LayerTrace): Float64Array {
  return quantityOf(trace, trace.layer.cell === "dense" ? "yhat" : "h");
}

/** The state a layer starts from, H. Throws where its cell has no such state. */
export function initialState(layer: Layer, name: "h" | "c"): Float64Array {
  if (layer.cell !== "dense" && name === "h") return layer.initial.h;
  if (layer.cell === "lstm" && name === "c") return layer.initial.c;
  throw new Error(`a ${layer.cell} layer has no state ${name}`);
}

/** The state before step `t` (from 1) of layer `layer` (from 0), H: a view of the trace, or the initial state at t = 1. */
export function before(trace: Trace, layer: number, t: number, name: "h" | "c"): Float64Array {
  const of = trace.layers[layer];
  return t === 1 ? initialState(of.layer, name) : row(quantityOf(of, name), t - 1, of.layer.H);
}
