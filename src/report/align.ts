/** Tables for the terminal: columns of text, numbers aligned at the point. */
import { formatNumber } from "./format.js";

const gap = "  ";

/** Characters that take a place of their own; a tilde over its letter does not. */
export function widthOf(text: string): number {
  return text.replace(/\p{M}/gu, "").length;
}

/** How wide the widest of `values` is at `decimals`; the extremes, of those with and of those without an exponent, are the widest. */
export function widest(values: Float64Array, decimals: number): number {
  const extremes = { least: 0, greatest: 0, leastLarge: 0, greatestLarge: 0 };
  let width = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) width = 3;
    else if (Math.abs(value) < 1e9) {
      if (value < extremes.least) extremes.least = value;
      else if (value > extremes.greatest) extremes.greatest = value;
    } else if (value < extremes.leastLarge) extremes.leastLarge = value;
    else if (value > extremes.greatestLarge) extremes.greatestLarge = value;
  }
  return Math.max(width, ...Object.values(extremes).map((value) => formatNumber(value, decimals).length));
}

export interface Column {
  readonly head: string;
  /** Of the widest cell or the head. */
  readonly width: number;
  /** Words stand left, numbers right. */
  readonly isText?: boolean;
}

/** The heads above their columns. */
export function headLine(columns: readonly Column[]): string {
  return lineOf(columns, (at) => columns[at].head, widthOf);
}

/** A row; `cell` gives the text of a column, which holds no marks over letters. */
export function cellLine(columns: readonly Column[], cell: (at: number) => string): string {
  return lineOf(columns, cell, (text) => text.length);
}

function lineOf(columns: readonly Column[], cell: (at: number) => string, width: (text: string) => number): string {
  let line = "";
  for (let at = 0; at < columns.length; at++) {
    const text = cell(at);
    const space = " ".repeat(columns[at].width - width(text));
    line += (at === 0 ? "" : gap) + (columns[at].isText ? text + space : space + text);
  }
  return `${line.trimEnd()}\n`;
}
