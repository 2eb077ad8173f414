/** The other trace's values beside this one's, and their differences: this less the other. */
import type { Strip } from "../layout.js";
import { type Series, seriesIn, seriesOf } from "../strips/geometry.js";
import type { TraceView } from "../view.js";

/** 0 where both are the same, infinities included; NaN where one alone is no number. */
export function difference(here: number, there: number): number {
  return here === there ? 0 : here - there;
}

/** The other's values of a unit over the steps in sight; steps it has not got are not there. */
export function otherSeries(view: TraceView, quantity: Strip["quantity"], unit: number): Series | null {
  return view.other === null ? null : seriesIn(view, view.other.steps, quantity, unit);
}

/** The differences of a unit over the steps in sight. */
export function differenceSeries(view: TraceView, quantity: Strip["quantity"], unit: number): Series | null {
  const there = otherSeries(view, quantity, unit);
  if (there === null) return null;
  const here = seriesOf(view, quantity, unit);
  return {
    from: here.from,
    values: here.values.map((value, k) => difference(value, there.values[k])),
    isThere: here.isThere.map((isThere, k) => isThere & there.isThere[k]),
  };
}

/** The other's value at a place; undefined where it is not there. */
export function otherValue({ other, layer }: TraceView, quantity: Strip["quantity"], t: number, unit: number): number | undefined {
  if (other === null || t > other.T) return undefined;
  if (quantity !== "loss") return other.steps.value(layer, quantity, t, unit);
  const piece = other.steps.pieceAt(layer, t);
  return piece?.loss?.[t - piece.from];
}

/** The differences of all units at a step; null where one of the two has not come. */
export function differenceColumn(view: TraceView, quantity: Strip["quantity"], t: number): Float64Array | null {
  if (view.other === null || quantity === "loss" || t > view.other.T) return null;
  const { H } = view.shape;
  const [here, there] = [view.steps, view.other.steps].map((steps) => {
    const piece = steps.pieceAt(view.layer, t);
    return piece?.quantities[quantity]?.subarray((t - piece.from) * H, (t - piece.from + 1) * H);
  });
  return here === undefined || there === undefined ? null : here.map((value, k) => difference(value, there[k]));
}
