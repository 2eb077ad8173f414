/** Slips in an Adam update: in the moments, their corrections, and the step. */
import { text } from "../../explain/tokens.js";
import { type AdamInputs, adamEquations } from "../followUpdates.js";
import type { OfUpdate } from "../place.js";
import type { Slip, Variant } from "./slip.js";

/** A number of an update that was got wrong, with what it is computed from. */
export interface AdamSite {
  readonly quantity: OfUpdate;
  readonly inputs: AdamInputs;
}

type AdamSlip = Slip<AdamSite, number>;
type Change = readonly [string, number];

/** A slip of some of the quantities. */
function slip(id: string, variants: Readonly<Partial<Record<OfUpdate, (inputs: AdamInputs) => readonly Change[]>>>): AdamSlip {
  return {
    id,
    variants: ({ quantity, inputs }): readonly Variant<number>[] =>
      (variants[quantity]?.(inputs) ?? []).map(([words, change]) => ({ label: [text(words)], change })),
  };
}

const momentsSwapped = slip("moments-swapped", {
  V: (inputs) => [["S in place of V", adamEquations.S(inputs)]],
  S: (inputs) => [["V in place of S", adamEquations.V(inputs)]],
  V_corr: ({ settings, t, V, S }) => [
    ["S in place of V", S / (1 - settings.beta1 ** t)],
    ["β2 in place of β1", V / (1 - settings.beta2 ** t)],
  ],
  S_corr: ({ settings, t, V, S }) => [
    ["V in place of S", V / (1 - settings.beta2 ** t)],
    ["β1 in place of β2", S / (1 - settings.beta1 ** t)],
  ],
  parameters: (inputs) => [
    ["V and S swapped", adamEquations.parameters({ ...inputs, V: inputs.S, S: inputs.V, VCorr: inputs.SCorr, SCorr: inputs.VCorr })],
  ],
});

const termLeftOut = slip("term-left-out", {
  V: ({ settings: { beta1 }, VBefore, g }) => [
    ["leaving out β1·V", (1 - beta1) * g],
    ["leaving out (1 − β1)·g", beta1 * VBefore],
    ["leaving out 1 − β1 in front of g", beta1 * VBefore + g],
    ["leaving out β1 in front of V", VBefore + (1 - beta1) * g],
  ],
  S: ({ settings: { beta2 }, SBefore, g }) => [
    ["leaving out β2·S", (1 - beta2) * g * g],
    ["leaving out (1 − β2)·g²", beta2 * SBefore],
    ["leaving out 1 − β2 in front of g²", beta2 * SBefore + g * g],
    ["leaving out β2 in front of S", SBefore + (1 - beta2) * g * g],
  ],
});

const signOfTerm = slip("sign-of-term", {
  V: (inputs) => [
    ["the other sign of g", adamEquations.V({ ...inputs, g: -inputs.g })],
    ["the other sign of V", adamEquations.V({ ...inputs, VBefore: -inputs.VBefore })],
  ],
  S: ({ settings: { beta2 }, SBefore, g }) => [["the other sign of g²", beta2 * SBefore - (1 - beta2) * g * g]],
  parameters: (inputs) => [["the step added in place of subtracted", 2 * inputs.W - adamEquations.parameters(inputs)]],
});

const wrongBeta = slip("wrong-beta", {
  V: ({ settings: { beta1, beta2 }, VBefore, g }) => [
    ["β2 in place of β1", beta2 * VBefore + (1 - beta2) * g],
    ["β1 and 1 − β1 swapped", (1 - beta1) * VBefore + beta1 * g],
  ],
  S: ({ settings: { beta1, beta2 }, SBefore, g }) => [
    ["β1 in place of β2", beta1 * SBefore + (1 - beta1) * g * g],
    ["β2 and 1 − β2 swapped", (1 - beta2) * SBefore + beta2 * g * g],
  ],
});

const gradientNotSquared = slip("gradient-not-squared", {
  S: ({ settings: { beta2 }, SBefore, g }) => [
    ["g in place of g²", beta2 * SBefore + (1 - beta2) * g],
    ["squaring 1 − β2 with g", beta2 * SBefore + ((1 - beta2) * g) ** 2],
  ],
});

const correctionLeftOut = slip("correction-left-out", {
  V_corr: ({ V }) => [["leaving out the correction", V]],
  S_corr: ({ S }) => [["leaving out the correction", S]],
  parameters: (inputs) => [
    ["leaving out both corrections", outside(inputs, inputs.V, inputs.S)],
    ["leaving out the correction of V", outside(inputs, inputs.V, correctedS(inputs, inputs.t))],
    ["leaving out the correction of S", outside(inputs, correctedV(inputs, inputs.t), inputs.S)],
  ],
});

const timeOff = slip("t-off-by-one", {
  V_corr: (inputs) => otherTimes(inputs, (t) => correctedV(inputs, t)),
  S_corr: (inputs) => otherTimes(inputs, (t) => correctedS(inputs, t)),
  parameters: (inputs) => otherTimes(inputs, (t) => outside(inputs, correctedV(inputs, t), correctedS(inputs, t))),
});

function otherTimes({ t }: AdamInputs, valueAt: (t: number) => number): readonly Change[] {
  return [t - 1, t + 1].filter((other) => other > 0).map((other) => [`t = ${other} in place of t = ${t}`, valueAt(other)]);
}

const correctionMultiplied = slip("correction-multiplied", {
  V_corr: ({ settings: { beta1 }, t, V }) => [
    ["multiplying with 1 − β1^t in place of dividing", V * (1 - beta1 ** t)],
    ["β1^t in place of 1 − β1^t", V / beta1 ** t],
  ],
  S_corr: ({ settings: { beta2 }, t, S }) => [
    ["multiplying with 1 − β2^t in place of dividing", S * (1 - beta2 ** t)],
    ["β2^t in place of 1 − β2^t", S / beta2 ** t],
  ],
});

const epsilonPlace = slip("epsilon-place", {
  parameters: (inputs) => {
    const { epsilonRule } = inputs.settings;
    const words = { outside: "ε outside the root", inside: "ε inside the root", hat: "ε added before the correction (ε̂)" };
    return (["outside", "inside", "hat"] as const)
      .filter((rule) => rule !== epsilonRule)
      .map((rule) => [words[rule], adamEquations.parameters({ ...inputs, settings: { ...inputs.settings, epsilonRule: rule } })]);
  },
});

const stepFactors = slip("step-factor-left-out", {
  parameters: (inputs) => {
    const { settings, W, g, VCorr, SCorr } = inputs;
    return [
      ["leaving out α", W - (W - adamEquations.parameters(inputs)) / settings.alpha],
      ["leaving out the root of S_corr", W - (settings.alpha * VCorr) / (SCorr + settings.epsilon)],
      ["leaving out the division by √S_corr", W - settings.alpha * VCorr],
      ["α·g, plain gradient descent", W - settings.alpha * g],
      ["g in place of V_corr", W - (settings.alpha * g) / Math.sqrt(SCorr)],
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
function outside({ settings, W }: AdamInputs, v: number, s: number): number {
  const { alpha, epsilon, epsilonRule } = settings;
  return W - (alpha * v) / (epsilonRule === "inside" ? Math.sqrt(s + epsilon) : Math.sqrt(s) + epsilon);
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
