/** The Optimizer tab: what can be done, the matrices of the update shown, the loss over updates. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { ParameterShape } from "../../protocol/panel.js";
import { phrase } from "../../report/phrase.js";
import { pickedBy, settingMarked } from "../marks.js";
import { lossCurve } from "./curve.js";
import { entryCurves } from "./entryCurves.js";
import { matricesTemplate } from "./matrices.js";
import { entryLabel } from "./matrix.js";
import { settingsTemplate } from "./settings.js";
import { lettersOf, symbol } from "./symbols.js";
import type { OptimizerActions, OptimizerView } from "./view.js";

export function optimizerTemplate(view: OptimizerView, actions: OptimizerActions): TemplateResult {
  const { update, refusal } = view;
  return html`<div class="optimizer">${toolbar(view, actions)}
    ${refusal === null ? nothing : html`<p class="muted">${refusal}</p>`}
    ${update === null ? nothing : matricesTemplate(view, update, actions)}
    ${update !== null && update.after === null ? html`<p class="muted">${view.isSupposed ? l10n.t("This is the state that is supposed. Take an Adam step to see what it makes of the gradient.") : l10n.t("This is the file's own state. Take an Adam step to see what it makes of the gradient.")}</p>` : nothing}
    ${overUpdates(view, actions)}</div>`;
}

/** The loss, and the picked entry, at every state. */
function overUpdates(view: OptimizerView, actions: OptimizerActions): TemplateResult | typeof nothing {
  const { losses, curves, parameter, picked, training } = view;
  const hasLoss = losses !== null && losses.least.length > 1;
  if (training.taken === 0 || (!hasLoss && curves === null)) return nothing;
  const { letter, sub } = lettersOf(parameter.name);
  return html`<section class="over-updates"><h2>${l10n.t("Over updates")} <span class="muted">${hasLoss ? phrase(l10n.t("the loss at every state{hint}, and entry"), { hint: html`<span class="on-screen">${l10n.t(", to be clicked or dragged")}</span>` }) : l10n.t("entry")}</span>
      ${symbol(letter, sub, view.hueOf(parameter))} <span class="n muted">${entryLabel(picked, parameter.cols, parameter.isVector)}</span></h2>
    ${hasLoss ? lossCurve(view, losses, actions) : nothing}${curves === null ? nothing : entryCurves(view, curves, actions)}</section>`;
}

function toolbar(view: OptimizerView, actions: OptimizerActions): TemplateResult {
  const { training, isStale, isSupposed } = view;
  const { taken, shown, limit } = training;
  const isAtEnd = limit !== null && taken >= limit;
  const button = (label: string, title: string, isOff: boolean, act: () => void, look = "button"): TemplateResult =>
    html`<button class=${look} title=${title} ?disabled=${isOff || isStale} @click=${act}>${label}</button>`;
  return html`<div class="toolbar" role="group" aria-label="Adam">
      ${button(l10n.t("Take Adam Step"), isAtEnd ? l10n.t("every gradient the file gives is taken") : l10n.t("one more update"), isAtEnd, () => actions.run("takeAdamStep"), "button primary")}
      ${button(l10n.t("Undo"), l10n.t("take the last update back"), taken === 0, () => actions.run("undoAdamStep"))}
      ${button(l10n.t("Train…"), l10n.t("as many updates as you say"), isAtEnd, () => actions.run("train"))}
      ${button(l10n.t("Write Parameters to File"), isSupposed ? l10n.t("apply or discard the what-if first") : l10n.t("the state shown goes into the text"), shown === 0 || isSupposed, () => actions.run("writeParameters"))}</div>
    <div class="choice">${picker(view, actions)} ${span(view)}${inText(view, actions)} ${view.isGiven ? nothing : settingsTemplate(training.settings, settingMarked(view.marked))}</div>`;
}

/** The way to the entry that the editor's selection stands in, where another is worked through. */
function inText({ marked, training, picked }: OptimizerView, actions: OptimizerActions): TemplateResult | typeof nothing {
  const found = pickedBy(marked, training.parameters);
  if (
    found === null ||
    (found.layer === picked.layer &&
      found.parameter === picked.parameter &&
      (marked?.row === 0 || (found.row === picked.row && found.col === picked.col)))
  )
    return nothing;
  const of = training.parameters.find(({ layer, name }) => layer === found.layer && name === found.parameter);
  const go = (): void => {
    actions.pickParameter(found.layer, found.parameter);
    actions.pickEntry(found);
  };
  return html`<button class="text-link in-text" title=${l10n.t("where the text's cursor stands")} @click=${go}>${l10n.t("in the text: {0}", found.parameter)} <span class="n">${entryLabel(found, of?.cols ?? 1, of?.isVector ?? false)}</span></button>`;
}

/** `update 1 → 2`, by the optimizer's own count. */
function span({ update }: OptimizerView): TemplateResult | typeof nothing {
  if (update === null) return nothing;
  const number = (value: number): TemplateResult => html`<span class="n">${value}</span>`;
  return update.after === null
    ? html`<span class="muted">${phrase(l10n.t("before update {after}"), { after: number(update.t) })}</span>`
    : html`<span class="muted">${phrase(l10n.t("update {before} → {after}"), { before: number(update.t - 1), after: number(update.t) })}</span>`;
}

const keyOf = ({ layer, name }: Pick<ParameterShape, "layer" | "name">): string => `${layer} ${name}`;

function picker(view: OptimizerView, actions: OptimizerActions): TemplateResult {
  const { training, parameter } = view;
  const isStack = training.parameters.some(({ layer }) => layer > 1);
  const changed = (event: Event): void => {
    const chosen = training.parameters.find((one) => keyOf(one) === (event.currentTarget as HTMLSelectElement).value);
    if (chosen !== undefined) actions.pickParameter(chosen.layer, chosen.name);
  };
  return html`<label><span class="muted">${l10n.t("parameter")}</span> <select @change=${changed}>${training.parameters.map(
    (one) =>
      html`<option value=${keyOf(one)} ?selected=${one === parameter}>${isStack ? `${one.layer}: ` : ""}${one.name} ${sizeOf(one)}</option>`,
  )}</select></label>`;
}

/** `2×3`; `48` for a vector. */
export function sizeOf({ rows, cols, isVector }: ParameterShape): string {
  return isVector ? String(rows) : `${rows}×${cols}`;
}
