/** Slips on the way back through time: what is not carried, what is taken from the wrong step, what is forgotten at the loss. */
import * as l10n from "@vscode/l10n";
import { bufferOf } from "../../../core/cells/step.js";
import { addProductInto, addTransposedProductInto } from "../../../core/linear.js";
import { worded } from "../../explain/tokens.js";
import type { Alteration, Tamper } from "../alteration.js";
import type { BackwardSite, BackwardSlip } from "./backwardSite.js";
import { hasHalf } from "./loss.js";
import { inPlaceOf, type Label, otherSignOf, type Variant } from "./slip.js";
import { slopeSlips, slopesOf } from "./slopes.js";

type Variants = readonly Variant<Alteration>[];

function slip(id: string, variants: (site: BackwardSite) => readonly (readonly [Label, Alteration])[]): BackwardSlip {
  return { id, variants: (site): Variants => variants(site).map(([label, change]) => ({ label, change })) };
}

const notCarried = slip("gradient-not-carried", ({ layer: { cell } }) => {
  if (cell === "dense") return [];
  if (cell !== "lstm") return [[worded(l10n.t("not carrying {0} to the step before"), "dh"), { dropsH: true }]];
  return [
    [worded(l10n.t("not carrying {0} to the step before"), "dc"), { dropsC: true }],
    [worded(l10n.t("not carrying {0} to the step before"), "dh"), { dropsH: true }],
    [worded(l10n.t("ignoring the gradients of later steps")), { dropsH: true, dropsC: true }],
  ];
});

/** dc_{t−1} without the f that it passes. */
const carriedWithoutF = slip("carried-without-f", ({ layer: { cell } }) => {
  const beforeGradients: Tamper = ({ back }) => {
    bufferOf(back.before, "c").set(bufferOf(back.after, "c"));
  };
  return cell === "lstm" ? [[worded(l10n.t("carrying {0} to the step before without {1}"), "dc", "f"), { beforeGradients }]] : [];
});

const atTheLoss = slip("loss-derivative", ({ model }) => {
  const { loss, targets, layers } = model;
  const count = targets?.given.reduce((sum, given) => sum + given, 0) ?? 0;
  const K = layers[layers.length - 1].H;
  const factors: [Label, number][] = [
    hasHalf(model) ? [worded(l10n.t("leaving out the ½ of the loss")), 2] : [worded(l10n.t("a ½ in front of the loss")), 1 / 2],
    [otherSignOf("ŷ − y"), -1],
  ];
  if (count > 1 && loss.reduction === "mean") factors.push([worded(l10n.t("the sum in place of the mean over the steps")), count]);
  if (count > 1 && loss.reduction === "sum") factors.push([worded(l10n.t("the mean in place of the sum over the steps")), 1 / count]);
  if (K > 1) factors.push([worded(l10n.t("the sum in place of the mean over the elements")), K]);
  return factors.map(([label, outputTimes]) => [label, { outputTimes }]);
});

const oneStep = slip("one-steps-gradient", ({ model: { T }, place, layer: { cell } }) => {
  if (place.kind !== "parameter" || T < 2 || cell === "dense") return [];
  return [
    [worded(l10n.t("the last step's share alone")), { onlyStep: T }],
    [worded(l10n.t("the first step's share alone")), { onlyStep: 1 }],
  ];
});

/** In dU = Σ dz h_{t−1}ᵀ. */
const hOfTheStep = slip("h-of-another-step", ({ layer: { cell }, place }) => {
  if (place.kind !== "parameter" || cell === "dense" || !place.parameter.startsWith("U")) return [];
  const beforeGradients: Tamper = ({ replay: { step } }) => {
    bufferOf(step.before, "h").set(bufferOf(step.quantities, "h"));
  };
  return [[inPlaceOf("h_t", "h_{t−1}"), { beforeGradients }]];
});

/** dz_k of f and i with another factor than their own: dL/dc ⊙ factor ⊙ σ′. */
const wrongFactor = slip("wrong-factor", ({ layer }) => {
  if (layer.cell !== "lstm") return [];
  const { gate, candidate } = layer.activations;
  const withFactor = (name: "f" | "i" | "c", factor: "c" | "c_tilde" | "before" | "one"): Tamper => {
    const quantity = name === "c" ? "c_tilde" : name;
    return ({ back, replay: { step } }) => {
      const dz = bufferOf(back.z, `z_${name}`);
      const slopes = slopesOf(step, { quantity, z: `z_${name}`, activation: name === "c" ? candidate : gate });
      const dc = bufferOf(back.after, "c");
      const values = factor === "before" ? bufferOf(step.before, "c") : factor === "one" ? null : bufferOf(step.quantities, factor);
      for (let k = 0; k < dz.length; k++) dz[k] = dc[k] * (values?.[k] ?? 1) * slopes[k];
    };
  };
  const [f, i] = [withFactor("f", "c_tilde"), withFactor("i", "before")];
  return [
    [worded(l10n.t("{0} in place of {1} in the gradient of {2}"), "c_t", "c_{t−1}", "f"), { afterFirst: withFactor("f", "c") }],
    [
      worded(l10n.t("the gradients of {0} and {1} swapped"), "f", "i"),
      {
        afterFirst: (pass) => {
          f(pass);
          i(pass);
        },
      },
    ],
    [worded(l10n.t("leaving out {0} in the gradient of {1}"), "i", "c̃"), { afterFirst: withFactor("c", "one") }],
  ];
});

/** dh_{t−1} = Σ U_k dz_k in place of Σ U_kᵀ dz_k; with one unit these are the same. */
const notTransposed = slip("not-transposed", ({ layer }) => {
  if (layer.H === 1 || (layer.cell !== "lstm" && layer.cell !== "rnn")) return [];
  const beforeGradients: Tamper = ({ back }) => {
    const dh = bufferOf(back.before, "h");
    for (const [name, dz] of back.z) {
      const U = layer.parameters.get(name.replace("z", "U"));
      if (U === undefined) continue;
      const right = new Float64Array(dh.length);
      addTransposedProductInto(right, U.values, dz, 0, dz.length);
      addProductInto(dh, U.values, dz, 0, dh.length);
      for (let k = 0; k < dh.length; k++) dh[k] -= right[k];
    }
  };
  return [[worded(l10n.t("{0} in place of its transpose"), "U"), { beforeGradients }]];
});

export const backwardSlips: readonly BackwardSlip[] = [
  ...slopeSlips,
  notCarried,
  carriedWithoutF,
  atTheLoss,
  oneStep,
  hOfTheStep,
  wrongFactor,
  notTransposed,
];
