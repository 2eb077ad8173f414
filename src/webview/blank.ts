/** How a number is shown that an exercise hides: a blank, which says aloud what it is. */
import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import type { Actions } from "./view.js";

/** In place of the number. */
export const blankText = "\u25a2";
/** Read aloud, and in tooltips. */
export const blankSaid = (): string => l10n.t("hidden until answered");

/** The blank among words. */
export function blankTemplate(look = ""): TemplateResult {
  return html`<span class=${look === "" ? "blank" : `blank ${look}`} title=${blankSaid()}><span aria-hidden="true">${blankText}</span><span class="reader">${blankSaid()}</span></span>`;
}

/** Shows the blank with this key (`blankKey`), and no other. */
export function revealButton(key: string, actions: Pick<Actions, "revealBlank">): TemplateResult {
  return html`<button class="button" title=${l10n.t("Show this value; every other blank stays hidden")} @click=${() => actions.revealBlank(key)}>${l10n.t("Reveal")}</button>`;
}
