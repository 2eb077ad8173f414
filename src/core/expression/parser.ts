/** Reads an expression's text into its tree: recursive descent over the allowed language and nothing else, its depth bounded. */
import { type Token, tokensOf } from "./tokens.js";
import { type BinaryOperator, constants, type ExpressionNode, type FunctionName, functionArity, functionNames, limits } from "./tree.js";

/** What is wrong with an expression, and where: an offset into its source in UTF-16 units. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Binary signs from loosest to tightest; each level is left-associative but for comparison, which does not chain. */
const levels: readonly (readonly string[])[] = [
  ["<", "<=", ">", ">=", "==", "!="],
  ["+", "-"],
  ["*", "/"],
];

class Parser {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly variables: readonly string[],
  ) {}

  whole(): ExpressionNode {
    const tree = this.choice();
    const rest = this.token;
    if (rest.kind !== "end") throw this.unexpected(rest.kind === "sign" ? "the end or an operator" : "an operator");
    return tree;
  }

  private get token(): Token {
    return this.tokens[this.next];
  }

  private unexpected(expected: string): SyntaxFault {
    const { kind, text, offset } = this.token;
    const found = kind === "end" ? "the expression ends" : `there is ${shown(text)}`;
    return new SyntaxFault(`${found} where ${expected} is expected`, offset);
  }

  private takes(sign: string): boolean {
    if (this.token.kind !== "sign" || this.token.text !== sign) return false;
    this.next++;
    return true;
  }

  private needs(sign: string): void {
    if (!this.takes(sign)) throw this.unexpected(`\`${sign}\``);
  }

  /** Every rule that can come back to itself goes through here, so that no text reaches the end of the stack. */
  private nested(rule: () => ExpressionNode): ExpressionNode {
    if (++this.depth > limits.depth) throw new SyntaxFault(`the expression is nested more than ${limits.depth} deep`, this.token.offset);
    const tree = rule();
    this.depth--;
    return tree;
  }

  private choice(): ExpressionNode {
    const condition = this.binary(0);
    if (!this.takes("?")) return condition;
    const yes = this.nested(() => this.choice());
    this.needs(":");
    const no = this.nested(() => this.choice());
    return { kind: "choice", condition, yes, no };
  }

  private binary(level: number): ExpressionNode {
    if (level === levels.length) return this.signed();
    let left = this.binary(level + 1);
    for (let count = 0; this.token.kind === "sign" && levels[level].includes(this.token.text); count++) {
      if (level === 0 && count > 0) throw new SyntaxFault("comparisons do not chain; put one of them in parentheses", this.token.offset);
      const operator = this.token.text as BinaryOperator;
      this.next++;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private signed(): ExpressionNode {
    if (this.takes("-")) return { kind: "negate", operand: this.nested(() => this.signed()) };
    if (this.takes("+")) return this.nested(() => this.signed());
    const base = this.primary();
    if (!this.takes("^")) return base;
    // The exponent may carry a sign and a further power: 2^-1, 2^3^2 = 2^(3^2).
    return { kind: "binary", operator: "^", left: base, right: this.nested(() => this.signed()) };
  }

  private primary(): ExpressionNode {
    const { kind, text, offset } = this.token;
    if (this.takes("(")) {
      const inner = this.nested(() => this.choice());
      this.needs(")");
      return inner;
    }
    if (kind !== "number" && kind !== "name") throw this.unexpected("a number, a name or `(`");
    this.next++;
    if (kind === "number") return numberNode(text, offset);
    return this.takes("(") ? this.call(text, offset) : this.name(text, offset);
  }

  private name(text: string, offset: number): ExpressionNode {
    const index = this.variables.indexOf(text);
    if (index >= 0) return { kind: "variable", index };
    const value = constants.get(text);
    if (value !== undefined) return { kind: "number", value };
    if (isFunctionName(text)) throw new SyntaxFault(`\`${text}\` is a function and needs its operand in parentheses`, offset);
    const names = [...this.variables, ...constants.keys()];
    throw new SyntaxFault(`${shown(text)} is unknown; the names here are ${names.join(", ")}`, offset);
  }

  private call(name: string, offset: number): ExpressionNode {
    if (!isFunctionName(name))
      throw new SyntaxFault(`${shown(name)} is no function; the functions are ${functionNames.join(", ")}`, offset);
    const [fewest, most] = functionArity[name];
    const operands = [this.nested(() => this.choice())];
    while (this.takes(",")) operands.push(this.nested(() => this.choice()));
    this.needs(")");
    if (operands.length < fewest || operands.length > most) {
      const wanted = fewest === most ? `${fewest} operand` : `${fewest} to ${most} operands`;
      throw new SyntaxFault(`\`${name}\` takes ${wanted}, not ${operands.length}`, offset);
    }
    return { kind: "call", name, operands };
  }
}

function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functionArity, name);
}

function numberNode(text: string, offset: number): ExpressionNode {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new SyntaxFault(`${shown(text)} is no finite double`, offset);
  return { kind: "number", value };
}

/** A piece of the source as a message quotes it: cut where it is long, a code point where it would not be seen. */
function shown(text: string): string {
  const head = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(head)
    ? `\`${head}\``
    : `U+${(head.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The tree of `source` over the names in `variables`. Throws a `SyntaxFault` at the first thing that is not allowed. */
export function parseTree(source: string, variables: readonly string[]): ExpressionNode {
  if (source.length > limits.length)
    throw new SyntaxFault(`the expression has ${source.length} characters; at most ${limits.length} are read`, limits.length);
  return new Parser(tokensOf(source), variables).whole();
}
