/** One step of one unit, as the cell's drawings read it. */
import type { Place } from "../../report/explanation.js";
import type { Quantity } from "../names.js";
import type { TraceView } from "../view.js";

export interface StepValues {
  readonly t: number;
  readonly layer: number;
  readonly unit: number;
  /** Every quantity of the layer at this step, and what the state was before it. */
  readonly now: Readonly<Partial<Record<Quantity, number>>>;
  readonly before: { readonly h: number; readonly c: number };
  /** D: what the layer reads. */
  readonly x: Float64Array;
  /** H: the layer's own output, unit by unit. */
  readonly units: Float64Array;
  /** H: the targets beside them, NaN where there is none; null below the top layer. */
  readonly targets: Float64Array | null;
  /** NaN where the step has no target. */
  readonly loss: number;
}

/** Null as long as the step has not come from the host. */
export function stepValues(view: TraceView, t: number): StepValues | null {
  const { steps, layer, shape, unit, isTop } = view;
  const piece = steps.pieceAt(layer, t);
  if (piece === null) return null;
  const row = t - piece.from;
  const { D, H } = shape;
  const last = shape.quantities[shape.quantities.length - 1];
  const now: Partial<Record<Quantity, number>> = {};
  for (const quantity of shape.quantities) now[quantity] = steps.value(layer, quantity, t, unit) ?? Number.NaN;
  return {
    t,
    layer,
    unit,
    now,
    before: { h: stateBefore(view, "h", t), c: stateBefore(view, "c", t) },
    x: piece.x.subarray(row * D, (row + 1) * D),
    units: piece.quantities[last]?.subarray(row * H, (row + 1) * H) ?? new Float64Array(H),
    targets: isTop ? (piece.targets?.subarray(row * H, (row + 1) * H) ?? null) : null,
    loss: piece.loss?.[row] ?? Number.NaN,
  };
}

// The first step of a piece finds the state before it in the piece itself.
function stateBefore(view: TraceView, quantity: "h" | "c", t: number): number {
  const piece = view.steps.pieceAt(view.layer, t);
  if (piece?.from === t) return piece.before[quantity]?.[view.unit - 1] ?? Number.NaN;
  return view.steps.value(view.layer, quantity, t - 1, view.unit) ?? Number.NaN;
}

export function placeOf(step: StepValues, quantity: Place["quantity"], unit = step.unit): Place {
  return { layer: step.layer, quantity, t: step.t, unit };
}
