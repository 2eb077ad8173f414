/** The tables of a worked solution: every step, every entry of an update; what is wider than a page in several, what is very long up to a bound. */
import type { Update } from "../../core/adam.js";
import type { Model } from "../../core/model.js";
import { outputOf, type Trace } from "../../core/trace.js";
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

/** T × width numbers; empty where `given` is 0, and beside units past `width`. */
function numberColumn(
  head: Run,
  name: string,
  values: Float64Array,
  width: number,
  decimals: number,
  given: Uint8Array | null = null,
): Column<Spot> {
  const isEmpty = ({ t, unit }: Spot) => unit > width || (given !== null && given[t - 1] !== 1);
  return {
    head,
    width: Math.max(widthOf(name), widest(values, decimals)),
    cell: (spot) => (isEmpty(spot) ? "" : formatNumber(values[(spot.t - 1) * width + spot.unit - 1], decimals)),
  };
}

/** Every step of a layer, a row a step and unit, with target and loss beside the top layer. */
export function* stepTables(trace: Trace, index: number, decimals: number): Generator<Block, void, void> {
  const { layer, quantities } = trace.layers[index];
  const { H } = layer;
  const { T, loss, model } = trace;
  const count = (head: Run, most: number, cell: (spot: Spot) => string): Column<Spot> => ({
    head,
    width: Math.max(4, String(most).length),
    cell,
  });
  const keys = [count(math("t"), T, ({ t }) => String(t)), ...(H > 1 ? [count(words("unit"), H, ({ unit }) => String(unit))] : [])];
  const columns = [...quantities].map(([name, values]) => numberColumn(quantityHead(name), name, values, H, decimals));
  if (index === trace.layers.length - 1 && loss !== null && model.targets !== null) {
    columns.push(
      numberColumn(math("y"), "y", model.targets.values, outputOf(trace.layers[index]).length / T, decimals, model.targets.given),
    );
    columns.push(numberColumn(words("loss"), "loss", loss.perStep, 1, decimals, loss.given));
  }
  const last = Math.max(1, Math.min(T, Math.floor(mostRows / H)));
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
export function* updateTables(model: Model, update: Update, decimals: number): Generator<Block, void, void> {
  const { layers } = update;
  let labelWidth = "entry".length;
  let total = 0;
  for (const { label } of entriesOf(model)) {
    labelWidth = Math.max(labelWidth, label.length);
    total++;
  }
  const keys: Column<Entry>[] = [{ head: words("entry"), width: labelWidth, isText: true, cell: ({ label }) => label }];
  const columns = heads.map(([head, name], moment): Column<Entry> => {
    let width = name.length;
    for (const [index, parameters] of parametersOf(model).entries()) {
      for (const of of parameters.keys()) width = Math.max(width, widest(momentsOf(layers[index], of)[moment], decimals));
    }
    return {
      head: math(head),
      width,
      cell: ({ layer, parameter, at }) => formatNumber(momentsOf(layers[layer - 1], parameter)[moment][at], decimals),
    };
  });
  yield* tablesOf(keys, columns, () => firstOf(entriesOf(model), mostRows));
  if (total > mostRows) yield boundNote(`The table ends with the ${formatNumber(mostRows, 0)}th of ${formatNumber(total, 0)} entries.`);
}

export function* firstOf<T>(all: Iterable<T>, most: number): Generator<T, void, void> {
  let count = 0;
  for (const each of all) {
    if (count++ === most) return;
    yield each;
  }
}
