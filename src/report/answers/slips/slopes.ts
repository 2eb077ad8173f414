/** Slips about the derivative of an activation on the way back: left out, not squared, or taken of what is activated already. */
import * as l10n from "@vscode/l10n";
import { linearizeInto } from "../../../core/activation.js";
import { bufferOf, type Step } from "../../../core/cells/step.js";
import { sigmoid, tanh } from "../../../core/exponential.js";
import type { Activation, Layer } from "../../../core/model.js";
import type { Quantity } from "../../../core/trace.js";
import { quantityLetter, text, worded } from "../../explain/tokens.js";
import type { Alteration, Tamper } from "../alteration.js";
import type { BackwardSite, BackwardSlip } from "./backwardSite.js";
import { inPlaceOf, type Label, leavingOut, type Variant } from "./slip.js";

/** Where a gate's dL/dz is complete and nothing yet follows from it. */
interface Stop {
  readonly quantity: Quantity;
  readonly z: string;
  readonly at: "afterArrival" | "afterFirst" | "afterLast";
  readonly activation: Activation;
}

function stopsOf(layer: Layer): readonly Stop[] {
  switch (layer.cell) {
    case "lstm": {
      const { gate, candidate } = layer.activations;
      return [
        { quantity: "f", z: "z_f", at: "afterFirst", activation: gate },
        { quantity: "i", z: "z_i", at: "afterFirst", activation: gate },
        { quantity: "c_tilde", z: "z_c", at: "afterFirst", activation: candidate },
        { quantity: "o", z: "z_o", at: "afterArrival", activation: gate },
      ];
    }
    case "gru": {
      const { gate, candidate } = layer.activations;
      return [
        { quantity: "z", z: "z_z", at: "afterFirst", activation: gate },
        { quantity: "n", z: "z_n", at: "afterFirst", activation: candidate },
        { quantity: "r", z: "z_r", at: "afterLast", activation: gate },
      ];
    }
    case "rnn":
      return [{ quantity: "h", z: "z_h", at: "afterFirst", activation: layer.activation }];
    case "dense":
      return [{ quantity: "yhat", z: "z", at: "afterFirst", activation: layer.activation }];
  }
}

type Squashing = "σ" | "tanh";

function squashing(activation: Activation): Squashing | null {
  if (activation.kind !== "named") return null;
  return activation.name === "sigmoid" ? "σ" : activation.name === "tanh" ? "tanh" : null;
}

/** φ′ of each unit, from what the step's buffers hold. */
export function slopesOf(step: Step, { quantity, z, activation }: Pick<Stop, "quantity" | "z" | "activation">): Float64Array {
  const value = bufferOf(step.quantities, quantity);
  const out = new Float64Array(value.length).fill(1);
  linearizeInto(activation)(bufferOf(step.z, z), value, out, out);
  return out;
}

/** dL/dz with another slope in place of φ′; `slopeOf` is told the activated value. */
function resloped(stop: Stop, slopeOf: (value: number) => number): Alteration {
  const tamper: Tamper = ({ back, replay: { step } }) => {
    const dz = bufferOf(back.z, stop.z);
    const value = bufferOf(step.quantities, stop.quantity);
    const right = slopesOf(step, stop);
    for (let k = 0; k < dz.length; k++) dz[k] = (dz[k] / right[k]) * slopeOf(value[k]);
  };
  return { [stop.at]: tamper };
}

function ofSlopes(
  id: string,
  slopeOf: Readonly<Partial<Record<Squashing, (value: number) => number>>>,
  words: (name: Squashing, of: Label) => Label,
): BackwardSlip {
  return {
    id,
    variants: ({ layer }) =>
      stopsOf(layer).flatMap((stop): readonly Variant<Alteration>[] => {
        const name = squashing(stop.activation);
        const slope = name === null ? undefined : slopeOf[name];
        if (name === null || slope === undefined) return [];
        return [{ label: words(name, [quantityLetter(stop.quantity)]), change: resloped(stop, slope) }];
      }),
  };
}

const slopeLeftOut = ofSlopes("slope-left-out", { σ: () => 1, tanh: () => 1 }, (name, of) =>
  worded(l10n.t("leaving out {slope} of {0}", { slope: `${name}′` }), of),
);

const notSquared = ofSlopes("tanh-not-squared", { tanh: (value) => 1 - value }, (_, of) =>
  inPlaceOf([text("1 − "), ...of], [text("1 − "), ...of, text("²")]),
);

const slopeTwice = ofSlopes(
  "slope-of-activated",
  { σ: (value) => sigmoid(value) * (1 - sigmoid(value)), tanh: (value) => 1 - tanh(value) ** 2 },
  (name, of) => worded(l10n.t("{slope} taken of the activated value of {0}", { slope: `${name}′` }), of),
);

/** What stands in place of tanh′(c) in dL/dc, from c. */
const outputSlopes: readonly (readonly [() => Label, (c: number) => number])[] = [
  [() => leavingOut("tanh′(c)"), () => 1],
  [() => inPlaceOf("1 − tanh(c)", "1 − tanh²(c)"), (c) => 1 - tanh(c)],
  [() => inPlaceOf("1 − c²", "1 − tanh²(c)"), (c) => 1 - c * c],
  [() => worded(l10n.t("{0} taken of {1}"), "tanh′", "tanh(c)"), (c) => 1 - tanh(tanh(c)) ** 2],
];

/** In dL/dc = … + dL/dh ⊙ o ⊙ tanh′(c). */
const outputSlope: BackwardSlip = {
  id: "slope-of-output",
  variants: ({ layer }: BackwardSite) => {
    if (layer.cell !== "lstm" || squashing(layer.activations.output) !== "tanh") return [];
    return outputSlopes.map(([label, slopeOf]) => {
      const afterArrival: Tamper = ({ back, replay: { step } }) => {
        const [dc, dh] = [bufferOf(back.after, "c"), bufferOf(back.after, "h")];
        const [o, c] = [bufferOf(step.quantities, "o"), bufferOf(step.quantities, "c")];
        for (let k = 0; k < dc.length; k++) dc[k] += dh[k] * o[k] * (slopeOf(c[k]) - (1 - tanh(c[k]) ** 2));
      };
      return { label: label(), change: { afterArrival } };
    });
  },
};

export const slopeSlips: readonly BackwardSlip[] = [slopeLeftOut, notSquared, slopeTwice, outputSlope];
