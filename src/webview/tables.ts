/** The figure's numbers as tables for screen readers: the steps round the cursor, bounded however long the sequence is. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../report/format.js";
import { blankSaid } from "./blank.js";
import { differenceTables } from "./compare/tables.js";
import { MOST_LINES, type Strip } from "./layout.js";
import { names } from "./names.js";
import type { TraceView } from "./view.js";
import { type Span, stepsAround } from "./windowing.js";

/** Steps in one table. */
const MOST_STEPS = 24;

export function tablesTemplate(view: TraceView): TemplateResult {
  const { sight, trace } = view;
  const isHere = view.t >= sight.from && view.t <= sight.to;
  const around = stepsAround(isHere ? view.t : sight.from, MOST_STEPS, trace.T);
  const span = { from: Math.max(around.from, sight.from), to: Math.min(around.to, sight.to) };
  return html`<div class="reader">${view.figure.strips.map((strip) => (strip.quantity === "loss" ? lossTable(view, span) : stripTable(view, strip, strip.quantity, span)))}${differenceTables(view, span)}</div>`;
}

function stripTable(view: TraceView, strip: Strip, quantity: Exclude<Strip["quantity"], "loss">, span: Span): TemplateResult {
  const { H } = view.shape;
  // Of many units the selected one is told, and between which values the others lie.
  const units = H <= MOST_LINES ? Array.from({ length: H }, (_, k) => k + 1) : [view.unit];
  return html`<table id=${`table-${strip.quantity}`}><caption>${captionOf(view, `${names[quantity].word()} ${names[quantity].symbol}`, span)}</caption>
    <thead><tr><th scope="col">t</th>${units.map((unit) => html`<th scope="col">${l10n.t("unit {0}", unit)}</th>`)}${H > MOST_LINES ? html`<th scope="col">${l10n.t("least of {0} units", H)}</th><th scope="col">${l10n.t("greatest")}</th>` : nothing}</tr></thead>
    <tbody>${stepsOf(span).map((t) => html`<tr><th scope="row">${t}</th>${units.map((unit) => html`<td>${said(view, quantity, t, unit)}</td>`)}${H > MOST_LINES ? extremes(view, quantity, t) : nothing}</tr>`)}</tbody></table>`;
}

/** What a table holds, and of which steps. */
export function captionOf({ trace }: TraceView, what: string, { from, to }: Span): string {
  return l10n.t("{0}, steps {1} to {2} of {3}", what, from, to, trace.T);
}

function extremes(view: TraceView, quantity: Exclude<Strip["quantity"], "loss">, t: number): TemplateResult {
  const piece = view.steps.pieceAt(view.layer, t);
  const { H } = view.shape;
  const row = piece?.quantities[quantity]?.subarray((t - piece.from) * H, (t - piece.from + 1) * H);
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of row ?? []) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const end = (value: number): string => (least <= greatest ? formatNumber(value, view.decimals) : "");
  return html`<td>${end(least)}</td><td>${end(greatest)}</td>`;
}

function lossTable(view: TraceView, span: Span): TemplateResult {
  return html`<table id="table-loss"><caption>${captionOf(view, l10n.t("loss"), span)}</caption>
    <thead><tr><th scope="col">t</th><th scope="col">${l10n.t("loss of the step")}</th></tr></thead>
    <tbody>${stepsOf(span).map((t) => {
      const piece = view.steps.pieceAt(view.layer, t);
      const value = piece?.loss?.[t - piece.from];
      const isNone = value !== undefined && Number.isNaN(value) && view.trace.loss?.count !== view.trace.T;
      const text = view.steps.isHidden(view.layer, "loss", t, 1)
        ? blankSaid()
        : isNone
          ? l10n.t("no target")
          : value === undefined
            ? ""
            : formatNumber(value, view.decimals);
      return html`<tr><th scope="row">${t}</th><td>${text}</td></tr>`;
    })}</tbody></table>`;
}

function stepsOf(span: Span): readonly number[] {
  return Array.from({ length: Math.max(0, span.to - span.from + 1) }, (_, k) => span.from + k);
}

/** A value as it is read aloud; empty where it is not there yet. */
function said(view: TraceView, quantity: Exclude<Strip["quantity"], "loss">, t: number, unit: number): string {
  const value = view.steps.value(view.layer, quantity, t, unit);
  if (view.steps.isHidden(view.layer, quantity, t, unit)) return blankSaid();
  return value === undefined ? "" : formatNumber(value, view.decimals);
}

/** What is said when the cursor moves. */
export function announcement(view: TraceView): string {
  const values = view.shape.quantities.map((quantity) => {
    const value = said(view, quantity, view.t, view.unit);
    return value === "" ? "" : `, ${names[quantity].symbol} ${value}`;
  });
  return l10n.t("step {0} of {1}", view.t, view.trace.T) + values.join("");
}
