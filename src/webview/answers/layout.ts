/** The columns of the table of answers, the rows that are drawn, and where the keys lead; nothing here touches the page. */
import * as l10n from "@vscode/l10n";
import type { SheetShape } from "../../protocol/answers.js";
import type { AnswerPlace } from "../../report/answers/place.js";

/** Height of every row, in pixels; the style sheet has it too. */
export const rowHeight = 24;
/** Sheets of more rows scroll in a box of their own, so that what explains a row stays in sight. */
export const mostUnboxed = 24;
/** Rows drawn at once: more than a screen has. */
const drawn = 140;
/** Rows drawn above those in sight. */
const above = 20;

export type ColumnName = "step" | "name" | "claimed" | "computed" | "full" | "difference" | "verdict";

export interface Column {
  readonly name: ColumnName;
  /** In pixels; null for what is left. */
  readonly width: number | null;
}

export interface TableLayout {
  readonly columns: readonly Column[];
  /** The narrowest the table may be. */
  readonly least: number;
  /** Whether the columns stand close. */
  readonly isTight: boolean;
  readonly verdict: VerdictForm;
}

/** A verdict in words, in few, or by its icon, when the words are for screen readers only. */
export type VerdictForm = "words" | "few" | "icon";

/** Room for each. */
const roomFor: Readonly<Record<VerdictForm, number>> = { words: 212, few: 112, icon: 26 };

/** What is left out, the widest table first. An answer's name mostly tells its step as well. */
const forms: readonly (readonly [VerdictForm, ...ColumnName[]])[] = [
  ["words"],
  ["words", "full"],
  ["words", "full", "difference"],
  ["few", "full", "difference"],
  ["icon", "full", "difference"],
  ["icon", "full", "difference", "step"],
];

/** Names are cut to no less than this. */
const leastName = 84;
/** Longer numbers are cut in their column. */
const longestNumber = 22;

/** How many decimals a number is given in full with: two more than claimed. */
export function decimalsInFull({ decimals }: Pick<SheetShape, "decimals">): number {
  return Math.min(10, Math.max(4, decimals) + 2);
}

/** The columns that have room in a figure of this width; `digit` is the width of a digit. */
export function layOutTable(sheet: Pick<SheetShape, "longest" | "decimals">, width: number, digit: number): TableLayout {
  const isTight = width < 800;
  const gap = isTight ? 14 : 22;
  const number = (characters: number): number => Math.ceil(Math.min(longestNumber, Math.max(8, characters)) * digit) + gap;
  const { longest } = sheet;
  const inFull = number(decimalsInFull(sheet) + 3);
  const all: readonly Column[] = [
    { name: "step", width: isTight ? 70 : 78 },
    { name: "name", width: Math.ceil(Math.min(36, Math.max(5, longest.name)) * 7.4) + gap },
    { name: "claimed", width: number(longest.claimed + 1) },
    { name: "computed", width: number(longest.computed + 1) },
    { name: "full", width: inFull },
    { name: "difference", width: inFull },
    { name: "verdict", width: null },
  ];
  const tables = forms.map(([verdict, ...left]) => ({ verdict, columns: all.filter(({ name }) => !left.includes(name)) }));
  const fits = tables.find(({ verdict, columns }) => taken(columns, verdict !== "words") + roomFor[verdict] <= width);
  const { verdict, columns } = fits ?? tables[tables.length - 1];
  const least = roomFor[verdict];
  // Names give way first: their beginnings tell them apart, and they are told in full beside the table.
  const over = Math.max(0, taken(columns, false) + least - width);
  const fitted = columns.map((column) =>
    column.name === "name" && column.width !== null
      ? { ...column, width: Math.min(column.width, Math.max(leastName, column.width - over)) }
      : column,
  );
  return { columns: fitted, least: taken(fitted, false) + least, isTight, verdict };
}

/** What columns take beside the verdict's, with names as they are or as short as they may be cut. */
function taken(columns: readonly Column[], isCut: boolean): number {
  return columns.reduce(
    (sum, { name, width }) => sum + (width === null ? 0 : isCut && name === "name" ? Math.min(leastName, width) : width),
    0,
  );
}

/** Rows to be drawn, from … to, `to` not included, of a table scrolled by `top` pixels. In steps, so that most scrolling draws nothing anew. */
export function rowsDrawn(total: number, top: number): { readonly from: number; readonly to: number } {
  if (total <= drawn) return { from: 0, to: total };
  const first = Math.floor(Math.max(0, top) / rowHeight / above) * above;
  const from = Math.min(Math.max(0, first - above), total - drawn);
  return { from, to: from + drawn };
}

/** The row a key leads to; null for a key that is none of the table's own. */
export function rowForKey(key: string, row: number | null, total: number): number | null {
  const at = row ?? -1;
  const page = 10;
  const moves: Readonly<Record<string, number>> = {
    ...{ ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - page, PageDown: at + page, Home: 0, End: total - 1 },
  };
  const to = moves[key];
  return to === undefined || total === 0 ? null : Math.min(total - 1, Math.max(0, to));
}

/** What rows are gathered under. */
export function groupOf(place: AnswerPlace): string {
  if (place.kind === "parameter") return place.quantity === "gradients" ? l10n.t("gradient") : l10n.t("update {0}", place.update);
  return place.t === null ? "" : `t = ${place.t}`;
}
