/** Slips written out: the equation with numbers put in, what is left out and what is put in marked. */
import assert from "node:assert/strict";
import { workingOf } from "../../../../src/report/answers/working.js";
import { tokensText } from "../support/asText.js";
import { checked, expecting, isChecked } from "./support/check.js";

/** `σ(… [- 0.2 -])`: what is left out stands in [- -], what is put in in [+ +]. */
function written(expect: string): readonly string[] {
  const [answer] = checked(expecting(expect)).answers;
  assert.ok(isChecked(answer) && answer.fault?.kind === "root");
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

  it("not where it is too long to be read", () => {
    const zeros = Array.from({ length: 9 }, () => "1").join(", ");
    const text = `{ "cell": "rnn", "parameters": { "W_h": [[${zeros}]], "U_h": 1 }, "inputs": [[${zeros}]], "expect": { "h": [0.5] } }`;
    const [answer] = checked(text).answers;
    assert.ok(isChecked(answer) && answer.fault?.kind === "root");
    assert.ok((answer.fault.tried ?? []).every(({ equations }) => equations === null || workingOf(equations) === null));
  });
});
