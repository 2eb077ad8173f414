/** One unit over the steps in sight, quantity by quantity, and how often its gates are saturated. */
import * as l10n from "@vscode/l10n";
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Saturation } from "../../protocol/panel.js";
import { formatNumber, shortest } from "../../report/format.js";
import { blankSaid, blankTemplate } from "../blank.js";
import { otherSeries } from "../compare/values.js";
import type { Strip } from "../layout.js";
import { hueClass, names } from "../names.js";
import { fractionOf } from "../scales.js";
import { seriesOf } from "../strips/geometry.js";
import { stripPlace } from "../strips/labels.js";
import { type Actions, isHidden, isSamePlace, type TraceView } from "../view.js";

const WIDTH = 190;
const HEIGHT = 26;

/** The line of a spark over its width, from one step to another; gaps where a value is none. */
function sparkPath(values: Float64Array, from: number, to: number, strip: Strip): string {
  let d = "";
  let isDown = false;
  const pitch = WIDTH / values.length;
  for (let k = Math.max(0, from); k <= Math.min(values.length - 1, to); k++) {
    const isValue = Number.isFinite(values[k]);
    if (isValue) d += `${isDown ? "L" : "M"}${((k + 0.5) * pitch).toFixed(1)} ${sparkY(strip, values[k]).toFixed(1)}`;
    isDown = isValue;
  }
  return d;
}

const sparkY = (strip: Strip, value: number): number => HEIGHT - 3 - fractionOf(strip.scale, value) * (HEIGHT - 6);

function spark(view: TraceView, strip: Strip): TemplateResult {
  const { values, from } = seriesOf(view, strip.quantity, view.unit);
  const at = view.t - from;
  const here = values[at];
  const x = ((at + 0.5) * WIDTH) / values.length;
  const isHere = at >= 0 && at < values.length;
  const other = otherSeries(view, strip.quantity, view.unit)?.values;
  return html`<svg class=${hueClass(strip.quantity)} width=${WIDTH} height=${HEIGHT} aria-hidden="true">
    <path class="rule" d=${`M0 ${Math.round(sparkY(strip, 0)) + 0.5}H${WIDTH}`}></path>
    ${other === undefined ? nothing : svg`<path class="line there" d=${sparkPath(other, 0, other.length, strip)}></path>`}
    <path class="line dim" d=${sparkPath(values, at, values.length, strip)}></path><path class="line" d=${sparkPath(values, 0, at, strip)}></path>
    ${isHere ? svg`<path class="cursor" d=${`M${Math.round(x) + 0.5} 0V${HEIGHT}`}></path>` : nothing}
    ${isHere && Number.isFinite(here) ? svg`<circle class="dot" cx=${x} cy=${sparkY(strip, here)} r="3"></circle>` : nothing}
  </svg>`;
}

export function inspector(view: TraceView, actions: Actions): TemplateResult {
  const { figure, t, unit, sight } = view;
  const own = figure.strips.filter((strip) => strip.quantity !== "loss");
  return html`<section class="block"><h2>${l10n.t("Unit {0}", unit)} <span class="muted">${l10n.t("at t = {0}", t)}</span></h2>
    <table class="inspector"><caption class="reader">${l10n.t("quantities of unit {0} at step {1}; the curves run over steps {2} to {3}", unit, t, sight.from, sight.to)}</caption>
    <tbody>${own.map((strip) => inspectorRow(view, actions, strip))}</tbody></table></section>`;
}

function inspectorRow(view: TraceView, actions: Actions, strip: Strip): TemplateResult {
  const quantity = strip.quantity as Exclude<Strip["quantity"], "loss">;
  const value = view.steps.value(view.layer, quantity, view.t, view.unit);
  const place = stripPlace(view, strip, view.t);
  const look = isSamePlace(place, view.selection) ? "number selected" : "number";
  const isBlank = isHidden(view, place);
  return html`<tr class=${hueClass(quantity)}><th scope="row"><span class="sym">${names[quantity].symbol}<sub>${view.t}</sub></span></th>
    <td class="n right">${value === undefined ? nothing : html`<button class=${look} title=${isBlank ? blankSaid() : shortest(value)} @click=${() => actions.select(place)}>${isBlank ? blankTemplate() : formatNumber(value, view.decimals)}</button>`}</td>
    <td>${spark(view, strip)}</td></tr>`;
}

export function saturated(view: TraceView, saturation: readonly Saturation[]): TemplateResult | typeof nothing {
  if (saturation.length === 0) return nothing;
  const { T } = view.trace;
  const { H } = view.shape;
  return html`<section class="block"><h2>${l10n.t("Saturated")} <span class="muted">${l10n.t("below .05 or above .95")}</span></h2>
    <table class="saturated"><thead><tr><th scope="col"><span class="reader">${l10n.t("gate")}</span></th><th scope="col" class="right">${l10n.t("unit {0}, steps", view.unit)}</th><th scope="col" class="right">${l10n.t("t = {0}, units", view.t)}</th></tr></thead>
    <tbody>${saturation.map(
      ({
        quantity,
        steps,
        units,
      }) => html`<tr class=${hueClass(quantity)}><th scope="row"><span class="sym">${names[quantity].symbol}</span> ${names[quantity].word()}</th>
        <td class="n right">${steps} <span class="muted">/ ${T}</span></td><td class="n right">${units} <span class="muted">/ ${H}</span></td></tr>`,
    )}</tbody></table></section>`;
}
