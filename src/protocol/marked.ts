/** Where the selection in the text stands, in the problem's own terms. */

export type MarkedKind =
  /** An entry of a parameter, or all of it. */
  | "parameter"
  /** x_t or y_t, or one number of it. */
  | "input"
  | "target"
  /** h_0 or c_0. */
  | "initial"
  /** The optimizer's moments of a parameter. */
  | "V"
  | "S"
  /** A gradient that the file gives. */
  | "given"
  /** An answer under `expect`. */
  | "answer"
  /** Another number of the optimizer. */
  | "setting";

/** `layer`, `row` and `col` count from 1; `row` and `col` are 0 where the whole is meant, and what a kind has no use for is 0 or empty. */
export interface Marked {
  readonly kind: MarkedKind;
  readonly layer: number;
  /** The parameter, the state h or c, or the setting. */
  readonly name: string;
  /** The step; of a given gradient the update; of an answer its number from 1, 0 while that is not known. */
  readonly t: number;
  readonly row: number;
  readonly col: number;
}
