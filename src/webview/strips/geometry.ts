/** Where a step, a value and a unit stand within a strip, and what stands at a point. */
import type { HeatRows, Strip } from "../layout.js";
import { fractionOf } from "../scales.js";
import type { StepCache } from "../stepCache.js";
import type { TraceView } from "../view.js";

/** Above and below a strip's lines. */
const PAD = 8;

/** The middle of step t's column, from the plot's left edge. */
export function xOf(view: TraceView, t: number): number {
  return (t - 0.5) * view.figure.stepWidth - view.scroll;
}

/** From the strip's top. */
export function yOf(strip: Strip, value: number): number {
  return strip.height - PAD - fractionOf(strip.scale, value) * (strip.height - 2 * PAD);
}

/** The unit's row in a heat map: its top and its height, from the strip's top. */
export function rowOf({ unitsPerRow, rowHeight }: HeatRows, unit: number): { readonly top: number; readonly height: number } {
  return { top: Math.floor((unit - 1) / unitsPerRow) * rowHeight, height: rowHeight };
}

/** The values of a unit at the steps in sight and one beside them, so that lines run out of sight. NaN where there is none. */
export interface Series {
  /** The step of the first value. */
  readonly from: number;
  readonly values: Float64Array;
  /** 1 where the step is there: a NaN that was computed is told from one that has not come. */
  readonly isThere: Uint8Array;
}

export function seriesOf(view: TraceView, quantity: Strip["quantity"], unit: number): Series {
  return seriesIn(view, view.steps, quantity, unit);
}

/** The same of any trace of which the page has the steps. */
export function seriesIn(view: TraceView, steps: StepCache, quantity: Strip["quantity"], unit: number): Series {
  const { layer, shape, sight, trace } = view;
  const from = Math.max(1, sight.from - 1);
  const count = Math.max(0, Math.min(trace.T, sight.to + 1) - from + 1);
  const values = new Float64Array(count).fill(Number.NaN);
  const isThere = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    const t = from + k;
    const piece = steps.pieceAt(layer, t);
    if (piece === null || t > piece.to) continue;
    const row = t - piece.from;
    values[k] =
      quantity === "loss" ? (piece.loss?.[row] ?? Number.NaN) : (piece.quantities[quantity]?.[row * shape.H + unit - 1] ?? Number.NaN);
    isThere[k] = 1;
  }
  return { from, values, isThere };
}

export interface Hit {
  readonly strip: Strip;
  readonly t: number;
  readonly unit: number;
}

/** What stands at a point of the plot; y counts from the first strip's top. Null beside the steps and between the strips. */
export function hitAt(view: TraceView, x: number, y: number): Hit | null {
  const t = Math.floor((x + view.scroll) / view.figure.stepWidth) + 1;
  const strip = view.figure.strips.find(
    ({ top, height, difference }) => y >= top && y < (difference ?? { top, height }).top + (difference?.height ?? height),
  );
  if (strip === undefined || t < 1 || t > view.trace.T || x < 0 || x >= view.figure.plot) return null;
  return { strip, t, unit: unitAt(view, strip, t, y - strip.top) };
}

function unitAt(view: TraceView, strip: Strip, t: number, y: number): number {
  const { H } = view.shape;
  if (strip.quantity === "loss") return 1;
  const { difference } = strip;
  if (difference !== null && strip.top + y >= difference.top) {
    return difference.kind === "lines" ? view.unit : unitAt(view, difference, t, strip.top + y - difference.top);
  }
  if (strip.heat !== null) {
    const { unitsPerRow, rowHeight } = strip.heat;
    const first = Math.floor(y / rowHeight) * unitsPerRow + 1;
    const isInRow = view.unit >= first && view.unit < first + unitsPerRow;
    return isInRow ? view.unit : Math.min(H, first);
  }
  let nearest = view.unit;
  let least = Number.POSITIVE_INFINITY;
  for (let unit = 1; unit <= H; unit++) {
    const distance = Math.abs(yOf(strip, view.steps.value(view.layer, strip.quantity, t, unit) ?? Number.NaN) - y);
    if (distance < least) [nearest, least] = [unit, distance];
  }
  return nearest;
}

/** Round steps to name on the axis, at least `room` pixels apart. */
export function axisSteps(view: TraceView, room: number): readonly number[] {
  const { sight, figure, trace } = view;
  const least = room / figure.stepWidth;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const pitch = Math.max(1, [1, 2, 5, 10].map((k) => k * unit).find((candidate) => candidate >= least) ?? unit * 10);
  const named = sight.from === 1 ? [1] : [];
  for (let t = Math.ceil(sight.from / pitch) * pitch; t <= sight.to; t += pitch)
    if (t > 1 && (t - 1) * figure.stepWidth >= room * 0.7) named.push(t);
  const last = named[named.length - 1] ?? 0;
  return sight.to === trace.T && (trace.T - last) * figure.stepWidth >= room ? [...named, trace.T] : named;
}
