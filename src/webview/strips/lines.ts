/** A strip of lines: one a unit, the selected one strongest; steps after the cursor are dimmed. */
import { blankText } from "../blank.js";
import { canvasContext, type Ink } from "../dom.js";
import type { Strip } from "../layout.js";
import type { TraceView } from "../view.js";
import { type Series, seriesOf, xOf, yOf } from "./geometry.js";
import { css, hueOf, shadeOf, wordFor, writeWord } from "./ink.js";

/** From this width of a step on, each value has its dot. */
const DOT_STEP = 20;
/** From this width on, what lies after the cursor is dots alone, so that one can guess. */
const GUESS_STEP = 40;

export function paintLines(canvas: HTMLCanvasElement, view: TraceView, strip: Strip): void {
  const context = canvasContext(canvas, view.figure.plot, strip.height);
  if (context === null) return;
  canvas.dataset.columns = String(Math.max(0, view.sight.to - view.sight.from + 1));
  const isLoss = strip.quantity === "loss";
  const count = isLoss ? 1 : view.shape.H;
  const emphasised = isLoss ? 1 : view.unit;
  for (let unit = 1; unit <= count; unit++) {
    if (unit === emphasised) continue;
    const isHovered = view.hover?.place.unit === unit && view.hover.place.quantity === strip.quantity;
    const colour = isHovered ? hueOf(view.theme, strip.quantity) : shadeOf(view.theme, strip.quantity, unit, count);
    paintSeries(context, view, strip, seriesOf(view, strip.quantity, unit), css(colour), 1.25, 2.5);
  }
  const series = seriesOf(view, strip.quantity, emphasised);
  if (isLoss || count === 1) paintStems(context, view, strip, series);
  paintSeries(context, view, strip, series, css(hueOf(view.theme, strip.quantity)), count > 1 ? 2 : 1.5, 3.5);
  if (!isLoss || view.trace.loss?.count === view.trace.T) writeNotFinite(context, view, strip, series);
}

/** One unit over the steps in sight, up to the cursor at full strength. */
export function paintSeries(
  context: Ink,
  view: TraceView,
  strip: Strip,
  series: Series,
  colour: string,
  width: number,
  radius: number,
): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  const { stepWidth } = view.figure;
  tracePath(context, view, strip, series, series.from, view.t);
  if (stepWidth < GUESS_STEP) {
    context.globalAlpha = view.theme.dim;
    tracePath(context, view, strip, series, view.t, Number.POSITIVE_INFINITY);
    context.globalAlpha = 1;
  }
  if (stepWidth >= DOT_STEP || strip.quantity === "loss")
    paintDots(context, view, strip, series, stepWidth < DOT_STEP ? Math.min(2.5, radius) : radius);
  else paintCursorDot(context, view, strip, series, radius);
}

/** Joins neighbouring values from one step to another; a value that is none leaves a gap. */
function tracePath(context: Ink, view: TraceView, strip: Strip, series: Series, from: number, to: number): void {
  context.beginPath();
  let isDown = false;
  const last = Math.min(to, series.from + series.values.length - 1);
  for (let t = Math.max(from, series.from); t <= last; t++) {
    const value = series.values[t - series.from];
    if (!Number.isFinite(value)) isDown = false;
    else if (isDown) context.lineTo(xOf(view, t), yOf(strip, value));
    else {
      context.moveTo(xOf(view, t), yOf(strip, value));
      isDown = true;
    }
  }
  context.stroke();
}

function paintDots(context: Ink, view: TraceView, strip: Strip, series: Series, radius: number): void {
  // A dashed line's dots are whole.
  context.setLineDash([]);
  for (let k = 0; k < series.values.length; k++) {
    const t = series.from + k;
    if (!Number.isFinite(series.values[k])) continue;
    context.beginPath();
    context.arc(xOf(view, t), yOf(strip, series.values[k]), t > view.t ? radius - 0.5 : radius, 0, 2 * Math.PI);
    if (t <= view.t) context.fill();
    else paintHollow(context, view);
  }
}

function paintHollow(context: Ink, view: TraceView): void {
  const colour = context.fillStyle;
  context.fillStyle = css(view.theme.background);
  context.fill();
  context.fillStyle = colour;
  context.globalAlpha = Math.min(1, view.theme.dim + 0.15);
  context.stroke();
  context.globalAlpha = 1;
}

function paintCursorDot(context: Ink, view: TraceView, strip: Strip, series: Series, radius: number): void {
  const value = series.values[view.t - series.from];
  if (!Number.isFinite(value)) return;
  context.beginPath();
  context.arc(xOf(view, view.t), yOf(strip, value), radius, 0, 2 * Math.PI);
  context.fill();
}

/** From the zero line to the value: where values stand alone, or where there is room. */
function paintStems(context: Ink, view: TraceView, strip: Strip, series: Series): void {
  const isSparse = strip.quantity === "loss" && (view.trace.loss?.count ?? 0) < view.trace.T;
  if (!isSparse && view.figure.stepWidth < GUESS_STEP) return;
  const zero = yOf(strip, 0);
  context.lineWidth = isSparse ? 1.5 : 1;
  for (let k = 0; k < series.values.length; k++) {
    const value = series.values[k];
    if (!Number.isFinite(value)) continue;
    const x = Math.round(xOf(view, series.from + k)) + 0.5;
    context.strokeStyle = css(hueOf(view.theme, strip.quantity), (isSparse ? 1 : 0.4) * (series.from + k > view.t ? view.theme.dim : 1));
    context.beginPath();
    context.moveTo(x, zero);
    context.lineTo(x, yOf(strip, value));
    context.stroke();
  }
}

/** Says in words where values stop being numbers; numbers at the steps say it themselves. */
function writeNotFinite(context: Ink, view: TraceView, strip: Strip, series: Series): void {
  if (view.figure.hasNumbers) return;
  for (let k = 0; k < series.values.length; k++) {
    const value = series.values[k];
    const isFirst = k === 0 || Number.isFinite(series.values[k - 1]) || !series.isThere[k - 1];
    if (!series.isThere[k] || Number.isFinite(value) || !isFirst) continue;
    const unit = strip.quantity === "loss" ? 1 : view.unit;
    const isBlank = view.steps.isHidden(view.layer, strip.quantity, series.from + k, unit);
    writeWord(context, view.theme, isBlank ? blankText : wordFor(value), Math.max(4, xOf(view, series.from + k) - 6), strip.height / 2 + 4);
  }
}
