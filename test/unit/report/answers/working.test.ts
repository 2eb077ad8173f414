/** Slips written out: the equation with numbers put in, what is left out and what is put in marked. */
import assert from "node:assert/strict";
import { workingOf } from "../../../../src/report/answers/working.js";
import { tokensText } from "../support/asText.js";
import { checked, expecting, isChecked } from "./support/check.js";

/** `σ(… [- 0.2 -])`: what is left out stands in [- -], what is put in in [+ +]. Of the first answer that is wrong by itself. */
function written(expect: string, text = expecting(expect)): readonly string[] {
  const answer = checked(text).answers.find((one) => "fault" in one && one.fault?.kind === "root");
  assert.ok(answer !== undefined && isChecked(answer) && answer.fault?.kind === "root");
  return (answer.fault.tried ?? [])
    .filter(({ isMatch }) => isMatch)
    .map(({ equations }) => {
      const working = equations === null ? null : workingOf(equations);
      assert.ok(working);
      const marks = { "left-out": ["[-", "-]"], "put-in": ["[+", "+]"] } as const;
      const pieces = working.pieces.map(({ tokens, change }) => {
        const text = tokensText(tokens, working.numbers, 4);
        return change === null ? text : `${marks[change][0]}${text}${marks[change][1]}`;
      });
      const z = working.z === null ? "" : ` z ${working.z.slipped.toFixed(4)} for ${working.z.right.toFixed(4)}`;
      return `${pieces.join("")} = ${working.slipped.toFixed(4)} for ${working.right.toFixed(4)}${z}`;
    });
}

describe("report/answers: a slip written out", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["a term left out", '{ "f": [null, [0.1992]] }', "σ(1·0.5 + 2·(−1) + 0.5·0.2174[- + 0.2-]) = 0.1992 for 0.2330 z -1.3913 for -1.1913"],
    ["a bias in another's place", '{ "f": [[0.7109], null] }', "σ(1·1 + 2·0 + 0.5·0[+ + (−0.1)+]) = 0.7109 for 0.7685 z 0.9000 for 1.2000"],
    [
      "another activation",
      '{ "i": [null, [-0.1637]] }',
      "[+tanh(+]−1·0.5 + 0·(−1) + 2·0.2174 + (−0.1)[+)+] = -0.1637 for 0.4588 z -0.1652 for -0.1652",
    ],
    ["a state of another step", '{ "c": [[0.3998], null] }', "[+0.7685·0.2261+] + 0.2497·0.9051 = 0.3998 for 0.2261"],
  ];
  for (const [name, expect, text] of rows) it(name, () => assert.deepEqual(written(expect), [text]));

  it("an activation left out of h", () => {
    assert.deepEqual(written('{ "h": [null, [-0.1929]] }'), ["0.8892[+·(−0.2169)+] = -0.1929 for -0.1899"]);
  });

  it("a first term left out before a negative one", () => {
    const text =
      '{ "cell": "rnn", "parameters": { "W_h": 0.4, "U_h": -0.225, "b_h": 0.1 }, "initial": { "h": 0.6 }, "inputs": [1], "expect": { "h": [-0.03499] } }';
    assert.deepEqual(written("", text), ["tanh([-0.4·1-] + (−0.225)·0.6 + 0.1) = -0.0350 for 0.3496 z -0.0350 for 0.3650"]);
  });

  describe("of a loss", () => {
    const losses: readonly (readonly [string, string, readonly string[]])[] = [
      ["a ½ in front", '{ "loss_t": [0.0399, null] }', ["[+0.5+]·(0.2174 − 0.5)² = 0.0399 for 0.0799"]],
      ["a difference that is not squared", '{ "loss_t": [null, 0.9899] }', ["[+|−0.1899 − 0.8|+] = 0.9899 for 0.9799"]],
      ["another target", '{ "loss_t": [0.3394, null] }', ["[+(0.2174 − 0.8)²+] = 0.3394 for 0.0799"]],
      ["a sum for a mean", '{ "loss": 1.06 }', ["[-(-]0.0799 + 0.9799[-)-][- / 2-] = 1.0597 for 0.5299"]],
      ["one step alone", '{ "loss": 0.9799 }', ["[-(-][-0.0799-] + 0.9799[-)-][- / 2-] = 0.9799 for 0.5299"]],
    ];
    for (const [name, expect, texts] of losses) it(name, () => assert.deepEqual(written(expect), texts));

    it("of probabilities: the minus left out, and another logarithm", () => {
      const text = (loss: string) =>
        `{ "cell": "dense", "parameters": { "W": 0.5 }, "activation": "sigmoid", "inputs": [0.8], "targets": [1], "loss": "bce", "expect": { "loss_t": [${loss}] } }`;
      const [minus] = written("", text("-0.5130"));
      assert.match(minus, /= -0\.5130 for 0\.5130$/);
      const [base] = written("", text("0.2228"));
      assert.match(base, /log₁₀\(0\.5987\).* = 0\.2228 for 0\.5130$/);
    });
  });

  describe("of an update", () => {
    const update = (expect: string, rule = "outside") =>
      `{ "parameters": { "W": [[1.3, -0.7]] }, "gradients": [ { "W": [[0.31, -0.42]] } ], "optimizer": { "type": "adam", "alpha": 0.1, "epsilonRule": "${rule}", "t": 1,
        "V": { "W": [[0.05, -0.02]] }, "S": { "W": [[0.004, 0.003]] } }, "expect": ${expect} }`;
    const rows: readonly (readonly [string, string, string])[] = [
      ["β1·V left out", '{ "V": { "W": [[0.031, null]] } }', "[-0.9-][-·0.05-] + 0.1·0.31 = 0.0310 for 0.0760"],
      ["1 − β1 left out in front of g", '{ "V": { "W": [[null, -0.438]] } }', "0.9·(−0.02) + [-0.1·-](−0.42) = -0.4380 for -0.0600"],
      ["β1 left out in front of V", '{ "V": { "W": [[null, -0.062]] } }', "[-0.9·-](−0.02) + 0.1·(−0.42) = -0.0620 for -0.0600"],
      ["g not squared", '{ "S": { "W": [[0.004306, null]] } }', "0.999·0.004 + 0.001[+·0.31+] = 0.0043 for 0.0041"],
      ["another sign of g²", '{ "S": { "W": [[0.0038999, null]] } }', "0.999·0.004[+ − 0.001+]·0.31² = 0.0039 for 0.0041"],
      ["the correction left out", '{ "V_corr": { "W": [[0.076, null]] } }', "0.076[- / (1 − 0.9²)-] = 0.0760 for 0.4000"],
      ["t off by one", '{ "V_corr": { "W": [[0.28044, null]] } }', "0.076[+ / (1 − 0.9³)+] = 0.2804 for 0.4000"],
      ["a product for a quotient", '{ "V_corr": { "W": [[0.01444, null]] } }', "0.076[+·(1 − 0.9²)+] = 0.0144 for 0.4000"],
      ["S_corr with β1", '{ "S_corr": { "W": [[0.021537, null]] } }', "0.0041[+ / (1 − 0.9²)+] = 0.0215 for 2.0471"],
      ["the step added", '{ "parameters": { "W": [[1.32796, null]] } }', "1.3[+ + 0.1+]·0.4000 / (√2.0471 + 1e−8) = 1.3280 for 1.2720"],
      ["α left out", '{ "parameters": { "W": [[1.0204, null]] } }', "1.3 − [-0.1·-]0.4000 / (√2.0471 + 1e−8) = 1.0204 for 1.2720"],
    ];
    for (const [name, expect, text] of rows)
      it(name, () => assert.ok(written("", update(expect)).includes(text), written("", update(expect)).join("\n")));
  });

  describe("of a gradient", () => {
    // Worked out by hand in Python: dz_o is −0.0022 at t = 1 and 0.0208 at t = 2, dz_f is 0 and −0.0339.
    const gradients: readonly (readonly [string, string, string])[] = [
      ["one step's share alone", '{ "gradients": { "W_o": [[0.010413, null]] } }', "[-−0.0022-][-·1-] + 0.0208·0.5 = 0.0104 for 0.0083"],
      ["h of another step", '{ "gradients": { "U_f": [[0.006445]] } }', "0[+·0.2174+] + (−0.0339)[+·(−0.1899)+] = 0.0064 for -0.0074"],
      ["dh not carried", '{ "dh": [[-0.28259], null] }', "−0.2826[- + (−0.1713)-] = -0.2826 for -0.4538"],
      ["dc not carried", '{ "dc": [[-0.42198], null] }', "−0.4538·0.9781·0.9506[- + (−0.1958)-] = -0.4220 for -0.6177"],
    ];
    for (const [name, expect, text] of gradients)
      it(name, () => assert.ok(written(expect).includes(text), `got ${written(expect).join("\n")}`));
  });

  it("not where it is too long to be read", () => {
    const zeros = Array.from({ length: 9 }, () => "1").join(", ");
    const text = `{ "cell": "rnn", "parameters": { "W_h": [[${zeros}]], "U_h": 1 }, "inputs": [[${zeros}]], "expect": { "h": [0.5] } }`;
    const [answer] = checked(text).answers;
    assert.ok(isChecked(answer) && answer.fault?.kind === "root");
    assert.ok((answer.fault.tried ?? []).every(({ equations }) => equations === null || workingOf(equations) === null));
  });
});
