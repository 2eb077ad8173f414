/** Everything one drawing of the page is made from, put together once and read by every part. */
import type { InsightsOfTrace } from "../protocol/insights.js";
import type { Marked } from "../protocol/marked.js";
import type { LayerShape, PanelState, Saturation, TraceShape } from "../protocol/panel.js";
import type { Explanation, Place } from "../report/explanation.js";
import type { AnswersActions, AnswersView } from "./answers/view.js";
import type { ComparisonActions, OtherView } from "./compare/view.js";
import type { GradientsActions, GradientsView } from "./gradients/view.js";
import type { FigureLayout } from "./layout.js";
import { type Quantity, stripOf } from "./names.js";
import type { OptimizerActions, OptimizerView } from "./optimizer/view.js";
import type { StepCache } from "./stepCache.js";
import type { Tab } from "./tabs.js";
import type { Theme } from "./theme.js";
import type { WhatIfActions } from "./whatIf/view.js";
import type { Span } from "./windowing.js";

/** What a person can do; every part of the page is given these and nothing else to act with. */
export interface Actions {
  /** The step asked for last: it may be ahead of what is drawn. */
  now(): number;
  goTo(t: number): void;
  select(place: Place): void;
  /** Goes to the place's step as well. */
  goToPlace(place: Place): void;
  showLayer(layer: number): void;
  /** The same quantity of another unit, or the first one where none of the layer is selected. */
  showUnit(unit: number): void;
  reveal(path: readonly (string | number)[]): void;
  /** Shows a blank of an exercise, by its key. */
  revealBlank(key: string): void;
  goToFault(): void;
  cancel(): void;
  /** The strips were scrolled: the first step in sight, counted from 0, with its fraction. */
  scrolled(firstStep: number): void;
  /** Scrolls the strips. */
  moveTo(firstStep: number): void;
  hover(spot: Spot | null): void;
  showTab(tab: Tab): void;
  readonly margin: MarginActions;
  readonly gradients: GradientsActions;
  readonly optimizer: OptimizerActions;
  readonly answers: AnswersActions;
  readonly comparison: ComparisonActions;
  readonly whatIf: WhatIfActions;
}

/** What a person can do in the Trace tab's margin. */
export interface MarginActions {
  /** Shows more terms of the sum that is explained. */
  unfold(): void;
}

/** The mark under the pointer: a value, and where its name is to be shown within the figure's strips. */
export interface Spot {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

/** The trace as it is drawn. */
export interface TraceView {
  readonly trace: TraceShape;
  readonly steps: StepCache;
  /** From 1. */
  readonly layer: number;
  readonly shape: LayerShape;
  /** Whether the loss compares this layer's output with the targets. */
  readonly isTop: boolean;
  /** From 1. */
  readonly unit: number;
  readonly t: number;
  readonly selection: Place | null;
  /** The quantity whose parameter the editor's selection stands in. */
  readonly marked: Quantity | null;
  /** Where the editor's selection stands. */
  readonly fed: Marked | null;
  readonly decimals: number;
  /** The widest number of the strips, in pixels. */
  readonly numberWidth: number;
  readonly figure: FigureLayout;
  readonly scroll: number;
  readonly sight: Span;
  readonly theme: Theme;
  readonly hover: Spot | null;
  /** Null where the layer is not compared. */
  readonly other: OtherView | null;
}

/** What the screen tells the state each time it draws. */
export interface Surroundings {
  readonly theme: Theme;
  /** Of the figure. */
  readonly width: number;
}

export interface MarginView {
  readonly explanation: Explanation | null;
  /** Whether more terms of its sum can be shown. */
  readonly canUnfold: boolean;
  readonly saturation: readonly Saturation[] | null;
  /** Those of the trace shown, or of an older one until they are there. */
  readonly insights: InsightsOfTrace | null;
}

export interface PageView {
  readonly host: PanelState;
  readonly trace: TraceView | null;
  readonly margin: MarginView;
  /** Those that apply to the file. */
  readonly tabs: readonly Tab[];
  /** The one shown; null where none applies. */
  readonly tab: Tab | null;
  /** Null in the other tabs. */
  readonly optimizer: OptimizerView | null;
  /** Null in the other tabs, and until the first gradients are there. */
  readonly gradients: GradientsView | null;
  /** Null in the other tabs. */
  readonly answers: AnswersView | null;
  /** The update asked for last. */
  readonly update: number;
}

/** Whether an exercise hides the number at a place of the layer in sight. */
export function isHidden({ steps, layer }: Pick<TraceView, "steps" | "layer">, { quantity, t, unit }: Place): boolean {
  if (quantity === "y") return false;
  return steps.isHidden(layer, quantity === "loss" || quantity === "x" ? quantity : (stripOf(quantity) ?? "loss"), t, unit);
}

export function isSamePlace(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  return a.layer === b.layer && a.quantity === b.quantity && a.t === b.t && a.unit === b.unit;
}
