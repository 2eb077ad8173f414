/** Arrays as new text: numbers, lists and matrices, in the way the parameter they belong to is written. */
import type { Sliced } from "../../core/slices.js";
import { isList, type JsonNode } from "../json/node.js";
import { bracketed, type Layout } from "./layout.js";
import { numberText, type Pen } from "./pen.js";

const brackets = ["[", "]"] as const;
/** Numbers written at one go. */
const PIECE = 1024;
const inline: Layout = { lineStart: null, unit: "" };

/** `values` as the parameter is written as `node`: bare, a list, or rows, each on a line of its own where `node` has several lines. */
export function* arrayText(pen: Pen, values: Float64Array, node: JsonNode, layout: Layout): Sliced<string> {
  if (!isList(node)) return numberText(values[0]);
  if (node.kind === "numbers") return yield* rowText(pen, values);
  const cols = values.length / node.count;
  const rows: string[] = [];
  for (let row = 0; row < node.count; row++) rows.push(yield* rowText(pen, values.subarray(row * cols, (row + 1) * cols)));
  const isOneLine = !/[\r\n]/.test(pen.text.slice(node.start, node.end));
  return bracketed(rows, brackets, isOneLine ? inline : layout);
}

/** Joined piece by piece: a text put together of a million others would be slow to collect. */
function* rowText(pen: Pen, values: Float64Array): Sliced<string> {
  const pieces: string[] = [];
  for (let from = 0; from < values.length; from += PIECE) {
    const piece = values.subarray(from, from + PIECE);
    pieces.push(Array.from(piece, numberText).join(", "));
    if (pen.isDue(piece.length)) yield pen.progress;
  }
  return bracketed(pieces, brackets, inline);
}
