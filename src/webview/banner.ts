/** What stands between the head and the figure: the file's first fault, work under way, values that are no numbers, a notice. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Fault, PanelState } from "../protocol/panel.js";
import { icon } from "./icons.js";
import type { Actions, PageView } from "./view.js";

export function bannersTemplate(page: PageView, actions: Actions): TemplateResult {
  const { host, trace, tab } = page;
  return html`${host.fault === null ? nothing : faultBanner(host, host.fault, actions)}
    ${host.working === null || tab !== null ? nothing : html`<div class="banner" role="status"><div class="work">${workingTemplate(host.working, actions)}</div></div>`}
    ${trace?.trace.notFinite ? html`<div class="banner warning" role="status">${icon("warning")}<p>${trace.trace.notFinite}</p></div>` : nothing}
    ${host.notice === null ? nothing : html`<div class="banner info" role="status">${icon("info")}<p>${host.notice}</p></div>`}`;
}

function faultBanner(host: PanelState, fault: Fault, actions: Actions): TemplateResult {
  const more = fault.more === 0 ? nothing : html` <span class="muted">· ${l10n.t("{0} more in the file", fault.more)}</span>`;
  const hint =
    host.trace === null
      ? l10n.t("The trace appears as soon as the file has no faults.")
      : l10n.t("Below is the trace of the last text without faults. It comes back as soon as the file does.");
  return html`<div class="banner fault" role="alert">${icon("error")}<div class="words">
    <p><b>${l10n.t("Line {0}, column {1}:", fault.line, fault.column)}</b> ${fault.message}. <button class="text-link" @click=${() => actions.goToFault()}>${l10n.t("Go to fault")}</button>${more}</p>
    <button class="code" title=${l10n.t("Go to the fault")} @click=${() => actions.goToFault()}><span class="line-number">${fault.line}</span> ${codeLine(fault)}</button>
    <p class="muted">${hint}</p></div></div>`;
}

/** The faulty line with the fault underlined; a fault without length underlines the place it stands at. */
function codeLine(fault: Fault): TemplateResult {
  const text = fault.lineText.trimEnd();
  const start = text.length - text.trimStart().length;
  const from = Math.max(start, Math.min(fault.from, text.length));
  const to = Math.max(from, Math.min(fault.to, text.length));
  const marked = to > from ? text.slice(from, to) : text.slice(from, from + 1) || "\u00a0";
  return html`<span>${text.slice(start, from)}<span class="squiggle">${marked}</span>${text.slice(from + marked.length)}</span>`;
}

/** How far the work is, and the way to stop it. In the head where a trace stands below, so that nothing there moves. */
export function workingTemplate(working: NonNullable<PanelState["working"]>, actions: Actions): TemplateResult {
  const percent = Math.round(working.fraction * 100);
  return html`<span>${working.what}</span><progress max="1" value=${working.fraction} aria-label=${working.what}>${percent} %</progress>
    <span class="n">${percent} %</span><button class="button" @click=${() => actions.cancel()}>${l10n.t("Cancel")}</button>`;
}
