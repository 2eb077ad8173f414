/** The tables of a worked solution: every step, every entry of an update; what is wider than a page in several, what is very long up to a bound. */
import type { Update } from "../../core/adam.js";
import type { Model } from "../../core/model.js";
import type { Trace } from "../../core/trace.js";
import { widest, widthOf } from "../align.js";
import { type Entry, entriesOf, parametersOf } from "../entries.js";
import { formatNumber } from "../format.js";
import { momentsOf } from "../moments.js";
import { type Block, code, math, type Run, type TableColumn, words } from "./block.js";
import { symbolTex } from "./lexemes.js";

/** A table ends here, and says so; CSV and JSON hold everything. */
export const mostRows = 2000;
/** What fits beside each other on a page, in characters and gaps between columns. */
const pageWidth = 76;
const gap = 2;

interface Column<Key> extends TableColumn {
  readonly cell: (key: Key) => string;
}

const letters: Readonly<Record<string, string>> = { c_tilde: "c̃", yhat: "ŷ" };

/** The head of a quantity's column: f, c̃. */
export function quantityHead(name: string): Run {
  return math(symbolTex(letters[name] ?? name));
}

/** One table, or several that repeat the columns in `keys`. */
function* tablesOf<Key>(
  keys: readonly Column<Key>[],
  columns: readonly Column<Key>[],
  rows: () => Iterable<Key>,
): Generator<Block, void, void> {
  const width = (of: readonly Column<Key>[]) => of.reduce((sum, column) => sum + column.width + gap, 0);
  let shown: Column<Key>[] = [];
  const table = (all: readonly Column<Key>[]): Block => ({ kind: "table", columns: all, rows: cellsOf(all, rows()) });
  for (const column of columns) {
    if (shown.length > 0 && width([...keys, ...shown, column]) > pageWidth) {
      yield table([...keys, ...shown]);
      shown = [];
    }
    shown.push(column);
  }
  yield table([...keys, ...shown]);
}

function* cellsOf<Key>(columns: readonly Column<Key>[], rows: Iterable<Key>): Generator<readonly string[], void, void> {
  for (const key of rows) yield columns.map(({ cell }) => cell(key));
}

interface Spot {
  readonly t: number;
  readonly unit: number;
}

/** Numbers of the steps shown, `perStep` each; empty where `given` is 0, and beside units past `perStep`. */
function numberColumn(
  head: Run,
  name: string,
  values: Float64Array,
  perStep: number,
  decimals: number,
  given: Uint8Array | null,
): Column<Spot> {
  const isEmpty = ({ t, unit }: Spot) => unit > perStep || (given !== null && given[t - 1] !== 1);
  return {
    head,
    width: Math.max(widthOf(name), widest(values, decimals)),
    cell: (spot) => (isEmpty(spot) ? "" : formatNumber(values[(spot.t - 1) * perStep + spot.unit - 1], decimals)),
  };
}

/** Every step of a layer, a row a step and unit, with target and loss beside the top layer. */
export function* stepTables(trace: Trace, index: number, decimals: number): Generator<Block, void, void> {
  const { layer, quantities } = trace.layers[index];
  const { H } = layer;
  const { T, loss, model } = trace;
  const last = Math.max(1, Math.min(T, Math.floor(mostRows / H)));
  const count = (head: Run, most: number, cell: (spot: Spot) => string): Column<Spot> => ({
    head,
    width: Math.max(4, String(most).length),
    cell,
  });
  const keys = [count(math("t"), last, ({ t }) => String(t)), ...(H > 1 ? [count(words("unit"), H, ({ unit }) => String(unit))] : [])];
  const column = (head: Run, name: string, values: Float64Array, perStep: number, given: Uint8Array | null = null) =>
    numberColumn(head, name, values.subarray(0, last * perStep), perStep, decimals, given);
  const columns = [...quantities].map(([name, values]) => column(quantityHead(name), name, values, H));
  if (index === trace.layers.length - 1 && loss !== null && model.targets !== null) {
    columns.push(column(math("y"), "y", model.targets.values, H, model.targets.given));
    columns.push(column(words("loss"), "loss", loss.perStep, 1, loss.given));
  }
  yield* tablesOf(keys, columns, () => spots(last, H));
  if (last < T) yield boundNote(`The table ends with step ${last} of ${formatNumber(T, 0)}.`);
}

function* spots(T: number, H: number): Generator<Spot, void, void> {
  for (let t = 1; t <= T; t++) for (let unit = 1; unit <= H; unit++) yield { t, unit };
}

/** Says what is not there, and where it is. */
export function boundNote(sentence: string): Block {
  return {
    kind: "paragraph",
    runs: [words(`${sentence} All of them are in `), code("--format csv"), words(" and "), code("--format json"), words(".")],
  };
}

const heads: readonly (readonly [string, string])[] = [
  ["g", "gradient"],
  ["V", "V"],
  ["S", "S"],
  ["V_{\\mathrm{corr}}", "V_corr"],
  ["S_{\\mathrm{corr}}", "S_corr"],
  ["W", "value"],
];

/** Every entry of an update: its gradient, moments, corrections and new value. */
export function* updateTables(model: Model, { layers }: Update, decimals: number): Generator<Block, void, void> {
  const shown = firstOf(entriesOf(model), mostRows);
  const printed = ({ layer, parameter, at }: Entry, moment: number): string =>
    formatNumber(momentsOf(layers[layer - 1], parameter)[moment][at], decimals);
  const widthOfAll = (head: string, cell: (entry: Entry) => string) =>
    shown.reduce((width, entry) => Math.max(width, cell(entry).length), head.length);
  const label = ({ label: own }: Entry) => own;
  const keys: Column<Entry>[] = [{ head: words("entry"), width: widthOfAll("entry", label), isText: true, cell: label }];
  const columns = heads.map(([head, name], moment): Column<Entry> => {
    const cell = (entry: Entry) => printed(entry, moment);
    return { head: math(head), width: widthOfAll(name, cell), cell };
  });
  yield* tablesOf(keys, columns, () => shown);
  const total = entryCount(model);
  if (total > mostRows) yield boundNote(`The table ends with entry ${formatNumber(mostRows, 0)} of ${formatNumber(total, 0)}.`);
}

/** Of all parameters together. */
export function entryCount(model: Model): number {
  return parametersOf(model).reduce((sum, parameters) => [...parameters.values()].reduce((all, { values }) => all + values.length, sum), 0);
}

export function firstOf<T>(all: Iterable<T>, most: number): readonly T[] {
  const first: T[] = [];
  for (const each of all) {
    if (first.length === most) break;
    first.push(each);
  }
  return first;
}
