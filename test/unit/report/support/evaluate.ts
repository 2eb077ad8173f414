/** Works an explanation's equations out again from nothing but their own pieces. */
import { isExpressionFault, parseExpression } from "../../../../src/core/expression.js";
import type { EquationLine, Explanation, Token } from "../../../../src/report/explanation.js";

const functions: Readonly<Record<string, (z: number) => number>> = {
  σ: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(z, 0),
  ln: Math.log,
  sign: Math.sign,
  "√": Math.sqrt,
  "e^": Math.exp,
};

/** What the equation itself says its own functions are: φ(z) = …, hardSigmoid(z) = clip(0.25·z + 0.5, 0, 1). */
function definitions(lines: readonly EquationLine[]): Record<string, (z: number) => number> {
  const found: Record<string, (z: number) => number> = {};
  for (const { left, right } of lines) {
    const [head, body] = [left[0], right[0]];
    if (head?.kind !== "text" || body?.kind !== "text" || !head.text.endsWith("(z)")) continue;
    const clip = /^clip\((.*), 0, 1\)$/.exec(body.text.replace("·", "*"))?.[1];
    const expression = parseExpression(clip ?? body.text, ["z"]);
    if (isExpressionFault(expression)) throw new Error(`${body.text}: ${expression.message}`);
    const value = (z: number) => expression.value(z);
    found[head.text.slice(0, -3)] = clip ? (z) => Math.min(1, Math.max(0, value(z))) : value;
  }
  return found;
}

/** The tokens as a JavaScript expression over `n`, their numbers in order; null where a symbol stands among them. */
function sourceOf(tokens: readonly Token[]): string | null {
  let source = "";
  let count = 0;
  for (const token of tokens) {
    if (token.kind === "symbol") return null;
    source += token.kind === "number" ? `n[${count++}]` : token.text;
  }
  let bars = 0;
  return source
    .replace(/\|/g, () => (bars++ % 2 === 0 ? "Math.abs(" : ")"))
    .replaceAll("max(", "Math.max(")
    .replaceAll("·", "*")
    .replaceAll("−", "-")
    .replaceAll("²", "**2")
    .replaceAll("½", "0.5")
    .replaceAll("10^", "10**")
    .replace(/(σ|tanh|relu|ln|sign|√|e\^|φ|hardSigmoid)(?=\()/g, 'call["$1"]');
}

type Compiled = (n: readonly number[], call: Record<string, (z: number) => number>) => number;
const compiled = new Map<string, Compiled>();

function compile(source: string): Compiled {
  let found = compiled.get(source);
  if (!found) {
    found = new Function("n", "call", `"use strict"; return (${source});`) as Compiled;
    compiled.set(source, found);
  }
  return found;
}

/** The pieces between equals signs. */
function segments(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const all: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "text" && token.text === " = ") all.push([]);
    else all[all.length - 1].push(token);
  }
  return all;
}

/** A left side and everything that is said to be equal to it, as numbers. */
export interface Chain {
  readonly left: readonly Token[];
  readonly values: readonly number[];
}

/** Each equation's numeric stations: numbers put in, products, σ(z), result. */
export function chains(lines: readonly EquationLine[], { equation, numbers }: Pick<Explanation, "equation" | "numbers">): readonly Chain[] {
  const call = { ...functions, ...definitions(lines), ...definitions(equation) };
  const all: { left: readonly Token[]; values: number[] }[] = [];
  for (const { left, right } of lines) {
    if (left[0]?.kind === "text" && left[0].text.endsWith("(z)")) continue;
    if (left.length > 0) all.push({ left, values: [] });
    for (const segment of segments(right)) {
      const source = sourceOf(segment);
      const operands = segment.flatMap((token) => (token.kind === "number" ? [numbers[token.index]] : []));
      // A loss written as an expression, `mean over 5 steps` and `h₂ of layer 1` carry no number.
      if (source !== null && operands.length > 0) all[all.length - 1].values.push(compile(source)(operands, call));
    }
  }
  return all;
}

/** What tokens without symbols come to; null where there are symbols or no numbers among them. */
export function valueOfTokens(tokens: readonly Token[], { equation, numbers }: Pick<Explanation, "equation" | "numbers">): number | null {
  return chains([{ left: [{ kind: "text", text: "term" }], right: tokens }], { equation, numbers })[0].values[0] ?? null;
}
