/** The plain recurrence, unrolled: the state is a level in its channel, above the middle or below it, made new at every step. */
import * as l10n from "@vscode/l10n";
import { nothing, svg } from "lit";
import { fractionOf } from "../scales.js";
import { inputs, output, toNextLayer } from "./foot.js";
import type { CellDrawing, Column } from "./frame.js";
import { nextLayerLabel, symbolOf } from "./parts.js";
import { type Drawing, number, path, rect } from "./pen.js";
import { placeOf } from "./step.js";

const PIPE = 36;
const Y = { pipe: 60, node: 60, axis: 142 } as const;

/** The state between two points of the channel: a band from the zero line to its value. */
function stateLevel(column: Column, value: number, from: number, to: number, pipe: number, y: number): Drawing {
  const scale = column.outputScale;
  if (Number.isNaN(value)) return nothing;
  const at = (v: number): number => y + pipe / 2 - fractionOf(scale, v) * pipe;
  const [zero, level] = [at(0), at(value)];
  return svg`${rect(from, Math.min(zero, level), to - from, Math.max(1, Math.abs(level - zero)), "flow")}${path(`M${from} ${Math.round(zero) + 0.5}H${to}`, "base")}`;
}

function node(x: number, y: number, radius: number): Drawing {
  return svg`<g class="hue-hidden"><circle class="open" cx=${x} cy=${y} r=${radius}></circle><text class="formula middle" x=${x} y=${y + 4}>φ</text></g>`;
}

function full(column: Column): Drawing {
  const { pen, step, view, width } = column;
  const middle = Math.round(width * 0.32);
  const out = Math.round(width * 0.78);
  const value = step.now.h ?? Number.NaN;
  const x = inputs(pen, step, Math.max(8, middle - 40), Y.axis + 4, width * (view.isTop ? 0.4 : 0.55));
  const left = Math.max(width * 0.44, Math.max(8, middle - 40) + x.width + 18);
  const foot = view.isTop
    ? output(pen, step, { left, right: width - 14, y: Y.axis, scale: column.outputScale }, { x: out, y: Y.pipe + PIPE / 2 }, "hue-hidden")
    : toNextLayer(out, Y.pipe + PIPE / 2, Y.axis, nextLayerLabel(view), "hue-hidden");
  return svg`<g class="hue-hidden">${rect(0, Y.pipe - PIPE / 2, width, PIPE, "chan")}
      ${stateLevel(column, step.before.h, 0, middle, PIPE, Y.pipe)}${stateLevel(column, value, middle, width, PIPE, Y.pipe)}</g>
    <g class="hue-ink">${path(`M${middle} ${Y.axis - 14}V${Y.node + 13}`, "wire")}</g>
    ${node(middle, Y.node, 12)}${number(pen, { x: middle + 22, y: Y.pipe - PIPE / 2 - 8, anchor: "start", place: placeOf(step, "h"), value, symbol: symbolOf("h", String(step.t)), isBold: true })}
    ${x.drawing}${foot}`;
}

const THIN = 24;
const C = { label: 34, pipe: 54 } as const;

function condensed(column: Column): Drawing {
  const { pen, step, width } = column;
  const small = { ...pen, decimals: Math.min(3, pen.decimals) };
  const middle = Math.round(width * 0.25);
  const value = step.now.h ?? Number.NaN;
  return svg`<g class="hue-hidden">${rect(0, C.pipe - THIN / 2, width, THIN, "chan")}${stateLevel(column, step.before.h, 0, middle, THIN, C.pipe)}${stateLevel(column, value, middle, width, THIN, C.pipe)}</g>
    ${node(middle, C.pipe, 10)}${number(small, { x: middle + 14, y: C.label, anchor: "start", place: placeOf(step, "h"), value, symbol: symbolOf("h"), isSmall: true, isBold: true })}`;
}

export const rnn: CellDrawing = {
  fullHeight: Y.axis + 28,
  condensedHeight: C.pipe + THIN / 2 + 10,
  condensedLabelY: C.pipe + 4,
  leastWidth: (labelWidth) => Math.ceil(labelWidth * 2 + 90),
  gutter: [
    { y: Y.pipe, label: () => l10n.t("hidden state"), initial: "h" },
    { y: Y.axis, label: () => l10n.t("input, output") },
  ],
  full,
  condensed,
};
