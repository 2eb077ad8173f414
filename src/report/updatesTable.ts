/** Adam updates as tables for the terminal: a row an entry of a parameter. */
import type { Update } from "../core/adam.js";
import type { Model } from "../core/model.js";
import { type Column, cellLine, headLine, widest } from "./align.js";
import { inChunks } from "./chunks.js";
import { type Entry, entriesOf, parametersOf } from "./entries.js";
import { formatNumber } from "./format.js";
import { momentNames, momentsOf } from "./moments.js";

/** The whole text as chunks, to be written one after the other; numbers at `decimals` digits after the point. */
export function updatesTable(model: Model, updates: Iterable<Update | null>, decimals: number): Generator<string, void, void> {
  return inChunks(lines(model, updates, decimals));
}

function* lines(model: Model, updates: Iterable<Update | null>, decimals: number): Generator<string, void, void> {
  let labelWidth = "entry".length;
  for (const { label } of entriesOf(model)) labelWidth = Math.max(labelWidth, label.length);
  let number = 0;
  for (const update of updates) {
    if (update === null) {
      yield "";
      continue;
    }
    number++;
    const loss = update.loss === null ? "" : `, loss before it ${formatNumber(update.loss, decimals)}`;
    yield `${number === 1 ? "" : "\n"}update ${number}, t ${update.t}${loss}\n\n`;
    const columns = columnsOf(model, update, labelWidth, decimals);
    yield headLine(columns);
    for (const entry of entriesOf(model)) yield rowOf(columns, update, entry, decimals);
  }
}

function columnsOf(model: Model, { layers }: Update, labelWidth: number, decimals: number): readonly Column[] {
  const widths = momentNames.map((name) => name.length);
  for (const [index, parameters] of parametersOf(model).entries()) {
    for (const name of parameters.keys()) {
      for (const [at, values] of momentsOf(layers[index], name).entries()) widths[at] = Math.max(widths[at], widest(values, decimals));
    }
  }
  return [{ head: "entry", width: labelWidth, isText: true }, ...momentNames.map((head, at) => ({ head, width: widths[at] }))];
}

function rowOf(columns: readonly Column[], { layers }: Update, { layer, parameter, label, at }: Entry, decimals: number): string {
  const numbers = momentsOf(layers[layer - 1], parameter).map((values) => formatNumber(values[at], decimals));
  return cellLine(columns, (column) => (column === 0 ? label : numbers[column - 1]));
}
