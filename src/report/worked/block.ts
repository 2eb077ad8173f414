/** What a worked solution is made of, whatever it is written as. */
import type { Layer } from "../../core/model.js";
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

const cellNames: Readonly<Record<Layer["cell"], string>> = { lstm: "LSTM", gru: "GRU", rnn: "RNN", dense: "dense" };

/** A layer's cell as it is written in a sentence. */
export function cellName({ cell }: Layer): string {
  return cellNames[cell];
}

/** Heads what is about one layer of a stack; nothing of a layer that is alone. */
export function* layerHeading(layers: number, index: number, layer: Layer): Generator<Block, void, void> {
  if (layers > 1) yield { kind: "heading", level: 3, runs: [words(`Layer ${index + 1}: ${cellName(layer)}`)] };
}
