/** The Gradients tab's charts as tables for screen readers: the steps round the cursor, bounded however long the sequence is. */
import { html, nothing, type TemplateResult } from "lit";
import { formatFine } from "../../report/format.js";
import { type Span, stepsAround } from "../windowing.js";
import { percent } from "./gradients.js";
import { type GradientsView, shareAt, stepIn } from "./view.js";

/** Steps in one table. */
const mostSteps = 24;

export function gradientsTables(view: GradientsView): TemplateResult {
  const { t, sight, T, shape, layout, rows } = view;
  const isHere = t >= sight.from && t <= sight.to;
  const around = stepsAround(isHere ? t : sight.from, mostSteps, T);
  const steps = stepsOf({ from: Math.max(around.from, sight.from), to: Math.min(around.to, sight.to) });
  const state = shape.cell === "dense" ? "ŷ" : "h";
  return html`<div class="reader">
    ${table("norms", "norms of the state gradients", [...(shape.cell === "lstm" ? ["c"] : []), state], steps, (step) => {
      const found = stepIn(view, step);
      return [...(shape.cell === "lstm" ? [said(view, found?.piece.c?.[found.k])] : []), said(view, found?.piece.h[found.k])];
    })}
    ${
      layout.factor === null
        ? nothing
        : table("factor", "factor of each step back", ["factor", ...(shape.cell === "lstm" ? ["mean of f"] : [])], steps, (step) => {
            const found = stepIn(view, step);
            return [
              said(view, found?.piece.factor?.[found.k]),
              ...(shape.cell === "lstm" ? [said(view, found?.piece.f?.mean[found.k])] : []),
            ];
          })
    }
    ${table("shares", "share of each step in each parameter's gradient", rows, steps, (step) => rows.map((parameter) => percent(shareAt(view, parameter, step))))}
  </div>`;
}

function table(
  name: string,
  caption: string,
  heads: readonly string[],
  steps: readonly number[],
  cells: (t: number) => readonly string[],
): TemplateResult {
  return html`<table id=${`table-${name}`}><caption>${caption}</caption>
    <thead><tr><th scope="col">t</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${steps.map((t) => html`<tr><th scope="row">${t}</th>${cells(t).map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}

function stepsOf({ from, to }: Span): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);
}

function said({ decimals }: GradientsView, value: number | undefined): string {
  return value === undefined ? "" : formatFine(value, decimals);
}

/** What is said when the cursor moves. */
export function gradientsSaid(view: GradientsView): string {
  const found = stepIn(view, view.t);
  const value = (name: string, of: number | undefined): string => (of === undefined ? "" : `, ${name} ${formatFine(of, view.decimals)}`);
  const state = view.shape.cell === "dense" ? "ŷ" : "h";
  return `step ${view.t} of ${view.T}${value("gradient norm of c", found?.piece.c?.[found.k])}${value(`gradient norm of ${state}`, found?.piece.h[found.k])}${value("factor", found?.piece.factor?.[found.k])}`;
}
