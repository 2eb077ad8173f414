/** What an Adam update computes of one number, as equations with the numbers put in (Kingma & Ba 2015). */
import { type Arithmetic, negative, number, power, product, quotient, root, sum } from "./arithmetic.js";
import type { AdamInputs } from "./followUpdates.js";
import type { OfUpdate } from "./place.js";

/** 1 − β without what binary fractions leave of it: 0.1, not 0.09999999999999998. */
export function beta(value: number): Arithmetic {
  return number(Number(value.toPrecision(12)));
}

/** β·before + (1 − β)·fresh */
export function moment(b: number, before: number, fresh: Arithmetic): Arithmetic {
  return sum(product(beta(b), number(before)), product(beta(1 - b), fresh));
}

/** 1 − β^t */
export function complement(b: number, t: number): Arithmetic {
  return sum(number(1), negative(power(number(b), t)));
}

/** What is subtracted from the parameter, ε where the file's rule places it; α may be left out. */
export function stepFormula({ settings, t, V, S, VCorr, SCorr }: AdamInputs, hasAlpha = true): Arithmetic {
  const { alpha, beta1, beta2, epsilon, epsilonRule } = settings;
  const rate = hasAlpha ? [number(alpha)] : [];
  const [v, s, e] = [number(VCorr), number(SCorr), number(epsilon)];
  if (epsilonRule === "outside") return quotient(product(...rate, v), sum(root(s), e));
  if (epsilonRule === "inside") return quotient(product(...rate, v), root(sum(s, e)));
  const ratio = quotient(product(...rate, root(complement(beta2, t))), complement(beta1, t));
  return quotient(product(ratio, number(V)), sum(root(number(S)), e));
}

/** Each quantity as it should be. */
export const adamFormulas: Readonly<Record<OfUpdate, (inputs: AdamInputs) => Arithmetic>> = {
  V: ({ settings, VBefore, g }) => moment(settings.beta1, VBefore, number(g)),
  S: ({ settings, SBefore, g }) => moment(settings.beta2, SBefore, power(number(g), 2)),
  V_corr: ({ settings, t, V }) => quotient(number(V), complement(settings.beta1, t)),
  S_corr: ({ settings, t, S }) => quotient(number(S), complement(settings.beta2, t)),
  parameters: (inputs) => sum(number(inputs.W), negative(stepFormula(inputs))),
};
