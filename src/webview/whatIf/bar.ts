/** The bar at the page's foot while something is supposed: what, what becomes of the loss, and how it ends. It moves nothing that is being dragged. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { PanelState } from "../../protocol/panel.js";
import { formatNumber, shortest } from "../../report/format.js";
import { phrase } from "../../report/phrase.js";
import { icon } from "../icons.js";
import type { PageView } from "../view.js";
import type { WhatIfActions } from "./view.js";

/** Numbers named in the bar. */
const most = 3;

export function whatIfBar({ host, tab }: PageView, actions: WhatIfActions): TemplateResult | typeof nothing {
  const { suppositions, dropped } = host.whatIf;
  if (suppositions.length === 0 && dropped.length === 0) return nothing;
  const isOff = host.isStale;
  return html`<section class="supposing" aria-label=${l10n.t("what if")}><div class="supposed-numbers"><b>${l10n.t("What if")}</b>
      ${suppositions.slice(0, most).map(({ path, label, was, value }) => {
        const now = actions.adjusted(path)?.value ?? Number(value);
        return html`<span class="supposition"><span class="n">${label} = <b>${shortest(now)}</b></span> <span class="muted">${phrase(l10n.t("was {number}"), { number: html`<span class="n">${shortest(Number(was))}</span>` })}</span></span>`;
      })}
      ${suppositions.length > most ? html`<span class="muted">${l10n.t("and {0} more", suppositions.length - most)}</span>` : nothing}
      ${dropped.length > 0 ? html`<span class="dropped">${icon("info")}${droppedText(dropped)}</span>` : nothing}
      ${tab === "answers" && suppositions.length > 0 ? html`<span class="muted">${l10n.t("The answers are checked against the file, not against this.")}</span>` : nothing}</div>
    <div class="toolbar">${suppositions.length === 0 ? nothing : html`<button class="button primary" title=${l10n.t("write these numbers into the file, as one edit")} ?disabled=${isOff} @click=${() => actions.apply()}>${l10n.t("Apply")}</button>`}
      <button class="button" title=${suppositions.length === 0 ? "" : l10n.t("back to the file's own numbers")} @click=${() => actions.discard()}>${suppositions.length === 0 ? l10n.t("Dismiss") : l10n.t("Discard")}</button></div></section>`;
}

function droppedText(labels: readonly string[]): string {
  const [first = ""] = labels;
  if (labels.length === 1) return l10n.t("The file has no {0} any more; what was supposed of it is dropped.", first);
  return l10n.t("The file has no {0} and {1} others any more; what was supposed of them is dropped.", first, labels.length - 1);
}

/** For screen readers, once the page is quiet; empty while nothing is supposed. */
export function whatIfSaid({ trace, whatIf, decimals }: PanelState): string {
  const { suppositions, lossWas, dropped } = whatIf;
  if (suppositions.length === 0) return dropped.length === 0 ? "" : droppedText(dropped);
  const what = suppositions.slice(0, most).map(({ label, value }) => `${label} ${shortest(Number(value))}`);
  const loss = trace?.loss?.total;
  if (loss === undefined || lossWas === null) return l10n.t("what if {0}", what.join(", "));
  const [now, before] = [loss, lossWas].map((text) => formatNumber(Number(text), decimals));
  return l10n.t("what if {0}: loss {1}, in the file {2}", what.join(", "), now, before);
}
