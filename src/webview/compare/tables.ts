/** A comparison's numbers as tables for screen readers: for each strip of differences the steps its chart's table has. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../report/format.js";
import type { Strip } from "../layout.js";
import { names } from "../names.js";
import type { TraceView } from "../view.js";
import type { Span } from "../windowing.js";
import { differenceText, valuesAt } from "./labels.js";
import { differenceColumn } from "./values.js";

export function differenceTables(view: TraceView, span: Span): readonly (TemplateResult | typeof nothing)[] {
  return view.figure.strips.map((strip) => (strip.difference === null ? nothing : differenceTable(view, strip, span)));
}

function differenceTable(view: TraceView, strip: Strip, { from, to }: Span): TemplateResult {
  const { quantity } = strip;
  const { H } = view.shape;
  const isMany = quantity !== "loss" && H > 1;
  const name = quantity === "loss" ? l10n.t("loss") : `${names[quantity].word()} ${names[quantity].symbol}`;
  const what = isMany ? l10n.t("{0}, unit {1}", name, view.unit) : name;
  const steps = Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);
  return html`<table id=${`table-${quantity}-difference`}><caption>${l10n.t("{0} against {1}, steps {2} to {3} of {4}", what, view.other?.name ?? "", from, to, view.trace.T)}</caption>
    <thead><tr><th scope="col">t</th><th scope="col">${l10n.t("there")}</th><th scope="col">${l10n.t("difference")}</th>${isMany ? html`<th scope="col">${l10n.t("greatest difference of {0} units", H)}</th>` : nothing}</tr></thead>
    <tbody>${steps.map((t) => row(view, strip, t, isMany))}</tbody></table>`;
}

function row(view: TraceView, strip: Strip, t: number, isMany: boolean): TemplateResult {
  const values = valuesAt(view, strip, t, strip.quantity === "loss" ? 1 : view.unit);
  const greatest = isMany
    ? differenceColumn(view, strip.quantity, t)?.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    : undefined;
  return html`<tr><th scope="row">${t}</th><td>${values === null ? "" : formatNumber(values.there, view.decimals)}</td><td>${values === null ? "" : differenceText(values.difference, view.decimals)}</td>
    ${isMany ? html`<td>${greatest === undefined ? "" : differenceText(greatest, view.decimals)}</td>` : nothing}</tr>`;
}
