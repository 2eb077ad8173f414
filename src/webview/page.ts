/** The whole page as one template: head, banners, figure, margin. */
import { html, nothing, type TemplateResult } from "lit";
import { bannersTemplate } from "./banner.js";
import { unrolledCell } from "./cell/unrolled.js";
import { headerTemplate } from "./header.js";
import { marginTemplate } from "./margin/margin.js";
import { stripsTemplate } from "./strips/strips.js";
import type { Actions, PageView, TraceView } from "./view.js";

export interface PageParts {
  /** Width of the slider's track, as it was measured last. */
  readonly trackWidth: number;
}

export function pageTemplate(page: PageView, parts: PageParts, actions: Actions): TemplateResult {
  const { host, trace } = page;
  const hasFigure = trace !== null && trace.trace.T > 0;
  return html`<div class=${host.isStale ? "page stale" : "page"}>
    <header>${headerTemplate(page, actions, parts.trackWidth)}</header>
    <div class="banners" role="region" aria-label="messages">${bannersTemplate(page, actions)}</div>
    <div class="body">
      <main aria-label="trace"><div ?inert=${host.isStale}>${hasFigure ? figure(trace, actions) : empty(page)}</div></main>
      ${hasFigure ? html`<aside aria-label="explanation" ?inert=${host.isStale}>${marginTemplate(trace, page.margin, actions)}</aside>` : nothing}
    </div>
    <div class="reader" aria-live="polite" id="announcer"></div>
  </div>`;
}

function figure(view: TraceView, actions: Actions): TemplateResult {
  return html`<div class="figure">${unrolledCell(view, actions)}${stripsTemplate(view, actions)}<div id="tables"></div></div>`;
}

/** What stands in place of a figure where there is nothing to draw (yet). */
function empty({ host, trace }: PageView): TemplateResult | typeof nothing {
  if (host.fault !== null || host.notice !== null || host.working !== null) return html`<div class="empty"></div>`;
  return html`<div class="empty"><p class="muted">${trace === null ? "No trace yet." : "This file has no time steps to show."}</p></div>`;
}
