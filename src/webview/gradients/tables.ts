/** The Gradients tab's charts as tables for screen readers: the steps round the cursor, bounded however long the sequence is. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { formatFine } from "../../report/format.js";
import { blankSaid } from "../blank.js";
import { type Span, stepsAround } from "../windowing.js";
import { chartSaid, percent } from "./gradients.js";
import { type GradientsView, isHiddenIn, shareAt, stepIn } from "./view.js";

/** Steps in one table. */
const mostSteps = 24;

export function gradientsTables(view: GradientsView): TemplateResult {
  const { t, sight, T, shape, layout, rows } = view;
  const isHere = t >= sight.from && t <= sight.to;
  const around = stepsAround(isHere ? t : sight.from, mostSteps, T);
  const steps = stepsOf({ from: Math.max(around.from, sight.from), to: Math.min(around.to, sight.to) });
  const state = shape.cell === "dense" ? "ŷ" : "h";
  return html`<div class="reader">
    ${table("norms", chartSaid("norms"), [...(shape.cell === "lstm" ? ["c"] : []), state], steps, (step) => {
      const found = stepIn(view, step);
      return [...(shape.cell === "lstm" ? [said(view, found, "c")] : []), said(view, found, "h")];
    })}
    ${
      layout.factor === null
        ? nothing
        : table(
            "factor",
            chartSaid("factor"),
            [l10n.t("factor"), ...(shape.cell === "lstm" ? [l10n.t("mean of {0}", "f")] : [])],
            steps,
            (step) => {
              const found = stepIn(view, step);
              return [said(view, found, "factor"), ...(shape.cell === "lstm" ? [said(view, found, "f")] : [])];
            },
          )
    }
    ${table("shares", chartSaid("shares"), rows, steps, (step) => rows.map((parameter) => percent(shareAt(view, parameter, step))))}
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

/** A number of a step as it is read aloud; empty where there is none. */
function said({ decimals }: GradientsView, found: ReturnType<typeof stepIn>, column: "h" | "c" | "factor" | "f"): string {
  if (found === null) return "";
  const { piece, k } = found;
  const value = (column === "f" ? piece.f?.mean : piece[column])?.[k];
  if (value === undefined) return "";
  return isHiddenIn(found, column) ? blankSaid() : formatFine(value, decimals);
}

/** What is said when the cursor moves. */
export function gradientsSaid(view: GradientsView): string {
  const found = stepIn(view, view.t);
  const value = (name: string, column: "h" | "c" | "factor"): string => {
    const text = said(view, found, column);
    return text === "" ? "" : `, ${name} ${text}`;
  };
  const state = view.shape.cell === "dense" ? "ŷ" : "h";
  const norm = (of: string): string => l10n.t("gradient norm of {0}", of);
  return `${l10n.t("step {0} of {1}", view.t, view.T)}${value(norm("c"), "c")}${value(norm(state), "h")}${value(l10n.t("factor"), "factor")}`;
}
