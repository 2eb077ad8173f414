/** Shapes and summaries of the arrays in a file. */
import type { JsonNode, NumbersNode } from "../document/json/node.js";

/** `[n]` of a list of numbers, `[rows, columns]` of a list of rows; null of anything else, ragged rows included. */
export function shapeOf(node: JsonNode): readonly number[] | null {
  if (node.kind === "numbers") return [node.count];
  const rows = rowsOf(node);
  if (rows === null || rows.some(({ count }) => count !== rows[0].count)) return null;
  return [rows.length, rows[0].count];
}

/** `2×3`, or what else the node is: `a number`, `rows of 2 to 3`. Null where it is no array of numbers at all. */
export function shapeText(node: JsonNode): string | null {
  if (node.kind === "number") return "a number";
  const shape = shapeOf(node);
  if (shape !== null) return shape.join("×");
  const rows = rowsOf(node);
  if (rows === null) return null;
  const counts = rows.map(({ count }) => count);
  return `${rows.length} rows of ${counts.reduce((a, b) => Math.min(a, b))} to ${counts.reduce((a, b) => Math.max(a, b))}`;
}

export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** √Σ v². */
  readonly norm: number;
}

/** Of all the numbers in a list or in its rows, null entries left out; null where there are none. */
export function summaryOf(node: JsonNode): Summary | null {
  const parts = node.kind === "numbers" ? [node] : (rowsOf(node) ?? []);
  let count = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of numbersIn(parts)) {
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (count === 0) return null;
  // Scaled by the greatest magnitude, so that no square overflows or vanishes.
  const greatest = Math.max(Math.abs(min), Math.abs(max));
  let squares = 0;
  if (greatest > 0) for (const value of numbersIn(parts)) squares += (value / greatest) ** 2;
  return { count, min, max, mean: sum / count, norm: greatest * Math.sqrt(squares) };
}

function* numbersIn(parts: readonly NumbersNode[]): Iterable<number> {
  for (const part of parts) {
    for (let index = 0; index < part.count; index++) {
      const value = part.value(index);
      if (!Number.isNaN(value)) yield value;
    }
  }
}

function rowsOf(node: JsonNode): readonly NumbersNode[] | null {
  if (node.kind !== "list" || node.head.count > 0) return null;
  const rows = node.tail.filter((item): item is NumbersNode => item.kind === "numbers");
  return rows.length === node.tail.length ? rows : null;
}
