/** The margin: what explains the selected value, and the unit it belongs to. */
import { html, nothing, type TemplateResult } from "lit";
import type { Explanation } from "../../report/explanation.js";
import { hasValue } from "../derive.js";
import type { Actions, MarginView, TraceView } from "../view.js";
import { followInTrace } from "./follow.js";
import { inspector, saturated } from "./inspector.js";
import type { Writing } from "./tokens.js";
import { workingTemplate } from "./working.js";

export function marginTemplate(view: TraceView, margin: MarginView, actions: Actions): TemplateResult {
  const { explanation, saturation } = margin;
  return html`${view.figure.hasHeat ? inspector(view, actions) : nothing}
    ${explanation === null ? hint(view) : explained(view, explanation, actions)}
    ${!view.figure.hasHeat && explanation?.activation === null && view.trace.T > 1 ? inspector(view, actions) : nothing}
    ${saturation !== null && view.figure.cell.kind === "loupe" ? saturated(view, saturation) : nothing}`;
}

function hint(view: TraceView): TemplateResult | typeof nothing {
  if (view.selection === null) return html`<p class="muted">Click a number to see how it comes about.</p>`;
  return hasValue(view, view.selection) ? nothing : html`<p class="muted">Step ${view.selection.t} has no target.</p>`;
}

function explained(view: TraceView, explanation: Explanation, actions: Actions): TemplateResult {
  const { numbers } = explanation;
  const writing: Writing = {
    ...{ numbers, decimals: view.decimals, selection: view.selection },
    follow: followInTrace(actions),
    unfold: () => actions.margin.unfold(),
  };
  const { t, unit, quantity } = explanation.place;
  const where = quantity === "loss" ? `at t = ${t}` : quantity === "x" ? `at t = ${t}, number ${unit}` : `at t = ${t}, unit ${unit}`;
  return workingTemplate(writing, explanation, where);
}
