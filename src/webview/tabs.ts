/** The tabs: those that apply to the file, in their bar, one of them shown. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { SheetShape } from "../protocol/answers.js";
import type { TraceShape } from "../protocol/panel.js";
import type { Check } from "./check.js";

export type Tab = "trace" | "gradients" | "optimizer" | "answers";

const labels: Readonly<Record<Tab, () => string>> = {
  trace: () => l10n.t("Trace"),
  gradients: () => l10n.t("Gradients"),
  optimizer: () => l10n.t("Optimizer"),
  answers: () => l10n.t("Answers"),
};

export const isTab: Check<Tab> = (value): value is Tab => typeof value === "string" && Object.hasOwn(labels, value);

/** Those that have something to show of a trace and of the answers to it. */
export function tabsOf(trace: TraceShape | null, sheet: SheetShape | null): readonly Tab[] {
  if (trace === null) return [];
  const tabs: Tab[] = [];
  if (trace.T > 0 && trace.layers.length > 0) tabs.push("trace");
  if (trace.loss !== null) tabs.push("gradients");
  if (trace.training !== null) tabs.push("optimizer");
  if (sheet !== null) tabs.push("answers");
  return tabs;
}

/** The tab wanted where it applies, else the first; null where there is none. */
export function tabShown(wanted: Tab, tabs: readonly Tab[]): Tab | null {
  return tabs.includes(wanted) ? wanted : (tabs[0] ?? null);
}

/** Where a key leads from a tab; null for a key that is none of its own. */
export function tabForKey(key: string, tab: Tab, tabs: readonly Tab[]): Tab | null {
  const at = tabs.indexOf(tab);
  const moves: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 };
  const to = moves[key];
  return to === undefined ? null : tabs[(to + tabs.length) % tabs.length];
}

/** What the figure of a tab is called where it is read aloud. */
export function tabSaid(tab: Tab): string {
  if (tab === "trace") return l10n.t("trace");
  if (tab === "gradients") return l10n.t("gradients");
  return tab === "optimizer" ? l10n.t("optimizer") : l10n.t("answers");
}

export const tabId = (tab: Tab): string => `tab-${tab}`;
export const panelId = "tabpanel";

export interface TabList {
  readonly tabs: readonly Tab[];
  readonly shown: Tab;
  readonly sheet: SheetShape | null;
  show(tab: Tab): void;
}

/** Nothing where there is one tab alone. */
export function tabList({ tabs, shown, sheet, show }: TabList): TemplateResult | typeof nothing {
  if (tabs.length < 2) return nothing;
  const press = (event: KeyboardEvent): void => {
    const to = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey ? null : tabForKey(event.key, shown, tabs);
    if (to === null) return;
    event.preventDefault();
    show(to);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#${tabId(to)}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${l10n.t("views")} @keydown=${press}>${tabs.map(
    (
      tab,
    ) => html`<button class="tab" role="tab" id=${tabId(tab)} aria-controls=${panelId} aria-selected=${tab === shown ? "true" : "false"} tabindex=${tab === shown ? 0 : -1}
      @click=${() => show(tab)}>${labels[tab]()}${tab === "answers" && sheet !== null ? count(sheet) : nothing}</button>`,
  )}</div>`;
}

/** How many of the answers are right; underlined where one is wrong. */
function count({ counts: { right, total }, first }: SheetShape): TemplateResult {
  return html` <span class=${first === null ? "n count" : "n count off"}>${right}/${total}</span>`;
}
