/** Beside the strips: the step at the cursor, unit by unit, on the strip's own scale. */
import { canvasContext, type Ink } from "../dom.js";
import type { HeatRows, Strip } from "../layout.js";
import type { Quantity } from "../names.js";
import { fractionOf } from "../scales.js";
import type { TraceView } from "../view.js";
import { rowOf, yOf } from "./geometry.js";
import { css, hueOf, shadeOf } from "./ink.js";

/** Between the plot and the slice. */
export const SLICE_GAP = 14;
/** A unit's share of the slice beside lines. */
export const LINE_PITCH = 9;

export function sliceCanvasWidth(view: TraceView): number {
  return view.figure.hasHeat ? view.figure.slice - SLICE_GAP : view.shape.H * LINE_PITCH;
}

function unitsAtCursor(view: TraceView, quantity: Quantity): Float64Array | null {
  const piece = view.steps.pieceAt(view.layer, view.t);
  const values = piece?.quantities[quantity];
  if (!piece || !values) return null;
  const start = (view.t - piece.from) * view.shape.H;
  return values.subarray(start, start + view.shape.H);
}

export function paintSlice(canvas: HTMLCanvasElement, view: TraceView, strip: Strip): void {
  const width = sliceCanvasWidth(view);
  const context = canvasContext(canvas, width, strip.height);
  const values = unitsAtCursor(view, strip.quantity as Quantity);
  if (context === null || values === null) return;
  if (strip.heat !== null) paintRows(context, view, strip, strip.heat, values, width);
  else paintColumns(context, view, strip, values);
}

/** Row for row beside the heat map. */
function paintRows(context: Ink, view: TraceView, strip: Strip, heat: HeatRows, values: Float64Array, width: number): void {
  const { unitsPerRow, rowHeight, rows } = heat;
  const zero = fractionOf(strip.scale, 0) * width;
  const hue = hueOf(view.theme, strip.quantity);
  const thick = Math.max(1, rowHeight - (rowHeight > 1 ? 0.5 : 0));
  context.fillStyle = css(hue, 0.62);
  for (let row = 0; row < rows; row++) {
    const units = values.subarray(row * unitsPerRow, (row + 1) * unitsPerRow);
    const mean = units.reduce((sum, value) => sum + value, 0) / units.length;
    fillBar(context, zero, fractionOf(strip.scale, mean) * width, row * rowHeight, thick);
  }
  const { top } = rowOf(heat, view.unit);
  context.clearRect(0, top, width, thick);
  context.fillStyle = css(hue);
  fillBar(context, zero, fractionOf(strip.scale, values[view.unit - 1]) * width, top, thick);
  context.fillStyle = css(view.theme.foreground, 0.34);
  context.fillRect(Math.min(width - 1, Math.round(zero)), 0, 1, strip.height);
}

function fillBar(context: Ink, zero: number, end: number, top: number, height: number): void {
  if (Number.isNaN(end)) return;
  context.fillRect(Math.min(zero, end), top, Math.max(0.75, Math.abs(end - zero)), height);
}

/** Beside lines: a column a unit, as high as the lines stand. */
function paintColumns(context: Ink, view: TraceView, strip: Strip, values: Float64Array): void {
  const zero = yOf(strip, 0);
  for (let unit = 1; unit <= values.length; unit++) {
    const value = values[unit - 1];
    if (Number.isNaN(value)) continue;
    const isSelected = unit === view.unit;
    const y = yOf(strip, value);
    const x = (unit - 1) * LINE_PITCH + LINE_PITCH / 2;
    context.fillStyle = css(isSelected ? hueOf(view.theme, strip.quantity) : shadeOf(view.theme, strip.quantity, unit, values.length));
    context.fillRect(x - 0.75, Math.min(zero, y), 1.5, Math.abs(y - zero));
    context.beginPath();
    context.arc(x, y, isSelected ? 3.5 : 2.5, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = css(view.theme.foreground, 0.34);
  context.fillRect(0, Math.round(zero), values.length * LINE_PITCH, 1);
}
