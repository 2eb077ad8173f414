/** What explains one value: its equation in symbols, with numbers put in, and where each number comes from. */
import type { Quantity } from "../core/trace.js";
import type { Path } from "../document/problem.js";
import type { GradientPlace } from "./gradientPlace.js";

/** One value of the trace. `layer`, `t` and `unit` count from 1; `t` 0 is the initial state. */
export interface Place {
  readonly layer: number;
  readonly quantity: Quantity | "x" | "y" | "loss" | "z_f" | "z_i" | "z_c" | "z_o" | "z_r" | "z_z" | "z_n" | "z_h";
  readonly t: number;
  readonly unit: number;
}

/** Where a click leads: to another value of the trace, to a gradient, to the update before, or to a place in the text. */
export type Link =
  | { readonly kind: "value"; readonly place: Place }
  | { readonly kind: "gradient"; readonly place: GradientPlace; readonly update?: number }
  | { readonly kind: "update"; readonly update: number }
  | { readonly kind: "source"; readonly path: Path };

/** Which colour a symbol has; `ink` for parameters' and targets' own numbers. */
export type Hue = Quantity | "loss" | "ink";

/** A piece of an equation. A number is an index into `Explanation.numbers`, so that every bit crosses. */
export type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "symbol"; readonly text: string; readonly sub?: string; readonly hue: Hue }
  | {
      readonly kind: "number";
      readonly index: number;
      /** As typed in the file, where it was typed; else the view rounds at the decimals set. */
      readonly typed?: string;
      readonly link?: Link;
      readonly hue?: Hue;
      /** The result being explained. */
      readonly isAnswer?: boolean;
      /** Whether a negative number needs parentheses here. */
      readonly inParentheses?: boolean;
      /** A blank of an exercise: the number it points to is NaN, and is not to be shown as one. */
      readonly isHidden?: boolean;
    };

/** `left = right`; an empty left continues the line above. */
export interface EquationLine {
  readonly left: readonly Token[];
  readonly right: readonly Token[];
}

/** One summand of z; the waterfall's bar. `count` above 1 folds that many smaller terms. */
export interface Term {
  readonly label: readonly Token[];
  readonly index: number;
  readonly link?: Link;
  /** Index of the file's own number that the link leads to, where it leads into the file: the weight of a product. */
  readonly own?: number;
  readonly count: number;
  /** The term's own numbers, where the sum is too long to be written out: 0.5·0.2174. */
  readonly numbers?: readonly Token[];
}

/** The point on the activation: where z lands, and how steep it is there. */
export interface ActivationPoint {
  readonly name: string;
  /** Indices into `numbers`. */
  readonly z: number;
  readonly value: number;
  readonly slope: number;
  /** All indices into `numbers`: the curve over z from `numbers[from]` to `numbers[to]`, `samples.count` values from `numbers[samples.start]` at equal distances. */
  readonly from: number;
  readonly to: number;
  readonly samples: { readonly start: number; readonly count: number };
  /** Least and greatest value to draw (the values themselves, always finite). */
  readonly range: readonly [number, number];
}

export interface SourceRow {
  readonly symbols: readonly Token[];
  /** `line 10, row 2`, `step 1`, `left out: zeros`. */
  readonly label: string;
  readonly link?: Link;
}

/** What an explanation says, whatever it is about. */
export interface Working {
  /** `Forget gate`. */
  readonly title: string;
  readonly equation: readonly EquationLine[];
  readonly terms: readonly Term[];
  readonly hue: Hue;
  readonly activation: ActivationPoint | null;
  readonly usedIn: readonly EquationLine[];
  readonly comesFrom: readonly SourceRow[];
  /** The key of the blank that the value itself is (`blankKey`); left out where it is in sight. */
  readonly blank?: string;
  readonly numbers: Float64Array;
}

/** A value of the trace, explained. */
export interface Explanation extends Working {
  readonly place: Place;
}
