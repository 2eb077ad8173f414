/** The numbers, marks and axis drawn over the strips' canvases. */
import { nothing, type SVGTemplateResult, svg } from "lit";
import type { Place } from "../../report/explanation.js";
import { formatNumber } from "../../report/format.js";
import { type Drawing, line, number, type Pen, path, rect, words } from "../cell/pen.js";
import type { Strip } from "../layout.js";
import { stepFed } from "../marks.js";
import type { TraceView } from "../view.js";
import { axisSteps, seriesOf, xOf, yOf } from "./geometry.js";

/** Room a number, with the frame of what is selected, needs between its base line and the strip's edges. */
const LEAST_HEAD = 15;
const LEAST_FOOT = 3;

/** From a dot to its number. */
const BESIDE = 8;

/** Room below the strips for the steps' numbers. */
export const AXIS_HEIGHT = 24;

export function stripPlace(view: TraceView, strip: Strip, t: number, unit = view.unit): Place {
  if (strip.quantity === "loss") return { layer: view.trace.layers.length, quantity: "loss", t, unit: 1 };
  return { layer: view.layer, quantity: strip.quantity, t, unit };
}

/** Hairlines and zero lines behind the canvases. */
export function grid(view: TraceView): SVGTemplateResult {
  const { figure } = view;
  return svg`${figure.strips.map((strip) => {
    if (strip.kind === "heat") return nothing;
    const zero = Math.round(strip.top + yOf(strip, 0)) + 0.5;
    return line(0, zero, figure.plot, zero, "base");
  })}`;
}

/** The cursor through all strips: an outlined column on heat maps, a line elsewhere. */
export function cursor(view: TraceView): Drawing {
  const { figure, t, sight } = view;
  if (t < sight.from || t > sight.to) return nothing;
  const left = (t - 1) * figure.stepWidth - view.scroll;
  if (figure.hasHeat) return rect(left - 0.5, -0.5, figure.stepWidth + 1, figure.stripsHeight + 1, "cursor");
  const x = Math.round(xOf(view, t)) + 0.5;
  return line(x, 0, x, figure.stripsHeight, "cursor");
}

/** The step whose input or target the editor's selection stands in, and the first where it is an initial state. */
export function fedStep(view: TraceView): Drawing {
  const { figure, sight } = view;
  const t = stepFed(view.fed);
  if (t === null || t < sight.from || t > sight.to) return nothing;
  const x = Math.round(xOf(view, t)) + 0.5;
  return line(x, 0, x, figure.stripsHeight, "fed-step");
}

/** A number at every step where there is room; the loss of few steps wherever two do not meet. */
export function stepNumbers(view: TraceView, pen: Pen): readonly Drawing[] {
  return view.figure.strips.map((strip) => {
    if (strip.kind === "heat") return nothing;
    const isSparseLoss = strip.quantity === "loss" && (view.trace.loss?.count ?? 0) < view.trace.T;
    return view.figure.hasNumbers || isSparseLoss ? numbersOf(view, pen, strip) : nothing;
  });
}

function numbersOf(view: TraceView, pen: Pen, strip: Strip): SVGTemplateResult {
  const series = seriesOf(view, strip.quantity, strip.quantity === "loss" ? 1 : view.unit);
  const marks: SVGTemplateResult[] = [];
  let free = 2;
  for (let k = 0; k < series.values.length; k++) {
    const t = series.from + k;
    const value = series.values[k];
    const isBlank = pen.isHidden(stripPlace(view, strip, t));
    const isNone = strip.quantity === "loss" && Number.isNaN(value) && view.trace.loss?.count !== view.trace.T;
    if (!series.isThere[k] || (isNone && !isBlank)) continue;
    const width = (isBlank ? 1 : formatNumber(value, pen.decimals).length) * pen.digit;
    const at = xOf(view, t);
    const [canLeft, canRight] = [at - BESIDE - width >= 0, at + BESIDE + width <= view.figure.plot];
    const { isLeft, y: level } = numberSpot(strip, value, canLeft ? series.values[k - 1] : null, canRight ? series.values[k + 1] : null);
    const x = isLeft ? at - BESIDE : at + BESIDE;
    const [left, right] = isLeft ? [x - width, x] : [x, x + width];
    if ((left < free || left < 0) && !view.figure.hasNumbers) continue;
    // Two that face each other between their dots may meet: then the one at the cursor stays.
    if (left < free - BESIDE) {
      if (t !== view.t) continue;
      marks.pop();
    }
    free = right + BESIDE;
    const y = strip.top + level;
    const mark = {
      x,
      y,
      anchor: isLeft ? "end" : "start",
      place: stripPlace(view, strip, t),
      value,
      isBold: t === view.t,
      hasHalo: true,
    } as const;
    marks.push(svg`<g class=${t > view.t ? "dim" : t === view.t ? "here" : ""}>${number(pen, mark)}</g>`);
  }
  return svg`${marks}`;
}

/** A neighbouring value: `undefined` or not finite where no line leads there, null where there is no room on that side. */
type Neighbour = number | undefined | null;

/**
 * Beside which side of its dot a number stands, and its base line: level with the dot on a side where no line leaves, else above or below
 * that line. Best is a side without a line, then one where the number keeps off it; the right where both are alike.
 */
export function numberSpot(
  strip: Strip,
  value: number,
  before: Neighbour,
  after: Neighbour,
): { readonly isLeft: boolean; readonly y: number } {
  const right = after === null ? null : spotTowards(strip, value, after);
  const left = before === null ? null : spotTowards(strip, value, before);
  const isLeft = left !== null && (right === null || left.rank < right.rank);
  const spot = isLeft ? left : (right ?? { y: levelWith(strip, value) });
  return { isLeft, y: spot.y };
}

function levelWith(strip: Strip, value: number): number {
  if (!Number.isFinite(value)) return strip.height / 2 + 4;
  const y = Math.min(strip.height - LEAST_FOOT, Math.max(LEAST_HEAD, yOf(strip, value) + 4));
  return offZero(strip, y, value >= 0) ?? y;
}

/** `rank` 0: no line; 1: beside the line; 2: on it. */
function spotTowards(strip: Strip, value: number, towards: number | undefined): { readonly y: number; readonly rank: 0 | 1 | 2 } {
  if (towards === undefined || !Number.isFinite(towards) || !Number.isFinite(value)) return { y: levelWith(strip, value), rank: 0 };
  const dot = yOf(strip, value);
  const above = offZero(strip, dot - 6, true);
  const below = offZero(strip, dot + 15, false);
  const [wanted, other] = yOf(strip, towards) >= dot ? [above, below] : [below, above];
  if (wanted !== null) return { y: wanted, rank: 1 };
  return { y: other ?? levelWith(strip, value), rank: 2 };
}

/** A base line moved off the zero line where the number would stand on it; null where it leaves the strip. */
function offZero(strip: Strip, y: number, isUp: boolean): number | null {
  const zero = yOf(strip, 0);
  const isOnZero = zero > y - 10 && zero < y + 2;
  const moved = isOnZero ? (isUp ? zero - 5 : zero + 14) : y;
  return moved < LEAST_HEAD || moved > strip.height - LEAST_FOOT ? null : moved;
}

/** The steps' numbers below the strips, the cursor's own in bold. */
export function timeAxis(view: TraceView): SVGTemplateResult {
  const { figure, t, sight } = view;
  const y = figure.stripsHeight + 15;
  const here = xOf(view, t);
  const isHere = t >= sight.from && t <= sight.to;
  const half = (String(t).length + 4) * 4 + 8;
  const marks = axisSteps(view, 56).map((step) => {
    const x = Math.min(figure.plot - 4 - String(step).length * 3, Math.max(String(step).length * 3, xOf(view, step)));
    return isHere && Math.abs(x - here) < half + String(step).length * 3 ? nothing : words(x, y, "axis middle", String(step));
  });
  const label = Math.min(figure.plot - half + 8, Math.max(half - 8, here));
  return svg`${marks}${isHere ? words(label, y, "v strong middle", `t = ${t}`) : nothing}`;
}

/** The mark of the selected unit at both ends of its heat maps' rows. */
export function rowMark(x: number, y: number, isLeft: boolean): SVGTemplateResult {
  return isLeft ? path(`M${x} ${y - 3.5}l5 3.5l-5 3.5z`, "triangle") : path(`M${x} ${y - 3.5}l-5 3.5l5 3.5z`, "triangle");
}
