/** An answer worked out: as the slip has it, what it leaves out struck through, and as it should be. */
import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { AnswerDetail } from "../../protocol/answers.js";
import { formatFine, formatTyped } from "../../report/format.js";
import { followElsewhere } from "../margin/follow.js";
import { tokens, type Writing } from "../margin/tokens.js";
import type { Actions } from "../view.js";
import { goToTrace } from "./links.js";
import type { AnswersView } from "./view.js";
import { named } from "./words.js";

type Working = NonNullable<AnswerDetail["working"]>;

export function workingTemplate(view: AnswersView, detail: AnswerDetail, actions: Actions): TemplateResult | typeof nothing {
  const { working, equation } = detail;
  if (working === null && equation === null) return nothing;
  const decimals = Math.max(view.decimals, Math.min(8, view.sheet.decimals));
  const writingOf = (numbers: Float64Array): Writing => ({
    ...{ numbers, decimals, selection: null },
    follow: (link) => (link.kind === "value" ? goToTrace(actions, link.place) : followElsewhere(actions, link)),
  });
  const right =
    equation === null
      ? working === null
        ? nothing
        : html`<span class="lhs">${named(detail.row.name)}</span><span class="op">=</span><span class="rhs">${result(working, working.z?.right, decimals)}${answer(detail)}</span>`
      : equation.equation.map(
          ({ left, right: tokensRight }) =>
            html`<span class="lhs">${tokens(writingOf(equation.numbers), left)}</span><span class="op">=</span><span class="rhs">${tokens(writingOf(equation.numbers), tokensRight)}</span>`,
        );
  return html`<div class="equation">${working === null ? nothing : slipped(detail, working, writingOf(working.numbers), decimals)}${right}</div>`;
}

/** `f₂ = σ(1·0.5 + … + 0.2̶) = σ(−1.3913) = 0.1992`, and the line that leads over to how it should be. */
function slipped({ row, tried, equation }: AnswerDetail, working: Working, writing: Writing, decimals: number): TemplateResult {
  const text = tried?.find(({ isMatch }) => isMatch)?.text ?? row.claimed ?? "";
  return html`<span class="lhs">${named(equation?.equation[0]?.left ?? row.name)}</span><span class="op">=</span><span class="rhs">${working.pieces.map((piece) => pieceTemplate(piece, writing))}</span>
    <span></span><span class="op">=</span><span class="rhs">${result(working, working.z?.slipped, decimals)}<span class="differs">${formatTyped(text)}</span></span>
    <span class="over muted">${l10n.t("as it should be")}</span>`;
}

/** `σ(−1.3913) = `, where there is an activation. */
function result({ activation }: Working, z: number | undefined, decimals: number): TemplateResult | typeof nothing {
  if (z === undefined || activation === "") return nothing;
  return html`${activation}(${formatFine(z, decimals)}) = `;
}

function answer({ row }: AnswerDetail): TemplateResult {
  return html`<span class="answer">${formatTyped(row.computed?.text ?? "")}</span>`;
}

/** What is left out is struck through, what stands in another's place underlined; the space before it is neither. */
function pieceTemplate({ tokens: list, change }: Working["pieces"][number], writing: Writing): TemplateResult {
  const [first] = list;
  const isApart = first?.kind === "text" && first.text.startsWith(" ");
  const body = tokens(writing, isApart ? [{ ...first, text: first.text.trimStart() }, ...list.slice(1)] : list);
  const space = isApart ? " " : "";
  if (change === "left-out") return html`${space}<del>${body}</del>`;
  return change === "put-in" ? html`${space}<ins>${body}</ins>` : html`${space}<span>${body}</span>`;
}
