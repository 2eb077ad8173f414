/** Slips of a gru, a dense layer, other losses and Adam, each by arithmetic of the test's own. */
import assert from "node:assert/strict";
import { checked, messages, slipsAt } from "./support/check.js";

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const { tanh, sqrt } = Math;

/** One unit, one input, from h₀ = 0.4: x₁ = 0.7. */
function gru(expect: string, form = ""): string {
  return `{ "cell": "gru", ${form} "parameters": {
      "W_r": 0.8, "U_r": -0.5, "b_r": 0.1, "W_z": -0.6, "U_z": 0.9, "b_z": 0.3, "W_n": 1.2, "U_n": 0.7, "b_n": -0.2, "b_hn": 0.25 },
    "initial": { "h": 0.4 }, "inputs": [0.7], "expect": ${expect} }`;
}

const [x, h0] = [0.7, 0.4];
const r = sigma(0.8 * x - 0.5 * h0 + 0.1);
const z = sigma(-0.6 * x + 0.9 * h0 + 0.3);
const inside = 0.7 * h0 + 0.25;
const n = tanh(1.2 * x - 0.2 + r * inside);
const h = (1 - z) * n + z * h0;

describe("report/answers: a slip in a gru", () => {
  const rows: readonly (readonly [string, number, string])[] = [
    ["n", tanh(1.2 * x - 0.2 + inside), "leaving out r₁"],
    ["n", tanh(1.2 * x - 0.2 + z * inside), "z₁ in place of r₁"],
    ["n", tanh(1.2 * x - 0.2 + r * 0.7 * h0), "leaving out b_hn"],
    ["n", tanh(1.2 * x - 0.2 + r * 0.25), "leaving out U_n·h₀"],
    ["n", tanh(1.2 * x - 0.4 + r * inside), "counting b_n twice"],
    ["n", tanh(1.2 * x - 0.2 + r * (0.7 * h + 0.25)), "h₁ in place of h₀"],
    ["r", z, "z₁ in place of r₁"],
    ["h", z * n + (1 - z) * h0, "(1−z₁) and z₁ swapped"],
    ["h", (1 - r) * n + r * h0, "r₁ in place of z₁"],
    ["h", (1 - z) * n, "leaving out z₁·h₀"],
    ["h", (1 - z) * n + z * h, "h₁ in place of h₀"],
    ["h", n + z * h0, "leaving out (1−z₁)"],
  ];
  for (const [quantity, value, label] of rows) {
    it(`in ${quantity}, ${label}, is named`, () => {
      const answers = checked(gru(`{ "${quantity}": ${value.toFixed(7)} }`));
      assert.deepEqual(slipsAt(answers, 0), [label], messages(answers).join());
    });
  }

  it("on the side of the product where the reset gate stands is named", () => {
    const two = (form: string) => `{ "cell": "gru", ${form} "parameters": {
      "W_r": [[0.8], [0.1]], "U_r": [[1, 0.5], [-1, 2]], "W_z": [[1], [1]], "U_z": [[1, 0], [0, 1]], "W_n": [[1], [0.5]], "U_n": [[0.3, 0.9], [0.7, -0.6]] },
      "initial": { "h": [0.5, -0.8] }, "inputs": [0.4]`;
    const r1 = sigma(0.8 * 0.4 + 0.5 - 0.4);
    const r2 = sigma(0.1 * 0.4 - 0.5 - 1.6);
    const before = tanh(0.4 + 0.3 * r1 * 0.5 + 0.9 * r2 * -0.8);
    const text = `${two("")}, "expect": { "n": [[${before.toFixed(6)}, null]] } }`;
    assert.deepEqual(slipsAt(checked(text), 0), ["r₁ applied before the product"]);
  });

  it("in one of its forms is none in the other", () => {
    const { counts } = checked(gru(`{ "h": ${(z * n + (1 - z) * h0).toFixed(6)} }`, '"zKeeps": false,'));
    assert.equal(counts.right, 1);
  });
});

describe("report/answers: a slip above an rnn", () => {
  const stack = (expect: string, loss = "mse") => `{ "layers": [
      { "cell": "rnn", "parameters": { "W_h": [[0.5], [-0.4]], "U_h": [[0.2, 0.1], [0, 0.3]] } },
      { "cell": "dense", "parameters": { "W": [[1, 2], [-1, 0.5]], "b": [0.1, 0.2] } } ],
    "inputs": [1, -0.5], "targets": [[0.3, 0.6], null], "loss": ${JSON.stringify(loss)}, "expect": [null, ${expect}] }`;
  const [a, b] = [tanh(0.5), tanh(-0.4)];
  const yhat = [a + 2 * b + 0.1, -a + 0.5 * b + 0.2];
  const squares = (yhat[0] - 0.3) ** 2 + (yhat[1] - 0.6) ** 2;

  it("in a dense layer is named", () => {
    const answers = checked(stack(`{ "yhat": [[${(yhat[0] - 0.1).toFixed(6)}, null], null] }`));
    assert.deepEqual(messages(answers), [
      `layer 2’s ŷ₁[1] is ${yhat[0].toFixed(6).replace("-", "−")}, not ${(yhat[0] - 0.1).toFixed(6).replace("-", "−")}: this is what leaving out b gives`,
    ]);
  });

  it("in a loss over several elements is named", () => {
    assert.deepEqual(slipsAt(checked(stack(`{ "loss_t": [${squares.toFixed(6)}, null] }`)), 0), [
      "the sum in place of the mean over the elements",
    ]);
  });

  it("of the mean over steps is told from the mean over steps with a target", () => {
    assert.deepEqual(slipsAt(checked(stack(`{ "loss": ${(squares / 4).toFixed(6)} }`)), 0), [
      "the mean over all steps, those without a target too",
      "a ½ in front",
    ]);
  });

  it("that leaves out a ½ which the loss has is named", () => {
    assert.deepEqual(slipsAt(checked(stack(`{ "loss_t": [${(squares / 2).toFixed(6)}, null] }`, "0.5*(yhat - y)^2")), 0), [
      "leaving out the ½",
      "the sum in place of the mean over the elements",
    ]);
  });
});

describe("report/answers: a slip in a loss of probabilities", () => {
  const classifier = (expect: string) => `{ "cell": "dense", "activation": "softmax", "parameters": { "W": [[1], [2], [-1]] },
    "inputs": [0.5], "targets": [[0, 1, 0]], "loss": "crossEntropy", "expect": ${expect} }`;
  const odds = [Math.exp(0.5), Math.exp(1), Math.exp(-0.5)];
  const p = odds[1] / (odds[0] + odds[1] + odds[2]);
  for (const [value, label] of [
    [Math.log(p), "leaving out the minus in front"],
    [-Math.log10(p), "log₁₀ in place of ln"],
    [-Math.log(p) / 3, "the mean in place of the sum over the classes"],
  ] as const) {
    it(`of ${label} is named`, () => assert.deepEqual(slipsAt(checked(classifier(`{ "loss_t": [${value.toFixed(6)}] }`)), 0), [label]));
  }
});

describe("report/answers: a slip in Adam", () => {
  const [W, V0, S0, g, t] = [0.8, 0.05, 0.02, -0.6, 3];
  const [alpha, beta1, beta2] = [0.1, 0.9, 0.999];
  const update = (expect: string, rule = "outside") => `{ "parameters": { "W": ${W} }, "gradients": [{ "W": ${g} }],
    "optimizer": { "type": "adam", "alpha": ${alpha}, "epsilon": 0.01, "epsilonRule": "${rule}", "t": ${t - 1}, "V": { "W": ${V0} }, "S": { "W": ${S0} } },
    "expect": ${expect} }`;
  const V = beta1 * V0 + (1 - beta1) * g;
  const S = beta2 * S0 + (1 - beta2) * g * g;
  const [VCorr, SCorr] = [V / (1 - beta1 ** t), S / (1 - beta2 ** t)];
  const rows: readonly (readonly [string, number, string])[] = [
    ["V", S, "S in place of V"],
    ["V", (1 - beta1) * g, "leaving out β1·V"],
    ["V", beta1 * V0 + g, "leaving out 1 − β1 in front of g"],
    ["V", beta1 * V0 - (1 - beta1) * g, "the other sign of g"],
    ["V", beta2 * V0 + (1 - beta2) * g, "β2 in place of β1"],
    ["V", (1 - beta1) * V0 + beta1 * g, "β1 and 1 − β1 swapped"],
    ["S", V, "V in place of S"],
    ["S", beta2 * S0 + (1 - beta2) * g, "g in place of g²"],
    ["S", beta2 * S0 + ((1 - beta2) * g) ** 2, "squaring 1 − β2 with g"],
    ["S", beta1 * S0 + (1 - beta1) * g * g, "β1 in place of β2"],
    ["V_corr", V, "leaving out the correction"],
    ["V_corr", V / (1 - beta1 ** 2), "t = 2 in place of t = 3"],
    ["V_corr", V / (1 - beta1 ** 4), "t = 4 in place of t = 3"],
    ["V_corr", V / beta1 ** t, "β1^t in place of 1 − β1^t"],
    ["S_corr", S, "leaving out the correction"],
    ["S_corr", S / (1 - beta1 ** t), "β1 in place of β2"],
    ["parameters", W - (alpha * V) / (sqrt(S) + 0.01), "leaving out both corrections"],
    ["parameters", W - (alpha * V) / (sqrt(SCorr) + 0.01), "leaving out the correction of V"],
    ["parameters", W - (alpha * VCorr) / sqrt(SCorr + 0.01), "ε inside the root"],
    ["parameters", W + (alpha * VCorr) / (sqrt(SCorr) + 0.01), "the step added in place of subtracted"],
    ["parameters", W - (alpha * VCorr) / (SCorr + 0.01), "leaving out the root of S_corr"],
    ["parameters", W - alpha * g, "α·g, plain gradient descent"],
    ["parameters", W - VCorr / (sqrt(SCorr) + 0.01), "leaving out α"],
    ["parameters", W - (alpha * (V / (1 - beta1 ** 2))) / (sqrt(S / (1 - beta2 ** 2)) + 0.01), "t = 2 in place of t = 3"],
  ];
  for (const [quantity, value, label] of rows) {
    it(`in ${quantity}, ${label}, is named`, () => {
      const answers = checked(update(`{ "${quantity}": { "W": ${value.toFixed(7)} } }`));
      assert.deepEqual(slipsAt(answers, 0), [label], messages(answers).join());
    });
  }

  it("of ε outside is named where it stands inside", () => {
    const value = W - (alpha * VCorr) / (sqrt(SCorr) + 0.01);
    assert.deepEqual(slipsAt(checked(update(`{ "parameters": { "W": ${value.toFixed(7)} } }`, "inside")), 0), ["ε outside the root"]);
  });

  it("is followed into what comes from it", () => {
    const wrongV = (1 - beta1) * g;
    const wrongW = W - (alpha * (wrongV / (1 - beta1 ** t))) / (sqrt(SCorr) + 0.01);
    const answers = checked(
      update(`{ "V": { "W": ${wrongV.toFixed(5)} }, "S": { "W": ${S.toFixed(5)} }, "parameters": { "W": ${wrongW.toFixed(4)} } }`),
    );
    assert.deepEqual(messages(answers), [
      `V of W[1,1] is −0.01500, not −0.06000: this is what leaving out β1·V gives`,
      `W[1,1] after the update is ${(W - (alpha * VCorr) / (sqrt(SCorr) + 0.01)).toFixed(4)}, not ${wrongW.toFixed(4)}: follows from your V of W[1,1]`,
    ]);
  });
});
