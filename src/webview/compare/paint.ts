/** The canvases of a comparison: the other trace's line in the strips, and the differences below them. */

import { mix } from "../colour.js";
import { canvasContext } from "../dom.js";
import type { Strip } from "../layout.js";
import { paintHeat } from "../strips/heat.js";
import { css, hueOf, shadeOf } from "../strips/ink.js";
import { paintSeries } from "../strips/lines.js";
import type { TraceView } from "../view.js";
import { differenceColumn, differenceSeries, otherSeries } from "./values.js";

const DASHES = [5, 3];

/** The other's unit, dashed and lighter, behind what the strip's canvas shows already. */
export function paintOther(canvas: HTMLCanvasElement, view: TraceView, strip: Strip): void {
  const context = canvas.getContext("2d");
  const series = otherSeries(view, strip.quantity, strip.quantity === "loss" ? 1 : view.unit);
  if (context === null || series === null || strip.difference === null) return;
  const colour = mix(view.theme.foreground, mix(view.theme.background, hueOf(view.theme, strip.quantity), 0.4), 0.6);
  context.setLineDash(DASHES);
  // Below what is there, so that this trace stays on top.
  context.globalCompositeOperation = "destination-over";
  paintSeries(context, view, strip, series, css(colour), 1.5, 2);
  context.setLineDash([]);
  context.globalCompositeOperation = "source-over";
}

export function paintDifference(canvas: HTMLCanvasElement, view: TraceView, strip: Strip): void {
  if (strip.kind === "heat") {
    paintHeat(canvas, view, strip, {
      at(t) {
        const values = differenceColumn(view, strip.quantity, t);
        return values === null ? null : { values, start: 0 };
      },
      key: [view.other?.steps, view.other?.steps.answers, view.other?.T],
    });
    return;
  }
  const context = canvasContext(canvas, view.figure.plot, strip.height);
  if (context === null || view.other?.reachOf(strip.quantity) === 0) return;
  const count = strip.quantity === "loss" ? 1 : view.shape.H;
  const emphasised = strip.quantity === "loss" ? 1 : view.unit;
  const paint = (unit: number, colour: string, width: number): void => {
    const series = differenceSeries(view, strip.quantity, unit);
    if (series !== null) paintSeries(context, view, strip, series, colour, width, unit === emphasised ? 3 : 2);
  };
  for (let unit = 1; unit <= count; unit++) {
    if (unit !== emphasised) paint(unit, css(shadeOf(view.theme, strip.quantity, unit, count)), 1);
  }
  paint(emphasised, css(hueOf(view.theme, strip.quantity)), 1.5);
}
