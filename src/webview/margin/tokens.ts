/** The pieces of an equation: text, symbols with their subscripts, numbers with where they come from. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { EquationLine, Link, Place, Token } from "../../report/explanation.js";
import { formatFine, formatNumber, formatTyped, shortest } from "../../report/format.js";
import { type GradientPlace, isSameGradient } from "../../report/gradientPlace.js";
import { blankSaid, blankTemplate, blankText } from "../blank.js";
import { chooseByKey, placeName } from "../cell/pen.js";
import { gradientName } from "../gradients/names.js";
import { hueClass } from "../names.js";
import { isSamePlace } from "../view.js";
import { draggable } from "../whatIf/drag.js";
import type { WhatIfActions } from "../whatIf/view.js";

export interface Writing {
  readonly numbers: Float64Array;
  readonly decimals: number;
  readonly selection: Place | null;
  /** The gradient that is explained. */
  readonly gradient?: GradientPlace | null;
  /** Whether small numbers keep their leading digits. */
  readonly isFine?: boolean;
  /** Where the numbers of the file's parameters can be dragged. */
  readonly whatIf?: WhatIfActions | null;
  follow(link: Link): void;
  /** Shows more terms of a long sum. */
  unfold?(): void;
}

/** A number as it is written: rounded, or where gradients are small with an exponent. */
export function written({ decimals, isFine }: Pick<Writing, "decimals" | "isFine">, value: number): string {
  return isFine ? formatFine(value, decimals) : formatNumber(value, decimals);
}

export function tokens(writing: Writing, list: readonly Token[]): readonly (TemplateResult | string)[] {
  return list.map((token) => {
    if (token.kind === "text") return token.text;
    if (token.kind === "symbol")
      return html`<span class=${`sym ${hueClass(token.hue)}`}>${token.text}${token.sub === undefined ? nothing : html`<sub>${token.sub}</sub>`}</span>`;
    return numberToken(writing, token);
  });
}

type NumberToken = Extract<Token, { kind: "number" }>;

function numberToken(writing: Writing, token: NumberToken): TemplateResult {
  if (token.isHidden) return blankToken(writing, token);
  const value = writing.numbers[token.index];
  const text = token.typed === undefined ? written(writing, value) : formatTyped(token.typed);
  const look = `${token.link === undefined ? "" : "link "}${token.hue && token.hue !== "ink" ? `coloured ${hueClass(token.hue)}` : ""}`;
  const isSelected = isExplained(writing, token.link);
  const body = token.isAnswer
    ? html`<span class="answer" title=${shortest(value)}>${text}</span>`
    : token.link === undefined
      ? html`<span class=${look} title=${shortest(value)}>${text}</span>`
      : linked(writing, token.link, text, `${look}${isSelected ? " selected" : ""}`, shortest(value), value);
  return token.inParentheses && isNegative(text) ? html`<span class="whole">(${body})</span>` : body;
}

/** Whether a link leads to what is explained already. */
function isExplained({ selection, gradient }: Writing, link: Link | undefined): boolean {
  if (link?.kind === "value") return isSamePlace(link.place, selection);
  return link?.kind === "gradient" && isSameGradient(link.place, gradient ?? null);
}

/** A blank leads to where it can be revealed. */
function blankToken(writing: Writing, { link, isAnswer }: NumberToken): TemplateResult {
  if (isAnswer || link === undefined) return blankTemplate(isAnswer ? "answer" : "");
  const isSelected = isExplained(writing, link);
  return linked(writing, link, blankText, `blank link${isSelected ? " selected" : ""}`, blankSaid());
}

const isNegative = (text: string): boolean => text.startsWith("\u2212");

/** A number or a label that leads somewhere. */
export function linked(writing: Writing, link: Link, text: string, look: string, full: string, value?: number): TemplateResult {
  const where = whither(link);
  const drag = value === undefined ? null : draggable(writing.whatIf ?? null, link, value);
  const act = (): void => writing.follow(link);
  // Not a button element: that would be a box of its own, from which the parenthesis after it could be parted.
  return html`<span class=${`${look}${drag?.look ?? ""}`} role="button" tabindex="0" title=${full === "" ? where : `${full}, ${where}`} aria-label=${`${text === blankText ? blankSaid() : text}, ${where}`}
    @pointerdown=${drag?.start ?? nothing} @click=${act} @keydown=${(event: KeyboardEvent) => chooseByKey(event, act)}>${text}</span>`;
}

/** Where a link leads, as it is read aloud. */
function whither(link: Link): string {
  switch (link.kind) {
    case "value":
      return placeName(link.place);
    case "gradient":
      return gradientName(link.place);
    case "update":
      return l10n.t("after update {0}", link.update);
    case "source":
      return l10n.t("in the file");
  }
}

/** Lines aligned at their equals signs. */
export function equation(writing: Writing, lines: readonly EquationLine[]): TemplateResult {
  return html`<div class="equation">${lines.map(
    (line) =>
      html`<span class="lhs">${tokens(writing, line.left)}</span><span class="op">=</span><span class="rhs">${tokens(writing, line.right)}</span>`,
  )}</div>`;
}
