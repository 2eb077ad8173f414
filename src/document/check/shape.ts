/** Which shape a value of the file has, and its numbers: scalar, list or matrix. */
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode, type ListNode, type Member, type NumbersNode } from "../json/node.js";
import type { TextRange } from "../problem.js";
import { type Checker, counted, describe } from "./checker.js";

export type Shape =
  | { readonly kind: "number" }
  | { readonly kind: "vector"; readonly length: number }
  | { readonly kind: "matrix"; readonly rows: number; readonly cols: number };

/** What a shape has to be. `letters` says which sizes it is made of, such as `H×D`. */
export interface Needed {
  readonly rows: number;
  readonly cols: number;
  readonly isVector: boolean;
  readonly letters: string;
}

export interface ShapeOptions {
  /** Whether null may stand in place of any number, list or the whole. */
  readonly areNullsAllowed: boolean;
}

/** `1×2`, `a list of 3 numbers`, `one number`. */
export function shapeText(shape: Shape): string {
  if (shape.kind === "number") return "one number";
  return shape.kind === "vector" ? `a list of ${counted(shape.length, "number")}` : `${shape.rows}×${shape.cols}`;
}

/** `1×1 (H×H)`, `2 numbers (H)`. */
export function neededText(needed: Needed): string {
  const size = needed.isVector ? counted(needed.rows, "number") : `${needed.rows}×${needed.cols}`;
  return needed.letters === "" ? size : `${size} (${needed.letters})`;
}

/** Whether the shape is what is needed; a bare number is every shape of one entry. */
export function fits(shape: Shape, needed: Needed): boolean {
  if (shape.kind === "number") return needed.rows === 1 && needed.cols === 1;
  if (shape.kind === "vector") return needed.isVector && shape.length === needed.rows;
  return !needed.isVector && shape.rows === needed.rows && shape.cols === needed.cols;
}

/** The shape of a member's value. Null where it has none, which is reported: wrong types, ragged rows, empty lists. */
export function* shapeOf(check: Checker, label: string, member: Member, options: ShapeOptions): Sliced<Shape | null> {
  const { value: node } = member;
  if (node.kind === "number") return { kind: "number" };
  if (node.kind === "numbers") {
    if (node.count === 0) return empty(check, label, check.markOf(member));
    if (!options.areNullsAllowed) yield* reportNulls(check, label, node);
    if (node.nulls < node.count || !options.areNullsAllowed) return { kind: "vector", length: node.count };
    return null;
  }
  if (node.kind === "list") return yield* listShape(check, label, node, options);
  if (!(node.kind === "null" && options.areNullsAllowed)) check.wrongType(label, node, "numbers are needed", check.markOf(member));
  return null;
}

function* listShape(check: Checker, label: string, node: ListNode, options: ShapeOptions): Sliced<Shape | null> {
  if (isMatrixLike(node)) return yield* matrixShape(check, label, node, options);
  for (let index = 0; index < node.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const item = node.item(index);
    if (item.kind === "number" || (item.kind === "null" && options.areNullsAllowed)) continue;
    check.wrongType(`number ${index + 1} in ${label}`, item, "a number is needed");
  }
  return null;
}

/** Whether most entries are lists, judged by the first few hundred. */
function isMatrixLike(node: ListNode): boolean {
  const seen = Math.min(node.count, 500);
  let lists = 0;
  let nulls = 0;
  for (let index = 0; index < seen; index++) {
    const item = node.item(index);
    if (isList(item)) lists++;
    else if (item.kind === "null") nulls++;
  }
  return lists > 0 && lists * 2 >= seen - nulls;
}

function* matrixShape(check: Checker, label: string, node: ListNode, options: ShapeOptions): Sliced<Shape | null> {
  const widths = new Map<number, number>();
  let isWhole = true;
  for (let index = 0; index < node.count && !check.problems.isFull; index++) {
    const row = node.item(index);
    if (check.isDue(1)) yield check.progress;
    if (options.areNullsAllowed && row.kind === "null") continue;
    const width = isPlain(row, options) ? row.count : yield* widthOf(check, `row ${index + 1} of ${label}`, row, options);
    if (width === null) isWhole = false;
    else widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  const cols = commonest(widths);
  if (!isWhole || cols === null) return null;
  if (widths.size === 1) return { kind: "matrix", rows: node.count, cols };
  yield* reportRagged(check, label, node, cols, widths.get(cols) ?? 0);
  return null;
}

/** Whether a row is in order as far as it can be by itself: most are, and there may be a million. */
function isPlain(row: JsonNode, options: ShapeOptions): row is NumbersNode {
  return row.kind === "numbers" && row.count > 0 && (row.nulls === 0 || options.areNullsAllowed);
}

/** Reports the rows that have not `cols` numbers, as `usual` rows have. */
function* reportRagged(check: Checker, label: string, node: ListNode, cols: number, usual: number): Sliced<void> {
  for (let index = 0; index < node.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const row = node.item(index);
    if (!isList(row) || row.count === cols) continue;
    const others = node.count === 2 ? `row ${2 - index} has` : usual === node.count - 1 ? "the other rows have" : "most rows have";
    check.error("ragged-rows", `row ${index + 1} of ${label} has ${counted(row.count, "number")}; ${others} ${cols}`, row, { cols });
  }
}

/** Numbers in a row; null where it is not a list of numbers, which is reported. */
function* widthOf(check: Checker, label: string, row: JsonNode, options: ShapeOptions): Sliced<number | null> {
  if (row.kind === "numbers") {
    if (row.count === 0) return empty(check, label, row);
    if (row.nulls > 0 && !options.areNullsAllowed) yield* reportNulls(check, label, row);
    return row.count;
  }
  if (row.kind !== "list") {
    check.wrongType(label, row, "a row is a list of numbers");
    return null;
  }
  for (let index = 0; index < row.count && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const item = row.item(index);
    if (item.kind === "number" || (options.areNullsAllowed && item.kind === "null")) continue;
    check.wrongType(`number ${index + 1} in ${label}`, item, "a number is needed");
  }
  return null;
}

function empty(check: Checker, label: string, range: TextRange): null {
  check.error("empty-list", `${label} is empty; numbers are needed`, range);
  return null;
}

/** Reports every null of a list of numbers. */
export function* reportNulls(check: Checker, label: string, node: NumbersNode): Sliced<void> {
  for (let index = 0, left = node.nulls; left > 0 && !check.problems.isFull; index++) {
    if (check.isDue(1)) yield check.progress;
    const item = node.item(index);
    if (item.kind !== "null") continue;
    left--;
    check.error("wrong-type", `number ${index + 1} in ${label} is ${describe(item)}; a number is needed`, item);
  }
}

/** The key counted most often; the earliest among equals, null for none. */
export function commonest(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [value, count] of counts) {
    if (count <= most) continue;
    most = count;
    best = value;
  }
  return best;
}

/** The numbers of a value whose shape is known to fit, row by row. */
export function* numbersOf(check: Checker, node: JsonNode, count: number): Sliced<Float64Array> {
  const values = new Float64Array(count);
  if (node.kind === "number") values[0] = node.value;
  else if (node.kind === "numbers") node.copyInto(values, 0);
  else if (node.kind === "list") {
    let at = 0;
    for (let row = 0; row < node.count; row++) {
      const item = node.item(row);
      if (item.kind !== "numbers") continue;
      item.copyInto(values, at);
      at += item.count;
      if (check.isDue(item.count)) yield check.progress;
    }
  }
  return values;
}
