/** What every drawing of a cell is given, and what it says about itself. */
import type { TraceView } from "../view.js";
import type { Axis } from "./foot.js";
import type { Drawing, Pen } from "./pen.js";
import type { StepValues } from "./step.js";

/** One column to draw in; everything is drawn from its left edge, x = 0. */
export interface Column {
  readonly view: TraceView;
  readonly pen: Pen;
  readonly step: StepValues;
  readonly width: number;
  /** The output axis's scale: one for all columns. */
  readonly outputScale: Axis["scale"];
}

/** A label in the gutter, and the initial state below it. */
export interface GutterRow {
  readonly y: number;
  label(): string;
  readonly initial?: "h" | "c";
}

/** How a cell is drawn: whole, one column a step, or condensed. */
export interface CellDrawing {
  readonly fullHeight: number;
  readonly condensedHeight: number;
  /** The narrowest column the whole drawing fits in, for labels of this width. */
  leastWidth(labelWidth: number): number;
  readonly gutter: readonly GutterRow[];
  /** Where the condensed drawing's label stands. */
  readonly condensedLabelY: number;
  full(column: Column): Drawing;
  condensed(column: Column): Drawing;
}
