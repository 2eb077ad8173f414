/** Where a person stands in a trace: the step and the value being explained. */
import type { CellKind } from "../core/model.js";
import type { Quantity, Trace } from "../core/trace.js";
import type { Path } from "../document/problem.js";
import type { Place } from "../report/explanation.js";

export interface Cursor {
  /** 1 … T; 0 where the trace has no steps. */
  readonly t: number;
  /** Null where nothing is to be explained. */
  readonly selection: Place | null;
  /** Left out while no update has been taken. */
  readonly updates?: Updates;
  /** Keys of the blanks of an exercise that were asked to be shown (`blankKey`); left out while there are none. */
  readonly revealed?: readonly string[];
  /** Left out while nothing is supposed. */
  readonly whatIf?: readonly Supposed[];
}

/** A number of the file that is supposed to be another. */
export interface Supposed {
  readonly path: Path;
  readonly value: number;
}

/** Adam updates of a file's own parameters. */
export interface Updates {
  /** How many are taken. */
  readonly taken: number;
  /** The state shown: that after so many of them, 0 … taken; 0 is the file's own. */
  readonly shown: number;
}

export const noUpdates: Updates = { taken: 0, shown: 0 };

/** The cursor with these updates behind it. */
export function withUpdates({ updates: _, ...cursor }: Cursor, updates: Updates): Cursor {
  return updates.taken === 0 ? cursor : { ...cursor, updates };
}

/** The cursor with this supposed. */
export function withSupposed({ whatIf: _, ...cursor }: Cursor, whatIf: readonly Supposed[]): Cursor {
  return whatIf.length === 0 ? cursor : { ...cursor, whatIf };
}

/** What goes into the activations of a step, by its cell. */
const preactivations: Readonly<Record<CellKind, readonly Place["quantity"][]>> = {
  lstm: ["z_f", "z_i", "z_c", "z_o"],
  gru: ["z_r", "z_z", "z_n"],
  rnn: ["z_h"],
  dense: [],
};

/** Where a file first opens: at step 1, on the first quantity of unit 1 of the first layer. */
export function firstCursor(trace: Trace): Cursor {
  return trace.T === 0 ? { t: 0, selection: null } : { t: 1, selection: firstPlace(trace, 1) };
}

function firstPlace(trace: Trace, t: number): Place | null {
  const [layer] = trace.layers;
  if (layer === undefined) return null;
  const [quantity] = layer.quantities.keys();
  return quantity === undefined ? null : { layer: 1, quantity, t, unit: 1 };
}

/** The cursor at another step; what is selected comes along. */
export function atStep(cursor: Cursor, t: number): Cursor {
  return { ...cursor, t, selection: cursor.selection === null ? null : { ...cursor.selection, t } };
}

/** The cursor where it still fits a trace that may have become shorter, narrower or of another kind. */
export function fitted(cursor: Cursor, trace: Trace): Cursor {
  if (trace.T === 0 || cursor.t === 0) return { ...cursor, ...firstCursor(trace) };
  const t = Math.min(cursor.t, trace.T);
  const { selection } = cursor;
  if (selection === null || isIn(selection, trace)) return { ...cursor, t };
  const moved = { ...selection, t };
  return { ...cursor, t, selection: isIn(moved, trace) ? moved : firstPlace(trace, t) };
}

/** Where a person stands once there is a new trace: where they stood as far as it fits, with the updates wanted. */
export function standing(before: Cursor | null, trace: Trace, wanted: Updates): Cursor {
  return withUpdates(before === null ? firstCursor(trace) : fitted(before, trace), wanted);
}

/** Whether the trace has this place: its layer, its quantity there, its step and its unit. */
export function isIn(place: Place, trace: Trace): boolean {
  const { quantity, t, unit } = place;
  const of = trace.layers[place.layer - 1];
  if (of === undefined || t > trace.T) return false;
  const { cell, D, H } = of.layer;
  if (quantity === "x") return t > 0 && unit <= D;
  if (unit > H) return false;
  if (t === 0) return (quantity === "h" && cell !== "dense") || (quantity === "c" && cell === "lstm");
  if (quantity === "y" || quantity === "loss") {
    const isTop = place.layer === trace.layers.length;
    return isTop && trace.loss?.given[t - 1] === 1 && (quantity === "y" || unit === 1);
  }
  return of.quantities.has(quantity as Quantity) || preactivations[cell].includes(quantity);
}
