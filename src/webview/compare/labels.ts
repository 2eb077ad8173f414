/** The names, ends and numbers of the strips of differences, drawn over their canvases. */
import * as l10n from "@vscode/l10n";
import { nothing, type SVGTemplateResult, svg } from "lit";
import { formatFine } from "../../report/format.js";
import { type Drawing, line, type Pen, words } from "../cell/pen.js";
import type { Strip } from "../layout.js";
import { hueClass, names } from "../names.js";
import { xOf, yOf } from "../strips/geometry.js";
import { numberSpot } from "../strips/labels.js";
import type { TraceView } from "../view.js";
import { difference, differenceSeries, otherValue } from "./values.js";

/** A strip with the one of its differences. */
type Pair = readonly [Strip, Strip];

function pairs({ figure }: TraceView): readonly Pair[] {
  return figure.strips.flatMap((strip): Pair[] => (strip.difference === null ? [] : [[strip, strip.difference]]));
}

/** A round number, as short as it is. */
export function endOf(value: number): string {
  const size = Math.abs(value);
  return (size >= 1e-3 || size === 0 ? String(value) : value.toExponential()).replaceAll("-", "\u2212");
}

const isSame = (view: TraceView, { quantity }: Strip): boolean => view.other?.reachOf(quantity) === 0;

/** To the left of the plot. */
export function differenceNames(view: TraceView): readonly SVGTemplateResult[] {
  return pairs(view).map(([strip, below]) => {
    const symbol = strip.quantity === "loss" ? l10n.t("loss") : names[strip.quantity].symbol;
    const look = strip.quantity === "loss" ? "muted" : "s";
    const y = below.top + (below.kind === "heat" ? 16 : below.height / 2 + 4);
    return svg`<g class=${strip.quantity === "loss" ? "" : hueClass(strip.quantity)}>${words(0, y, look, `Δ ${symbol}`)}</g>${isSame(view, strip) ? nothing : ends(view, below)}`;
  });
}

function ends({ figure }: TraceView, below: Strip): SVGTemplateResult {
  const [low, high] = [endOf(below.scale.low), endOf(below.scale.high)];
  if (below.kind === "heat") return svg`${words(0, below.top + 42, "axis", low)}${words(56, below.top + 42, "axis end", high)}`;
  const x = figure.gutter - 6;
  const at = (value: number): number => below.top + yOf(below, value) + 4;
  return svg`${words(x, at(below.scale.high), "axis end", high)}${words(x, at(below.scale.low), "axis end", low)}`;
}

/** Zero lines behind the canvases. */
export function differenceGrid(view: TraceView): readonly Drawing[] {
  return pairs(view).map(([strip, below]) => {
    if (below.kind === "heat" || isSame(view, strip)) return nothing;
    const zero = Math.round(below.top + yOf(below, 0)) + 0.5;
    return line(0, zero, view.figure.plot, zero, "base");
  });
}

/** A number at every step where there is room; a word where all differences are 0. */
export function differenceNumbers(view: TraceView, pen: Pen): readonly Drawing[] {
  return pairs(view).map(([strip, below]) => {
    if (isSame(view, strip)) return words(4, below.top + below.height / 2 + 4, "muted", l10n.t("the same throughout"));
    return view.figure.hasNumbers ? svg`${numbersOf(view, pen, below)}` : nothing;
  });
}

function numbersOf(view: TraceView, pen: Pen, below: Strip): readonly Drawing[] {
  const series = differenceSeries(view, below.quantity, below.quantity === "loss" ? 1 : view.unit);
  if (series === null) return [];
  return [...series.values].map((value, k) => {
    const t = series.from + k;
    if (!series.isThere[k] || (below.quantity === "loss" && Number.isNaN(value))) return nothing;
    const text = differenceText(value, pen.decimals);
    const at = xOf(view, t);
    const isFitting = at + 10 + text.length * pen.digit <= view.figure.plot;
    const spot = numberSpot(below, value, series.values[k - 1], isFitting ? series.values[k + 1] : null);
    const y = below.top + spot.y;
    return svg`<g class=${t > view.t ? "dim" : t === view.t ? "here" : ""}>${words(spot.isLeft ? at - 9 : at + 9, y, spot.isLeft ? "v halo end" : "v halo", text)}</g>`;
  });
}

/** A difference as it is read: a bare 0 where there is none. */
export function differenceText(value: number, decimals: number): string {
  return value === 0 ? "0" : formatFine(value, decimals);
}

/** To the right of lines: at the cursor the other's value and the difference. */
export function otherReadouts(view: TraceView, pen: Pen, end: number): readonly Drawing[] {
  if (view.figure.hasNumbers || view.figure.hasHeat) return [];
  return pairs(view).map(([strip, below]) => {
    const values = valuesAt(view, strip, view.t, strip.quantity === "loss" ? 1 : view.unit);
    if (values === null) return nothing;
    if (isSame(view, strip)) return words(end, strip.top + strip.height / 2 + 17, "v muted end", formatFine(values.there, pen.decimals));
    return svg`${words(end, strip.top + strip.height / 2 + 17, "v muted end", formatFine(values.there, pen.decimals))}
      ${words(end, below.top + below.height / 2 + 4, "v end", differenceText(values.difference, pen.decimals))}`;
  });
}

/** The other's value and the difference at a step; null where one is not there, and where a loss has no target. */
export function valuesAt(
  view: TraceView,
  { quantity }: Pick<Strip, "quantity">,
  t: number,
  unit: number,
): { readonly there: number; readonly difference: number } | null {
  const piece = view.steps.pieceAt(view.layer, t);
  const here = quantity === "loss" ? piece?.loss?.[t - piece.from] : view.steps.value(view.layer, quantity, t, unit);
  const there = otherValue(view, quantity, t, unit);
  if (here === undefined || there === undefined || (quantity === "loss" && Number.isNaN(here) && Number.isNaN(there))) return null;
  return { there, difference: difference(here, there) };
}
