/** The Answers tab's margin: the picked answer, how it should be, and which slip makes what is claimed of it. */
import { html, nothing, type TemplateResult } from "lit";
import type { AnswerDetail, AnswerRow } from "../../protocol/answers.js";
import { formatTyped, shortest } from "../../report/format.js";
import type { Actions } from "../view.js";
import { linksTemplate } from "./links.js";
import { goTo } from "./table.js";
import type { AnswersView } from "./view.js";
import { lookOf, named, remarkWords, roots } from "./words.js";
import { workingTemplate } from "./working.js";

export function answersMargin(view: AnswersView, actions: Actions): TemplateResult {
  const { detail, sheet, picked } = view;
  if (detail === null || picked === null)
    return html`<p class="muted">${sheet.counts.right === sheet.counts.total ? "Every answer is right. " : ""}Pick an answer to see how it comes about.</p>`;
  const { row } = detail;
  const look = lookOf(row);
  return html`<section class=${`block answer-block ${look}`}>${heading(view, row)}<p>${sentence(detail, actions)}</p>
      ${workingTemplate(view, detail, actions)}${linksTemplate(view, detail, actions)}</section>
    ${followers(detail, actions)}${slips(detail)}`;
}

function heading({ sheet }: AnswersView, row: AnswerRow): TemplateResult {
  if (row.index === sheet.first) return html`<h2 class="headline">First wrong: ${named(row.name)}</h2>`;
  const words = {
    right: "right",
    last: "last digit",
    wrong: "wrong",
    follows: "follows",
    blank: "blank",
    unchecked: "not checked",
  } as const;
  return html`<h2>${named(row.name)} <span class="muted">${words[lookOf(row)]}</span></h2>`;
}

function sentence({ row, tried }: AnswerDetail, actions: Actions): TemplateResult {
  const { claimed, computed } = row;
  if (claimed === null && computed === null) return html`This is to be filled in; what is computed stays hidden until it is.`;
  if (claimed === null) return html`Still to be filled in, and revealed: ${n(shortest(Number(computed?.value)))}.`;
  if (computed === null) return html`Claimed ${n(claimed)}, but not checked: ${row.message}.`;
  const inFull = shortest(Number(computed.value));
  if (row.verdict === "right") return html`Claimed ${n(claimed)}, computed ${n(inFull)}.`;
  const difference = html`Claimed ${n(claimed)}, computed <b class="n" title=${inFull}>${formatTyped(computed.text)}</b>.`;
  const pick = (index: number): void => goTo(actions, index);
  if (row.fault === "follows") return html`${difference} It is worked out correctly from the wrong ${roots(row.from, pick, 0)}.`;
  if (row.fault === "rounded") return html`${difference} It is worked out correctly from values that were rounded on the way.`;
  if (row.verdict === "lastDigit") {
    const remarks = row.remarks.map((remark) => remarkWords[remark]).join(", or ");
    return html`${difference} ${remarks === "" ? "Only the last digit is off." : `The last digit is off: ${remarks}.`}`;
  }
  return html`${difference} ${slipSentence(tried)}`;
}

function n(text: string): TemplateResult {
  return html`<span class="n">${formatTyped(text)}</span>`;
}

/** More slips are counted rather than named. */
const mostNamed = 3;

function slipSentence(tried: AnswerDetail["tried"]): TemplateResult {
  if (tried === null) return html`So many answers are wrong by themselves that slips were not looked for.`;
  const matches = tried.filter(({ isMatch }) => isMatch);
  if (matches.length === 0) return html`No known slip gives the claimed number.`;
  const shown = matches.slice(0, mostNamed);
  const more = matches.length - shown.length;
  return html`The claimed number is what ${shown.map(({ label }, at) => html`${at === 0 ? "" : at === matches.length - 1 ? " or " : ", "}<b>${named(label)}</b>`)}${more === 0 ? "" : ` or ${more} other${more === 1 ? "" : "s"}`} ${more > 1 ? "give" : "gives"}.`;
}

function followers({ row, followers: { count, first } }: AnswerDetail, actions: Actions): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const more = count - first.length;
  const pick = (index: number): void => goTo(actions, index);
  const verb = count === 1 ? "is" : "are";
  return html`<section class="block"><h2>What follows from it</h2><p>${roots(first, pick, 0)}${more === 0 ? "" : ` and ${more} other${more === 1 ? "" : "s"}`}
    ${verb} worked out correctly from the wrong ${named(row.name)}; ${count === 1 ? "it is no slip of its" : "they are no slips of their"} own.</p></section>`;
}

/** More slips that do not match are shown when asked for. */
const mostShown = 8;

function slips({ row, tried }: AnswerDetail): TemplateResult | typeof nothing {
  if (tried === null || tried.length === 0) return nothing;
  const sorted = [...tried.filter(({ isMatch }) => isMatch), ...tried.filter(({ isMatch }) => !isMatch)];
  const rest = sorted.slice(mostShown);
  return html`<section class="block"><h2>Slips tried on ${named(row.name)}</h2>${slipTable(sorted.slice(0, mostShown))}
    ${rest.length === 0 ? nothing : html`<details><summary>${rest.length} more</summary>${slipTable(rest)}</details>`}</section>`;
}

function slipTable(tried: NonNullable<AnswerDetail["tried"]>): TemplateResult {
  return html`<table class="slips"><caption class="reader">slips and what they give</caption><thead class="reader"><tr><th scope="col">slip</th><th scope="col">gives</th><td></td></tr></thead><tbody>${tried.map(
    ({ label, value, text, isMatch }) =>
      html`<tr class=${isMatch ? "match" : ""}><th scope="row">${named(label)}</th><td class="n right"><span title=${shortest(Number(value))}>${formatTyped(text)}</span></td><td>${isMatch ? "as claimed" : nothing}</td></tr>`,
  )}</tbody></table>`;
}
