/** What is said of an answer's verdict: its icon and a few words. */
import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import type { AnswerRow, NamedAnswer } from "../../protocol/answers.js";
import type { Token } from "../../report/explanation.js";
import { phrase } from "../../report/phrase.js";
import { type IconName, icon } from "../icons.js";
import { tokens, type Writing } from "../margin/tokens.js";
import { listed } from "../words.js";
import type { VerdictForm } from "./layout.js";

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

/** How the last digit may have come to be off. */
export function remarksSaid(remarks: AnswerRow["remarks"]): string {
  const said = (remark: AnswerRow["remarks"][number]): string =>
    remark === "cut-off" ? l10n.t("cut off, not rounded") : l10n.t("rounded on the way");
  const [first, ...others] = remarks.map(said);
  return others.reduce((all, other) => l10n.t("{0}, or {1}", all, other), first ?? "");
}

/** `, ` and `and` between; each leads to its row. */
export function roots(from: readonly NamedAnswer[], pick: (index: number) => void, tabindex: 0 | -1): readonly unknown[] {
  const buttons = from.map(
    ({ index, name }) =>
      html`<button class="root" tabindex=${tabindex} @click=${(event: Event) => {
        event.stopPropagation();
        pick(index);
      }}>${named(name)}</button>`,
  );
  return listed(buttons, l10n.t("{others} and {last}"));
}

export interface Saying {
  readonly isFirst: boolean;
  readonly form: VerdictForm;
  pick(index: number): void;
}

export function verdictTemplate(row: AnswerRow, saying: Saying): TemplateResult {
  const look = lookOf(row);
  return html`<span class=${`verdict ${look}`}>${icon(icons[look])}<span class=${saying.form === "icon" ? "reader" : "words"}>${wordsOf(row, look, saying)}</span></span>`;
}

function wordsOf(row: AnswerRow, look: Look, { isFirst, form, pick }: Saying): TemplateResult | string {
  const isShort = form === "few";
  switch (look) {
    case "right":
      return l10n.t("right");
    case "last":
      return row.remarks.length === 0 || isShort ? l10n.t("last digit") : l10n.t("last digit: {0}", remarksSaid(row.remarks));
    case "wrong":
      return isFirst ? (isShort ? l10n.t("first wrong") : l10n.t("wrong, the first wrong step")) : l10n.t("wrong");
    case "follows":
      if (row.from.length === 0) return isShort ? l10n.t("from rounding") : l10n.t("follows from your rounded values");
      return html`${phrase(isShort ? l10n.t("from {answers}") : l10n.t("follows from {answers}"), { answers: roots(row.from, pick, -1) })}`;
    case "blank":
      return isShort ? l10n.t("to fill in") : l10n.t("to be filled in");
    case "unchecked":
      return isShort ? l10n.t("not checked") : l10n.t("not checked: {0}", row.message);
  }
}
