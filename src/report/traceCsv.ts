/**
 * A trace as CSV that loads straight into a table: a header and one row a time step, one column a number.
 *
 * Columns: `t`; `x[1]` … `x[D]`; every quantity and unit (`f[1]`, `f[2]`, …; in a stack of layers `layer1.f[1]`); where the file gives targets `y[1]` … `y[K]` and
 * `loss`, empty at steps without one. Numbers are full doubles, what is not finite stands as `NaN`, `Infinity`, `-Infinity`.
 */
import { row, type Trace } from "../core/trace.js";
import { inChunks } from "./chunks.js";
import { exact } from "./format.js";

/** The whole table as chunks of text, to be written one after the other. */
export function traceCsv(trace: Trace): Generator<string, void, void> {
  return inChunks(rows(trace));
}

/** T × width numbers under one name each. */
interface Columns {
  readonly name: string;
  readonly width: number;
  readonly values: Float64Array;
  /** T; a step with 0 has empty cells. */
  readonly given: Uint8Array | null;
}

function columnsOf({ model, layers, loss }: Trace): readonly Columns[] {
  if (layers.length === 0) return [];
  const prefix = (index: number) => (layers.length > 1 ? `layer${index + 1}.` : "");
  const quantities = layers.flatMap(({ layer, quantities }, index) =>
    [...quantities].map(([name, values]) => ({ name: prefix(index) + name, width: layer.H, values, given: null })),
  );
  const inputs = { name: "x", width: layers[0].layer.D, values: model.inputs, given: null };
  if (loss === null || model.targets === null) return [inputs, ...quantities];
  const { values, given } = model.targets;
  const targets = { name: "y", width: layers[layers.length - 1].layer.H, values, given };
  return [inputs, ...quantities, targets, { name: "loss", width: 1, values: loss.perStep, given }];
}

function* rows(trace: Trace): Generator<string, void, void> {
  const columns = columnsOf(trace);
  const names = columns.flatMap(({ name, width }) =>
    name === "loss" ? [name] : Array.from({ length: width }, (_, at) => `${name}[${at + 1}]`),
  );
  yield `${["t", ...names].join(",")}\n`;
  for (let t = 1; t <= trace.T; t++) {
    let text = String(t);
    for (const { width, values, given } of columns) {
      const isEmpty = given !== null && given[t - 1] !== 1;
      for (const value of row(values, t, width)) text += isEmpty ? "," : `,${exact(value)}`;
    }
    yield `${text}\n`;
  }
}
