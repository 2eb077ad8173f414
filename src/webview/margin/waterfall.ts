/** The terms of a sum, each a bar that starts where the one before it ended. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { Term, Working } from "../../report/explanation.js";
import { shortest } from "../../report/format.js";
import { icon } from "../icons.js";
import { hueClass } from "../names.js";
import { linked, tokens, type Writing, written } from "./tokens.js";

const WIDTH = 104;
const ROW = 20;

export interface Bar {
  readonly from: number;
  readonly to: number;
}

/** Each bar's ends and the zero line, in pixels over `width`; null where a term is no number. */
export function waterfallBars(values: readonly number[], width: number): { readonly zero: number; readonly bars: readonly Bar[] } | null {
  if (!values.every(Number.isFinite)) return null;
  const ends: number[] = [];
  let sum = 0;
  for (const value of values) {
    sum += value;
    ends.push(sum);
  }
  const low = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - low || 1;
  const at = (value: number): number => 4 + ((value - low) / span) * (width - 8);
  return { zero: at(0), bars: ends.map((end, k) => ({ from: at(end - values[k]), to: at(end) })) };
}

function barCell(bar: Bar | undefined, zero: number): TemplateResult {
  if (bar === undefined) return html`<td></td>`;
  return html`<td class="bars"><svg width=${WIDTH} height=${ROW} aria-hidden="true"><path class="base" d=${`M${Math.round(zero) + 0.5} 0V${ROW}`}></path>
    <rect class="flow" x=${Math.min(bar.from, bar.to)} y="5" width=${Math.max(1, Math.abs(bar.to - bar.from))} height="10"></rect>
    <path class="rule" d=${`M${Math.round(bar.to) + 0.5} 5V${ROW}`}></path></svg></td>`;
}

export function signed(writing: Pick<Writing, "decimals" | "isFine">, value: number): string {
  const text = written(writing, value);
  return value > 0 ? `+${text}` : text;
}

export function waterfall(writing: Writing, explanation: Working): TemplateResult {
  const { terms, activation } = explanation;
  const values = terms.map((term) => writing.numbers[term.index]);
  const drawing = waterfallBars(values, WIDTH);
  const sum = activation === null ? values.reduce((total, value) => total + value, 0) : writing.numbers[activation.z];
  return html`<table class=${`terms ${hueClass(explanation.hue)}`}>
    <caption class="reader">${l10n.t("terms of the sum")}</caption>
    <thead class="reader"><tr><th scope="col">${l10n.t("term")}</th><td></td><th scope="col">${l10n.t("value")}</th></tr></thead>
    <tbody>${terms.map((term, k) => {
      const text = signed(writing, values[k]);
      return html`<tr>${termName(writing, term)}${barCell(drawing?.bars[k], drawing?.zero ?? 0)}
        <td class="n right">${term.link ? linked(writing, term.link, text, "plain", shortest(values[k])) : html`<span title=${shortest(values[k])}>${text}</span>`}</td></tr>`;
    })}</tbody>
    <tfoot><tr><th scope="row">${activation === null ? l10n.t("sum") : l10n.t("sum z")}</th>${sumCell(drawing)}<td class="n right strong" title=${shortest(sum)}>${written(writing, sum)}</td></tr></tfoot>
  </table>`;
}

function sumCell(drawing: ReturnType<typeof waterfallBars>): TemplateResult {
  const last = drawing?.bars[drawing.bars.length - 1];
  return html`<td class="bars">${last === undefined ? nothing : html`<svg width=${WIDTH} height=${ROW} aria-hidden="true"><circle class="dot" cx=${last.to} cy="10" r="3.5"></circle></svg>`}</td>`;
}

/** A term's symbols, with its numbers below where the sum is too long to be written out; the folded rest opens. */
function termName(writing: Writing, { label, count, numbers }: Term): TemplateResult {
  const { unfold } = writing;
  if (count > 1 && unfold !== undefined) {
    return html`<th scope="row"><button class="text-link unfold" title=${l10n.t("show more of them")} @click=${() => unfold()}>${tokens(writing, label)} ${icon("more")}</button></th>`;
  }
  return html`<th scope="row">${tokens(writing, label)}${numbers === undefined ? nothing : html`<span class="put-in">${tokens(writing, numbers)}</span>`}</th>`;
}
