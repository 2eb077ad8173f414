/** What every explanation shows: its equation, the terms of its sum, the point on its activation, where it is used and where it comes from. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Place, Working } from "../../report/explanation.js";
import { revealButton } from "../blank.js";
import type { Actions } from "../view.js";
import { curve } from "./curve.js";
import { equation, linked, tokens, type Writing } from "./tokens.js";
import { waterfall } from "./waterfall.js";

type Part = TemplateResult | typeof nothing;

/** What a tab adds to an explanation: above its title, below its terms. */
interface Added {
  readonly before?: Part;
  readonly whatIf?: Part;
}

/** `where` stands muted beside the title. */
export function workingTemplate(
  writing: Writing,
  working: Working,
  where: string,
  actions: Pick<Actions, "revealBlank">,
  { before = nothing, whatIf = nothing }: Added,
): TemplateResult {
  const { title, terms, activation, usedIn, blank } = working;
  return html`<section class="block">${before}<h2>${title} <span class="muted">${where}</span></h2>${equation(writing, working.equation)}${blank === undefined ? nothing : html`<p class="act">${revealButton(blank, actions)}</p>`}</section>
    ${terms.length > 0 || activation !== null ? html`<section class="block">${terms.length > 0 ? waterfall(writing, working) : nothing}${curve(writing, working)}</section>` : nothing}
    ${whatIf}
    ${
      usedIn.length + working.comesFrom.length === 0
        ? nothing
        : html`<div class="group">${usedIn.length > 0 ? html`<section class="block"><h2>${l10n.t("Used in")}</h2>${equation(writing, usedIn)}</section>` : nothing}
    ${working.comesFrom.length > 0 ? comesFrom(writing, working) : nothing}</div>`
    }`;
}

function comesFrom(writing: Writing, working: Working): TemplateResult {
  return html`<section class="block"><h2>${l10n.t("Comes from")}</h2><table class="sources"><tbody>${working.comesFrom.map(
    (row) =>
      html`<tr><th scope="row">${tokens(writing, row.symbols)}</th><td>${row.link ? linked(writing, row.link, row.label, "text-link", "") : html`<span class="muted">${row.label}</span>`}</td></tr>`,
  )}</tbody></table></section>`;
}

/** Where a value stands, beside its title: `at t = 2, unit 1`. */
export function atPlace({ quantity, t, unit }: Place): string {
  return quantity === "loss" ? l10n.t("at t = {0}", t) : atEntry(quantity === "x", t, unit);
}

/** The same of an entry of a vector at a step: inputs are numbered, all else has units. */
export function atEntry(isInput: boolean, t: number, entry: number): string {
  return isInput ? l10n.t("at t = {0}, number {1}", t, entry) : l10n.t("at t = {0}, unit {1}", t, entry);
}
