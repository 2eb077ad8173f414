/** Below a cell: what comes in from below, and what goes out, beside the target where there is one. */
import * as l10n from "@vscode/l10n";
import { nothing, type SVGTemplateResult, svg } from "lit";
import { formatFine, formatNumber, shortest } from "../../report/format.js";
import { blankText } from "../blank.js";
import { fractionOf, type Scale } from "../scales.js";
import { type Drawing, line, number, type Pen, path, words } from "./pen.js";
import { placeOf, type StepValues } from "./step.js";

/** As typed where that is short, else rounded. */
function shortNumber(value: number, decimals: number): string {
  const whole = shortest(value);
  return whole.length <= 6 ? whole : formatNumber(value, Math.min(decimals, 2));
}

/** How many of the numbers of x fit, and whether the rest is only counted. */
export function fittingInputs(texts: readonly string[], room: number): number {
  const all = texts.reduce((sum, text) => sum + text.length + 2, 0);
  if (all <= room) return texts.length;
  let used = 2 + 2 + String(texts.length).length;
  let count = 0;
  for (; count < texts.length; count++) {
    used += texts[count].length + 2;
    if (used > room) break;
  }
  return count;
}

/** `x₂ (0.5, −1)`, each number to be clicked; many are cut to `(0.31, −1, … 20)`. Returns the drawing and its width. */
export function inputs(
  pen: Pen,
  step: StepValues,
  x: number,
  y: number,
  room: number,
): { readonly drawing: Drawing; readonly width: number } {
  const { digit } = pen;
  const texts = Array.from(step.x.subarray(0, 24), (value, k) =>
    pen.isHidden(placeOf(step, "x", k + 1)) ? blankText : shortNumber(value, pen.decimals),
  );
  const start = x + 13 + 5.5 * String(step.t).length;
  const fitting = Math.min(fittingInputs(texts, (room - (start - x)) / digit), texts.length);
  const isCut = fitting < step.x.length;
  let at = start + digit;
  const marks: SVGTemplateResult[] = [];
  for (let k = 0; k < fitting; k++) {
    marks.push(number(pen, { x: at, y, anchor: "start", place: placeOf(step, "x", k + 1), value: step.x[k], text: texts[k] }));
    at += digit * texts[k].length;
    if (k < fitting - 1 || isCut) marks.push(words(at, y, "v", ","));
    if (k < fitting - 1 || isCut) at += digit * 2;
  }
  const rest = isCut ? `${step.x.length > 1 && fitting > 0 ? "… " : ""}${step.x.length}` : "";
  const end = at + digit * (rest.length + 1);
  const drawing = svg`<text x=${x} y=${y}><tspan class="s">x</tspan><tspan class="sub" dy="3">${step.t}</tspan></text>
    ${words(start, y, "v", "(")}${marks}${words(at, y, "v", `${rest})`)}`;
  return { drawing, width: end - x };
}

export interface Axis {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly scale: Scale;
}

/** The output on its axis, drawn from where it leaves the cell, and the distance to the target. */
export function output(pen: Pen, step: StepValues, axis: Axis, from: { readonly x: number; readonly y: number }, hue: string): Drawing {
  const { left, right, y, scale } = axis;
  const at = (value: number): number => left + fractionOf(scale, value) * (right - left);
  const value = step.units[step.unit - 1];
  const target = step.targets?.[step.unit - 1] ?? Number.NaN;
  const isHidden = pen.isHidden(placeOf(step, "h")) || pen.isHidden(placeOf(step, "yhat"));
  const x = Number.isNaN(value) ? left : at(value);
  const middle = (from.y + y) / 2;
  return svg`${line(left, y, right, y, "base")}${tick(pen, at(scale.low), y, scale.low)}${tick(pen, at(scale.high), y, scale.high)}
    ${scale.low < 0 ? line(at(0), y - 2, at(0), y + 3, "base") : nothing}
    <g class=${hue}>${isHidden ? nothing : path(`M${from.x} ${from.y}C${from.x} ${middle + 6} ${x} ${middle - 4} ${x} ${y - 4}`, "wire state")}
      ${Number.isNaN(target) || Number.isNaN(value) ? nothing : line(x, y, at(target), y, "error-bar")}
      ${Number.isNaN(value) ? nothing : svg`<circle class="dot" cx=${x} cy=${y} r="4.5"></circle>`}</g>
    ${Number.isNaN(target) ? nothing : targetMark(pen, step, target, at(target), x, axis)}
    ${hasLoss(pen, step) ? lossMark(pen, step, axis) : nothing}`;
}

/** Whether the step has a loss, seen or hidden. */
export function hasLoss(pen: Pen, step: StepValues): boolean {
  return !Number.isNaN(step.loss) || pen.isHidden(placeOf(step, "loss", 1));
}

function tick(pen: Pen, x: number, y: number, value: number): Drawing {
  return svg`${line(x, y - 2, x, y + 3, "base")}${words(x, y + 15, "axis middle", formatEnd(value, pen.decimals))}`;
}

/** An axis end: a round number, as short as it is. */
export function formatEnd(value: number, decimals: number): string {
  const text = shortest(value);
  if (text.length <= 6) return text;
  const rounded = formatNumber(value, Math.min(decimals, 2));
  return rounded.length <= 7 ? rounded : formatNumber(value, 0);
}

// The label leans away from the output's curve, so that the two do not meet.
function targetMark(pen: Pen, step: StepValues, target: number, x: number, outputX: number, axis: Axis): Drawing {
  const text = shortNumber(target, pen.decimals);
  const half = (18 + text.length * pen.digit) / 2;
  const shift = Math.abs(x - outputX) < half + 8 ? (x >= outputX ? half - 4 : 4 - half) : 0;
  const middle = Math.min(axis.right + 12 - half, Math.max(axis.left - 12 + half, x + shift));
  return svg`${path(`M${x} ${axis.y - 6}v12`, "line hue-ink")}
    ${number(pen, { x: middle, y: axis.y - 11, anchor: "middle", place: placeOf(step, "y"), value: target, symbol: { text: "y", sub: String(step.t) }, text, hasHalo: true })}`;
}

function lossMark(pen: Pen, step: StepValues, axis: Axis): Drawing {
  const x = (axis.left + axis.right) / 2;
  const text = pen.isHidden(placeOf(step, "loss", 1)) ? blankText : formatFine(step.loss, pen.decimals);
  const start = x - (text.length * pen.digit - 33) / 2;
  return svg`${words(start - 9, axis.y + 18, "muted end", l10n.t("loss"))}
    ${number(pen, { x: start, y: axis.y + 18, anchor: "start", place: placeOf(step, "loss", 1), value: step.loss, text, isBold: true })}`;
}

/** Below the top layer the output goes on to the next. */
export function toNextLayer(x: number, from: number, y: number, label: string, hue: string): Drawing {
  return svg`<g class=${hue}>${path(`M${x} ${from}V${y - 8}M${x - 4} ${y - 13}l4 5l4-5`, "wire state")}</g>${words(x, y + 8, "muted middle", label)}`;
}
