/** The lstm, unrolled: memory is a pipe, gates are valves across what they let through; nothing crosses the pipe. */
import * as l10n from "@vscode/l10n";
import { nothing, svg } from "lit";
import { formatNumber } from "../../report/format.js";
import { inputs, output, toNextLayer } from "./foot.js";
import type { CellDrawing, Column } from "./frame.js";
import { nextLayerLabel, symbolOf, valveIn } from "./parts.js";
import { adder, type Drawing, level, type NumberMark, number, type Pen, path, rect } from "./pen.js";
import { placeOf, type StepValues } from "./step.js";

/** The pipe is as high as the number 1. */
const PIPE = 28;
const Y = { label: 40, pipe: 70, note: 102, gate: 136, end: 172, bus: 198, axis: 248 } as const;
const TOP = Y.pipe - PIPE / 2;
const BOTTOM = Y.pipe + PIPE / 2;

interface Places {
  readonly f: number;
  readonly candidate: number;
  readonly output: number;
  /** The wires beside the valves. */
  readonly iWire: number;
  readonly oWire: number;
}

/** Where things stand across a column; what is left over is shared out. */
export function lstmPlaces(width: number, labelWidth: number): Places {
  const spare = Math.max(0, width - lstmLeastWidth(labelWidth));
  const before = 46 + spare * 0.5;
  const outputLeft = before + PIPE + 8 + labelWidth + 20 + spare * 0.2;
  const candidate = before + PIPE / 2;
  const outputAt = outputLeft + PIPE / 2;
  return { f: Math.max(20, before * 0.28), candidate, output: outputAt, iWire: candidate - PIPE / 2 - 12, oWire: outputAt - PIPE / 2 - 12 };
}

function lstmLeastWidth(labelWidth: number): number {
  return 46 + PIPE + 8 + labelWidth + 20 + PIPE + 8 + labelWidth + 6;
}

function full(column: Column): Drawing {
  const { pen, step, view, width } = column;
  const isSmall = width < lstmLeastWidth(20 + pen.digit * (pen.decimals + 3));
  const places = lstmPlaces(width, (20 + pen.digit * (pen.decimals + 3)) * (isSmall ? 11 / 12 : 1));
  return svg`${flows(step, places, width)}${wires(step, places, width)}
    ${valveIn(column, "f", places.f, Y.pipe, true, PIPE)}${valveIn(column, "i", places.candidate, Y.gate, false, PIPE)}
    ${valveIn(column, "o", places.output, Y.gate, false, PIPE)}${adder(places.candidate, Y.pipe, 9, "hue-cell")}
    ${numbers(pen, step, places, isSmall)}${notes(pen, step, places, width)}${foot(column, places)}${view.isTop ? nothing : toNextLayer(outflow(step, places), Y.bus, Y.axis, nextLayerLabel(view), "hue-hidden")}`;
}

/** What could pass, and what does: flows lie on the pipe's floor. */
function flows(step: StepValues, places: Places, width: number): Drawing {
  const f = level(step.now.f ?? 0) * PIPE;
  const i = level(step.now.i ?? 0) * PIPE;
  const o = level(step.now.o ?? 0) * PIPE;
  const left = places.candidate - PIPE / 2;
  const right = places.output - PIPE / 2;
  const isEmpty = step.before.c === 0;
  return svg`<g class="hue-cell">${rect(0, TOP, width, PIPE, "chan")}
      ${isEmpty ? path(`M0 ${TOP + 0.5}H${places.f}M${places.f} ${BOTTOM - f}H${places.candidate}`, "hollow") : svg`${rect(0, TOP, places.f, PIPE, "flow")}${rect(places.f, BOTTOM - f, places.candidate - places.f, f, "flow")}`}
      ${rect(places.candidate, TOP, width - places.candidate, PIPE, "flow")}</g>
    <g class="hue-candidate">${rect(left, BOTTOM, PIPE, Y.end - BOTTOM, "chan")}${rect(left, Y.gate, PIPE, Y.end - Y.gate, "flow")}${rect(left, Y.pipe, i, Y.gate - Y.pipe, "flow")}</g>
    <g class="hue-cell">${rect(right, BOTTOM, PIPE, Y.gate - BOTTOM, "flow")}</g>
    <g class="hue-hidden">${rect(right, Y.gate, PIPE, Y.end - Y.gate, "chan")}${rect(right, Y.gate, o, Y.end - Y.gate, "flow")}</g>`;
}

/** h and x feed the four gates from below; h leaves below and goes on to the next step. */
function wires(step: StepValues, places: Places, width: number): Drawing {
  const out = outflow(step, places);
  return svg`<g class="hue-hidden">${path(`M0 ${Y.bus}H${places.oWire}`, "wire state")}${path(`M${out} ${Y.end}V${Y.bus - 6}q0 6 6 6H${width}`, "wire state")}</g>
    <g class="hue-forgetGate">${path(`M${places.f} ${Y.bus}V${BOTTOM}`, "wire")}</g>
    <g class="hue-inputGate">${path(`M${places.iWire} ${Y.bus}V${Y.gate}H${places.candidate - PIPE / 2 - 4}`, "wire")}</g>
    <g class="hue-candidate">${path(`M${places.candidate} ${Y.bus}V${Y.end}`, "wire")}</g>
    <g class="hue-outputGate">${path(`M${places.oWire} ${Y.bus}V${Y.gate}H${places.output - PIPE / 2 - 4}`, "wire")}</g>
    <g class="hue-ink">${path(`M12 ${Y.axis - 14}V${Y.bus}`, "wire")}</g>`;
}

/** Where h leaves the output's pipe: in the middle of what flows. */
function outflow(step: StepValues, places: Places): number {
  return places.output - PIPE / 2 + (level(step.now.o ?? 0) * PIPE) / 2;
}

function numbers(pen: Pen, step: StepValues, places: Places, isSmall: boolean): Drawing {
  const sub = String(step.t);
  const mark = (quantity: "f" | "i" | "c_tilde" | "o" | "c" | "h", x: number, y: number, more?: Partial<NumberMark>): Drawing =>
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
  const far = places.output + PIPE / 2 + 9;
  const half = (20 + pen.digit * (pen.decimals + 2)) / 2;
  return svg`${mark("f", Math.max(places.f, half + 9), Y.label, { anchor: "middle" })}${mark("i", right, Y.gate + 4)}${mark("c_tilde", right, Y.end - 4)}
    ${mark("o", far, Y.gate + 4)}${mark("h", far, Y.end - 4, { isBold: true })}${mark("c", places.candidate + 20, Y.pipe + 4, { isBold: true })}`;
}

/** The products, small: what is kept, what is added, and the cell as the output sees it. */
function notes(pen: Pen, step: StepValues, places: Places, width: number): Drawing {
  // What is worked out on the way to a blank is no more seen than the blank.
  const isHidden = (...of: readonly ("f" | "i" | "c_tilde" | "c" | "h")[]) => of.some((quantity) => pen.isHidden(placeOf(step, quantity)));
  const cBefore = { ...placeOf(step, "c"), t: step.t - 1 };
  const seen = isHidden("c", "h") ? null : outputActivation(step);
  const { f = 0, i = 0, c_tilde = 0 } = step.now;
  const note = (x: number, label: string, value: number, sign: boolean, anchor: string): Drawing => {
    const text = formatNumber(value, pen.decimals);
    return svg`<text class="muted note ${anchor}" x=${x} y=${Y.note}><tspan class="formula">${label}</tspan><tspan class="v" dx=${label ? 5 : 0}>${sign && value > 0 ? `+${text}` : text}</tspan></text>`;
  };
  const room = places.candidate - PIPE / 2 - 10 - places.f;
  const digits = pen.digit * (11 / 12) * (pen.decimals + 3);
  const between = places.oWire - places.candidate - PIPE / 2;
  return svg`${room < digits || isHidden("f", "c") || pen.isHidden(cBefore) ? nothing : note(places.candidate - PIPE / 2 - 8, room > digits + 24 ? "f\u2009·\u2009c" : "", f * step.before.c, false, "end")}
    ${isHidden("i", "c_tilde", "c") ? nothing : note(places.candidate + PIPE / 2 + 9, between > digits + 52 ? "i\u2009·\u2009c\u0303" : "", i * c_tilde, true, "start")}
    ${seen === null ? nothing : note(places.output + PIPE / 2 + 9, places.output + PIPE / 2 + digits + 58 < width ? seen.label : "", seen.value, false, "start")}`;
}

/** The cell as the output gate sees it: h ÷ o. Null where the gate is shut. */
export function outputActivation(step: StepValues): { readonly label: string; readonly value: number } | null {
  const { h = Number.NaN, o = Number.NaN, c = Number.NaN } = step.now;
  const value = h / o;
  if (!Number.isFinite(value)) return null;
  return { label: Math.abs(value - Math.tanh(c)) < 1e-9 ? "tanh c" : "φ(c)", value };
}

function foot(column: Column, places: Places): Drawing {
  const { pen, step, width, view } = column;
  const x = inputs(pen, step, 8, Y.axis + 4, width * (view.isTop ? 0.46 : 0.62));
  if (!view.isTop) return x.drawing;
  const axis = { left: Math.max(width * 0.4, 8 + x.width + 18), right: width - 14, y: Y.axis, scale: column.outputScale };
  return svg`${x.drawing}${output(pen, step, axis, { x: outflow(step, places), y: Y.bus - 8 }, "hue-hidden")}`;
}

/** The condensed pipe. */
const THIN = 20;
const C = { label: 30, pipe: 48, i: 76, candidate: 92, o: 108, h: 124, end: 130 } as const;

function condensed(column: Column): Drawing {
  const { pen, step, width } = column;
  const small = { ...pen, decimals: Math.min(2, pen.decimals) };
  const top = C.pipe - THIN / 2;
  const bottom = C.pipe + THIN / 2;
  const candidate = Math.round(width * 0.25);
  const out = width - 16 - THIN / 2;
  const f = Math.round(width * 0.09);
  const part = (quantity: "f" | "i" | "o"): number => level(step.now[quantity] ?? 0) * THIN;
  const mark = (
    quantity: "f" | "i" | "c_tilde" | "o" | "c" | "h",
    x: number,
    y: number,
    anchor: "start" | "middle" | "end",
    isBold = false,
  ): Drawing =>
    number(small, {
      x,
      y,
      anchor,
      place: placeOf(step, quantity),
      value: step.now[quantity] ?? Number.NaN,
      isSmall: true,
      isBold,
      ...(quantity === "c" ? {} : { symbol: symbolOf(quantity) }),
    });
  const left = candidate - THIN / 2;
  const right = out - THIN / 2;
  return svg`<g class="hue-cell">${rect(0, top, width, THIN, "chan")}${rect(0, top, f, THIN, "flow")}${rect(f, bottom - part("f"), candidate - f, part("f"), "flow")}
      ${rect(candidate, top, width - candidate, THIN, "flow")}${rect(right, bottom, THIN, C.o - bottom - 4, "flow")}</g>
    <g class="hue-candidate">${rect(left, bottom, THIN, C.candidate - bottom, "chan")}${rect(left, C.i - 4, THIN, C.candidate - C.i + 4, "flow")}${rect(left, bottom, part("i"), C.i - 4 - bottom, "flow")}</g>
    <g class="hue-hidden">${rect(right, C.o - 4, THIN, C.end - C.o + 4, "chan")}${rect(right, C.o - 4, part("o"), C.end - C.o + 4, "flow")}</g>
    ${valveIn(column, "f", f, C.pipe, true, THIN)}${valveIn(column, "i", candidate, C.i - 4, false, THIN)}${valveIn(column, "o", out, C.o - 4, false, THIN)}
    ${adder(candidate, C.pipe, 7, "hue-cell")}
    ${mark("f", Math.max(f - 5, 6), C.label, "start")}${mark("i", candidate + THIN / 2 + 8, C.i, "start")}${mark("c_tilde", candidate + THIN / 2 + 8, C.candidate, "start")}
    ${mark("o", right - 8, C.o, "end")}${mark("h", right - 8, C.h, "end")}${mark("c", width - 6, C.pipe + 4, "end", true)}`;
}

export const lstm: CellDrawing = {
  fullHeight: Y.axis + 26,
  condensedHeight: C.end + 8,
  condensedLabelY: C.pipe + 4,
  leastWidth: (labelWidth) => Math.ceil(lstmLeastWidth((labelWidth * 11) / 12)),
  gutter: [
    { y: Y.pipe, label: () => l10n.t("cell state"), initial: "c" },
    { y: Y.gate, label: () => l10n.t("gates") },
    { y: Y.bus, label: () => l10n.t("hidden state"), initial: "h" },
    { y: Y.axis, label: () => l10n.t("input, output") },
  ],
  full,
  condensed,
};
