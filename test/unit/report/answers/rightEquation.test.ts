/** How each kind of answer should be worked out. */
import assert from "node:assert/strict";
import { nothingHidden } from "../../../../src/report/answers/hiding.js";
import { plainText } from "../../../../src/report/answers/naming.js";
import { rightEquation } from "../../../../src/report/answers/rightEquation.js";
import { tokensText } from "../support/asText.js";
import { traceOf } from "../support/worked.js";
import { checked, expecting } from "./support/check.js";

/** The lines of each answer's equation by its name; null where it has none. */
function equations(text: string): Readonly<Record<string, readonly string[] | null>> {
  const answers = checked(text);
  const rows = answers.answers.map(({ name, place }) => {
    const right = rightEquation({ ...traceOf(text), answers, hiding: nothingHidden, decimals: 4 }, place);
    const lines = right?.equation.map(({ left, right: tokens }) =>
      `${tokensText(left, right.numbers, 4)} = ${tokensText(tokens, right.numbers, 4)}`.trimStart(),
    );
    assert.ok(right === null || right.equation.at(-1)?.right.some((token) => token.kind === "number" && token.isAnswer === true));
    return [plainText(name), lines ?? null] as const;
  });
  return Object.fromEntries(rows);
}

const adam = (rule: string, expect: string) => `{ "parameters": { "W": [[1.3, -0.7]] }, "gradients": [ { "W": [[0.31, -0.42]] } ],
  "optimizer": { "type": "adam", "alpha": 0.1, "epsilonRule": "${rule}", "t": 1, "V": { "W": [[0.05, -0.02]] }, "S": { "W": [[0.004, 0.003]] } }, "expect": ${expect} }`;

describe("report/answers: how it should be", () => {
  it("of steps and losses", () => {
    assert.deepEqual(equations(expecting('{ "c": [null, [0]], "loss_t": [null, 0], "loss": 0 }')), {
      "c₂": ["c_2 = f_2·c_1 + i_2·c̃_2", "= 0.2330·0.2261 + 0.4588·(−0.5875)", "= 0.0527 − 0.2696", "= −0.2169"],
      "loss₂": ["loss_2 = (h_2 − y_2)²", "= (−0.1899 − 0.8)²", "= 0.9799"],
      loss: ["loss = (loss_1 + loss_2) / 2", "= (0.0799 + 0.9799) / 2", "= 0.5299"],
    });
  });

  it("of the gradients of states and parameters", () => {
    const expect = '{ "dh": [[0], [0]], "dc": [[0], [0]], "gradients": { "W_o": [[0, null]], "U_f": [[0]], "b_f": [0] } }';
    assert.deepEqual(equations(expecting(expect)), {
      "∂L/∂h₂": ["∂L/∂h_2 = from the loss at t = 2", "= −0.9899"],
      "∂L/∂c₂": ["∂L/∂c_2 = ∂L/∂h_2·o_2·φ′(c_2)", "= −0.9899·0.8892·0.9544", "= −0.8401"],
      "∂L/∂h₁": ["∂L/∂h_1 = from the loss at t = 1 + from t = 2", "= −0.2826 + (−0.1713)", "= −0.4538"],
      "∂L/∂c₁": ["∂L/∂c_1 = ∂L/∂h_1·o_1·φ′(c_1) + from t = 2", "= −0.4538·0.9781·0.9506 + (−0.1958)", "= −0.6177"],
      "∂L/∂W_o[1,1]": ["∂L/∂W_o[1,1] = Σ ∂L/∂z_o,t·x_t", "= −0.0022·1 + 0.0208·0.5", "= 0.0083"],
      "∂L/∂U_f[1,1]": ["∂L/∂U_f[1,1] = Σ ∂L/∂z_f,t·h_t−1", "= 0·0 + (−0.0339)·0.2174", "= −0.0074"],
      "∂L/∂b_f[1]": ["∂L/∂b_f[1] = Σ ∂L/∂z_f,t", "= 0 + (−0.0339)", "= −0.0339"],
    });
  });

  it("of an update: moments, corrections, and the parameter", () => {
    const expect =
      '{ "V": { "W": [[0, null]] }, "S": { "W": [[null, 0]] }, "V_corr": { "W": [[0, null]] }, "S_corr": { "W": [[0, null]] }, "parameters": { "W": [[0, null]] } }';
    assert.deepEqual(equations(adam("outside", expect)), {
      "V of W[1,1]": ["V_2 = β_1·V_1 + (1 − β_1)·g", "= 0.9·0.05 + 0.1·0.31", "= 0.076"],
      "S of W[1,2]": ["S_2 = β_2·S_1 + (1 − β_2)·g²", "= 0.999·0.003 + 0.001·(−0.42)²", "= 0.0031734"],
      "V_corr of W[1,1]": ["V_corr = V_2 / (1 − β_1²)", "= 0.076 / (1 − 0.9²)", "= 0.4"],
      "S_corr of W[1,1]": ["S_corr = S_2 / (1 − β_2²)", "= 0.0040921 / (1 − 0.999²)", "= 2.0471"],
      "W[1,1] after the update": [
        "W_2 = W_1 − α·V_corr / (√S_corr + ε)",
        "= 1.3 − 0.1·0.4 / (√2.0471 + 1e−8)",
        "= 1.3 − 0.027957",
        "= 1.2720",
      ],
    });
  });

  it("not of the gradients that a file gives, nor of more steps than can be read", () => {
    assert.deepEqual(equations(adam("hat", '{ "gradients": { "W": [[0.31, null]] } }')), { "∂L/∂W[1,1]": null });
    const steps = Array.from({ length: 7 }, () => 1).join(", ");
    const long = `{ "cell": "rnn", "parameters": { "W_h": 0.5, "U_h": 0.1 }, "inputs": [${steps}], "targets": [${steps}], "expect": { "gradients": { "W_h": 0 } } }`;
    assert.deepEqual(Object.values(equations(long)), [null]);
  });

  it("not of steps that were rounded on the way, but of what was computed from the rounded ones", () => {
    const rounded = equations(expecting('{ "rounding": 2, "f": [null, [0]], "dh": [null, [0]] }'));
    assert.equal(rounded["f₂"], null);
    // By hand: h₂ = 0.89·tanh(−0.21) is −0.18, and −0.18 − 0.8 is −0.98.
    assert.deepEqual(rounded["∂L/∂h₂"], ["∂L/∂h_2 = from the loss at t = 2", "= −0.9800"]);
  });
});
