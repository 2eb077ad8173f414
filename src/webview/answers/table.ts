/** The table of answers: what is claimed beside what is computed. Of a long sheet only the rows in sight are drawn. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { AnswerRow } from "../../protocol/answers.js";
import { ofLayer, plainText } from "../../report/answers/naming.js";
import { countsText } from "../../report/answers/summary.js";
import type { Token } from "../../report/explanation.js";
import { formatFine, formatTyped, shortest } from "../../report/format.js";
import { phrase } from "../../report/phrase.js";
import { box } from "../dom.js";
import type { Actions } from "../view.js";
import { differingRuns, padding } from "./digits.js";
import { type ColumnName, decimalsInFull, groupOf, mostUnboxed, rowForKey, rowHeight } from "./layout.js";
import type { AnswersView } from "./view.js";
import { lookOf, named, verdictTemplate } from "./words.js";

const heads: Readonly<Record<ColumnName, () => string>> = {
  step: () => l10n.t("step"),
  name: () => l10n.t("value"),
  claimed: () => l10n.t("claimed"),
  computed: () => l10n.t("computed"),
  full: () => l10n.t("in full"),
  difference: () => l10n.t("difference"),
  verdict: () => l10n.t("verdict"),
};
const isNumber = (name: ColumnName): boolean => name === "claimed" || name === "computed" || name === "full" || name === "difference";

export function answersTemplate(view: AnswersView, actions: Actions): TemplateResult {
  const { sheet } = view;
  const { first, rounding, counts } = sheet;
  const isAway = first !== null && view.picked !== first;
  return html`<div class="answers"><div class="summary"><h2>${countsText(counts)}</h2>
      ${isAway ? html`<button class="text-link" @click=${() => goTo(actions, first)}>${l10n.t("Go to the first wrong")}</button>` : nothing}</div>
    <div class=${counts.total > mostUnboxed ? "sheet boxed" : "sheet"} @scroll=${(event: Event) => actions.answers.scrolled((event.currentTarget as Element).scrollTop)}>${table(view, actions)}</div>
    <p class="foot muted">${rounding === null ? l10n.t("Each answer is checked to the digits that were written.") : l10n.t("Each answer is checked to the digits that were written, against values rounded to {0} decimals on the way.", rounding)}</p></div>`;
}

function table(view: AnswersView, actions: Actions): TemplateResult {
  const { sheet, drawn, picked, layout } = view;
  const { total } = sheet.counts;
  const isDrawn = picked !== null && picked >= drawn.from && picked < drawn.to;
  const indices = Array.from({ length: drawn.to - drawn.from }, (_, at) => drawn.from + at);
  return html`<table class=${layout.isTight ? "claims tight" : "claims"} role="grid" tabindex="0" aria-label=${l10n.t("answers")} aria-rowcount=${total + 1} aria-activedescendant=${isDrawn ? rowId(picked) : nothing}
      ${box({ minWidth: layout.least })} @keydown=${(event: KeyboardEvent) => pressed(event, view, actions)}
      @click=${(event: Event) => clicked(event, actions)} @dblclick=${() => reveal(view, actions)}>
    <colgroup>${layout.columns.map(({ width }) => html`<col ${box(width === null ? {} : { width })}>`)}</colgroup>
    <thead><tr aria-rowindex="1">${layout.columns.map(({ name }) => html`<th scope="col" class=${isNumber(name) ? "right" : name === "verdict" ? "verdicts" : name}>${name === "step" || (name === "verdict" && layout.verdict === "icon") ? html`<span class="reader">${heads[name]()}</span>` : heads[name]()}</th>`)}</tr></thead>
    ${space(drawn.from, layout.columns.length)}
    <tbody>${repeat(
      indices,
      (index) => index,
      (index) => rowTemplate(view, actions, index),
    )}</tbody>
    ${space(total - drawn.to, layout.columns.length)}</table>`;
}

/** In place of rows that are out of sight. */
function space(rows: number, columns: number): TemplateResult | typeof nothing {
  return rows === 0
    ? nothing
    : html`<tbody aria-hidden="true"><tr><td class="space" colspan=${columns} ${box({ height: rows * rowHeight })}></td></tr></tbody>`;
}

const rowId = (index: number): string => `answer-${index}`;

function rowTemplate(view: AnswersView, actions: Actions, index: number): TemplateResult {
  const row = view.rowAt(index);
  const isPicked = index === view.picked;
  const isNew = row !== undefined && !isSameGroup(view, index - 1, index);
  // Where every row is a group of its own, lines between them would say nothing.
  const isRuled = isNew && index > 0 && (isSameGroup(view, index - 2, index - 1) || isSameGroup(view, index, index + 1));
  const look = row === undefined ? "" : lookOf(row);
  const looks = [
    look,
    isRuled ? "new" : "",
    index === view.sheet.first ? "first" : "",
    isPicked ? "picked" : "",
    index === view.fed ? "fed" : "",
  ];
  return html`<tr id=${rowId(index)} data-index=${index} aria-rowindex=${index + 2} aria-selected=${isPicked ? "true" : "false"} class=${looks.filter((part) => part !== "").join(" ")}>
    ${view.layout.columns.map(({ name }) => cell(name, row, { view, actions, isNew, index }))}</tr>`;
}

function isSameGroup({ rowAt }: AnswersView, one: number, other: number): boolean {
  const [a, b] = [rowAt(one), rowAt(other)];
  return a !== undefined && b !== undefined && groupOf(a.place) === groupOf(b.place);
}

interface Around {
  readonly view: AnswersView;
  readonly actions: Actions;
  readonly isNew: boolean;
  /** From 0. */
  readonly index: number;
}

function cell(name: ColumnName, row: AnswerRow | undefined, { view, actions, isNew, index }: Around): TemplateResult {
  // An answer that has not arrived yet is at least told by its number: a row without a name says nothing to a screen reader.
  if (row === undefined)
    return name === "name" ? html`<th scope="row"><span class="reader">${l10n.t("answer {0}", index + 1)}</span></th>` : html`<td></td>`;
  if (name === "name")
    return html`<th scope="row" title=${plainText(row.name)}>${named(view.layout.verdict !== "words" ? shortened(row) : row.name)}</th>`;
  if (name === "step") return html`<td class="step n muted">${isNew ? groupOf(row.place) : nothing}</td>`;
  if (name === "verdict") {
    const saying = {
      isFirst: row.index === view.sheet.first,
      form: view.layout.verdict,
      pick: (to: number) => goTo(actions, to),
    };
    return html`<td class="verdicts" title=${row.message}>${verdictTemplate(row, saying)}</td>`;
  }
  return html`<td class=${`n right ${name}`}>${number(name, row, view)}</td>`;
}

/** `1: f₁[2]` for `layer 1’s f₁[2]`, whose beginning tells least. */
function shortened({ name, place }: AnswerRow): readonly Token[] {
  const [first, ...rest] = name;
  if (place.kind === "loss" || first?.kind !== "text") return name;
  const [beginning] = phrase(ofLayer(place.layer), []);
  return first.text === beginning ? [{ kind: "text", text: `${place.layer}: ` }, ...rest] : name;
}

function number(
  name: ColumnName,
  { claimed, computed, verdict }: AnswerRow,
  { sheet }: AnswersView,
): TemplateResult | string | typeof nothing {
  if (name === "claimed")
    return claimed === null
      ? html`<span class="gap"><span class="reader">${l10n.t("blank")}</span></span>`
      : claimedTemplate(claimed, computed?.text ?? claimed, sheet.decimals);
  if (computed === null) return nothing;
  if (name === "computed")
    return html`<span title=${shortest(Number(computed.value))}>${formatTyped(computed.text)}</span>${pad(computed.text, sheet.decimals)}`;
  if (name === "full") return formatFine(Number(computed.value), decimalsInFull(sheet));
  return verdict === "right" || claimed === null ? nothing : signed(Number(computed.difference), decimalsInFull(sheet));
}

/** The digits that differ are underlined. */
export function claimedTemplate(claimed: string, computed: string, decimals: number): TemplateResult {
  return html`${differingRuns(claimed, computed).map(({ text, differs }) => (differs ? html`<span class="differs">${formatTyped(text)}</span>` : formatTyped(text)))}${pad(claimed, decimals)}`;
}

function pad(text: string, decimals: number): string {
  return "\u00a0".repeat(padding(text, decimals));
}

function signed(value: number, decimals: number): string {
  return value > 0 ? `+${formatFine(value, decimals)}` : formatFine(value, decimals);
}

function clicked(event: Event, actions: Actions): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("tr[data-index]") : null;
  if (row !== null) actions.answers.pick(Number(row.dataset.index));
}

function pressed(event: KeyboardEvent, view: AnswersView, actions: Actions): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  // A name that leads to its row is pressed by itself.
  if (event.key === "Enter" && event.target !== event.currentTarget) return;
  const to = rowForKey(event.key, view.picked, view.sheet.counts.total);
  if (to === null && event.key !== "Enter") return;
  event.preventDefault();
  if (to === null) reveal(view, actions);
  else goTo(actions, to);
}

/** To the number in the text. */
function reveal({ picked, rowAt }: AnswersView, actions: Actions): void {
  const row = picked === null ? undefined : rowAt(picked);
  if (row !== undefined) actions.reveal(row.path);
}

/** Picks a row and brings it into sight: a boxed sheet by where the row will stand, because it may not be drawn yet. */
export function goTo(actions: Actions, index: number): void {
  actions.answers.pick(index);
  const sheet = document.querySelector(".sheet.boxed");
  if (sheet !== null) {
    const top = index * rowHeight;
    const room = sheet.clientHeight - 2 * rowHeight;
    if (top < sheet.scrollTop) sheet.scrollTop = top;
    else if (top > sheet.scrollTop + room) sheet.scrollTop = top - room;
  }
  requestAnimationFrame(() => document.getElementById(rowId(index))?.scrollIntoView({ block: "nearest" }));
}
