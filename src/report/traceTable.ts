/** A trace as tables for the terminal, one a layer: a row a time step and unit, columns aligned at the point. */
import type { LayerTrace, LossTrace, Trace } from "../core/trace.js";
import { type Column, cellLine, headLine, widest, widthOf } from "./align.js";
import { inChunks } from "./chunks.js";
import { formatNumber } from "./format.js";
import { lossName } from "./traceJson.js";

/** The whole text as chunks, to be written one after the other; numbers at `decimals` digits after the point. */
export function traceTable(trace: Trace, decimals: number): Generator<string, void, void> {
  return inChunks(lines(trace, decimals));
}

const heads: Readonly<Record<string, string>> = { c_tilde: "c̃", yhat: "ŷ" };

interface StepColumn extends Column {
  /** The cell of step t (from 1) and unit (from 1). */
  readonly cell: (t: number, unit: number) => string;
}

/** T × perStep numbers; cells are empty at steps with 0 in `given`, and beside units past `perStep`. */
function numberColumn(name: string, values: Float64Array, given: Uint8Array | null, perStep: number, decimals: number): StepColumn {
  const head = heads[name] ?? name;
  const isEmpty = (t: number, unit: number) => unit > perStep || (given !== null && given[t - 1] !== 1);
  return {
    head,
    width: Math.max(widthOf(head), widest(values, decimals)),
    cell: (t, unit) => (isEmpty(t, unit) ? "" : formatNumber(values[(t - 1) * perStep + unit - 1], decimals)),
  };
}

function countColumn(head: string, greatest: number, cell: (t: number, unit: number) => string): StepColumn {
  return { head, width: Math.max(head.length, String(greatest).length), cell };
}

function columnsOf(trace: Trace, { layer, quantities }: LayerTrace, isTop: boolean, decimals: number): readonly StepColumn[] {
  const { H } = layer;
  const columns = [countColumn("t", trace.T, String), ...(H > 1 ? [countColumn("unit", H, (_, unit) => String(unit))] : [])];
  for (const [name, values] of quantities) columns.push(numberColumn(name, values, null, H, decimals));
  const { targets } = trace.model;
  if (!isTop || trace.loss === null || targets === null) return columns;
  columns.push(numberColumn("y", targets.values, targets.given, H, decimals));
  columns.push(numberColumn("loss", trace.loss.perStep, targets.given, 1, decimals));
  return columns;
}

function* lines(trace: Trace, decimals: number): Generator<string, void, void> {
  const { layers, T, loss } = trace;
  if (layers.length === 0) yield "T 0: this file gives parameters and their gradients; nothing runs through time.\n";
  for (const [index, layer] of layers.entries()) {
    const { cell, D, H } = layer.layer;
    if (index > 0) yield "\n";
    yield `${layers.length > 1 ? `layer ${index + 1}: ` : ""}${cell}  D ${D} · H ${H} · T ${T}\n\n`;
    const columns = columnsOf(trace, layer, index === layers.length - 1, decimals);
    yield headLine(columns);
    for (let t = 1; t <= T; t++) {
      for (let unit = 1; unit <= H; unit++) yield cellLine(columns, (at) => columns[at].cell(t, unit));
    }
  }
  if (loss) yield `\n${lossLine(trace, loss, decimals)}\n`;
}

/** loss 0.5299 (mse, mean over 2 steps) */
function lossLine({ model }: Trace, { total, count }: LossTrace, decimals: number): string {
  const steps = `${count} step${count === 1 ? "" : "s"}`;
  return `loss ${formatNumber(total, decimals)} (${lossName(model.loss)}, ${model.loss.reduction} over ${steps})`;
}
