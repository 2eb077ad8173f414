/** Slips in an Adam update: in the moments, their corrections, and the step. */
import * as l10n from "@vscode/l10n";
import { worded } from "../../explain/tokens.js";
import { adamFormulas, beta, complement, moment, stepFormula } from "../adamFormulas.js";
import { type Arithmetic, negative, number, power, product, quotient, root, sum } from "../arithmetic.js";
import type { AdamInputs } from "../followUpdates.js";
import type { OfUpdate } from "../place.js";
import { inPlaceOf, type Label, leavingOut, otherSignOf, type Slip, swapped, type Variant } from "./slip.js";

/** A number of an update that was got wrong, with what it is computed from. */
export interface AdamSite {
  readonly quantity: OfUpdate;
  readonly inputs: AdamInputs;
}

type AdamSlip = Slip<AdamSite, Arithmetic>;
type Change = readonly [Label, Arithmetic];

/** A slip of some of the quantities. */
function slip(id: string, variants: Readonly<Partial<Record<OfUpdate, (inputs: AdamInputs) => readonly Change[]>>>): AdamSlip {
  return {
    id,
    variants: ({ quantity, inputs }): readonly Variant<Arithmetic>[] =>
      (variants[quantity]?.(inputs) ?? []).map(([label, change]) => ({ label, change })),
  };
}

/** The right formula with other numbers put in. */
const withInputs = (quantity: OfUpdate, inputs: AdamInputs, change: Partial<AdamInputs>): Arithmetic =>
  adamFormulas[quantity]({ ...inputs, ...change });

const squared = (g: number): Arithmetic => power(number(g), 2);

/** A moment with another β. */
const vOf = ({ VBefore, g }: AdamInputs, b: number): Arithmetic => moment(b, VBefore, number(g));
const sOf = ({ SBefore, g }: AdamInputs, b: number): Arithmetic => moment(b, SBefore, squared(g));

/** W less what is subtracted. */
const less = ({ W }: AdamInputs, subtracted: Arithmetic): Arithmetic => sum(number(W), negative(subtracted));

const momentsSwapped = slip("moments-swapped", {
  V: (inputs) => [[inPlaceOf("S", "V"), adamFormulas.S(inputs)]],
  S: (inputs) => [[inPlaceOf("V", "S"), adamFormulas.V(inputs)]],
  V_corr: ({ settings, t, V, S }) => [
    [inPlaceOf("S", "V"), quotient(number(S), complement(settings.beta1, t))],
    [inPlaceOf("β2", "β1"), quotient(number(V), complement(settings.beta2, t))],
  ],
  S_corr: ({ settings, t, V, S }) => [
    [inPlaceOf("V", "S"), quotient(number(V), complement(settings.beta2, t))],
    [inPlaceOf("β1", "β2"), quotient(number(S), complement(settings.beta1, t))],
  ],
  parameters: (inputs) => [
    [swapped("V", "S"), withInputs("parameters", inputs, { V: inputs.S, S: inputs.V, VCorr: inputs.SCorr, SCorr: inputs.VCorr })],
  ],
});

const termLeftOut = slip("term-left-out", {
  V: ({ settings: { beta1 }, VBefore, g }) => termsLeftOut("V", "g", beta1, number(VBefore), number(g)),
  S: ({ settings: { beta2 }, SBefore, g }) => termsLeftOut("S", "g²", beta2, number(SBefore), squared(g)),
});

function termsLeftOut(letter: "V" | "S", of: "g" | "g²", b: number, before: Arithmetic, fresh: Arithmetic): readonly Change[] {
  const name = letter === "V" ? "β1" : "β2";
  const [own, rest] = [number(b), beta(1 - b)];
  return [
    [leavingOut(`${name}·${letter}`), product(rest, fresh)],
    [leavingOut(`(1 − ${name})·${of}`), product(own, before)],
    [worded(l10n.t("leaving out {0} in front of {1}"), `1 − ${name}`, of), sum(product(own, before), fresh)],
    [worded(l10n.t("leaving out {0} in front of {1}"), name, letter), sum(before, product(rest, fresh))],
  ];
}

const signOfTerm = slip("sign-of-term", {
  V: (inputs) => [
    [otherSignOf("g"), withInputs("V", inputs, { g: -inputs.g })],
    [otherSignOf("V"), withInputs("V", inputs, { VBefore: -inputs.VBefore })],
  ],
  S: ({ settings: { beta2 }, SBefore, g }) => [
    [otherSignOf("g²"), sum(product(number(beta2), number(SBefore)), negative(product(beta(1 - beta2), squared(g))))],
  ],
  parameters: (inputs) => [[worded(l10n.t("the step added in place of subtracted")), sum(number(inputs.W), stepFormula(inputs))]],
});

const wrongBeta = slip("wrong-beta", {
  V: (inputs) => [
    [inPlaceOf("β2", "β1"), vOf(inputs, inputs.settings.beta2)],
    [swapped("β1", "1 − β1"), vOf(inputs, 1 - inputs.settings.beta1)],
  ],
  S: (inputs) => [
    [inPlaceOf("β1", "β2"), sOf(inputs, inputs.settings.beta1)],
    [swapped("β2", "1 − β2"), sOf(inputs, 1 - inputs.settings.beta2)],
  ],
});

const gradientNotSquared = slip("gradient-not-squared", {
  S: ({ settings: { beta2 }, SBefore, g }) => [
    [inPlaceOf("g", "g²"), moment(beta2, SBefore, number(g))],
    [
      worded(l10n.t("squaring {0} with {1}"), "1 − β2", "g"),
      sum(product(number(beta2), number(SBefore)), power(product(beta(1 - beta2), number(g)), 2)),
    ],
  ],
});

const correctionLeftOut = slip("correction-left-out", {
  V_corr: ({ V }) => [[worded(l10n.t("leaving out the correction")), number(V)]],
  S_corr: ({ S }) => [[worded(l10n.t("leaving out the correction")), number(S)]],
  parameters: (inputs) => [
    [worded(l10n.t("leaving out both corrections")), outside(inputs, inputs.V, inputs.S)],
    [worded(l10n.t("leaving out the correction of {0}"), "V"), outside(inputs, inputs.V, correctedS(inputs, inputs.t))],
    [worded(l10n.t("leaving out the correction of {0}"), "S"), outside(inputs, correctedV(inputs, inputs.t), inputs.S)],
  ],
});

const timeOff = slip("t-off-by-one", {
  V_corr: ({ settings, V, t }) => otherTimes(t, (other) => quotient(number(V), complement(settings.beta1, other))),
  S_corr: ({ settings, S, t }) => otherTimes(t, (other) => quotient(number(S), complement(settings.beta2, other))),
  parameters: (inputs) => otherTimes(inputs.t, (t) => outside(inputs, correctedV(inputs, t), correctedS(inputs, t))),
});

function otherTimes(t: number, formulaAt: (t: number) => Arithmetic): readonly Change[] {
  return [t - 1, t + 1].filter((other) => other > 0).map((other) => [inPlaceOf(`t = ${other}`, `t = ${t}`), formulaAt(other)]);
}

const correctionMultiplied = slip("correction-multiplied", {
  V_corr: ({ settings: { beta1 }, t, V }) => wrongCorrections("β1", number(V), beta1, t),
  S_corr: ({ settings: { beta2 }, t, S }) => wrongCorrections("β2", number(S), beta2, t),
});

function wrongCorrections(name: "β1" | "β2", of: Arithmetic, b: number, t: number): readonly Change[] {
  return [
    [worded(l10n.t("multiplying with {0} in place of dividing"), `1 − ${name}^t`), product(of, complement(b, t))],
    [inPlaceOf(`${name}^t`, `1 − ${name}^t`), quotient(of, power(number(b), t))],
  ];
}

const epsilonPlace = slip("epsilon-place", {
  parameters: (inputs) => {
    const labels = {
      outside: worded(l10n.t("{0} outside the root"), "ε"),
      inside: worded(l10n.t("{0} inside the root"), "ε"),
      hat: worded(l10n.t("{0} added before the correction ({1})"), "ε", "ε̂"),
    };
    return (["outside", "inside", "hat"] as const)
      .filter((epsilonRule) => epsilonRule !== inputs.settings.epsilonRule)
      .map((epsilonRule) => [labels[epsilonRule], withInputs("parameters", inputs, { settings: { ...inputs.settings, epsilonRule } })]);
  },
});

const stepFactors = slip("step-factor-left-out", {
  parameters: (inputs) => {
    const { settings, g, VCorr, SCorr } = inputs;
    const alpha = number(settings.alpha);
    const overRoot = (of: Arithmetic, by: Arithmetic): Arithmetic => less(inputs, quotient(product(alpha, of), by));
    return [
      [leavingOut("α"), less(inputs, stepFormula(inputs, false))],
      [worded(l10n.t("leaving out the root of {0}"), "S_corr"), overRoot(number(VCorr), sum(number(SCorr), number(settings.epsilon)))],
      [worded(l10n.t("leaving out the division by {0}"), "√S_corr"), less(inputs, product(alpha, number(VCorr)))],
      [worded(l10n.t("{0}, plain gradient descent"), "α·g"), less(inputs, product(alpha, number(g)))],
      [inPlaceOf("g", "V_corr"), overRoot(number(g), root(number(SCorr)))],
    ];
  },
});

function correctedV({ settings: { beta1 }, V }: AdamInputs, t: number): number {
  return V / (1 - beta1 ** t);
}

function correctedS({ settings: { beta2 }, S }: AdamInputs, t: number): number {
  return S / (1 - beta2 ** t);
}

/** W − α·v/√s, ε where the file has it. */
function outside(inputs: AdamInputs, v: number, s: number): Arithmetic {
  const { settings } = inputs;
  const epsilonRule = settings.epsilonRule === "inside" ? "inside" : "outside";
  return withInputs("parameters", inputs, { VCorr: v, SCorr: s, settings: { ...settings, epsilonRule } });
}

export const adamSlips: readonly AdamSlip[] = [
  momentsSwapped,
  termLeftOut,
  signOfTerm,
  wrongBeta,
  gradientNotSquared,
  correctionLeftOut,
  timeOff,
  correctionMultiplied,
  epsilonPlace,
  stepFactors,
];
