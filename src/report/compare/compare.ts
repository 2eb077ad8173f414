/** Two traces, value by value: how far each quantity parts, and where they part first. */
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { initialState, type Quantity, quantityOf, type Trace } from "../../core/trace.js";
import { expectedQuantities } from "../../document/names.js";
import type { Place } from "../explanation.js";
import { areApart } from "./apart.js";
import { areAlike, mismatches } from "./mismatch.js";

/** A value at which two traces part. */
export interface Apart {
  readonly place: Place;
  /** In this trace, in the other. */
  readonly a: number;
  readonly b: number;
}

/** The greatest finite |a − b| of each quantity of a layer over the steps both have: 0 where all are the same, 1 where only what is not finite differs. */
export type Reach = Readonly<Partial<Record<Quantity, number>>>;

export interface Comparison {
  /** Steps both have. */
  readonly T: number;
  /** An entry a layer of this trace; null where the other has none of its kind and width there. */
  readonly layers: readonly (Reach | null)[];
  /** Likewise of the steps' losses; null where not both have a loss. */
  readonly loss: number | null;
  /** Null where they part nowhere by more than the tolerance. */
  readonly first: Apart | null;
  readonly mismatches: readonly string[];
}

/** One quantity of both traces over the steps both have. */
interface Column {
  readonly layer: number;
  readonly quantity: Place["quantity"];
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly width: number;
  /** The step of the first row. */
  readonly from: number;
}

/** What one column comes to; `at` is the index of the first value that parts, −1 for none. */
interface Found {
  readonly column: Column;
  readonly at: number;
  readonly greatest: number;
}

/**
 * Compares two traces step by step. The first value that parts is the first in the order of computation: the states before step 1; then at each step x_t,
 * from the bottom layer to the top the gates and candidate, c, o and h in the order of the cell's equations, and the loss. Progress counts columns.
 */
export function* compareTraces(here: Trace, there: Trace, tolerance: number, shouldYield: ShouldYield): Sliced<Comparison> {
  const T = Math.min(here.T, there.T);
  const columns = columnsOf(here, there, T);
  const found: Found[] = [];
  for (const column of columns) found.push(yield* look(column, tolerance, columns.length, found.length, shouldYield));
  const ofLayer = (layer: number): Reach =>
    Object.fromEntries(
      found.flatMap(({ column, greatest }) => (column.layer === layer && isReached(column) ? [[column.quantity, greatest]] : [])),
    );
  return {
    T,
    layers: here.layers.map(({ layer }, index) => (areAlike(layer, there.layers[index]?.layer) ? ofLayer(index + 1) : null)),
    loss: found.find(({ column }) => column.quantity === "loss")?.greatest ?? null,
    first: firstOf(found),
    mismatches: mismatches(here, there),
  };
}

function isReached({ quantity, from }: Column): boolean {
  return from === 1 && quantity !== "x" && quantity !== "loss";
}

/** In the order of computation within a step. */
function columnsOf(here: Trace, there: Trace, T: number): readonly Column[] {
  const columns: Column[] = [];
  for (const [index, of] of here.layers.entries()) {
    const other = there.layers[index];
    if (index === 0 && other !== undefined && other.layer.D === of.layer.D) {
      columns.push({ layer: 1, quantity: "x", a: cut(of.x, T, of.layer.D), b: cut(other.x, T, of.layer.D), width: of.layer.D, from: 1 });
    }
    if (other === undefined || !areAlike(of.layer, other.layer)) continue;
    const { H, cell } = of.layer;
    const states = cell === "dense" ? [] : cell === "lstm" ? (["h", "c"] as const) : (["h"] as const);
    for (const name of states) {
      columns.push({
        layer: index + 1,
        quantity: name,
        a: initialState(of.layer, name),
        b: initialState(other.layer, name),
        width: H,
        from: 0,
      });
    }
    for (const quantity of expectedQuantities(cell) as readonly Quantity[]) {
      const [a, b] = [cut(quantityOf(of, quantity), T, H), cut(quantityOf(other, quantity), T, H)];
      columns.push({ layer: index + 1, quantity, a, b, width: H, from: 1 });
    }
  }
  if (here.loss !== null && there.loss !== null) {
    const [a, b] = [cut(here.loss.perStep, T, 1), cut(there.loss.perStep, T, 1)];
    columns.push({ layer: here.layers.length, quantity: "loss", a, b, width: 1, from: 1 });
  }
  return columns;
}

function cut(values: Float64Array, T: number, width: number): Float64Array {
  return values.subarray(0, T * width);
}

/** Values looked at between two questions whether to yield. */
const block = 1 << 14;

function* look(column: Column, tolerance: number, total: number, done: number, shouldYield: ShouldYield): Sliced<Found> {
  const { a, b } = column;
  let [at, greatest, isOdd] = [-1, 0, false];
  for (let from = 0; from < a.length; from += block) {
    const to = Math.min(a.length, from + block);
    for (let k = from; k < to; k++) {
      const difference = Math.abs(a[k] - b[k]);
      if (difference > greatest && difference !== Number.POSITIVE_INFINITY) greatest = difference;
      if (!Number.isFinite(difference) && areApart(a[k], b[k], tolerance)) isOdd = true;
      if (at < 0 && areApart(a[k], b[k], tolerance)) at = k;
    }
    if (shouldYield()) yield { done, total };
  }
  return { column, at, greatest: greatest === 0 && isOdd ? 1 : greatest };
}

/** The earliest step; within it the column that is computed first. */
function firstOf(found: readonly Found[]): Apart | null {
  let first: Apart | null = null;
  for (const { column, at } of found) {
    if (at < 0) continue;
    const t = column.from + Math.floor(at / column.width);
    if (first !== null && t >= first.place.t) continue;
    const place = { layer: column.layer, quantity: column.quantity, t, unit: (at % column.width) + 1 };
    first = { place, a: column.a[at], b: column.b[at] };
  }
  return first;
}
