/** Paints every canvas of the figure after the page's elements stand. */
import { paintDifference, paintOther } from "../compare/paint.js";
import type { Strip } from "../layout.js";
import type { Quantity } from "../names.js";
import type { TraceView } from "../view.js";
import { paintHeat, paintKey as paintRampKey } from "./heat.js";
import { paintLines } from "./lines.js";
import { paintSlice } from "./slice.js";

/** What the canvases show, as text: two drawings with the same are the same. */
export function paintKey(view: TraceView): string {
  const { trace, layer, unit, t, scroll, figure, theme, steps, hover, other } = view;
  const lit = figure.hasHeat || hover === null ? "" : `${hover.place.quantity}/${hover.place.unit}`;
  const compared = other === null ? "" : `${other.steps.trace.revision}/${other.steps.answers}`;
  return [compared, trace.revision, layer, unit, t, scroll, figure.width, theme.version, steps.answers, devicePixelRatio, lit].join(" ");
}

export function paintStrips(root: ParentNode, view: TraceView): void {
  const byQuantity = new Map<string, Strip>(view.figure.strips.map((strip) => [strip.quantity, strip]));
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>("canvas[data-strip]")) {
    const strip = byQuantity.get(canvas.dataset.strip ?? "");
    if (strip !== undefined) paintOne(canvas, view, strip);
  }
}

function paintOne(canvas: HTMLCanvasElement, view: TraceView, strip: Strip): void {
  const part = canvas.dataset.part;
  if (part?.startsWith("difference")) {
    if (strip.difference !== null) paintBelow(canvas, view, strip.difference, part);
  } else if (part === "slice") paintSlice(canvas, view, strip);
  else if (part === "key") paintRampKey(canvas, view.theme, strip.quantity as Quantity, strip.scale);
  else if (strip.kind === "heat") paintHeat(canvas, view, strip);
  else {
    paintLines(canvas, view, strip);
    paintOther(canvas, view, strip);
  }
}

function paintBelow(canvas: HTMLCanvasElement, view: TraceView, difference: Strip, part: string): void {
  if (part === "difference-key") paintRampKey(canvas, view.theme, difference.quantity as Quantity, difference.scale);
  else paintDifference(canvas, view, difference);
}
