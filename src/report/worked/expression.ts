/** An expression that the file writes, as TeX. */

import { parseTree } from "../../core/expression/parser.js";
import type { ExpressionNode } from "../../core/expression/tree.js";
import type { Expression } from "../../core/expression.js";
import { shortest } from "../format.js";
import { type Lexeme, numberTex } from "./lexemes.js";

/** How tightly an expression's parts hold together: choice, comparison, sum, product, sign, power, atom. */
type Strength = 0 | 1 | 2 | 3 | 4 | 5 | 6;

interface Written {
  readonly tex: string;
  /** Estimated, in digits. */
  readonly width: number;
  readonly strength: Strength;
}

const signs: Readonly<Record<string, string>> = {
  "<=": "\\le",
  ">=": "\\ge",
  "==": "=",
  "!=": "\\ne",
  "*": "\\cdot",
  "<": "<",
  ">": ">",
  "+": "+",
  "-": "-",
};
const functions: Readonly<Record<string, string>> = {
  sigmoid: "\\sigma",
  log: "\\ln",
  relu: "\\operatorname{relu}",
  sign: "\\operatorname{sign}",
  softplus: "\\operatorname{softplus}",
};
const variables: Readonly<Record<string, string>> = { yhat: "\\hat{y}" };

/** The expression in TeX, and how wide it is. */
export function expressionTex({ source, variables: names }: Expression): Lexeme {
  const { tex, width } = written(parseTree(source, names), names);
  return { kind: "atom", tex, width };
}

const constants: ReadonlyMap<number, string> = new Map([
  [Math.PI, "\\pi"],
  [Math.E, "e"],
]);

function written(node: ExpressionNode, names: readonly string[]): Written {
  const of = (inner: ExpressionNode) => written(inner, names);
  switch (node.kind) {
    case "number": {
      const constant = constants.get(node.value);
      if (constant !== undefined) return { tex: constant, width: 1.2, strength: 6 };
      const printed = shortest(node.value);
      return { tex: numberTex(printed), width: printed.length, strength: printed.includes("e") ? 3 : 6 };
    }
    case "variable":
      return { tex: variables[names[node.index]] ?? names[node.index], width: 1.1, strength: 6 };
    case "negate": {
      const inner = held(of(node.operand), 4);
      return { tex: `-${inner.tex}`, width: inner.width + 1.6, strength: 4 };
    }
    case "choice": {
      const [condition, yes, no] = [node.condition, node.yes, node.no].map(of);
      const tex = `\\begin{cases} ${yes.tex} & \\text{if } ${condition.tex} \\\\ ${no.tex} & \\text{else} \\end{cases}`;
      return { tex, width: Math.max(yes.width, no.width) + condition.width + 8, strength: 6 };
    }
    case "call":
      return called(node.name, node.operands.map(of));
    case "binary":
      return joined(node.operator, of(node.left), of(node.right));
  }
}

/** In parentheses where it is held less tightly than where it stands. */
function held(inner: Written, least: Strength): Written {
  if (inner.strength >= least) return inner;
  const isTall = /\\(frac|begin)/.test(inner.tex);
  return { tex: isTall ? `\\left(${inner.tex}\\right)` : `(${inner.tex})`, width: inner.width + 1.6, strength: 6 };
}

function called(name: string, operands: readonly Written[]): Written {
  const width = operands.reduce((sum, operand) => sum + operand.width + 1, name.length + 1);
  const list = operands.map(({ tex }) => tex).join(",\\, ");
  if (name === "abs") return { tex: `\\lvert ${list}\\rvert`, width: width - 2, strength: 6 };
  if (name === "sqrt") return { tex: `\\sqrt{${list}}`, width: width - 2, strength: 6 };
  return { tex: `${functions[name] ?? `\\${name}`}(${list})`, width, strength: 6 };
}

function joined(operator: string, left: Written, right: Written): Written {
  const width = left.width + right.width;
  if (operator === "/") return { tex: `\\frac{${left.tex}}{${right.tex}}`, width: Math.max(left.width, right.width) + 0.5, strength: 3 };
  if (operator === "^") return { tex: `${held(left, 6).tex}^{${right.tex}}`, width: width + 1, strength: 5 };
  const strength = operator === "*" ? 3 : operator === "+" || operator === "-" ? 2 : 1;
  const [before, after] = [held(left, strength), held(right, strength === 1 ? 2 : operator === "+" ? 2 : ((strength + 1) as Strength))];
  return { tex: `${before.tex} ${signs[operator]} ${after.tex}`, width: before.width + after.width + 2.4, strength };
}
