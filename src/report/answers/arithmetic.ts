/** Equations of numbers alone, as data: what a loss or an update computes, and what a slip changes about it. */
import { raised } from "../explainUpdate.js";

export type Arithmetic =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "sum"; readonly terms: readonly Arithmetic[] }
  | { readonly kind: "negative"; readonly of: Arithmetic }
  | { readonly kind: "product"; readonly factors: readonly Arithmetic[] }
  | { readonly kind: "quotient"; readonly of: Arithmetic; readonly by: Arithmetic }
  | { readonly kind: "power"; readonly of: Arithmetic; readonly exponent: number }
  /** What stands before and after x: √x, ln(x), |x|. */
  | {
      readonly kind: "call";
      readonly before: string;
      readonly of: Arithmetic;
      readonly after: string;
      readonly compute: (x: number) => number;
    };

export const number = (value: number): Arithmetic => ({ kind: "number", value });
export const sum = (...terms: readonly Arithmetic[]): Arithmetic => ({ kind: "sum", terms });
export const negative = (of: Arithmetic): Arithmetic => ({ kind: "negative", of });
export const product = (...factors: readonly Arithmetic[]): Arithmetic => ({ kind: "product", factors });
export const quotient = (of: Arithmetic, by: Arithmetic): Arithmetic => ({ kind: "quotient", of, by });
export const power = (of: Arithmetic, exponent: number): Arithmetic => ({ kind: "power", of, exponent });
export const root = (of: Arithmetic): Arithmetic => ({ kind: "call", before: "√", of, after: "", compute: Math.sqrt });
export const call = (name: string, of: Arithmetic, compute: (x: number) => number): Arithmetic => ({
  ...{ kind: "call", before: `${name}(`, of, after: ")", compute },
});
export const magnitude = (of: Arithmetic): Arithmetic => ({ kind: "call", before: "|", of, after: "|", compute: Math.abs });

/** What the equation comes to. */
export function evaluate(equation: Arithmetic): number {
  switch (equation.kind) {
    case "number":
      return equation.value;
    case "sum":
      return equation.terms.reduce((total, term) => total + evaluate(term), 0);
    case "negative":
      return -evaluate(equation.of);
    case "product":
      return equation.factors.reduce((total, factor) => total * evaluate(factor), 1);
    case "quotient":
      return evaluate(equation.of) / evaluate(equation.by);
    case "power":
      return evaluate(equation.of) ** equation.exponent;
    case "call":
      return equation.compute(evaluate(equation.of));
  }
}

/** A piece of the equation that may be left out or stand in another's place. Strings are text, numbers are numbers. */
export interface ArithmeticPart {
  /** What joins it to the part before it: ` + `, `·`, ` / `; empty for the first. */
  readonly joint: string;
  readonly written: readonly (string | number)[];
}

/** The equation cut at its sums, products and quotients, down to what stands in parentheses. */
export function partsOf(equation: Arithmetic, joint = ""): readonly ArithmeticPart[] {
  switch (equation.kind) {
    case "sum":
      return equation.terms.flatMap((term, at) => {
        const isNegative = term.kind === "negative";
        const sign = at === 0 ? (isNegative ? "−" : "") : isNegative ? " − " : " + ";
        return partsOf(isNegative ? term.of : term, at === 0 ? joint + sign : sign);
      });
    case "negative":
      return inside(equation.of, `${joint}−`);
    case "product":
      return equation.factors.flatMap((factor, at) => inside(factor, at === 0 ? joint : "·"));
    case "quotient":
      return [...numerator(equation.of, joint), { joint: " / ", written: bracketed(equation.by) }];
    default:
      return [{ joint, written: written(equation) }];
  }
}

/** What is divided; of a sum the parentheses are parts of their own, because its terms stay where the division is left out. */
function numerator(of: Arithmetic, joint: string): readonly ArithmeticPart[] {
  if (of.kind !== "sum") return inside(of, joint);
  return [{ joint, written: ["("] }, ...partsOf(of), { joint: "", written: [")"] }];
}

/** A factor: a sum in parentheses is one part. */
function inside(factor: Arithmetic, joint: string): readonly ArithmeticPart[] {
  return factor.kind === "sum" || factor.kind === "negative" ? [{ joint, written: bracketed(factor) }] : partsOf(factor, joint);
}

function bracketed(equation: Arithmetic): readonly (string | number)[] {
  const isSimple = equation.kind === "number" || equation.kind === "power" || equation.kind === "call";
  return isSimple ? written(equation) : ["(", ...written(equation), ")"];
}

function written(equation: Arithmetic): readonly (string | number)[] {
  switch (equation.kind) {
    case "number":
      return [equation.value];
    case "power": {
      const { of, exponent } = equation;
      const needsNone = of.kind === "number" && of.value >= 0;
      return needsNone ? [of.value, raised(exponent)] : ["(", ...written(of), `)${raised(exponent)}`];
    }
    case "call": {
      const { before, of, after } = equation;
      return [before, ...(after === "" ? bracketed(of) : written(of)), ...(after === "" ? [] : [after])];
    }
    default:
      return partsOf(equation).flatMap(({ joint, written: part }) => (joint === "" ? part : [joint, ...part]));
  }
}
