/** Everything one drawing of the Gradients tab is made from. */
import { type GradientAt, type GradientSteps, type GradientSummary, hiddenColumns, type Passage } from "../../protocol/gradients.js";
import type { Marked } from "../../protocol/marked.js";
import type { CheckedGradient, LayerShape } from "../../protocol/panel.js";
import type { Theme } from "../theme.js";
import type { Span } from "../windowing.js";
import type { GradientCache } from "./cache.js";
import type { ExplainedView, Subject } from "./explaining.js";
import type { GradientsLayout } from "./layout.js";

/** The point under the pointer, from the plot's left edge and the figure's top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a person can do in the Gradients tab, beside stepping. */
export interface GradientsActions {
  check(): void;
  /** Explains a number in the margin; the one before stays the way back. */
  explain(subject: Subject): void;
  explainBefore(): void;
  /** Shows more terms of the sum that is explained. */
  unfold(): void;
  hover(point: Point | null): void;
  /** The plot was scrolled: the first step in sight, counted from 0, with its fraction. */
  scrolled(firstStep: number): void;
}

export interface GradientsView {
  readonly summary: GradientSummary;
  readonly cache: GradientCache;
  readonly T: number;
  /** From 1. */
  readonly layer: number;
  readonly shape: LayerShape;
  readonly layers: readonly LayerShape[];
  readonly unit: number;
  readonly t: number;
  /** The layer's parameters in the order of their rows. */
  readonly rows: readonly string[];
  readonly layout: GradientsLayout;
  readonly scroll: number;
  readonly sight: Span;
  readonly hover: Point | null;
  /** Null where it has not come yet. */
  readonly at: GradientAt | null;
  /** Null where it has not come yet, and of a dense layer. */
  readonly passage: Passage | null;
  /** What the shares of all steps add up to, for each parameter of the summary; null where it has not come yet. */
  readonly sums: Float64Array | null;
  readonly explained: ExplainedView;
  /** Where the editor's selection stands. */
  readonly fed: Marked | null;
  readonly checked: readonly CheckedGradient[] | null;
  readonly isWorking: boolean;
  readonly decimals: number;
  readonly theme: Theme;
}

/** The piece that holds the step, and the step's index in it. */
export function stepIn(
  { cache, layer }: Pick<GradientsView, "cache" | "layer">,
  t: number,
): { readonly piece: GradientSteps; readonly k: number } | null {
  const piece = cache.pieceAt(layer, t);
  return piece === null ? null : { piece, k: t - piece.from };
}

/** Whether an exercise hides a step's number in this column of the piece. */
export function isHiddenIn(
  { piece, k }: { readonly piece: GradientSteps; readonly k: number },
  column: keyof typeof hiddenColumns,
): boolean {
  return ((piece.hidden?.[k] ?? 0) & hiddenColumns[column]) !== 0;
}

/** A parameter's share at a step; undefined where it has not come yet. */
export function shareAt(view: Pick<GradientsView, "cache" | "layer">, parameter: string, t: number): number | undefined {
  const found = stepIn(view, t);
  if (found === null) return undefined;
  const { piece, k } = found;
  return piece.shares[piece.parameters.indexOf(parameter) * (piece.to - piece.from + 1) + k];
}
