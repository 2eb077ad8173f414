/** Explanations as short texts, for tests to compare. */
import { explain } from "../../../../src/report/explain.js";
import type { EquationLine, Explanation, Link, Place, Term, Token } from "../../../../src/report/explanation.js";
import { formatNumber } from "../../../../src/report/format.js";
import type { Traced } from "./worked.js";

/** `f_2`; numbers as typed, or at `decimals`. */
function tokenText(token: Token, numbers: Float64Array, decimals: number): string {
  switch (token.kind) {
    case "text":
      return token.text;
    case "symbol":
      return token.sub === undefined ? token.text : `${token.text}_${token.sub}`;
    case "number": {
      const text = token.typed ?? formatNumber(numbers[token.index], decimals);
      return token.inParentheses && text.startsWith("−") ? `(${text})` : text;
    }
  }
}

export function tokensText(tokens: readonly Token[], numbers: Float64Array, decimals: number): string {
  return tokens.map((token) => tokenText(token, numbers, decimals)).join("");
}

/** `f_2 = σ(W_f·x_2 + U_f·h_1 + b_f)`; a line that continues the one above starts with `=`. */
function lineText({ left, right }: EquationLine, numbers: Float64Array, decimals: number): string {
  return `${tokensText(left, numbers, decimals)} = ${tokensText(right, numbers, decimals)}`.trimStart();
}

export function at({ document, trace }: Traced, quantity: Place["quantity"], t: number, unit = 1, layer = 1): Explanation {
  return explain(document, trace, { layer, quantity, t, unit });
}

function texts(lines: readonly EquationLine[], { numbers }: Explanation): readonly string[] {
  return lines.map((line) => lineText(line, numbers, 4));
}

export function equation(explanation: Explanation): readonly string[] {
  return texts(explanation.equation, explanation);
}

export function usedIn(explanation: Explanation): readonly string[] {
  return texts(explanation.usedIn, explanation);
}

export function comesFrom({ comesFrom, numbers }: Explanation): readonly string[] {
  return comesFrom.map(({ symbols, label }) => `${tokensText(symbols, numbers, 4)} ${label}`);
}

export function terms({ terms, numbers }: Explanation): readonly string[] {
  return terms.map((term: Term) => `${tokensText(term.label, numbers, 4)} ${numbers[term.index].toFixed(4)}`);
}

/** The path into the file, or the quantity, that a link leads to. */
export function leadsTo(link: Link | undefined): string | undefined {
  return link?.kind === "source" ? link.path.join(".") : link?.kind === "value" ? link.place.quantity : undefined;
}
