/** How a parameter's entries go over the updates: looked at once a parameter, at states evenly apart, and kept for the parameter asked for last. */
import type { AdamLayer } from "../core/adam.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Training } from "../core/training.js";
import type { EntryCurves } from "../protocol/updates.js";
import type { Answerer } from "./answerer.js";
import { seenCurves } from "./hiddenUpdates.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";
import { mostNumbers } from "./steps.js";

/** States looked at: more than a small curve has pixels to tell apart. */
const mostStates = 256;
const arraysKept = 3;

interface History {
  readonly updates: Float64Array;
  /** Each states × entries, row by row. */
  readonly V: Float64Array;
  readonly S: Float64Array;
  readonly W: Float64Array;
}

const kept = new WeakMap<Training, { readonly key: string; readonly history: Promise<History | typeof unwanted> }>();

/** The states looked at: multiples of a power of two, where checkpoints stand, and the last one. */
export function statesFor(taken: number, most: number): readonly number[] {
  let stride = 1;
  while (taken / stride > most - 2) stride *= 2;
  const states = Array.from({ length: Math.floor(taken / stride) + 1 }, (_, k) => k * stride);
  return taken % stride === 0 ? states : [...states, taken];
}

/** The curves of one entry. Throws where there is none, or its parameter is too large to be looked at. */
export async function entryCurvesOf(
  answerer: Answerer,
  traced: Traced,
  asked: { readonly layer: number; readonly parameter: string; readonly row: number; readonly col: number },
): Promise<EntryCurves | typeof unwanted> {
  const { layer, parameter, row, col } = asked;
  const { layers, given } = traced.trace.model;
  const of = (given ?? layers[layer - 1])?.parameters.get(parameter);
  if (of === undefined || traced.training === null || row > of.rows || col > of.cols)
    throw new RangeError(`layer ${layer} has no ${parameter}[${row},${col}] to be updated`);
  const history = await historyOf(answerer, traced, traced.training, asked, of.values.length);
  if (history === unwanted) return unwanted;
  const at = (row - 1) * of.cols + col - 1;
  const entry = (values: Float64Array) => history.updates.map((_, k) => values[k * of.values.length + at]);
  const curves = { updates: history.updates.slice(), V: entry(history.V), S: entry(history.S), W: entry(history.W), isHiding: false };
  return seenCurves(curves, traced.hiding, asked, at);
}

function historyOf(
  answerer: Answerer,
  traced: Traced,
  training: Training,
  { layer, parameter }: { readonly layer: number; readonly parameter: string },
  entries: number,
): Promise<History | typeof unwanted> {
  const { taken } = traced.updates;
  const key = `${taken} ${layer} ${parameter}`;
  const known = kept.get(training);
  if (known?.key === key) return known.history;
  const most = Math.floor(mostNumbers / arraysKept / entries);
  if (most < 3) throw new RangeError(`${parameter} has too many entries for curves over updates`);
  const states = statesFor(taken, Math.min(mostStates, most));
  const history = answerer.compute(traced, (shouldYield) => lookAt(training, states, { layer, parameter }, entries, shouldYield));
  kept.set(training, { key, history });
  // What was left half way is to be looked at anew.
  const forget = () => (kept.get(training)?.history === history ? kept.delete(training) : false);
  void history.then((result) => result === unwanted && forget(), forget);
  return history;
}

function* lookAt(
  training: Training,
  states: readonly number[],
  { layer, parameter }: { readonly layer: number; readonly parameter: string },
  entries: number,
  shouldYield: ShouldYield,
): Sliced<History> {
  const empty = () => new Float64Array(states.length * entries);
  const history = { updates: Float64Array.from(states), V: empty(), S: empty(), W: empty() };
  let at = 0;
  const keep = ({ V, S, parameters }: AdamLayer) => {
    for (const [into, from] of [
      [history.V, V],
      [history.S, S],
      [history.W, parameters],
    ] as const)
      into.set(from.get(parameter) ?? new Float64Array(), at);
    at += entries;
  };
  yield* training.lookAt(states, (state) => keep(state.layers[layer - 1]), shouldYield);
  return history;
}
