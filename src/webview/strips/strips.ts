/** The strips: one a quantity, one below the other on the same time axis, which scrolls where it does not fit. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { formatNumber } from "../../report/format.js";
import { blankSaid, blankText } from "../blank.js";
import { formatEnd } from "../cell/foot.js";
import { number, type Pen, words } from "../cell/pen.js";
import { penFor } from "../cell/unrolled.js";
import { differenceGrid, differenceNames, differenceNumbers, otherReadouts } from "../compare/labels.js";
import { differenceCanvases, differenceKeys, otherTip } from "../compare/strips.js";
import { box } from "../dom.js";
import type { Strip } from "../layout.js";
import { isFed } from "../marks.js";
import { hueClass, names } from "../names.js";
import { type Actions, isHidden, type TraceView } from "../view.js";
import { rowOf, yOf } from "./geometry.js";
import { AXIS_HEIGHT, cursor, fedStep, grid, rowMark, stepNumbers, stripPlace, timeAxis } from "./labels.js";
import { plotHandlers } from "./pointer.js";
import { LINE_PITCH, SLICE_GAP, sliceCanvasWidth } from "./slice.js";

export function stripsTemplate(view: TraceView, actions: Actions): TemplateResult {
  const { figure } = view;
  const hasAxis = figure.cell.kind === "loupe";
  const height = figure.stripsHeight + (hasAxis ? AXIS_HEIGHT : 6);
  const pen = penFor(view, actions);
  const isScrolling = figure.content > figure.plot + 0.5;
  return html`<div class="strips" ${box({ width: figure.width, height: height + (isScrolling ? 14 : 0) })}>
    ${backdrop(view, height)}
    ${figure.strips.map((strip) => stripName(view, actions, strip))}${differenceKeys(view)}
    ${plot(view, actions, pen, { height, hasAxis, isScrolling })}
    ${figure.slice > 0 ? slices(view, pen) : nothing}
    ${tip(view)}
  </div>`;
}

/** Rules between the strips, ends of their scales, the band of the current step. */
function backdrop(view: TraceView, height: number): TemplateResult {
  const { figure, t, scroll, sight } = view;
  const left = figure.gutter + (t - 1) * figure.stepWidth - scroll;
  const isHere = t >= sight.from && t <= sight.to && figure.stepWidth >= 24 && !figure.hasHeat;
  return html`<svg class="backdrop" aria-hidden="true" width=${figure.width} height=${height}>
    ${isHere ? svg`<rect class="band" x=${left} y="0" width=${figure.stepWidth} height=${figure.stripsHeight}></rect>` : nothing}
    ${figure.strips.map((strip) => stripFrame(view, strip))}${differenceNames(view)}</svg>`;
}

function stripFrame(view: TraceView, strip: Strip): SVGTemplateResult {
  const { figure, decimals } = view;
  const { low, high } = strip.scale;
  if (strip.kind === "heat") {
    return svg`${words(0, strip.top + 42, "axis", formatEnd(low, decimals))}${words(56, strip.top + 42, "axis end", formatEnd(high, decimals))}`;
  }
  const right = figure.gutter + figure.plot;
  const x = figure.gutter - 6;
  return svg`<line class="rule" x1="0" x2=${right} y1=${strip.top + 0.5} y2=${strip.top + 0.5}></line>
    ${words(x, strip.top + yOf(strip, high) + 4, "axis end", formatEnd(high, decimals))}${words(x, strip.top + yOf(strip, low) + 4, "axis end", formatEnd(low, decimals))}`;
}

/** The strip's name is its button: it explains the strip's value at the cursor. */
function stripName(view: TraceView, actions: Actions, strip: Strip): TemplateResult {
  const { t, unit, shape } = view;
  const isHeat = strip.kind === "heat";
  const place = stripPlace(view, strip, t);
  const isLoss = strip.quantity === "loss";
  const value = view.steps.value(view.layer, strip.quantity as Exclude<Strip["quantity"], "loss">, t, unit);
  const said = isLoss || value === undefined ? "" : ` ${isHidden(view, place) ? blankSaid() : formatNumber(value, view.decimals)}`;
  const at = shape.H > 1 && !isLoss ? l10n.t("at t = {0}, unit {1}", t, unit) : l10n.t("at t = {0}", t);
  const isSelected = view.selection?.quantity === place.quantity && (isLoss || view.selection.layer === place.layer);
  const word = isLoss ? "" : names[strip.quantity as "f"].word();
  const isMarked = view.marked === strip.quantity || isFed(place, view.fed, shape.cell);
  return html`<button class=${`strip-name ${hueClass(strip.quantity)}${isMarked ? " marked" : ""}`} aria-pressed=${isSelected ? "true" : "false"}
      aria-label=${l10n.t("{0}, explain", `${isLoss ? l10n.t("loss") : `${names[strip.quantity as "f"].symbol} ${word}`} ${at}${said}`)}
      data-strip-name=${strip.quantity} @click=${() => actions.select(place)}
      ${box({ top: strip.top + (isHeat ? 0 : strip.height / 2 - 11), height: 22 })}>
      ${isLoss ? html`<span class="word">${l10n.t("loss")}</span>` : html`<span class="sym">${names[strip.quantity as "f"].symbol}</span> <span class="word">${word}</span>`}
    </button>
    ${isHeat ? html`<canvas class="key" data-strip=${strip.quantity} data-part="key" aria-hidden="true" ${box({ top: strip.top + 25, width: 56, height: 6 })}></canvas>` : nothing}`;
}

interface PlotParts {
  readonly height: number;
  readonly hasAxis: boolean;
  readonly isScrolling: boolean;
}

function plot(view: TraceView, actions: Actions, pen: Pen, { height, hasAxis, isScrolling }: PlotParts): TemplateResult {
  const { figure, sight, trace } = view;
  const label = l10n.t("steps {0} to {1} of {2}", sight.from, sight.to, trace.T);
  const handlers = plotHandlers(view, actions);
  return html`<div class=${isScrolling ? "scroller scrolling" : "scroller"} role="group" aria-label=${label} tabindex="0"
      ${box({ left: figure.gutter, top: 0, width: figure.plot, height: height + (isScrolling ? 14 : 0) })} @scroll=${handlers.scroll}>
    <div class="track" ${box({ width: figure.content, height })}>
      <div class="sight" ${box({ width: figure.plot, height })} @pointerdown=${handlers.down} @pointermove=${handlers.move} @pointerup=${handlers.up} @pointercancel=${handlers.cancel} @pointerleave=${handlers.leave}>
        <svg class="grid" aria-hidden="true" width=${figure.plot} height=${height}>${grid(view)}${differenceGrid(view)}</svg>
        ${figure.strips.map(
          (
            strip,
          ) => html`<canvas data-strip=${strip.quantity} role="img" aria-label=${`${strip.quantity === "loss" ? l10n.t("loss") : names[strip.quantity].word()}, ${label}`} aria-describedby=${`table-${strip.quantity}`}
            ${box({ top: strip.top, width: figure.plot, height: strip.height })}></canvas>`,
        )}${differenceCanvases(view, label)}
        <svg class="over" role="group" aria-label=${l10n.t("values")} width=${figure.plot} height=${height}>${fedStep(view)}${cursor(view)}${stepNumbers(view, pen)}${differenceNumbers(view, pen)}${hasAxis ? timeAxis(view) : nothing}</svg>
      </div>
    </div>
  </div>`;
}

/** To the right of the plot: the step at the cursor, unit by unit, and its number where none stands at the step. */
function slices(view: TraceView, pen: Pen): TemplateResult {
  const { figure, t, shape } = view;
  const left = figure.gutter + figure.plot + SLICE_GAP;
  const width = sliceCanvasWidth(view);
  const hasBars = shape.H > 1;
  const own = figure.strips.filter((strip) => strip.quantity !== "loss");
  const numberX = figure.gutter + figure.plot + SLICE_GAP + (hasBars ? shape.H * LINE_PITCH + 10 : 0);
  return html`${hasBars ? own.map((strip) => html`<canvas class="slice" data-strip=${strip.quantity} data-part="slice" aria-hidden="true" ${box({ left, top: strip.top, width, height: strip.height })}></canvas>`) : nothing}
    <svg class="slices" role="group" aria-label=${l10n.t("values at step {0}", t)} width=${figure.width} height=${figure.stripsHeight}>
      ${figure.hasHeat ? svg`${words(left, sliceFoot(view), "muted", l10n.t("at t = {0}", t))}${unitMarks(view)}` : figure.hasNumbers ? nothing : figure.strips.map((strip) => readout(view, pen, strip, numberX))}${otherReadouts(view, pen, numberX + view.numberWidth)}
    </svg>`;
}

/** Below the last slice, beside the loss. */
function sliceFoot(view: TraceView): number {
  return Math.max(...view.figure.strips.filter((strip) => strip.kind === "heat").map((strip) => strip.top + strip.height)) + 15;
}

function unitMarks(view: TraceView): readonly SVGTemplateResult[] {
  const { figure, unit } = view;
  return figure.strips.flatMap((strip) => {
    if (strip.heat === null) return [];
    const row = rowOf(strip.heat, unit);
    const y = strip.top + row.top + row.height / 2;
    return [svg`${rowMark(figure.gutter - 7, y, true)}${rowMark(figure.gutter + figure.plot + 9, y, false)}`];
  });
}

function readout(view: TraceView, pen: Pen, strip: Strip, x: number): SVGTemplateResult | typeof nothing {
  const isLoss = strip.quantity === "loss";
  const piece = view.steps.pieceAt(view.layer, view.t);
  const value = isLoss
    ? piece?.loss?.[view.t - (piece?.from ?? 0)]
    : view.steps.value(view.layer, strip.quantity as Exclude<Strip["quantity"], "loss">, view.t, view.unit);
  const isNone = isLoss && Number.isNaN(value) && view.trace.loss?.count !== view.trace.T;
  if (value === undefined || (isNone && !isHidden(view, stripPlace(view, strip, view.t)))) return nothing;
  const end = x + view.numberWidth;
  return number(pen, {
    x: end,
    // The other trace's number stands below it.
    y: strip.top + strip.height / 2 + (strip.difference === null ? 4 : 0),
    anchor: "end",
    place: stripPlace(view, strip, view.t),
    value,
    isBold: true,
  });
}

/** The value under the pointer, where its number does not stand in the drawing. */
function tip(view: TraceView): TemplateResult | typeof nothing {
  const spot = view.hover;
  if (spot === null || view.figure.hasNumbers) return nothing;
  const { quantity, t, unit } = spot.place;
  const piece = view.steps.pieceAt(view.layer, t);
  const value =
    quantity === "loss"
      ? piece?.loss?.[t - piece.from]
      : view.steps.value(view.layer, quantity as Exclude<Strip["quantity"], "loss">, t, unit);
  const text = isHidden(view, spot.place) ? blankText : formatNumber(value ?? Number.NaN, view.decimals);
  if (value === undefined || (quantity === "loss" && Number.isNaN(value) && text !== blankText)) return nothing;
  const isLeft = spot.x > view.figure.plot - 190;
  return html`<div class=${isLeft ? "tip left" : "tip"} aria-hidden="true" ${box({ left: view.figure.gutter + spot.x + (isLeft ? -10 : 14), top: spot.y + 12 })}>
    <span class="muted">${quantity === "loss" || view.shape.H === 1 ? `t = ${t}` : l10n.t("t = {0}, unit {1}", t, unit)}</span> <span class="n">${text}</span>${otherTip(view, spot)}</div>`;
}
