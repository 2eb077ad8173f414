/** What the selection in the text feeds, in each tab. */

import type { Marked } from "../protocol/marked.js";
import type { LayerShape, ParameterShape } from "../protocol/panel.js";
import type { Place } from "../report/explanation.js";
import { quantityOfParameter, stripOf } from "./names.js";
import type { Entry, MatrixName, Picked } from "./optimizer/view.js";

/** Whether a value of the trace is fed: a gate by its parameter's row, an input, target or initial state by its own number, the loss by its target. */
export function isFed(place: Place, marked: Marked | null, cell: LayerShape["cell"]): boolean {
  if (marked === null) return false;
  const isUnit = marked.row === 0 || marked.row === place.unit;
  switch (marked.kind) {
    case "parameter":
      return marked.layer === place.layer && isUnit && quantityOfParameter(cell, marked.name) === stripOf(place.quantity);
    case "input":
      return place.layer === 1 && place.quantity === "x" && place.t === marked.t && isUnit;
    case "target":
      return place.t === marked.t && (place.quantity === "loss" || (place.quantity === "y" && isUnit));
    case "initial":
      return place.t === 0 && place.quantity === marked.name && place.layer === marked.layer && isUnit;
    default:
      return false;
  }
}

/** The step that an input or a target stands at, and an initial state leads into; null elsewhere. */
export function stepFed(marked: Marked | null): number | null {
  if (marked?.kind === "input" || marked?.kind === "target") return marked.t;
  return marked?.kind === "initial" ? 1 : null;
}

const matrixOf: Readonly<Partial<Record<Marked["kind"], MatrixName>>> = { parameter: "w0", V: "v0", S: "s0", given: "g" };

/** The entry of a parameter that the selection stands in, with the matrix that shows it; null where it stands in none. */
export function entryMarked(
  marked: Marked | null,
  { layer, name }: Pick<ParameterShape, "layer" | "name">,
): (Entry & { readonly matrix: MatrixName }) | null {
  const matrix = marked === null ? undefined : matrixOf[marked.kind];
  if (marked === null || matrix === undefined || marked.layer !== layer || marked.name !== name) return null;
  return { matrix, row: marked.row, col: marked.row > 0 ? Math.max(1, marked.col) : 0 };
}

/** The parameter's entry to look at; of a whole one its first. */
export function pickedBy(marked: Marked | null, parameters: readonly ParameterShape[]): Picked | null {
  if (marked === null || matrixOf[marked.kind] === undefined) return null;
  const of = parameters.find(({ layer, name }) => layer === marked.layer && name === marked.name);
  if (of === undefined) return null;
  return {
    layer: of.layer,
    parameter: of.name,
    row: Math.min(of.rows, Math.max(1, marked.row)),
    col: Math.min(of.cols, Math.max(1, marked.col)),
  };
}

/** The setting of the optimizer that the selection stands in. */
export function settingMarked(marked: Marked | null): string | null {
  return marked?.kind === "setting" ? marked.name : null;
}
