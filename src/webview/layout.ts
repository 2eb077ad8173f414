/** Where everything in the figure stands, in CSS pixels; nothing here touches the page. */
import type { LayerShape, TraceShape } from "../protocol/panel.js";
import { type Compared, differenceStrip, spanning, spanningLoss } from "./compare/layout.js";
import type { Quantity } from "./names.js";
import { lossScale, type Scale, scaleOf } from "./scales.js";

/** Units up to which each has its own line; above, a strip is a heat map. */
export const MOST_LINES = 8;
/** The narrowest a step may be before the strips scroll. */
export const LEAST_STEP = 4;
/** The narrowest column the condensed cell fits in. */
const LEAST_CONDENSED = 148;
const MOST_CONDENSED = 7;
/** The narrowest figure that is drawn; below it scrolls inside its own box. */
export const LEAST_WIDTH = 256;

/** How high one heat map of several may be, so that they can be seen together. */
const LEAST_HEAT = 72;
const MOST_HEAT = 128;

export interface Strip {
  /** `loss`, or the layer's own. */
  readonly quantity: Quantity | "loss";
  readonly kind: "lines" | "heat";
  readonly top: number;
  readonly height: number;
  readonly scale: Scale;
  /** How the units stand in a heat map; null for lines. */
  readonly heat: HeatRows | null;
  /** The strip of differences from another trace below it; null where there is none. */
  readonly difference: Strip | null;
}

export interface FigureLayout {
  readonly width: number;
  /** Labels to the left of the plot. */
  readonly gutter: number;
  readonly plot: number;
  /** To the right of the plot: the step at the cursor, unit by unit; 0 where the numbers stand at the steps. */
  readonly slice: number;
  readonly stepWidth: number;
  /** T × stepWidth; above `plot` the strips scroll. */
  readonly content: number;
  readonly isNarrow: boolean;
  /** `full` and `aligned` stand on the strips' own columns; `loupe` shows some steps round the cursor on its own. */
  readonly cell: { readonly kind: "full" | "aligned" | "loupe"; readonly columns: number; readonly columnWidth: number };
  readonly hasHeat: boolean;
  /** Whether there is room for a number at every step. */
  readonly hasNumbers: boolean;
  readonly strips: readonly Strip[];
  readonly stripsHeight: number;
}

export interface FigureInput {
  readonly width: number;
  readonly trace: TraceShape;
  readonly layer: LayerShape;
  /** Width of a number at the decimals set, and of a symbol with its subscript before it. */
  readonly numberWidth: number;
  readonly fullWidth: number;
  /** The trace it is compared with, if any. */
  readonly compared?: Compared | null;
}

export function layOutFigure(input: FigureInput): FigureLayout {
  const { trace, layer, numberWidth } = input;
  const { T } = trace;
  const width = Math.max(LEAST_WIDTH, Math.floor(input.width));
  const isNarrow = width < 700;
  const hasHeat = layer.H > MOST_LINES;
  const gutter = hasHeat && !isNarrow ? 104 : isNarrow ? 96 : 108;
  const hasNumbers = !hasHeat && (width - gutter) / T >= numberWidth + 22;
  const slice = sliceWidth(width - gutter, hasHeat, hasNumbers, layer.H, numberWidth);
  const plotRoom = width - gutter - slice;
  const stepWidth = widthOfStep(plotRoom, T, hasHeat);
  const plot = Math.min(plotRoom, T * stepWidth);
  const cell = cellColumns(plot, width - gutter, T, input.fullWidth);
  const { strips, stripsHeight } = stackStrips(input, isNarrow);
  return { width, gutter, plot, slice, stepWidth, content: T * stepWidth, isNarrow, cell, hasHeat, hasNumbers, strips, stripsHeight };
}

function sliceWidth(room: number, hasHeat: boolean, hasNumbers: boolean, H: number, numberWidth: number): number {
  if (hasHeat) return Math.round(Math.min(138, Math.max(72, room * 0.16)));
  const bars = H > 1 ? H * 9 + 10 : 0;
  return hasNumbers && H === 1 ? 0 : Math.ceil(14 + bars + (hasNumbers ? 0 : numberWidth + 8));
}

/** Heat maps stand on whole pixels, so that no column is wider than its neighbour. */
function widthOfStep(room: number, T: number, hasHeat: boolean): number {
  const fitting = room / T;
  if (fitting < LEAST_STEP) return LEAST_STEP;
  return hasHeat ? Math.floor(fitting) : fitting;
}

function cellColumns(plot: number, room: number, T: number, fullWidth: number): FigureLayout["cell"] {
  if (plot / T >= fullWidth) return { kind: "full", columns: T, columnWidth: plot / T };
  if (plot / T >= LEAST_CONDENSED) return { kind: "aligned", columns: T, columnWidth: plot / T };
  const fitting = Math.floor(room / LEAST_CONDENSED);
  const odd = fitting % 2 === 0 ? fitting - 1 : fitting;
  const columns = Math.min(T, MOST_CONDENSED, Math.max(1, odd));
  return { kind: "loupe", columns, columnWidth: Math.floor(room / columns) };
}

/** Whole pixels a row, all rows alike; where there are more units than pixels, a row is the mean of `unitsPerRow` of them. */
export interface HeatRows {
  readonly unitsPerRow: number;
  readonly rowHeight: number;
  readonly rows: number;
}

/** The rows of each of `count` heat maps; few stand higher than many. */
export function heatRows(H: number, count: number): HeatRows {
  const most = Math.max(MOST_HEAT, Math.round(320 / count));
  const unitsPerRow = Math.ceil(H / most);
  const rows = Math.ceil(H / unitsPerRow);
  const aim = Math.min(most, Math.max(LEAST_HEAT, Math.round(220 / count), rows * 2));
  return { unitsPerRow, rowHeight: Math.max(1, Math.floor(aim / rows)), rows };
}

/** Few strips stand higher than many, so that a plain recurrence is no ribbon. */
function heightOfLines(count: number, isNarrow: boolean): number {
  return isNarrow ? Math.min(72, Math.max(38, Math.round(300 / count))) : Math.min(96, Math.max(50, Math.round(380 / count)));
}

function stackStrips({ trace, layer, compared = null }: FigureInput, isNarrow: boolean): Pick<FigureLayout, "strips" | "stripsHeight"> {
  const hasHeat = layer.H > MOST_LINES;
  const heat = hasHeat ? heatRows(layer.H, layer.quantities.length * (compared === null ? 1 : 2)) : null;
  const lineHeight = heightOfLines(layer.quantities.length + (trace.loss === null ? 0 : 1), isNarrow);
  const both = compared === null ? layer : spanning(layer, compared.layer);
  const strips: Strip[] = [];
  let top = 0;
  const stack = (strip: Omit<Strip, "top" | "difference">, gap: number): void => {
    const below = top + strip.height + (hasHeat ? 3 : 0);
    const reach = compared?.reachOf(strip.quantity) ?? null;
    const difference = reach === null ? null : differenceStrip(strip, below, reach);
    strips.push({ ...strip, top, difference });
    top = (difference === null ? top + strip.height : below + difference.height) + gap;
  };
  for (const quantity of layer.quantities) {
    const height = heat === null ? lineHeight : heat.rows * heat.rowHeight;
    stack({ quantity, kind: hasHeat ? "heat" : "lines", height, scale: scaleOf(both, quantity), heat }, hasHeat ? 7 : 0);
  }
  if (trace.loss !== null) {
    const scale = lossScale(spanningLoss(trace.loss, compared?.loss ?? null));
    stack({ quantity: "loss", kind: "lines", height: hasHeat ? 44 : lineHeight, scale, heat: null }, 0);
  }
  return { strips, stripsHeight: top };
}
