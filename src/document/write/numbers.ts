/** Writes an array over the numbers that stand in the text for it. */
import type { Sliced } from "../../core/slices.js";
import type { JsonNode } from "../json/node.js";
import { numberText, type Pen } from "./pen.js";

/**
 * Replaces the numbers of `node` (one, a list, a list of rows) by `values`, row by row; a number that is the same double already keeps its text.
 * Throws where they are not as many.
 */
export function* replaceNumbers(pen: Pen, node: JsonNode, values: Float64Array): Sliced<void> {
  const count = yield* replaceFrom(pen, node, values, 0);
  if (count !== values.length) throw new Error(`${values.length} numbers have ${count} places in the text`);
}

/** Takes the values from `at` on; gives back where the next ones stand. */
function* replaceFrom(pen: Pen, node: JsonNode, values: Float64Array, at: number): Sliced<number> {
  if (node.kind === "number") {
    replaceOne(pen, node.start, node.end, node.value, values[at]);
    return at + 1;
  }
  if (node.kind === "numbers") {
    for (let index = 0; index < node.count; index++) {
      const value = values[at + index];
      if (!Object.is(node.value(index), value)) {
        const { start, end } = node.item(index);
        pen.list.add(start, end, numberText(value));
      }
      if (pen.isDue(1)) yield pen.progress;
    }
    return at + node.count;
  }
  let next = at;
  if (node.kind === "list") for (let row = 0; row < node.count; row++) next = yield* replaceFrom(pen, node.item(row), values, next);
  return next;
}

function replaceOne(pen: Pen, start: number, end: number, old: number, value: number): void {
  if (!Object.is(old, value)) pen.list.add(start, end, numberText(value));
}
