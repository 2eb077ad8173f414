/** Sheets of people who round on the way. */
import assert from "node:assert/strict";
import { checked, expecting, messages } from "./support/check.js";

const round = (value: number, decimals: number) => Number(value.toFixed(decimals));
const sigma = (z: number) => 1 / (1 + Math.exp(-z));

/** The worked example as somebody works it who rounds every named quantity to so many decimals; z is not rounded. */
function byHand(decimals: number): { readonly expect: string } {
  const [r, text] = [(value: number) => round(value, decimals), (value: number) => value.toFixed(decimals)];
  let [h, c] = [0, 0];
  const rows: Record<string, string[]> = { f: [], i: [], c_tilde: [], c: [], o: [], h: [], loss_t: [] };
  const losses: number[] = [];
  for (const [x1, x2, y] of [
    [1, 0, 0.5],
    [0.5, -1, 0.8],
  ]) {
    const f = r(sigma(x1 + 2 * x2 + 0.5 * h + 0.2));
    const i = r(sigma(-x1 + 2 * h - 0.1));
    const cTilde = r(Math.tanh(x1 + 2 * x2 + 1.5 * h + 0.5));
    const o = r(sigma(3 * x1 - h + 0.8));
    c = r(f * c + i * cTilde);
    h = r(o * Math.tanh(c));
    losses.push(r((h - y) ** 2));
    for (const [name, value] of Object.entries({ f, i, c_tilde: cTilde, c, o, h, loss_t: losses[losses.length - 1] }))
      rows[name].push(text(value));
  }
  const lists = Object.entries(rows).map(([name, values]) => `"${name}": [${values.join(", ")}]`);
  return { expect: `${lists.join(", ")}, "loss": ${text(r((losses[0] + losses[1]) / 2))}` };
}

describe("report/answers: a sheet rounded on the way", () => {
  for (const decimals of [1, 2, 3, 4, 6]) {
    it(`to ${decimals} decimals checks clean where the file says so`, () => {
      const { counts, answers } = checked(expecting(`{ "rounding": ${decimals}, ${byHand(decimals).expect} }`));
      assert.deepEqual([counts.right, counts.total], [15, 15], answers.map(({ message }) => message).join("\n"));
    });
  }

  it("is not clean where the file does not say so, and the checker says what it comes from", () => {
    const said = messages(checked(expecting(`{ ${byHand(2).expect} }`)));
    assert.ok(said.length > 0);
    for (const message of said) assert.match(message, /(rounded on the way|follows from your rounded values)$/);
  });

  it("has rounding named as the slip where only the last value is written", () => {
    // 0.333 doubled: 0.666, 1.332, 2.664, 5.328; rounded each time: 0.67, 1.34, 2.68, 5.36.
    const text = `{ "cell": "rnn", "activation": "linear", "parameters": { "U_h": 2 }, "initial": { "h": 0.333 }, "steps": 4,
      "expect": { "h": [null, null, null, 5.36] } }`;
    assert.deepEqual(messages(checked(text)), ["h₄ is 5.33, not 5.36: this is what rounding every value to 2 decimals on the way gives"]);
  });

  it("rounds moments, corrections and weights of updates", () => {
    const text = (rounding: string) => `{
      "parameters": { "W": [[0.5]] }, "gradients": [{ "W": [[0.333]] }, { "W": [[-0.217]] }],
      "optimizer": { "type": "adam", "alpha": 0.1 },
      "expect": { ${rounding} "V": [{ "W": 0.03 }, { "W": 0.01 }], "V_corr": [{ "W": 0.30 }, { "W": 0.05 }] } }`;
    // V₁ = 0.0333 → 0.03; V_corr = 0.03/0.1 = 0.30. V₂ = 0.9·0.03 − 0.0217 = 0.0053 → 0.01; V_corr = 0.01/0.19 = 0.0526 → 0.05.
    assert.deepEqual(messages(checked(text('"rounding": 2,'))), []);
    assert.notDeepEqual(messages(checked(text(""))), []);
  });
});
