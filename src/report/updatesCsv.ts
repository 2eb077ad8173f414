/**
 * Adam updates as CSV: a header, and a row an update and entry of a parameter.
 *
 * Columns: `t` after the update; `loss` before it (empty where the file gives the gradients); `layer`, `parameter`, `row`, `column` from 1; the entry's `gradient`
 * before, and its `V`, `S`, `V_corr`, `S_corr` and `value` after the update. Numbers are full doubles, what is not finite stands as `NaN`, `Infinity`, `-Infinity`.
 */
import type { Update } from "../core/adam.js";
import type { Model } from "../core/model.js";
import { inChunks } from "./chunks.js";
import { entriesOf } from "./entries.js";
import { exact } from "./format.js";
import { momentNames, momentsOf } from "./moments.js";

/** The whole table as chunks of text, to be written one after the other. */
export function updatesCsv(model: Model, updates: Iterable<Update | null>): Generator<string, void, void> {
  return inChunks(rows(model, updates));
}

function* rows(model: Model, updates: Iterable<Update | null>): Generator<string, void, void> {
  yield `t,loss,layer,parameter,row,column,${momentNames.join(",")}\n`;
  for (const update of updates) {
    if (update === null) {
      yield "";
      continue;
    }
    const { t, loss, layers } = update;
    const start = `${t},${loss === null ? "" : exact(loss)}`;
    for (const { layer, parameter, row, column, at } of entriesOf(model)) {
      const numbers = momentsOf(layers[layer - 1], parameter).map((values) => exact(values[at]));
      yield `${start},${layer},${parameter},${row},${column},${numbers.join(",")}\n`;
    }
  }
}
