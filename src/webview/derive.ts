/** From the state to what is drawn: pure but for what it is given. */
import type { Marked } from "../protocol/marked.js";
import type { LayerShape, PanelState, TraceShape } from "../protocol/panel.js";
import type { Place } from "../report/explanation.js";
import { formatNumber } from "../report/format.js";
import { cells } from "./cell/cells.js";
import { type Other, otherView } from "./compare/view.js";
import { layOutFigure } from "./layout.js";
import { quantityOfParameter, stripOf } from "./names.js";
import type { Saved } from "./saved.js";
import type { StepCache, Want } from "./stepCache.js";
import { stripPlace } from "./strips/labels.js";
import type { Theme } from "./theme.js";
import type { Spot, TraceView } from "./view.js";
import { scrollToShow, stepsAround, stepsInSight } from "./windowing.js";

export interface DeriveInput {
  readonly steps: StepCache;
  readonly host: PanelState;
  readonly theme: Theme;
  readonly width: number;
  readonly t: number;
  readonly selection: Place | null;
  readonly saved: Saved;
  readonly marked: Marked | null;
  readonly hover: Spot | null;
  readonly other: Other | null;
}

/** What the last drawing followed: when one of these changes, the cursor is brought into sight. */
export interface Followed {
  readonly t: number;
  readonly width: number;
  readonly layer: number;
}

/** The unit a place speaks of; null where it speaks of an input, a target or the loss. */
export function unitOf(place: Place | null): number | null {
  return place === null || stripOf(place.quantity) === null ? null : place.unit;
}

/** Characters of the longest number that the strips can show. */
export function longestNumber(trace: TraceShape, layer: number, decimals: number): number {
  const ends = Object.values(trace.layers[layer - 1].ranges).flat();
  const all = trace.loss === null ? ends : [...ends, Number(trace.loss.greatest)];
  return Math.max(decimals + 3, ...all.map((end) => formatNumber(end, decimals).length));
}

export function deriveTrace(input: DeriveInput, followed: Followed): TraceView {
  const { steps, host, theme, saved } = input;
  const { trace } = steps;
  const layer = Math.min(saved.layer, trace.layers.length);
  const shape = trace.layers[layer - 1];
  const t = Math.min(trace.T, Math.max(1, input.t));
  const numberWidth = theme.digit * longestNumber(steps.trace, layer, host.decimals);
  const other = otherView(input.other, layer);
  const figure = layOutFigure({
    width: input.width,
    trace,
    layer: shape,
    numberWidth,
    fullWidth: cells[shape.cell].leastWidth(numberWidth + 22),
    compared: other,
  });
  const { stepWidth, plot } = figure;
  const held = Math.min(Math.max(0, trace.T * stepWidth - plot), Math.max(0, saved.firstStep * stepWidth));
  const isFollowing = followed.t !== t || followed.width !== figure.width || followed.layer !== layer;
  const scroll = isFollowing ? scrollToShow(t, held, stepWidth, plot, trace.T) : held;
  return {
    trace,
    steps,
    layer,
    shape,
    isTop: layer === trace.layers.length,
    unit: Math.min(saved.unit, shape.H),
    t,
    selection: input.selection,
    marked: input.marked?.kind === "parameter" && input.marked.layer === layer ? quantityOfParameter(shape.cell, input.marked.name) : null,
    fed: input.marked,
    decimals: host.decimals,
    numberWidth,
    figure,
    scroll,
    sight: stepsInSight(scroll, stepWidth, plot, trace.T),
    theme,
    hover: input.hover,
    other,
  };
}

/** Whether there is a value at a place: a step without a target has neither a target nor a loss. */
export function hasValue(view: TraceView, { quantity, t }: Place): boolean {
  if (quantity !== "loss" && quantity !== "y") return true;
  const piece = view.steps.pieceAt(view.layer, t);
  if (piece === null || piece.targets === null) return false;
  const K = piece.targets.length / (piece.to - piece.from + 1);
  return !Number.isNaN(piece.targets[(t - piece.from) * K]);
}

/** The steps a drawing shows, the cursor's first, and the first step, which has the initial state. */
export function wantsFor(view: TraceView): readonly Want[] {
  const { layer, trace, t, sight, figure } = view;
  const around = stepsAround(t, figure.cell.columns, trace.T);
  return [
    { layer, span: { from: Math.max(1, around.from - 1), to: around.to } },
    { layer, span: { from: Math.max(1, sight.from - 1), to: Math.min(trace.T, sight.to + 1) } },
    ...(figure.cell.kind === "full" ? [{ layer, span: { from: 1, to: 1 } }] : []),
  ];
}

/** ↑ ↓: the neighbouring unit, or with one unit the neighbouring quantity. */
export function placeBeside(
  view: TraceView,
  selection: Place | null,
  { unit, t }: { readonly unit: number; readonly t: number },
  by: 1 | -1,
): Place {
  const { strips } = view.figure;
  const { H } = view.shape;
  const at = Math.max(
    0,
    strips.findIndex((strip) => strip.quantity === selection?.quantity),
  );
  const strip = H > 1 ? strips[at] : strips[Math.min(strips.length - 1, Math.max(0, at + by))];
  return stripPlace(view, strip, t, H > 1 ? Math.min(H, Math.max(1, unit + by)) : 1);
}

/** The selected quantity of another unit; the layer's first where nothing of its units is selected. */
export function placeOfUnit(
  { H, quantities }: Pick<LayerShape, "H" | "quantities">,
  selection: Place | null,
  { layer, t, unit }: Pick<Place, "layer" | "t" | "unit">,
): Place {
  const isOf = selection !== null && selection.layer === layer && unitOf(selection) !== null;
  return { layer, quantity: isOf ? selection.quantity : quantities[0], t, unit: Math.min(H, Math.max(1, unit)) };
}
