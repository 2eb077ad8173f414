/** The Answers tab's margin: the picked answer, how it should be, and which slip makes what is claimed of it. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { AnswerDetail, AnswerRow } from "../../protocol/answers.js";
import { formatTyped, shortest } from "../../report/format.js";
import { phrase } from "../../report/phrase.js";
import type { Actions } from "../view.js";
import { listed, separated } from "../words.js";
import { linksTemplate } from "./links.js";
import { goTo } from "./table.js";
import type { AnswersView } from "./view.js";
import { lookOf, named, remarksSaid, roots } from "./words.js";
import { workingTemplate } from "./working.js";

export function answersMargin(view: AnswersView, actions: Actions): TemplateResult {
  const { detail, sheet, picked } = view;
  if (detail === null || picked === null)
    return html`<p class="muted">${sheet.counts.right === sheet.counts.total ? `${l10n.t("Every answer is right.")} ` : ""}${l10n.t("Pick an answer to see how it comes about.")}</p>`;
  const { row } = detail;
  const look = lookOf(row);
  return html`<section class=${`block answer-block ${look}`}>${heading(view, row)}<p>${sentence(detail, actions)}</p>
      ${workingTemplate(view, detail, actions)}${linksTemplate(view, detail, actions)}</section>
    ${followers(detail, actions)}${slips(detail)}`;
}

function heading({ sheet }: AnswersView, row: AnswerRow): TemplateResult {
  if (row.index === sheet.first)
    return html`<h2 class="headline">${phrase(l10n.t("First wrong: {answer}"), { answer: named(row.name) })}</h2>`;
  const words = {
    right: l10n.t("right"),
    last: l10n.t("last digit"),
    wrong: l10n.t("wrong"),
    follows: l10n.t("follows"),
    blank: l10n.t("blank"),
    unchecked: l10n.t("not checked"),
  };
  return html`<h2>${named(row.name)} <span class="muted">${words[lookOf(row)]}</span></h2>`;
}

function sentence({ row, tried }: AnswerDetail, actions: Actions): TemplateResult {
  const { claimed, computed } = row;
  if (claimed === null && computed === null) return html`${l10n.t("This is to be filled in; what is computed stays hidden until it is.")}`;
  if (claimed === null)
    return html`${phrase(l10n.t("Still to be filled in, and revealed: {value}."), { value: n(shortest(Number(computed?.value))) })}`;
  if (computed === null)
    return html`${phrase(l10n.t("Claimed {claimed}, but not checked: {reason}."), { claimed: n(claimed), reason: row.message })}`;
  const inFull = shortest(Number(computed.value));
  if (row.verdict === "right") return claimedBeside(claimed, n(inFull));
  const difference = claimedBeside(claimed, html`<b class="n" title=${inFull}>${formatTyped(computed.text)}</b>`);
  const pick = (index: number): void => goTo(actions, index);
  if (row.fault === "follows")
    return html`${difference} ${phrase(l10n.t("It is worked out correctly from the wrong {answers}."), { answers: roots(row.from, pick, 0) })}`;
  if (row.fault === "rounded") return html`${difference} ${l10n.t("It is worked out correctly from values that were rounded on the way.")}`;
  if (row.verdict === "lastDigit") {
    return html`${difference} ${row.remarks.length === 0 ? l10n.t("Only the last digit is off.") : l10n.t("The last digit is off: {0}.", remarksSaid(row.remarks))}`;
  }
  return html`${difference} ${slipSentence(tried)}`;
}

function claimedBeside(claimed: string, computed: TemplateResult): TemplateResult {
  return html`${phrase(l10n.t("Claimed {claimed}, computed {computed}."), { claimed: n(claimed), computed })}`;
}

function n(text: string): TemplateResult {
  return html`<span class="n">${formatTyped(text)}</span>`;
}

/** More slips are counted rather than named. */
const mostNamed = 3;

function slipSentence(tried: AnswerDetail["tried"]): TemplateResult {
  if (tried === null) return html`${l10n.t("So many answers are wrong by themselves that slips were not looked for.")}`;
  const matches = tried.filter(({ isMatch }) => isMatch);
  if (matches.length === 0) return html`${l10n.t("No known slip gives the claimed number.")}`;
  const shown = matches.slice(0, mostNamed).map(({ label }) => html`<b>${named(label)}</b>`);
  const more = matches.length - shown.length;
  if (more > 1)
    return html`${phrase(l10n.t("The claimed number is what {slips} or {more} others give."), { slips: separated(shown), more })}`;
  if (more === 1) return html`${phrase(l10n.t("The claimed number is what {slips} or 1 other gives."), { slips: separated(shown) })}`;
  return html`${phrase(l10n.t("The claimed number is what {slips} gives."), { slips: listed(shown, l10n.t("{others} or {last}")) })}`;
}

function followers({ row, followers: { count, first } }: AnswerDetail, actions: Actions): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const more = count - first.length;
  const pick = (index: number): void => goTo(actions, index);
  return html`<section class="block"><h2>${l10n.t("What follows from it")}</h2><p>${phrase(followersText(count, more), { followers: roots(first, pick, 0), more, answer: named(row.name) })}</p></section>`;
}

function followersText(count: number, more: number): string {
  if (count === 1) return l10n.t("{followers} is worked out correctly from the wrong {answer}; it is no slip of its own.");
  if (more === 0) return l10n.t("{followers} are worked out correctly from the wrong {answer}; they are no slips of their own.");
  return more === 1
    ? l10n.t("{followers} and 1 other are worked out correctly from the wrong {answer}; they are no slips of their own.")
    : l10n.t("{followers} and {more} others are worked out correctly from the wrong {answer}; they are no slips of their own.");
}

/** More slips that do not match are shown when asked for. */
const mostShown = 8;

function slips({ row, tried }: AnswerDetail): TemplateResult | typeof nothing {
  if (tried === null || tried.length === 0) return nothing;
  const sorted = [...tried.filter(({ isMatch }) => isMatch), ...tried.filter(({ isMatch }) => !isMatch)];
  const rest = sorted.slice(mostShown);
  return html`<section class="block"><h2>${phrase(l10n.t("Slips tried on {answer}"), { answer: named(row.name) })}</h2>${slipTable(sorted.slice(0, mostShown))}
    ${rest.length === 0 ? nothing : html`<details><summary>${l10n.t("{0} more", rest.length)}</summary>${slipTable(rest)}</details>`}</section>`;
}

function slipTable(tried: NonNullable<AnswerDetail["tried"]>): TemplateResult {
  return html`<table class="slips"><caption class="reader">${l10n.t("slips and what they give")}</caption><thead class="reader"><tr><th scope="col">${l10n.t("slip")}</th><th scope="col">${l10n.t("gives")}</th><td></td></tr></thead><tbody>${tried.map(
    ({ label, value, text, isMatch }) =>
      html`<tr class=${isMatch ? "match" : ""}><th scope="row">${named(label)}</th><td class="n right"><span title=${shortest(Number(value))}>${formatTyped(text)}</span></td><td>${isMatch ? l10n.t("as claimed") : nothing}</td></tr>`,
  )}</tbody></table>`;
}
