/** What can be picked in the Gradients tab's charts: by the pointer, and by ↑ and ↓ one after the other. */

import type { GradientSummary } from "../../protocol/gradients.js";
import type { LayerShape } from "../../protocol/panel.js";
import { type GradientPlace, gradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import type { Subject } from "./explaining.js";
import { rowAt } from "./geometry.js";
import { decadesOf } from "./paint.js";
import { heightOn } from "./scales.js";
import { type GradientsView, stepIn } from "./view.js";

/** Everything the charts show of step `t`, from top to bottom. */
export function picksAt({ layer, shape, rows }: Pick<GradientsView, "layer" | "shape" | "rows">, t: number): readonly GradientPlace[] {
  const norm = (name: string): GradientPlace => gradientPlace("norm", layer, name, { t });
  const norms = shape.cell === "lstm" ? [norm("c"), norm("h")] : [norm(shape.cell === "dense" ? "yhat" : "h")];
  const factor = shape.cell === "dense" ? [] : [gradientPlace("factor", layer, "", { t })];
  return [...norms, ...factor, ...rows.map((name) => gradientPlace("share", layer, name, { t }))];
}

/** What stands at a point of the plot at step `t`; null between the charts. */
export function pickAt(view: GradientsView, t: number, y: number): GradientPlace | null {
  const { layout, layer, shape } = view;
  const parameter = rowAt(view, y);
  if (parameter !== null) return gradientPlace("share", layer, parameter, { t });
  const { norms, factor } = layout;
  if (factor !== null && y >= factor.top && y <= factor.top + factor.height) return gradientPlace("factor", layer, "", { t });
  if (y < norms.top || y > norms.top + norms.height) return null;
  if (shape.cell !== "lstm") return gradientPlace("norm", layer, shape.cell === "dense" ? "yhat" : "h", { t });
  const found = stepIn(view, t);
  const away = (value: number | undefined): number => {
    const height = heightOn(decadesOf(view), value ?? Number.NaN);
    return Number.isNaN(height) ? Number.POSITIVE_INFINITY : Math.abs(norms.top + (1 - height) * norms.height - y);
  };
  const isCell = away(found?.piece.c?.[found.k]) <= away(found?.piece.h[found.k]);
  return gradientPlace("norm", layer, isCell ? "c" : "h", { t });
}

/** ↑ ↓: the one above or below what is explained; the first where that is none of them. */
export function pickBeside(view: GradientsView, subject: Subject | null, t: number, by: 1 | -1): GradientPlace {
  const picks = picksAt(view, t);
  const at = picks.findIndex((pick) => subject?.kind === "gradient" && isSameGradient(pick, subject.place));
  return at < 0 ? picks[0] : picks[Math.min(picks.length - 1, Math.max(0, at + by))];
}

interface Extent {
  readonly summary: GradientSummary;
  readonly layers: readonly LayerShape[];
  readonly T: number;
}

/** Whether a trace that may have become another still has the number. */
export function fits({ kind, place }: Subject, { summary, layers, T }: Extent): boolean {
  const shape = layers[place.layer - 1];
  if (shape === undefined || place.t > T) return false;
  if (kind === "value") return place.unit <= (place.quantity === "x" ? shape.D : shape.H);
  const { layer, name, row, col } = place;
  if ((place.kind === "later" || place.kind === "laterNorm") && place.t === T) return false;
  const isOfParameter = ["part", "entry", "share", "shares", "parameterNorm"].includes(place.kind);
  if (!isOfParameter) return row <= (name === "x" ? shape.D : shape.H) && hasState(shape, place);
  return summary.parameters.some((one) => one.layer === layer && one.name === name && row <= one.rows && col <= one.cols);
}

/** Whether a layer of this cell has a gradient of that name. */
function hasState({ cell, quantities }: LayerShape, { kind, name, t }: GradientPlace): boolean {
  if (kind === "loss" || name === "x") return true;
  if (kind === "factor" || kind === "through" || kind === "growth") return cell !== "dense";
  if (kind === "z")
    return name === "z"
      ? cell === "dense"
      : cell !== "dense" && quantities.some((quantity) => `z_${quantity === "c_tilde" ? "c" : quantity}` === name);
  return (quantities as readonly string[]).includes(name) && (name !== "yhat" || t > 0);
}
