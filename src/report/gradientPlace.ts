/** Which number of the backward pass is meant. */

export type GradientKind =
  /** ∂L/∂h_t, ∂L/∂c_t, ∂L/∂ŷ_t, ∂L/∂x_t of unit `row`, every path counted; t = 0 is the initial state. `name` is h, c, yhat or x. */
  | "state"
  /** The same of h or c, but counting only the paths through later steps. */
  | "later"
  /** ∂L/∂z of unit `row`; `name` is z_f …, of a dense layer z. */
  | "z"
  /** What step t adds to entry (row, col) of ∂L/∂`name`. */
  | "part"
  /** Entry (row, col) of ∂L/∂`name`. */
  | "entry"
  /** The part of ∂L/∂`name` that step t brings, out of 1. */
  | "share"
  /** What the shares of all steps add up to. */
  | "shares"
  /** ‖∂L/∂h_t‖ …; `name` as in `state`. */
  | "norm"
  /** The norm of what is `later`. */
  | "laterNorm"
  /** ‖∂L/∂`name`‖. */
  | "parameterNorm"
  /** What the step from t back to t−1 does to the norm of the state's gradient. */
  | "factor"
  /** ‖∂h_T/∂h_0‖. */
  | "through"
  /** ‖∂h_T/∂h_0‖^(1/T). */
  | "growth"
  /** The mean of a gate over the units at step t; `name` is f. */
  | "mean"
  /** The loss of the sequence. */
  | "loss";

/** A number of the backward pass. `layer`, `t`, `row` and `col` count from 1; what a kind has no use for is 0, and its `name` empty. */
export interface GradientPlace {
  readonly kind: GradientKind;
  readonly layer: number;
  readonly name: string;
  readonly t: number;
  readonly row: number;
  readonly col: number;
}

/** A place from what it has. */
export function gradientPlace(
  kind: GradientKind,
  layer: number,
  name: string,
  at: Partial<Pick<GradientPlace, "t" | "row" | "col">> = {},
): GradientPlace {
  return { kind, layer, name, t: at.t ?? 0, row: at.row ?? 0, col: at.col ?? 0 };
}

export function isSameGradient(a: GradientPlace | null, b: GradientPlace | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.layer === b.layer && a.name === b.name && a.t === b.t && a.row === b.row && a.col === b.col;
}
