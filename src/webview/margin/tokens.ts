/** The pieces of an equation: text, symbols with their subscripts, numbers with where they come from. */
import { html, nothing, type TemplateResult } from "lit";
import type { EquationLine, Link, Place, Token } from "../../report/explanation.js";
import { formatNumber, formatTyped, shortest } from "../../report/format.js";
import { chooseByKey, placeName } from "../cell/pen.js";
import { hueClass } from "../names.js";
import { type Actions, isSamePlace } from "../view.js";

export interface Writing {
  readonly numbers: Float64Array;
  readonly decimals: number;
  readonly selection: Place | null;
  readonly actions: Pick<Actions, "select" | "reveal">;
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
  const value = writing.numbers[token.index];
  const text = token.typed === undefined ? formatNumber(value, writing.decimals) : formatTyped(token.typed);
  const look = `${token.link === undefined ? "" : "link "}${token.hue && token.hue !== "ink" ? `coloured ${hueClass(token.hue)}` : ""}`;
  const isSelected = token.link?.kind === "value" && isSamePlace(token.link.place, writing.selection);
  const body = token.isAnswer
    ? html`<span class="answer" title=${shortest(value)}>${text}</span>`
    : token.link === undefined
      ? html`<span class=${look} title=${shortest(value)}>${text}</span>`
      : linked(writing, token.link, text, `${look}${isSelected ? " selected" : ""}`, shortest(value));
  return token.inParentheses && isNegative(text) ? html`<span class="whole">(${body})</span>` : body;
}

const isNegative = (text: string): boolean => text.startsWith("\u2212");

/** A number or a label that leads somewhere. */
export function linked(writing: Writing, link: Link, text: string, look: string, full: string): TemplateResult {
  const where = link.kind === "value" ? placeName(link.place) : "in the file";
  const act = (): void => follow(writing.actions, link);
  // Not a button element: that would be a box of its own, from which the parenthesis after it could be parted.
  return html`<span class=${look} role="button" tabindex="0" title=${full === "" ? where : `${full}, ${where}`} aria-label=${`${text}, ${where}`}
    @click=${act} @keydown=${(event: KeyboardEvent) => chooseByKey(event, act)}>${text}</span>`;
}

function follow(actions: Writing["actions"], link: Link): void {
  if (link.kind === "value") actions.select(link.place);
  else if (link.kind === "source") actions.reveal(link.path);
}

/** Lines aligned at their equals signs. */
export function equation(writing: Writing, lines: readonly EquationLine[]): TemplateResult {
  return html`<div class="equation">${lines.map(
    (line) =>
      html`<span class="lhs">${tokens(writing, line.left)}</span><span class="op">=</span><span class="rhs">${tokens(writing, line.right)}</span>`,
  )}</div>`;
}
