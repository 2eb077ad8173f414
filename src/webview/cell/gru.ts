/** The gru, unrolled: the hidden state is the pipe, z mixes what stays with what is new, r says how much of the past the candidate reads. */
import * as l10n from "@vscode/l10n";
import { nothing, svg } from "lit";
import { inputs, output, toNextLayer } from "./foot.js";
import type { CellDrawing, Column } from "./frame.js";
import { nextLayerLabel, symbolOf, valveIn } from "./parts.js";
import { adder, type Drawing, level, type NumberMark, number, path, rect } from "./pen.js";
import { placeOf, type StepValues } from "./step.js";

const PIPE = 28;
const Y = { label: 40, pipe: 70, share: 112, candidate: 148, reset: 176, bus: 204, axis: 250 } as const;
const TOP = Y.pipe - PIPE / 2;
const BOTTOM = Y.pipe + PIPE / 2;

interface Places {
  readonly z: number;
  readonly candidate: number;
  readonly output: number;
}

export function gruPlaces(width: number, labelWidth: number): Places {
  const spare = Math.max(0, width - gruLeastWidth(labelWidth));
  const before = 64 + spare * 0.35;
  return { z: before * 0.44, candidate: before + PIPE / 2, output: Math.max(before + PIPE + labelWidth + 40, width * 0.72) };
}

function gruLeastWidth(labelWidth: number): number {
  return 64 + PIPE + labelWidth * 2 + 50;
}

/** The share of the old state that stays. Which of z and 1 − z that is shows in the numbers themselves. */
export function keptShare(step: StepValues): number {
  const { z = Number.NaN, n = Number.NaN, h = Number.NaN } = step.now;
  const keeping = z * step.before.h + (1 - z) * n;
  const taking = (1 - z) * step.before.h + z * n;
  return Math.abs(h - taking) < Math.abs(h - keeping) ? 1 - z : z;
}

function full(column: Column): Drawing {
  const { pen, step, view, width } = column;
  const label = 20 + pen.digit * (pen.decimals + 3);
  const isSmall = width < gruLeastWidth(label);
  const places = gruPlaces(width, isSmall ? (label * 11) / 12 : label);
  const kept = keptShare(step);
  return svg`${flows(step, places, width, kept)}${wires(places)}
    ${valveIn(column, "z", places.z, Y.pipe, true, PIPE, kept)}${valveIn(column, "z", places.candidate, Y.share, false, PIPE, 1 - kept)}
    ${valveIn(column, "r", places.candidate, Y.reset, false, PIPE)}${adder(places.candidate, Y.pipe, 9, "hue-hidden")}
    ${numbers(column, places, isSmall)}${foot(column, places)}
    ${view.isTop ? nothing : toNextLayer(places.output, BOTTOM, Y.axis, nextLayerLabel(view), "hue-hidden")}`;
}

function flows(step: StepValues, places: Places, width: number, kept: number): Drawing {
  const stays = level(kept) * PIPE;
  const comes = level(1 - kept) * PIPE;
  const left = places.candidate - PIPE / 2;
  const isEmpty = step.before.h === 0;
  return svg`<g class="hue-hidden">${rect(0, TOP, width, PIPE, "chan")}
      ${isEmpty ? path(`M0 ${TOP + 0.5}H${places.z}M${places.z} ${BOTTOM - stays}H${places.candidate}`, "hollow") : svg`${rect(0, TOP, places.z, PIPE, "flow")}${rect(places.z, BOTTOM - stays, places.candidate - places.z, stays, "flow")}`}
      ${rect(places.candidate, TOP, width - places.candidate, PIPE, "flow")}</g>
    <g class="hue-candidate">${rect(left, BOTTOM, PIPE, Y.candidate - BOTTOM, "chan")}${rect(left, Y.share, PIPE, Y.candidate - Y.share, "flow")}${rect(left, BOTTOM, comes, Y.share - BOTTOM, "flow")}</g>`;
}

/** The bus carries the state before and x; r stands on the state's way to the candidate, x goes past it. */
function wires(places: Places): Drawing {
  const left = places.candidate - PIPE / 2;
  const past = left - 8;
  const share = left - 20;
  return svg`<g class="hue-hidden">${path(`M8 ${BOTTOM}V${Y.bus - 6}q0 6 6 6H${places.candidate}`, "wire state")}${path(`M${places.candidate} ${Y.bus}V${Y.candidate}`, "wire state")}</g>
    <g class="hue-forgetGate">${path(`M${places.z} ${Y.bus}V${BOTTOM}`, "wire")}${path(`M${share} ${Y.bus}V${Y.share}H${left - 4}`, "wire")}</g>
    <g class="hue-ink">${path(`M20 ${Y.axis - 14}V${Y.bus}`, "wire")}${path(`M${past} ${Y.bus}V${Y.candidate - 8}H${left}`, "wire")}</g>`;
}

function numbers(column: Column, places: Places, isSmall: boolean): Drawing {
  const { pen, step } = column;
  const sub = String(step.t);
  const mark = (quantity: "r" | "z" | "n" | "h", x: number, y: number, more?: Partial<NumberMark>): Drawing =>
    number(pen, {
      x,
      y,
      anchor: "start",
      place: placeOf(step, quantity),
      value: step.now[quantity] ?? Number.NaN,
      symbol: symbolOf(quantity, sub),
      isSmall,
      ...more,
    });
  const right = places.candidate + PIPE / 2 + 9;
  const half = (20 + pen.digit * (pen.decimals + 2)) / 2;
  const share = Math.abs(keptShare(step) - (step.now.z ?? 0)) < 1e-9 ? "1 − z" : "z";
  return svg`${mark("z", Math.max(places.z, half + 9), Y.label, { anchor: "middle" })}${mark("n", right, Y.candidate - 4)}${mark("r", right, Y.reset + 4)}
    ${mark("h", places.candidate + 20, Y.pipe + 4, { isBold: true })}<text class="muted formula" x=${right} y=${Y.share + 4}>${share}</text>`;
}

function foot(column: Column, places: Places): Drawing {
  const { pen, step, width, view } = column;
  const x = inputs(pen, step, 14, Y.axis + 4, width * (view.isTop ? 0.46 : 0.62));
  if (!view.isTop) return x.drawing;
  const axis = { left: Math.max(width * 0.4, 14 + x.width + 18), right: width - 14, y: Y.axis, scale: column.outputScale };
  return svg`${x.drawing}${output(pen, step, axis, { x: places.output, y: BOTTOM }, "hue-hidden")}`;
}

const THIN = 20;
const C = { label: 30, pipe: 48, share: 76, n: 92, r: 112, end: 98 } as const;

function condensed(column: Column): Drawing {
  const { pen, step, width } = column;
  const small = { ...pen, decimals: Math.min(2, pen.decimals) };
  const [top, bottom] = [C.pipe - THIN / 2, C.pipe + THIN / 2];
  const candidate = Math.round(width * 0.4);
  const z = Math.round(width * 0.15);
  const kept = keptShare(step);
  const left = candidate - THIN / 2;
  const mark = (quantity: "r" | "z" | "n" | "h", x: number, y: number, anchor: "start" | "end", isBold = false): Drawing =>
    number(small, {
      x,
      y,
      anchor,
      place: placeOf(step, quantity),
      value: step.now[quantity] ?? Number.NaN,
      isSmall: true,
      isBold,
      ...(quantity === "h" ? {} : { symbol: symbolOf(quantity) }),
    });
  return svg`<g class="hue-hidden">${rect(0, top, width, THIN, "chan")}${rect(0, top, z, THIN, "flow")}${rect(z, bottom - level(kept) * THIN, candidate - z, level(kept) * THIN, "flow")}${rect(candidate, top, width - candidate, THIN, "flow")}
      ${path(`M8 ${bottom}V${C.r - 4}H${candidate - THIN / 2 - 1}M${candidate} ${C.r - 8}V${C.end}`, "wire state")}</g>
    <g class="hue-candidate">${rect(left, bottom, THIN, C.end - bottom, "chan")}${rect(left, C.share - 4, THIN, C.end - C.share + 4, "flow")}${rect(left, bottom, level(1 - kept) * THIN, C.share - 4 - bottom, "flow")}</g>
    ${valveIn(column, "z", z, C.pipe, true, THIN, kept)}${valveIn(column, "z", candidate, C.share - 4, false, THIN, 1 - kept)}${valveIn(column, "r", candidate, C.r - 4, false, THIN)}
    ${adder(candidate, C.pipe, 7, "hue-hidden")}
    ${mark("z", Math.max(z - 5, 6), C.label, "start")}${mark("n", candidate + THIN / 2 + 8, C.n, "start")}${mark("r", candidate + THIN / 2 + 8, C.r, "start")}${mark("h", width - 6, C.pipe + 4, "end", true)}`;
}

export const gru: CellDrawing = {
  fullHeight: Y.axis + 28,
  condensedHeight: C.r + 14,
  condensedLabelY: C.pipe + 4,
  leastWidth: (labelWidth) => Math.ceil(gruLeastWidth((labelWidth * 11) / 12)),
  gutter: [
    { y: Y.pipe, label: () => l10n.t("hidden state"), initial: "h" },
    { y: Y.share, label: () => l10n.t("share of the new") },
    { y: Y.reset, label: () => l10n.t("reset") },
    { y: Y.axis, label: () => l10n.t("input, output") },
  ],
  full,
  condensed,
};
