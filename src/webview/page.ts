/** The whole page as one template: head, banners, and the figure and margin of the tab shown. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { PanelState } from "../protocol/panel.js";
import { answersMargin } from "./answers/margin.js";
import { answersTemplate } from "./answers/table.js";
import { bannersTemplate } from "./banner.js";
import { unrolledCell } from "./cell/unrolled.js";
import { comparisonLine } from "./compare/line.js";
import { gradientsTemplate } from "./gradients/gradients.js";
import { gradientsMargin } from "./gradients/margin.js";
import { headerTemplate } from "./header.js";
import { marginTemplate } from "./margin/margin.js";
import { optimizerMargin } from "./optimizer/margin.js";
import { optimizerTemplate } from "./optimizer/optimizer.js";
import { stripsTemplate } from "./strips/strips.js";
import { panelId, tabId, tabSaid } from "./tabs.js";
import type { Actions, PageView, TraceView } from "./view.js";
import { whatIfBar } from "./whatIf/bar.js";

export interface PageParts {
  /** Width of the slider's track, as it was measured last. */
  readonly trackWidth: number;
}

export function pageTemplate(page: PageView, parts: PageParts, actions: Actions): TemplateResult {
  const { host, tab, tabs } = page;
  const shown = contents(page, actions);
  const isTabbed = tab !== null && tabs.length > 1;
  return html`<div class=${host.isStale ? "page stale" : "page"}>
    <header>${headerTemplate(page, actions, parts.trackWidth)}</header>
    <div class="banners" role="region" aria-label=${l10n.t("messages")}>${bannersTemplate(page, actions)}</div>
    <div class="body">
      <main aria-label=${tabSaid(tab ?? "trace")}><div id=${panelId} role=${isTabbed ? "tabpanel" : nothing} aria-labelledby=${isTabbed ? tabId(tab) : nothing} ?inert=${host.isStale}>${shown?.figure ?? empty(page)}</div></main>
      ${shown === null ? nothing : html`<aside aria-label=${l10n.t("explanation")} ?inert=${host.isStale}>${shown.margin}</aside>`}
    </div>
    ${whatIfBar(page, actions.whatIf)}
    <div class="reader" aria-live="polite" id="announcer"></div>
  </div>`;
}

interface Contents {
  readonly figure: TemplateResult;
  readonly margin: TemplateResult | typeof nothing;
}

function contents({ host, tab, trace, margin, gradients, optimizer, answers }: PageView, actions: Actions): Contents | null {
  if (tab === "gradients" && gradients !== null) {
    return { figure: gradientsTemplate(gradients, actions), margin: gradientsMargin(gradients, actions) };
  }
  if (tab === "optimizer" && optimizer !== null) {
    return { figure: optimizerTemplate(optimizer, actions.optimizer), margin: optimizerMargin(optimizer, actions) };
  }
  if (tab === "answers" && answers !== null) return { figure: answersTemplate(answers, actions), margin: answersMargin(answers, actions) };
  if (tab === "trace" && trace !== null)
    return { figure: figure(trace, host, actions), margin: marginTemplate(trace, margin, actions, host.trace?.training?.shown ?? 0) };
  return null;
}

function figure(view: TraceView, { comparison }: PanelState, actions: Actions): TemplateResult {
  return html`${comparison === null ? nothing : comparisonLine(view, comparison, actions)}<div class="figure">${unrolledCell(view, actions)}${stripsTemplate(view, actions)}<div id="tables"></div></div>`;
}

/** What stands in place of a figure where there is nothing to draw (yet). */
function empty({ host, tab }: PageView): TemplateResult | typeof nothing {
  if (host.fault !== null || host.notice !== null || host.working !== null) return html`<div class="empty"></div>`;
  if (tab !== null) return html`<div class="empty"></div>`;
  return html`<div class="empty"><p class="muted">${host.trace === null ? l10n.t("No trace yet.") : l10n.t("This file has no time steps to show.")}</p></div>`;
}
