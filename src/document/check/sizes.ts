/** H and D of a layer, and the shape each of its parameters needs by them. */
import type { CellKind } from "../../core/model.js";
import { parameterInfo, type ShapeName, withArticle } from "../names.js";
import { commonest, type Needed, neededText, type Shape } from "./shape.js";

/** What a layer stands on. */
export type Below =
  /** Neither inputs nor steps are given. */
  | { readonly kind: "unknown" }
  | { readonly kind: "inputs"; readonly width: number | null }
  | { readonly kind: "nothing" }
  | { readonly kind: "layer"; readonly H: number | null };

/** Null where nothing says it. */
export interface Sizes {
  readonly D: number | null;
  readonly H: number | null;
}

export type Shapes = ReadonlyMap<string, Shape | null>;

/** H and D as most shapes have them, so that a message can name the odd one out. */
export function decideSizes(cell: CellKind, parameters: Shapes, states: Shapes, below: Below): Sizes {
  const H = commonest(votesForH(cell, parameters, states));
  if (below.kind === "nothing") return { H, D: 0 };
  if (below.kind === "layer" && below.H !== null) return { H, D: below.H };
  const votes = new Map<number, number>();
  for (const [name, shape] of parameters) {
    // Of a matrix that is wrong in H the other size says little.
    if (!lettersOf(cell, name).endsWith("D") || shape === null || shape.kind === "vector" || sizeOf(shape)[0] !== H) continue;
    vote(votes, sizeOf(shape)[1], 1);
  }
  if (below.kind === "inputs" && below.width !== null) vote(votes, below.width, 1);
  return { H, D: commonest(votes) };
}

function votesForH(cell: CellKind, parameters: Shapes, states: Shapes): Map<number, number> {
  const votes = new Map<number, number>();
  for (const [name, shape] of parameters) {
    const letters = lettersOf(cell, name);
    const isVector = letters === "H" || letters === "K";
    if (shape === null || (shape.kind !== "number" && (shape.kind === "vector") !== isVector)) continue;
    const [rows, cols] = sizeOf(shape);
    if (letters !== "H×H") vote(votes, rows, 1);
    else for (const size of [rows, cols]) vote(votes, size, 0.5);
  }
  for (const shape of states.values()) if (shape !== null && shape.kind !== "matrix") vote(votes, sizeOf(shape)[0], 1);
  return votes;
}

function vote(votes: Map<number, number>, size: number, weight: number): void {
  votes.set(size, (votes.get(size) ?? 0) + weight);
}

function sizeOf(shape: Shape): [number, number] {
  if (shape.kind === "matrix") return [shape.rows, shape.cols];
  return shape.kind === "vector" ? [shape.length, 1] : [1, 1];
}

/** The letters of a parameter's shape; of a state's for any other name. */
export function lettersOf(cell: CellKind, name: string): ShapeName {
  return parameterInfo(cell, name)?.shape ?? "H";
}

/** The shape a parameter of the layer needs; null where its sizes are not known. */
export function neededOf(letters: ShapeName, { H, D }: Sizes): Needed | null {
  if (H === null) return null;
  if (letters === "H" || letters === "K") return { rows: H, cols: 1, isVector: true, letters };
  const cols = letters === "H×H" ? H : D;
  return cols === null ? null : { rows: H, cols, isVector: false, letters };
}

/** `an lstm with H = 1 needs 1×1 (H×H)`. */
export function needText(cell: CellKind, needed: Needed, { H, D }: Sizes): string {
  const height = `${cell === "dense" ? "K" : "H"} = ${H}`;
  return `${withArticle(cell)} with ${height}${needed.letters.endsWith("D") ? ` and D = ${D}` : ""} needs ${neededText(needed)}`;
}
