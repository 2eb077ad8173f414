/** Losses as equations with the numbers put in; what is written as an expression in the file has none. */
import type { Loss, LossName } from "../../core/model.js";
import { mostWrittenOut } from "../explain/sum.js";
import { type Arithmetic, call, evaluate, magnitude, negative, number, power, product, quotient, sum } from "./arithmetic.js";

/** What an equation comes to, and the equation where it can be written out. */
export interface LossWorked {
  readonly value: number;
  readonly formula: Arithmetic | null;
}

type Logarithm = (of: Arithmetic) => Arithmetic;

/** Clamped as in the loss itself. */
const ln: Logarithm = (of) => call("ln", of, (x) => Math.max(Math.log(x), -100));
const plainLn: Logarithm = (of) => call("ln", of, Math.log);
export const log10: Logarithm = (of) => call("log₁₀", of, Math.log10);

const less = (yhat: number, y: number): Arithmetic => sum(number(yhat), negative(number(y)));

/** The loss of one element. */
export function elementFormula(name: LossName, yhat: number, y: number, logarithm?: Logarithm): Arithmetic {
  const difference = less(yhat, y);
  switch (name) {
    case "mse":
      return power(difference, 2);
    case "mae":
      return magnitude(difference);
    case "huber":
      return Math.abs(yhat - y) <= 1 ? product(number(0.5), power(difference, 2)) : sum(magnitude(difference), negative(number(0.5)));
    case "bce": {
      const log = logarithm ?? ln;
      return negative(sum(product(number(y), log(number(yhat))), product(number(1 - y), log(sum(number(1), negative(number(yhat)))))));
    }
    case "crossEntropy":
      return negative(product(number(y), (logarithm ?? plainLn)(number(yhat))));
  }
}

/** The elements' losses added up; of a cross entropy those that count. */
export function sumOfElements(elements: readonly Arithmetic[]): Arithmetic {
  return elements.length === 1 ? elements[0] : sum(...elements);
}

/** The loss of a step; null where it is an expression, too long to be read, or nothing of it counts. */
export function stepLossFormula({ kind }: Loss, yhat: Float64Array, y: Float64Array, logarithm?: Logarithm): Arithmetic | null {
  if (kind.kind === "expression" || yhat.length > mostWrittenOut) return null;
  const { name } = kind;
  const counted = [...yhat.keys()].filter((k) => name !== "crossEntropy" || y[k] !== 0);
  if (counted.length === 0) return null;
  const all = sumOfElements(counted.map((k) => elementFormula(name, yhat[k], y[k], logarithm)));
  return name === "crossEntropy" || yhat.length === 1 ? all : quotient(all, number(yhat.length));
}

/** The loss of the sequence from those of its steps; null where there are too many to be read. */
export function totalFormula(losses: readonly number[], reduction: Loss["reduction"]): Arithmetic | null {
  if (losses.length > mostWrittenOut) return null;
  const all = sumOfElements(losses.map(number));
  return reduction === "mean" && losses.length > 1 ? quotient(all, number(losses.length)) : all;
}

/** The worked equation, or the value alone. */
export function workedAs(formula: Arithmetic | null, value: number): LossWorked {
  // What a logarithm of 0 leaves of the equation is not what the loss comes to.
  const isSame = formula !== null && Math.abs(evaluate(formula) - value) <= 1e-9 * Math.max(1e-300, Math.abs(value));
  return { value, formula: isSame ? formula : null };
}
