/** How far back the gradient reaches, and where it runs away. */
import * as l10n from "@vscode/l10n";
import type { Gradients, LayerGradients } from "../../core/backward.js";
import { norm } from "../../core/linear.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { quantityLetter, worded } from "../explain/tokens.js";
import { fine, type Insight, type InsightKind, inLayer, insight, type Piece, slopeOf } from "./insight.js";

/** A gradient has vanished below this share of its end value, and exploded above the other value. */
const faint = 1e-6;
const enormous = 1e6;

/**
 * On the way back from its end, the last step at which the state gradient of a layer is not 0: the first step at which ‖∂L/∂s_t‖ is below 1e-6 of that at
 * the end, and the first at which it is above 1e6; s is c of an lstm and h of the others. At most one insight of each kind a layer; the unit shown is the
 * one with the largest gradient there.
 */
export function* fadingGradients(gradients: Gradients, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const found: Insight[] = [];
  const { T } = gradients.trace;
  for (const [index, of] of gradients.layers.entries()) {
    const way = new Way(gradients, of, index + 1);
    if (way.state === null) continue;
    for (let t = T; t >= 1; t--) {
      found.push(...way.look(t));
      if (t % 64 === 0 && shouldYield()) yield { done: T - t, total: T };
    }
  }
  return found;
}

/** One layer's gradient on its way back. */
class Way {
  readonly state: "c" | "h" | null;
  private readonly values: Float64Array;
  private readonly H: number;
  private end: { readonly t: number; readonly size: number } | null = null;
  private readonly told = new Set<InsightKind>();

  constructor(
    private readonly gradients: Gradients,
    { states, layer }: LayerGradients,
    private readonly index: number,
  ) {
    this.state = states.has("c") ? "c" : states.has("h") ? "h" : null;
    this.values = (this.state === null ? undefined : states.get(this.state)) ?? new Float64Array();
    this.H = layer.H;
  }

  look(t: number): readonly Insight[] {
    const row = this.values.subarray(t * this.H, (t + 1) * this.H);
    const size = norm(row);
    if (this.end === null && size > 0) this.end = { t, size };
    if (this.end === null) return [];
    const { end } = this;
    const found: Insight[] = [];
    if (size < faint * end.size && this.isNew("vanished")) found.push(this.tell("vanished", t, row, size, end));
    if (size > enormous && this.isNew("exploded")) found.push(this.tell("exploded", t, row, size, end));
    return found;
  }

  private isNew(kind: InsightKind): boolean {
    if (this.told.has(kind)) return false;
    this.told.add(kind);
    return true;
  }

  private tell(kind: "vanished" | "exploded", t: number, row: Float64Array, size: number, end: { t: number; size: number }): Insight {
    const state = this.state ?? "h";
    const unit = row.reduce((best, value, k) => (Math.abs(value) > Math.abs(row[best]) ? k : best), 0) + 1;
    const places = { layer: inLayer(this.gradients.trace, this.index), t, end: end.t };
    const sentence =
      kind === "vanished"
        ? l10n.t("‖{0}‖{layer} is below 1e−6 of its end value from t = {t} back: {1} against {2} at t = {end}", places)
        : l10n.t("‖{0}‖{layer} is above 1e6 from t = {t} back: {1} against {2} at t = {end}", places);
    const pieces = worded<Piece>(sentence, [slopeOf, quantityLetter(state)], fine(size), fine(end.size));
    return insight(kind, { layer: this.index, quantity: state, t, unit }, pieces);
  }
}
