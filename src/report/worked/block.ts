/** What a worked solution is made of, whatever it is written as. */
import type { Formula, Row } from "./math.js";

/** A piece of a sentence: words, TeX, or a text from the file as it stands there. */
export type Run = { readonly words: string } | { readonly math: string } | { readonly code: string };

export interface TableColumn {
  readonly head: Run;
  /** Of the widest cell, in characters. */
  readonly width: number;
  readonly isText?: boolean;
}

export type Block =
  | { readonly kind: "title"; readonly name: string }
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly runs: readonly Run[] }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[] }
  /** Aligned at the equals signs; one list of rows an equation. */
  | { readonly kind: "equations"; readonly equations: readonly (readonly Row[])[] }
  /** Formulas beside each other, a line each: the parameters of one gate. */
  | { readonly kind: "formulas"; readonly lines: readonly (readonly Formula[])[] }
  /** Cells are numbers as they are printed; those of a text column are names. */
  | { readonly kind: "table"; readonly columns: readonly TableColumn[]; readonly rows: Iterable<readonly string[]> }
  /** Nothing to be written: who writes may do something else first. */
  | { readonly kind: "pause" };

export const words = (text: string): Run => ({ words: text });
export const math = (tex: string): Run => ({ math: tex });
export const code = (text: string): Run => ({ code: text });

/** `1 step`, `2 steps`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
