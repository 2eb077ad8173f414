/** The margin: what explains the selected value, and the unit it belongs to. */
import { html, nothing, type TemplateResult } from "lit";
import type { Explanation } from "../../report/explanation.js";
import { revealButton } from "../blank.js";
import { hasValue } from "../derive.js";
import { insightsBlock } from "../insights/insights.js";
import type { Actions, MarginView, TraceView } from "../view.js";
import { whatIfBlock } from "../whatIf/margin.js";
import { curve } from "./curve.js";
import { inspector, saturated } from "./inspector.js";
import { equation, linked, tokens, type Writing } from "./tokens.js";
import { waterfall } from "./waterfall.js";

/** `shown`: the update shown; 0 is the file's own. */
export function marginTemplate(view: TraceView, margin: MarginView, actions: Actions, shown: number): TemplateResult {
  const { explanation, saturation, insights } = margin;
  return html`${view.figure.hasHeat ? inspector(view, actions) : nothing}
    ${explanation === null ? hint(view) : explained(view, explanation, actions, shown)}
    ${!view.figure.hasHeat && explanation?.activation === null && view.trace.T > 1 ? inspector(view, actions) : nothing}
    ${saturation !== null && view.figure.cell.kind === "loupe" ? saturated(view, saturation) : nothing}
    ${insights === null ? nothing : insightsBlock(view, insights, actions)}`;
}

function hint(view: TraceView): TemplateResult | typeof nothing {
  if (view.selection === null) return html`<p class="muted">Click a number to see how it comes about.</p>`;
  return hasValue(view, view.selection) ? nothing : html`<p class="muted">Step ${view.selection.t} has no target.</p>`;
}

function explained(view: TraceView, explanation: Explanation, actions: Actions, shown: number): TemplateResult {
  const { numbers } = explanation;
  const writing: Writing = {
    numbers,
    decimals: view.decimals,
    selection: view.selection,
    actions,
    whatIf: shown === 0 ? actions.whatIf : null,
  };
  const { t, unit, quantity } = explanation.place;
  const where = quantity === "loss" ? `at t = ${t}` : quantity === "x" ? `at t = ${t}, number ${unit}` : `at t = ${t}, unit ${unit}`;
  return html`<section class="block"><h2>${explanation.title} <span class="muted">${where}</span></h2>${equation(writing, explanation.equation)}${explanation.blank === undefined ? nothing : revealButton(explanation.blank, actions)}</section>
    ${explanation.terms.length > 0 || explanation.activation !== null ? html`<section class="block">${explanation.terms.length > 0 ? waterfall(writing, explanation) : nothing}${curve(writing, explanation)}</section>` : nothing}
    ${whatIfBlock(explanation, shown, actions.whatIf)}
    <div class="group">${explanation.usedIn.length > 0 ? html`<section class="block"><h2>Used in</h2>${equation(writing, explanation.usedIn)}</section>` : nothing}
    ${explanation.comesFrom.length > 0 ? comesFrom(writing, explanation) : nothing}</div>`;
}

function comesFrom(writing: Writing, explanation: Explanation): TemplateResult {
  return html`<section class="block"><h2>Comes from</h2><table class="sources"><tbody>${explanation.comesFrom.map(
    (row) =>
      html`<tr><th scope="row">${tokens(writing, row.symbols)}</th><td>${row.link ? linked(writing, row.link, row.label, "text-link", "") : html`<span class="muted">${row.label}</span>`}</td></tr>`,
  )}</tbody></table></section>`;
}
