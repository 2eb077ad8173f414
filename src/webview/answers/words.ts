/** What is said of an answer's verdict: its icon and a few words. */
import { html, type TemplateResult } from "lit";
import type { AnswerRow, NamedAnswer } from "../../protocol/answers.js";
import type { Token } from "../../report/explanation.js";
import { type IconName, icon } from "../icons.js";
import { tokens, type Writing } from "../margin/tokens.js";

/** For names, in which no number stands that could lead anywhere. */
const plain: Writing = {
  ...{ numbers: new Float64Array(), decimals: 0, selection: null },
  follow: () => undefined,
};

/** A name with its symbols. */
export function named(name: readonly Token[]): readonly (TemplateResult | string)[] {
  return tokens(plain, name);
}

export type Look = "right" | "last" | "wrong" | "follows" | "blank" | "unchecked";

/** How an answer looks: what follows from an earlier one is no fault of its own. */
export function lookOf({ verdict, fault }: AnswerRow): Look {
  if (fault === "follows" || fault === "rounded") return "follows";
  return verdict === "lastDigit" ? "last" : verdict;
}

const icons: Readonly<Record<Look, IconName>> = {
  ...{ right: "check", last: "warning", wrong: "cross", follows: "from", blank: "blank", unchecked: "unchecked" },
};

export const remarkWords = { "cut-off": "cut off, not rounded", "rounded-on-the-way": "rounded on the way" } as const;

/** `, ` and `and` between; each leads to its row. */
export function roots(from: readonly NamedAnswer[], pick: (index: number) => void, tabindex: 0 | -1): readonly TemplateResult[] {
  return from.map(
    ({ index, name }, at) =>
      html`${at === 0 ? "" : at === from.length - 1 ? " and " : ", "}<button class="root" tabindex=${tabindex} @click=${(event: Event) => {
        event.stopPropagation();
        pick(index);
      }}>${named(name)}</button>`,
  );
}

export interface Saying {
  readonly isFirst: boolean;
  readonly isShort: boolean;
  pick(index: number): void;
}

export function verdictTemplate(row: AnswerRow, saying: Saying): TemplateResult {
  const look = lookOf(row);
  return html`<span class=${`verdict ${look}`}>${icon(icons[look])}<span class="words">${wordsOf(row, look, saying)}</span></span>`;
}

function wordsOf(row: AnswerRow, look: Look, { isFirst, isShort, pick }: Saying): TemplateResult | string {
  switch (look) {
    case "right":
      return "right";
    case "last":
      return row.remarks.length === 0 || isShort
        ? "last digit"
        : `last digit: ${row.remarks.map((remark) => remarkWords[remark]).join(", or ")}`;
    case "wrong":
      return isFirst ? (isShort ? "first wrong" : "wrong, the first wrong step") : "wrong";
    case "follows":
      if (row.from.length === 0) return isShort ? "from rounding" : "follows from your rounded values";
      return html`${isShort ? "from" : "follows from"} ${roots(row.from, pick, -1)}`;
    case "blank":
      return isShort ? "to fill in" : "to be filled in";
    case "unchecked":
      return isShort ? "not checked" : `not checked: ${row.message}`;
  }
}
