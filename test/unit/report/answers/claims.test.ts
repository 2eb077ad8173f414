/** What stands under `expect`: every quantity, in every form the format lets it be written. */
import assert from "node:assert/strict";
import type { Answers } from "../../../../src/report/answers/answers.js";
import { isHidden } from "../../../../src/report/answers/answers.js";
import { plainText } from "../../../../src/report/answers/naming.js";
import { given, gru, lstm, rnn, stack } from "../../document/support.js";
import { checked, isChecked, verdicts } from "./support/check.js";

const adam = '{ "type": "adam", "alpha": 0.1 }';
const targets = "[0.5, 0.8]";

/** Name and path of each answer. */
function places({ answers }: Answers): readonly string[] {
  return answers.map(({ name, path }) => `${plainText(name)} ${path.slice(1).join(".")}`);
}

/** The text of each answer, as its range has it. */
function texts(text: string): readonly string[] {
  return checked(text).answers.map(({ range }) => text.slice(range.start, range.end));
}

describe("report/answers: what stands under expect", () => {
  it("may be any quantity of an lstm", () => {
    const zeros = "[[9], [9]]";
    const names = ["f", "i", "c_tilde", "c", "o", "h", "dh", "dc"];
    const expect = `{ ${names.map((name) => `"${name}": ${zeros}`).join(", ")}, "loss_t": [9, 9], "loss": 9 }`;
    assert.deepEqual(
      checked(lstm({ targets, expect })).answers.map(({ name }) => plainText(name)),
      "f₁ i₁ c̃₁ c₁ o₁ h₁ loss₁ f₂ i₂ c̃₂ c₂ o₂ h₂ loss₂ loss ∂L/∂h₂ ∂L/∂c₂ ∂L/∂h₁ ∂L/∂c₁".split(" "),
    );
  });

  it("may be any quantity of a gru", () => {
    const answers = checked(gru({ expect: '{ "n": [9], "h": 9, "r": [[9]], "z": [9] }' }));
    assert.deepEqual(places(answers), ["r₁ r.0.0", "z₁ z.0", "n₁ n.0", "h₁ h"]);
  });

  it("may leave out steps and units", () => {
    const text = rnn({ expect: '{ "h": [null, [null, 0.25]] }' });
    assert.deepEqual(places(checked(text)), ["h₂[2] h.1.1"]);
    assert.deepEqual(texts(text), ["0.25"]);
    assert.deepEqual(checked(rnn({ expect: '{ "h": [[0.7616, null], null], "dh": null }' })).counts.right, 1);
  });

  it("may be by parameter, a matrix, a vector or a bare number", () => {
    const expect = '{ "gradients": { "W_f": [[1.5, null]], "U_f": [[2.5]], "b_f": 3.5 }, "V": { "b_f": [4.5] } }';
    const text = lstm({ targets, expect, optimizer: adam });
    assert.deepEqual(places(checked(text)), [
      "∂L/∂W_f[1,1] gradients.W_f.0.0",
      "∂L/∂U_f[1,1] gradients.U_f.0.0",
      "∂L/∂b_f[1] gradients.b_f",
      "V of b_f[1] V.b_f.0",
    ]);
    assert.deepEqual(texts(text), ["1.5", "2.5", "3.5", "4.5"]);
  });

  it("may be a list over updates", () => {
    const expect = '{ "parameters": [{ "b_f": 1 }, null, { "b_f": 2 }], "S_corr": [null, { "b_f": 3 }] }';
    assert.deepEqual(places(checked(lstm({ targets, expect, optimizer: adam }))), [
      "b_f[1] after the update parameters.0.b_f",
      "S_corr of b_f[1] at update 2 S_corr.1.b_f",
      "b_f[1] after update 3 parameters.2.b_f",
    ]);
  });

  it("may be about a stack: a list with one object a layer", () => {
    const expect =
      '[{ "h": [[1, 2], null], "gradients": { "U_h": [[1, null], [null, 2]] } }, { "yhat": [1, 2], "loss": 3, "V": [null, { "b": 4 }] }]';
    assert.deepEqual(places(checked(stack({ targets, expect, optimizer: adam }))), [
      "layer 1’s h₁[1] 0.h.0.0",
      "layer 1’s h₁[2] 0.h.0.1",
      "layer 2’s ŷ₁ 1.yhat.0",
      "layer 2’s ŷ₂ 1.yhat.1",
      "loss 1.loss",
      "layer 1’s ∂L/∂U_h[1,1] 0.gradients.U_h.0.0",
      "layer 1’s ∂L/∂U_h[2,2] 0.gradients.U_h.1.1",
      "layer 2’s V of b[1] at update 2 1.V.1.b",
    ]);
  });

  it("may be about a stack: an object, with lists over layers and over updates", () => {
    const expect =
      '{ "loss_t": [1, null], "V": [null, { "W": [[1, 2]] }], "S": [[null, { "b": 3 }], null, [{ "U_h": [[4, null], [null, null]] }, null]] }';
    assert.deepEqual(places(checked(stack({ targets, expect, optimizer: adam }))), [
      "loss₁ loss_t.0",
      "layer 2’s V of W[1,1] V.1.W.0.0",
      "layer 2’s V of W[1,2] V.1.W.0.1",
      "layer 2’s S of b[1] S.0.1.b",
      "layer 1’s S of U_h[1,1] at update 3 S.2.0.U_h.0.0",
    ]);
  });

  it("may be about an update whose gradients are given", () => {
    const text = given({ expect: '{ "V": { "W": [[0.3, 0.4]] }, "S": { "W": [[0.009, 0.016]] }, "gradients": { "W": [[3, 5]] } }' });
    assert.deepEqual(verdicts(checked(text)), [
      "∂L/∂W[1,1] right",
      "∂L/∂W[1,2] wrong",
      "V of W[1,1] right",
      "V of W[1,2] right",
      "S of W[1,1] right",
      "S of W[1,2] right",
    ]);
  });

  it("is checked against later updates with gradients of their own", () => {
    const expect = '{ "parameters": [{ "W": [[0.999, 1.999]] }, { "W": [[0.998, 1.999]] }] }';
    const text = given({ gradients: '[{ "W": [[3, 4]] }, { "W": [[3, -4]] }]', expect });
    assert.deepEqual(
      checked(text).answers.map(({ verdict }) => verdict),
      ["right", "right", "right", "right"],
    );
  });
});

describe("report/answers: what cannot be checked", () => {
  const cases: readonly (readonly [string, string])[] = [
    [lstm({ expect: '{ "loss": 1 }' }), "there is no loss without targets"],
    [lstm({ expect: '{ "dh": [[1], [1]] }' }), "there is no gradient without targets"],
    [lstm({ targets: "[null, 1]", expect: '{ "loss_t": [1, null] }' }), "step 1 has no target, so it has no loss"],
    [lstm({ targets, expect: '{ "V": { "b_f": 1 } }' }), "there is no update without an optimizer"],
    [lstm({ targets, expect: '{ "gradients": { "b_f": 1 } }' }, { b_f: null }), "the file does not give this parameter"],
    [given({ expect: '{ "V": [null, { "W": [[1, 2]] }] }' }), "there are gradients for 1 updates only"],
  ];
  for (const [text, reason] of cases) {
    it(`says why: ${reason}`, () => {
      const { answers, counts } = checked(text);
      assert.equal(answers[0].verdict, "unchecked");
      assert.equal(answers[0].message, reason);
      assert.equal(counts.unchecked, counts.total);
    });
  }

  it("is wrong where the computed value is not finite", () => {
    const text = rnn({ activation: '"relu"', inputs: "[1e300, 1e300]", expect: '{ "h": [null, [1.5, null]] }' }, { W_h: "[[1e300], [2]]" });
    const [answer] = checked(text).answers;
    assert.ok(isChecked(answer));
    assert.deepEqual([answer.verdict, answer.computedText], ["wrong", "Infinity"]);
  });
});

describe("report/answers: an exercise", () => {
  const text = lstm({
    targets,
    optimizer: adam,
    expect: '{ "exercise": true, "f": [[null], [0.9]], "h": [null, null], "V": { "W_f": [[null, 1]], "b_f": null }, "loss": null }',
  });

  it("has a blank for each null, never wrong, and knows what to hide", () => {
    const answers = checked(text);
    assert.deepEqual(
      answers.answers.filter(({ verdict }) => verdict === "blank").map(({ name }) => plainText(name)),
      ["f₁", "h₁", "h₂", "loss", "V of W_f[1,1]", "V of b_f[1]"],
    );
    assert.deepEqual([answers.counts.blank, answers.counts.wrong], [6, 2]);
    const hidden = (quantity: "f" | "h", t: number) => isHidden(answers, { kind: "step", quantity, layer: 1, t, unit: 1 }, [1]);
    assert.deepEqual([hidden("f", 1), hidden("f", 2), hidden("h", 1), hidden("h", 2)], [true, false, true, true]);
    assert.ok(isHidden(answers, { kind: "loss", quantity: "loss", t: null }, [1]));
  });

  it("has none where it is no exercise", () => {
    const answers = checked(text.replace("true", "false"));
    assert.deepEqual([answers.counts.blank, answers.hidden.size], [0, 0]);
  });
});
