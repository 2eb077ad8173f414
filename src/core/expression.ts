/** Activations and losses that a file writes as expressions: parsed within an allow-list, evaluated and differentiated by our own code. */
import { compileTree } from "./expression/compile.js";
import { parseTree, SyntaxFault } from "./expression/parser.js";

export { functionNames } from "./expression/tree.js";

/** An expression of one or two variables. It keeps its text, so that a file is shown as it was written. */
export interface Expression {
  readonly source: string;
  /** Their names, in the order of the operands below. */
  readonly variables: readonly string[];
  /** Its value; comparisons give 1 and 0. */
  value(first: number, second?: number): number;
  /** Its derivative with respect to the first variable; at a kink 0. */
  derivative(first: number, second?: number): number;
}

/** Why a text is no expression: one sentence, and the offset into the text where it goes wrong. */
export interface ExpressionFault {
  readonly message: string;
  readonly offset: number;
}

/**
 * Reads `source` over one or two `variables`: numbers, `pi`, `e`, + − * / ^, comparison, `?:`, parentheses and the functions in `functionNames`.
 * Anything else, and anything longer or deeper than `limits`, is a fault; nothing is thrown.
 */
export function parseExpression(source: string, variables: readonly string[]): Expression | ExpressionFault {
  try {
    const { value, derivative } = compileTree(parseTree(source, variables));
    return { source, variables, value: (a, b = 0) => value(a, b), derivative: (a, b = 0) => derivative(a, b) };
  } catch (fault) {
    if (fault instanceof SyntaxFault) return { message: fault.message, offset: fault.offset };
    throw fault;
  }
}

/** Whether `parseExpression` gave a fault. */
export function isExpressionFault(result: Expression | ExpressionFault): result is ExpressionFault {
  return "offset" in result;
}
