/** The tree of an expression: the allow-list as a type, so that nothing outside it can be evaluated. */

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=";

export type ExpressionNode =
  | { readonly kind: "number"; readonly value: number }
  /** `index` into the variables the expression was parsed with. */
  | { readonly kind: "variable"; readonly index: number }
  | { readonly kind: "negate"; readonly operand: ExpressionNode }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: ExpressionNode; readonly right: ExpressionNode }
  | { readonly kind: "choice"; readonly condition: ExpressionNode; readonly yes: ExpressionNode; readonly no: ExpressionNode }
  | { readonly kind: "call"; readonly name: FunctionName; readonly operands: readonly ExpressionNode[] };

/** The functions an expression may call, each with how many operands it takes; `log` is the natural one. */
export const functionArity = {
  abs: [1, 1],
  cos: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  max: [2, 8],
  min: [2, 8],
  relu: [1, 1],
  sigmoid: [1, 1],
  sign: [1, 1],
  sin: [1, 1],
  softplus: [1, 1],
  sqrt: [1, 1],
  tanh: [1, 1],
} as const satisfies Record<string, readonly [number, number]>;

export type FunctionName = keyof typeof functionArity;

/** The functions of an expression, in alphabetical order. */
export const functionNames = Object.keys(functionArity) as readonly FunctionName[];

/** The constants of an expression. */
export const constants: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

/** An expression's text may be this long, and brackets, signs, powers and choices may stand this deep in one another. */
export const limits = { length: 1000, depth: 64 } as const;
