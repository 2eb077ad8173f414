/** The Optimizer tab: what can be done, the matrices of the update shown, the loss over updates. */
import { html, nothing, type TemplateResult } from "lit";
import type { ParameterShape } from "../../protocol/panel.js";
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
    ${update !== null && update.after === null ? html`<p class="muted">This is the ${view.isSupposed ? "state that is supposed" : "file's own state"}. Take an Adam step to see what it makes of the gradient.</p>` : nothing}
    ${overUpdates(view, actions)}</div>`;
}

/** The loss, and the picked entry, at every state. */
function overUpdates(view: OptimizerView, actions: OptimizerActions): TemplateResult | typeof nothing {
  const { losses, curves, parameter, picked, training } = view;
  const hasLoss = losses !== null && losses.least.length > 1;
  if (training.taken === 0 || (!hasLoss && curves === null)) return nothing;
  const { letter, sub } = lettersOf(parameter.name);
  return html`<section class="over-updates"><h2>Over updates <span class="muted">${hasLoss ? html`the loss at every state<span class="on-screen">, to be clicked or dragged</span>, and entry` : "entry"}</span>
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
      ${button("Take Adam Step", isAtEnd ? "every gradient the file gives is taken" : "one more update", isAtEnd, () => actions.run("takeAdamStep"), "button primary")}
      ${button("Undo", "take the last update back", taken === 0, () => actions.run("undoAdamStep"))}
      ${button("Train…", "as many updates as you say", isAtEnd, () => actions.run("train"))}
      ${button("Write Parameters to File", isSupposed ? "apply or discard the what-if first" : "the state shown goes into the text", shown === 0 || isSupposed, () => actions.run("writeParameters"))}</div>
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
  return html`<button class="text-link in-text" title="where the text's cursor stands" @click=${go}>in the text: ${found.parameter} <span class="n">${entryLabel(found, of?.cols ?? 1, of?.isVector ?? false)}</span></button>`;
}

/** `update 1 → 2`, by the optimizer's own count. */
function span({ update }: OptimizerView): TemplateResult | typeof nothing {
  if (update === null) return nothing;
  return update.after === null
    ? html`<span class="muted">before update <span class="n">${update.t}</span></span>`
    : html`<span class="muted">update <span class="n">${update.t - 1}</span> → <span class="n">${update.t}</span></span>`;
}

const keyOf = ({ layer, name }: Pick<ParameterShape, "layer" | "name">): string => `${layer} ${name}`;

function picker(view: OptimizerView, actions: OptimizerActions): TemplateResult {
  const { training, parameter } = view;
  const isStack = training.parameters.some(({ layer }) => layer > 1);
  const changed = (event: Event): void => {
    const chosen = training.parameters.find((one) => keyOf(one) === (event.currentTarget as HTMLSelectElement).value);
    if (chosen !== undefined) actions.pickParameter(chosen.layer, chosen.name);
  };
  return html`<label><span class="muted">parameter</span> <select @change=${changed}>${training.parameters.map(
    (one) =>
      html`<option value=${keyOf(one)} ?selected=${one === parameter}>${isStack ? `${one.layer}: ` : ""}${one.name} ${sizeOf(one)}</option>`,
  )}</select></label>`;
}

/** `2×3`; `48` for a vector. */
export function sizeOf({ rows, cols, isVector }: ParameterShape): string {
  return isVector ? String(rows) : `${rows}×${cols}`;
}
