/** The picked entry over the updates: V, S and the parameter itself, a small curve each, with the update shown. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { EntryCurves } from "../../protocol/updates.js";
import { formatFine, shortest } from "../../report/format.js";
import { blankSaid } from "../blank.js";
import { box } from "../dom.js";
import { lettersOf, symbol } from "./symbols.js";
import { curvesTable } from "./tables.js";
import { matricesOf, type OptimizerActions, type OptimizerView } from "./view.js";

const height = 84;
const top = 8;
const bottom = height - 8;
const gap = 28;
const axis = 66;

export interface SmallCurve {
  readonly low: number;
  readonly high: number;
  /** The line, up to the update shown and from there on. */
  readonly before: string;
  readonly after: string;
  x(update: number): number;
  y(value: number): number;
}

/** A curve in its own range, which has 0 in it where 0 is near. */
export function smallCurve(updates: Float64Array, values: Float64Array, shown: number, width: number): SmallCurve {
  const finite = [...values].filter(Number.isFinite);
  let [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  if (low > 0 && low < high / 2) low = 0;
  if (high < 0 && high > low / 2) high = 0;
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  const last = updates[updates.length - 1] || 1;
  const x = (update: number): number => axis + (update / last) * (width - axis - 4);
  const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  const path = (from: number, to: number): string => {
    let d = "";
    let isDown = false;
    for (let k = 0; k < updates.length; k++) {
      if (updates[k] < from || updates[k] > to) continue;
      if (Number.isFinite(values[k])) d += `${isDown ? "L" : "M"}${x(updates[k]).toFixed(1)} ${y(values[k]).toFixed(1)}`;
      isDown = Number.isFinite(values[k]);
    }
    return d;
  };
  // Where states are left out, the one before the update shown joins both parts.
  const joint = updates.reduce((near, update) => (update <= shown ? update : near), 0);
  return { low, high, before: path(0, joint), after: path(joint, last), x, y };
}

/** The state nearest to a point of a curve. */
export function updateUnder(updates: Float64Array, x: number, width: number): number {
  const last = updates[updates.length - 1] || 1;
  return Math.round(Math.min(1, Math.max(0, (x - axis) / Math.max(1, width - axis - 4))) * last);
}

export function entryCurves(view: OptimizerView, curves: EntryCurves, actions: OptimizerActions): TemplateResult {
  const { width, parameter, update } = view;
  const { letter, sub } = lettersOf(parameter.name);
  const across = width >= 620 ? 3 : 1;
  const own = Math.floor((width - (across - 1) * gap) / across);
  const at = (view.picked.row - 1) * parameter.cols + view.picked.col - 1;
  const { values } = update === null ? { values: null } : matricesOf(update);
  const isThere =
    update !== null && update.t - (view.training.t - view.training.shown) === (update.after === null ? view.shown + 1 : view.shown);
  const now = (after: Float64Array | null | undefined, before: Float64Array | null | undefined): number =>
    isThere ? ((update?.after === null ? before : after)?.[at] ?? Number.NaN) : Number.NaN;
  const hue = view.hueOf(parameter);
  return html`<div class=${`entry-curves across-${across}`}>
    ${small(view, symbol("V", ""), "V", curves, curves.V, now(values?.v1, values?.v0), own, actions)}
    ${small(view, symbol("S", ""), "S", curves, curves.S, now(values?.s1, values?.s0), own, actions)}
    ${small(view, symbol(letter, sub, hue), parameter.name, curves, curves.W, now(values?.w1, values?.w0), own, actions)}</div>${curvesTable(view, curves)}`;
}

function small(
  view: OptimizerView,
  name: TemplateResult,
  said: string,
  { updates, isHiding }: EntryCurves,
  values: Float64Array,
  now: number,
  width: number,
  actions: OptimizerActions,
): TemplateResult {
  const { shown, decimals } = view;
  const { low, high, before, after, x, y } = smallCurve(updates, values, shown, width);
  const spoken = (value: number): string => (isHiding && Number.isNaN(value) ? blankSaid() : formatFine(value, decimals));
  const zero = low <= 0 && high >= 0 ? Math.round(y(0)) + 0.5 : null;
  const end = (value: number): SVGTemplateResult =>
    svg`<text class="axis end" x=${axis - 6} y=${y(value) + 3.5}>${value === 0 ? "0" : formatFine(value, Math.min(decimals, 3))}</text>`;
  return html`<div class="entry-curve" ${box({ width })}><div class="caption">${name} ${Number.isNaN(now) ? nothing : html`<span class="n" title=${shortest(now)}>${formatFine(now, decimals)}</span>`}</div>
    <svg class=${view.hueOf(view.parameter)} width=${width} height=${height} role="img" @click=${(event: MouseEvent) => actions.showUpdate(updateUnder(updates, event.offsetX, width))} aria-label=${l10n.t("{0} over updates, from {1} to {2}", said, spoken(values[0]), spoken(values[values.length - 1]))}>
      ${end(low)}${end(high)}${zero === null ? nothing : svg`<path class="base" d=${`M${axis} ${zero}H${width}`}></path>`}
      <path class="line dim" d=${after}></path><path class="line" d=${before}></path>
      <path class="cursor" d=${`M${Math.round(x(shown)) + 0.5} 0V${height}`}></path>${Number.isFinite(now) ? svg`<circle class="dot" cx=${x(shown)} cy=${y(now)} r="3.5"></circle>` : nothing}</svg></div>`;
}
