/** Turns an expression's tree into closures: one for its value, one for its value and its slope together. */
import { relu, sigmoidSlope, softplus } from "../elementary.js";
import { exp, sigmoid, tanh } from "../exponential.js";
import type { BinaryOperator, ExpressionNode, FunctionName } from "./tree.js";

/** An expression of at most two variables. */
export type Evaluate = (first: number, second: number) => number;

/** A value together with its derivative with respect to the first variable, left in `slope`. */
interface Dual {
  readonly value: Evaluate;
  /** Returns the value as well; the slope is read from the shared cell straight after. */
  readonly withSlope: Evaluate;
}

/** Where `withSlope` leaves its second result: a cell rather than a pair, so that evaluating allocates nothing. */
interface Cell {
  slope: number;
}

type Scalar = (v: number) => number;

/** Each function of one operand with its derivative, 0 at a kink. */
const unary: Readonly<Record<Exclude<FunctionName, "max" | "min">, { readonly value: Scalar; readonly derivative: Scalar }>> = {
  abs: { value: Math.abs, derivative: Math.sign },
  cos: { value: Math.cos, derivative: (v) => -Math.sin(v) },
  exp: { value: exp, derivative: exp },
  log: { value: Math.log, derivative: (v) => 1 / v },
  relu: { value: relu, derivative: (v) => (v > 0 ? 1 : 0) },
  sigmoid: { value: sigmoid, derivative: sigmoidSlope },
  sign: { value: Math.sign, derivative: () => 0 },
  sin: { value: Math.sin, derivative: Math.cos },
  softplus: { value: softplus, derivative: sigmoid },
  sqrt: { value: Math.sqrt, derivative: (v) => 0.5 / Math.sqrt(v) },
  tanh: { value: tanh, derivative: (v) => 1 - tanh(v) ** 2 },
};

type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** Of two operands' values and slopes. */
type JoinedSlope = (l: number, r: number, dl: number, dr: number) => number;

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** outer · inner, where an inner slope of 0 (a constant, a kink) stays 0 even against an infinite outer one. */
function chain(outer: number, inner: number): number {
  return inner === 0 ? 0 : outer * inner;
}

/** d(a^b) = b·a^(b−1)·da + a^b·log(a)·db. */
function powerSlope(a: number, b: number, da: number, db: number): number {
  const exponentPart = db === 0 || (a === 0 && b > 0) ? 0 : a ** b * Math.log(a) * db;
  return chain(b === 0 ? 0 : b * a ** (b - 1), da) + exponentPart;
}

/** Each operation with its slope from both values and both slopes. */
const arithmetic: Readonly<
  Record<Exclude<BinaryOperator, Comparison>, { readonly value: (l: number, r: number) => number; readonly slope: JoinedSlope }>
> = {
  "+": { value: (l, r) => l + r, slope: (_l, _r, dl, dr) => dl + dr },
  "-": { value: (l, r) => l - r, slope: (_l, _r, dl, dr) => dl - dr },
  "*": { value: (l, r) => l * r, slope: (l, r, dl, dr) => chain(r, dl) + chain(l, dr) },
  "/": { value: (l, r) => l / r, slope: (l, r, dl, dr) => (dl === 0 ? 0 : dl / r) - chain(l / r / r, dr) },
  "^": { value: (l, r) => l ** r, slope: powerSlope },
};

function isComparison(operator: BinaryOperator): operator is Comparison {
  return Object.hasOwn(compare, operator);
}

/** What decides between two branches. */
interface Condition {
  holds(a: number, b: number): boolean;
  /** Whether values are compared that are equal here and part on one side: then the branch changes here. */
  isBorder(a: number, b: number): boolean;
}

class Compiler {
  readonly cell: Cell = { slope: 0 };

  compile(node: ExpressionNode): Dual {
    switch (node.kind) {
      case "number": {
        const { value } = node;
        return this.dual(
          () => value,
          () => 0,
        );
      }
      case "variable":
        return node.index === 0
          ? this.dual(
              (a) => a,
              () => 1,
            )
          : this.dual(
              (_, b) => b,
              () => 0,
            );
      case "negate": {
        const { value, withSlope } = this.compile(node.operand);
        return { value: (a, b) => -value(a, b), withSlope: this.negated(withSlope) };
      }
      case "binary":
        return this.binary(node.operator, this.compile(node.left), this.compile(node.right));
      case "choice":
        return this.choice(node.condition, this.compile(node.yes), this.compile(node.no));
      case "call":
        return node.name === "max" || node.name === "min"
          ? this.extreme(node.name, node.operands)
          : this.call(node.name, this.compile(node.operands[0]));
    }
  }

  private dual(value: Evaluate, slope: Evaluate): Dual {
    const { cell } = this;
    return {
      value,
      withSlope: (a, b) => {
        cell.slope = slope(a, b);
        return value(a, b);
      },
    };
  }

  private negated(withSlope: Evaluate): Evaluate {
    const { cell } = this;
    return (a, b) => {
      const v = withSlope(a, b);
      cell.slope = -cell.slope;
      return -v;
    };
  }

  /** `slopeOf` gets both values and both slopes, and the value of the whole. */
  private joined(left: Dual, right: Dual, value: (l: number, r: number) => number, slopeOf: JoinedSlope): Dual {
    const { cell } = this;
    return {
      value: (a, b) => value(left.value(a, b), right.value(a, b)),
      withSlope: (a, b) => {
        const l = left.withSlope(a, b);
        const dl = cell.slope;
        const r = right.withSlope(a, b);
        cell.slope = slopeOf(l, r, dl, cell.slope);
        return value(l, r);
      },
    };
  }

  private binary(operator: BinaryOperator, left: Dual, right: Dual): Dual {
    if (isComparison(operator)) {
      const holds = compare[operator];
      return this.joined(
        left,
        right,
        (l, r) => (holds(l, r) ? 1 : 0),
        () => 0,
      );
    }
    const { value, slope } = arithmetic[operator];
    return this.joined(left, right, value, slope);
  }

  private call(name: keyof typeof unary, operand: Dual): Dual {
    const { cell } = this;
    const { value, derivative } = unary[name];
    return {
      value: (a, b) => value(operand.value(a, b)),
      withSlope: (a, b) => {
        const v = operand.withSlope(a, b);
        if (cell.slope !== 0) cell.slope *= derivative(v);
        return value(v);
      },
    };
  }

  /** Where both operands are equal but not their slopes there is a kink: 0. */
  private extreme(name: "max" | "min", operands: readonly ExpressionNode[]): Dual {
    const pick = Math[name];
    const kinked = (l: number, r: number, dl: number, dr: number) => (l === r ? (dl === dr ? dl : 0) : pick(l, r) === l ? dl : dr);
    return operands.map((operand) => this.compile(operand)).reduce((left, right) => this.joined(left, right, pick, kinked));
  }

  /** On the border between the branches there is a kink where their slopes differ. */
  private choice(condition: ExpressionNode, yes: Dual, no: Dual): Dual {
    const { cell } = this;
    const { holds, isBorder } = this.condition(condition);
    return {
      value: (a, b) => (holds(a, b) ? yes.value(a, b) : no.value(a, b)),
      withSlope: (a, b) => {
        const isYes = holds(a, b);
        let otherSlope: number | null = null;
        if (isBorder(a, b)) {
          (isYes ? no : yes).withSlope(a, b);
          otherSlope = cell.slope;
        }
        const v = (isYes ? yes : no).withSlope(a, b);
        if (otherSlope !== null && otherSlope !== cell.slope) cell.slope = 0;
        return v;
      },
    };
  }

  /** Compiled once: a condition that stands in a condition, and so on, would else double with each. */
  private condition(node: ExpressionNode): Condition {
    if (node.kind !== "binary" || !isComparison(node.operator)) {
      const { value } = this.compile(node);
      return { holds: (a, b) => value(a, b) !== 0, isBorder: () => false };
    }
    const { cell } = this;
    const compared = compare[node.operator];
    const left = this.compile(node.left);
    const right = this.compile(node.right);
    return {
      holds: (a, b) => compared(left.value(a, b), right.value(a, b)),
      isBorder: (a, b) => {
        if (left.value(a, b) !== right.value(a, b)) return false;
        left.withSlope(a, b);
        const slope = cell.slope;
        right.withSlope(a, b);
        return slope !== cell.slope;
      },
    };
  }
}

/** The value of a tree and its derivative with respect to the first variable, as functions of the (at most two) variables. */
export function compileTree(tree: ExpressionNode): { readonly value: Evaluate; readonly derivative: Evaluate } {
  const compiler = new Compiler();
  const { value, withSlope } = compiler.compile(tree);
  return {
    value,
    derivative: (a, b) => {
      withSlope(a, b);
      return compiler.cell.slope;
    },
  };
}
