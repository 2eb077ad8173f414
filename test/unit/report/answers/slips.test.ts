/** Every slip makes its wrong number, by arithmetic of the test's own, and is named for it. */
import assert from "node:assert/strict";
import { lstm } from "../../document/support.js";
import { checked, expecting, messages, slipsAt } from "./support/check.js";

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const slope = (z: number) => sigma(z) * (1 - sigma(z));
const { tanh } = Math;

/** The worked example in full precision, written out. */
const f1 = sigma(1.2);
const i1 = sigma(-1.1);
const g1 = tanh(1.5);
const o1 = sigma(3.8);
const c1 = i1 * g1;
const h1 = o1 * tanh(c1);
const zf2 = 0.5 - 2 + 0.5 * h1 + 0.2;
const zi2 = -0.5 + 2 * h1 - 0.1;
const zc2 = 0.5 - 2 + 1.5 * h1 + 0.5;
const zo2 = 1.5 - h1 + 0.8;
const [f2, i2, g2, o2] = [sigma(zf2), sigma(zi2), tanh(zc2), sigma(zo2)];
const c2 = f2 * c1 + i2 * g2;
const h2 = o2 * tanh(c2);
const [l1, l2] = [(h1 - 0.5) ** 2, (h2 - 0.8) ** 2];
/** ∂L/∂h₂, ∂L/∂c₂, then by way of the gates ∂L/∂h₁. */
const dh2 = h2 - 0.8;
const dc2 = dh2 * o2 * (1 - tanh(c2) ** 2);
const dzo2 = dh2 * tanh(c2) * slope(zo2);
const dzf2 = dc2 * c1 * slope(zf2);
const dzi2 = dc2 * g2 * slope(zi2);
const dzc2 = dc2 * i2 * (1 - g2 ** 2);
const dh1 = h1 - 0.5 + 0.5 * dzf2 + 2 * dzi2 + 1.5 * dzc2 - dzo2;

/** Where a wrong number is written: quantity and step, and the label it must be given. */
type Row = readonly [string, 1 | 2, number, string];

const steps: readonly Row[] = [
  // Gates and candidate.
  ["f", 2, sigma(zf2 - 0.2), "leaving out b_f"],
  ["f", 2, sigma(zf2 - 0.5 * h1), "leaving out U_f·h₁"],
  ["f", 2, sigma(zf2 + 1.5), "leaving out W_f·x₂"],
  ["f", 2, sigma(zf2 - 0.4), "the other sign of b_f"],
  ["f", 2, sigma(zf2 - h1), "the other sign of U_f·h₁"],
  ["f", 2, sigma(zf2 + 4), "the other sign of x₂[2]"],
  ["f", 2, sigma(zf2 + 0.2), "counting b_f twice"],
  ["f", 2, sigma(zf2 - 0.2 - 0.1), "b_i in place of b_f"],
  ["o", 2, sigma(zo2 + h1 + 0.5 * h1), "U_f in place of U_o"],
  ["o", 2, sigma(zo2 - 1.5 - 0.5), "W_i in place of W_o"],
  ["f", 2, i2, "i₂ in place of f₂"],
  ["i", 2, f2, "f₂ in place of i₂"],
  ["f", 2, sigma(0.5 - 2 + 0.5 * h2 + 0.2), "h₂ in place of h₁"],
  ["i", 2, sigma(-0.5 + 2 * c1 - 0.1), "c₁ in place of h₁"],
  ["i", 2, sigma(-0.5 + 2 * c2 - 0.1), "c₂ in place of h₁"],
  ["f", 2, sigma(1 + 0.5 * h1 + 0.2), "x₁ in place of x₂"],
  ["i", 2, tanh(zi2), "tanh in place of σ"],
  ["c_tilde", 2, sigma(zc2), "σ in place of tanh"],
  ["c_tilde", 2, zc2, "z without its activation"],
  // Cell state.
  ["c", 1, f1 * c1 + i1 * g1, "c₁ in place of c₀"],
  ["c", 2, i2 * c1 + f2 * g2, "f₂ and i₂ swapped"],
  ["c", 2, f2 * c1, "leaving out i₂·c̃₂"],
  ["c", 2, f2 * c1 - i2 * g2, "the other sign of i₂·c̃₂"],
  ["c", 2, c1 + i2 * g2, "leaving out f₂"],
  ["c", 2, f2 * h1 + i2 * g2, "h₁ in place of c₁"],
  ["c", 2, f2 * c1 + o2 * g2, "o₂ in place of i₂"],
  // State.
  ["h", 1, o1 * tanh(g1), "c̃₁ in place of c₁"],
  ["h", 2, o2 * tanh(c1), "c₁ in place of c₂"],
  ["h", 2, o2 * c2, "leaving out tanh"],
  ["h", 2, tanh(c2), "leaving out o₂"],
  ["h", 2, i2 * tanh(c2), "i₂ in place of o₂"],
  ["h", 2, o2 * sigma(c2), "σ in place of tanh"],
  // Loss of a step.
  ["loss_t", 2, l2 / 2, "a ½ in front"],
  ["loss_t", 2, Math.abs(h2 - 0.8), "a difference that is not squared"],
  ["loss_t", 2, (h2 + 0.8) ** 2, "the other sign of y₂"],
  ["loss_t", 2, (h2 - 0.5) ** 2, "y₁ in place of y₂"],
  ["loss_t", 2, (c2 - 0.8) ** 2, "c₂ in place of h₂"],
  // Back through time: ∂L/∂h₁ and ∂L/∂c₁ are made of what comes back from step 2.
  ["dh", 2, 2 * dh2, "the sum in place of the mean over the steps"],
  ["dh", 2, dh2 / 2, "a ½ in front of the loss"],
  ["dh", 2, -dh2, "the other sign of ŷ − y"],
  ["dc", 2, dh2 * o2, "leaving out tanh′(c)"],
  ["dc", 2, dh2 * o2 * (1 - tanh(c2)), "1 − tanh(c) in place of 1 − tanh²(c)"],
  ["dc", 2, dh2 * o2 * (1 - tanh(tanh(c2)) ** 2), "tanh′ taken of tanh(c)"],
  ["dh", 1, dh1 - 0.5 * dzf2 + 0.5 * dc2 * c1, "leaving out σ′ of f"],
  ["dh", 1, dh1 + dzo2 - dh2 * tanh(c2), "leaving out σ′ of o"],
  ["dh", 1, dh1 - 1.5 * dzc2 + 1.5 * dc2 * i2, "leaving out tanh′ of c̃"],
  ["dh", 1, dh1 - 1.5 * dzc2 + 1.5 * dc2 * i2 * (1 - g2), "1 − c̃ in place of 1 − c̃²"],
  ["dh", 1, dh1 - 1.5 * dzc2 + 1.5 * dc2 * i2 * (1 - tanh(g2) ** 2), "tanh′ taken of the activated value of c̃"],
  ["dh", 1, dh1 - 0.5 * dzf2 + 0.5 * dc2 * c2 * slope(zf2), "c_t in place of c_{t−1} in the gradient of f"],
  ["dh", 1, dh1 - 1.5 * dzc2 + 1.5 * dc2 * (1 - g2 ** 2), "leaving out i in the gradient of c̃"],
  ["dh", 1, dh1 - 0.5 * dzf2 - 2 * dzi2 + 0.5 * dc2 * g2 * slope(zf2) + 2 * dc2 * c1 * slope(zi2), "the gradients of f and i swapped"],
  ["dc", 1, dh1 * o1 * (1 - tanh(c1) ** 2), "not carrying dc to the step before"],
  ["dc", 1, dh1 * o1 * (1 - tanh(c1) ** 2) + dc2, "carrying dc to the step before without f"],
  ["dc", 1, (h1 - 0.5) * o1 * (1 - tanh(c1) ** 2) + dc2 * f2, "not carrying dh to the step before"],
  ["dc", 1, (h1 - 0.5) * o1 * (1 - tanh(c1) ** 2), "ignoring the gradients of later steps"],
];

describe("report/answers: a slip in the worked example", () => {
  for (const [quantity, t, value, label] of steps) {
    it(`in ${quantity} at t = ${t}, ${label}, is named`, () => {
      const answer = value.toFixed(6);
      const answers = checked(expecting(`{ "${quantity}": [${t === 1 ? `${answer}, null` : `null, ${answer}`}] }`));
      assert.deepEqual(slipsAt(answers, 0), [label], messages(answers).join());
    });
  }

  const totals: readonly (readonly [number, string])[] = [
    [l1 + l2, "the sum in place of the mean over the steps"],
    [(l1 + l2) / 4, "a ½ in front"],
    [l2, "the loss of the last step alone"],
    [l1, "the loss of the first step alone"],
  ];
  for (const [value, label] of totals) {
    it(`in the loss, ${label}, is named`, () => {
      assert.deepEqual(slipsAt(checked(expecting(`{ "loss": ${value.toFixed(6)} }`)), 0), [label]);
    });
  }

  const gradients: readonly (readonly [string, number, string])[] = [
    ["U_f", dzf2 * h2, "h_t in place of h_{t−1}"],
    ["W_i", dzi2 * 0.5, "the last step's share alone"],
    ["b_o", (h1 - 0.5) * tanh(c1) * slope(3.8) + dzo2, "not carrying dh to the step before"],
    ["b_o", (dh1 + dzo2 - dh2 * tanh(c2)) * tanh(c1) + dh2 * tanh(c2), "leaving out σ′ of o"],
  ];
  for (const [parameter, value, label] of gradients) {
    it(`in ∂L/∂${parameter}, ${label}, is named`, () => {
      const written = parameter.startsWith("W") ? `[[${value.toFixed(7)}, null]]` : value.toFixed(7);
      const answers = checked(expecting(`{ "gradients": { "${parameter}": ${written} } }`));
      assert.ok(slipsAt(answers, 0).includes(label), messages(answers).join());
    });
  }

  it("on the way back is told from another that gives the same number here by the answers it does not give", () => {
    // Whether dc is carried or not, dh₁ without what comes back is h₁ − y₁; dc₁ tells the two slips apart.
    const direct = (h1 - 0.5) * o1 * (1 - tanh(c1) ** 2);
    const slips = (dc1: number) =>
      slipsAt(checked(expecting(`{ "dh": [${(h1 - 0.5).toFixed(6)}, null], "dc": [${dc1.toFixed(6)}, null] }`)), 0);
    assert.deepEqual(slips(direct + dc2 * f2), ["not carrying dh to the step before"]);
    assert.deepEqual(slips(direct), ["ignoring the gradients of later steps"]);
    assert.deepEqual(slipsAt(checked(expecting(`{ "dh": [${(h1 - 0.5).toFixed(6)}, null] }`)), 0), [
      "not carrying dh to the step before",
      "ignoring the gradients of later steps",
    ]);
  });

  it("that gives the same digits as another is listed with it", () => {
    // b_i and b_c are both −0.1, and W_f·x₁ = 1.
    const text = lstm({ expect: `{ "f": [${sigma(0.9).toFixed(4)}, null] }` }, { b_c: "[-0.1]" });
    assert.deepEqual(messages(checked(text)), ["f₁ is 0.7685, not 0.7109: this is what b_i in place of b_f or b_c in place of b_f gives"]);
  });
});
