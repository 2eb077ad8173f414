/** The margin: what explains the selected value, and the unit it belongs to. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Explanation } from "../../report/explanation.js";
import { hasValue } from "../derive.js";
import { insightsBlock } from "../insights/insights.js";
import type { Actions, MarginView, TraceView } from "../view.js";
import { whatIfBlock } from "../whatIf/margin.js";
import { followInTrace } from "./follow.js";
import { inspector, saturated } from "./inspector.js";
import type { Writing } from "./tokens.js";
import { atPlace, workingTemplate } from "./working.js";

/** `shown`: the update shown; 0 is the file's own. */
export function marginTemplate(view: TraceView, margin: MarginView, actions: Actions, shown: number): TemplateResult {
  const { explanation, saturation, insights } = margin;
  return html`${view.figure.hasHeat ? inspector(view, actions) : nothing}
    ${explanation === null ? hint(view) : explained(view, margin, explanation, actions, shown)}
    ${!view.figure.hasHeat && explanation?.activation === null && view.trace.T > 1 ? inspector(view, actions) : nothing}
    ${saturation !== null && view.figure.cell.kind === "loupe" ? saturated(view, saturation) : nothing}
    ${insights === null ? nothing : insightsBlock(view, insights, actions)}`;
}

function hint(view: TraceView): TemplateResult | typeof nothing {
  if (view.selection === null) return html`<p class="muted">${l10n.t("Click a number to see how it comes about.")}</p>`;
  return hasValue(view, view.selection) ? nothing : html`<p class="muted">${l10n.t("Step {0} has no target.", view.selection.t)}</p>`;
}

function explained(view: TraceView, { canUnfold }: MarginView, explanation: Explanation, actions: Actions, shown: number): TemplateResult {
  const { numbers } = explanation;
  const writing: Writing = {
    ...{ numbers, decimals: view.decimals, selection: view.selection },
    follow: followInTrace(actions),
    whatIf: shown === 0 ? actions.whatIf : null,
    ...(canUnfold && { unfold: () => actions.margin.unfold() }),
  };
  return workingTemplate(writing, explanation, atPlace(explanation.place), actions, {
    whatIf: whatIfBlock(explanation, shown, actions.whatIf),
  });
}
