/** Answers checked: verdicts at their places, the first wrong step, and what follows from it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checked, expecting, isChecked, messages, slipsAt, verdicts } from "./support/check.js";

/** The worked example's answers, right to their digits but for f₂ where it is given. */
const sheet = (f2: string, c2 = "-0.2169", h2 = "-0.1899", losses = "0.0799, 0.98", loss = "0.53") => `{
    "f":       [[0.7685], [ ${f2} ]],
    "i":       [[0.2497], [ 0.4588]],
    "c_tilde": [[0.9051], [-0.5875]],
    "c":       [[0.2261], [ ${c2} ]],
    "o":       [[0.9781], [ 0.8892]],
    "h":       [[0.2174], [ ${h2} ]],
    "loss_t":  [ ${losses} ], "loss": ${loss} }`;

describe("report/answers: a sheet", () => {
  it("with the published answers is right but for the last digit of 0.0798, which was cut off", () => {
    const answers = checked(readFileSync("media/examples/worked-example.lstm.json", "utf8"));
    assert.deepEqual(messages(answers), ["loss₁ is 0.0799, not 0.0798: cut off, not rounded"]);
    assert.deepEqual([answers.counts.right, answers.counts.lastDigit, answers.first], [answers.counts.total - 1, 1, null]);
  });

  it("of the published Adam update is right", () => {
    const { counts } = checked(readFileSync("media/examples/adam-exercise.lstm.json", "utf8"));
    assert.deepEqual([counts.total, counts.right], [18, 18]);
  });

  it("names the first wrong step, the slip that gives it, and what follows", () => {
    const answers = checked(expecting(sheet("0.1992", "-0.2245", "-0.1964", "0.0798, 0.99", "0.54")));
    assert.deepEqual(messages(answers), [
      "loss₁ is 0.0799, not 0.0798: cut off, not rounded",
      "f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives",
      "c₂ is −0.2169, not −0.2245: follows from your f₂",
      "h₂ is −0.1899, not −0.1964: follows from your f₂",
      "loss₂ is 0.98, not 0.99: follows from your f₂",
      "loss is 0.53, not 0.54: follows from your f₂",
    ]);
    assert.deepEqual(answers.counts, { total: 15, right: 9, lastDigit: 1, wrong: 1, follows: 4, blank: 0, unchecked: 0 });
    assert.equal(answers.first, 7);
  });

  it("has its answers in the order they are computed", () => {
    const names = verdicts(checked(expecting(sheet("0.2330")))).map((verdict) => verdict.split(" ")[0]);
    assert.deepEqual(names, ["f₁", "i₁", "c̃₁", "c₁", "o₁", "h₁", "loss₁", "f₂", "i₂", "c̃₂", "c₂", "o₂", "h₂", "loss₂", "loss"]);
  });

  it("gives each answer its place in the text, what is claimed and what is computed", () => {
    const text = expecting(sheet("0.1992"));
    const { answers } = checked(text);
    const answer = answers[7];
    assert.ok(isChecked(answer));
    assert.equal(text.slice(answer.range.start, answer.range.end), "0.1992");
    assert.deepEqual(answer.path, ["expect", "f", 1, 0]);
    assert.deepEqual(answer.place, { kind: "step", quantity: "f", layer: 1, t: 2, unit: 1 });
    assert.deepEqual([answer.claimed, answer.computedText, answer.verdict], ["0.1992", "0.2330", "wrong"]);
    assert.ok(Math.abs(answer.computed - 0.233028) < 1e-6 && Math.abs(answer.difference - (0.1992 - answer.computed)) < 1e-15);
  });

  it("is not blamed where an answer was worked out from right values although an earlier one is wrong", () => {
    const answers = checked(expecting(sheet("0.1992")));
    assert.deepEqual(messages(answers), ["f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives"]);
  });

  it("with two faults says which answer follows from which", () => {
    // f₂ without its bias, and i₂ with a slip that nothing known makes; c₂ from both.
    const c2 = 0.1992 * 0.22605 + 0.5 * -0.587525;
    const text = expecting(`{ "f": [null, [0.1992]], "i": [null, [0.5000]], "c": [null, [${c2.toFixed(4)}]], "h": [null, [-0.7]] }`);
    assert.deepEqual(messages(checked(text)), [
      "f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives",
      "i₂ is 0.4588, not 0.5000; no known slip gives this",
      `c₂ is −0.2169, not ${c2.toFixed(4).replace("-", "−")}: follows from your f₂ and i₂`,
      "h₂ is −0.2, not −0.7; no known slip gives this",
    ]);
  });

  it("follows a wrong value through steps that are not written down", () => {
    const [f2, h1] = [0.1992, 0.217415];
    const c2 = f2 * 0.226052 + 0.458801 * -0.587525;
    const h2 = 0.889199 * Math.tanh(c2);
    assert.ok(h1 > 0);
    const answers = checked(
      expecting(`{ "f": [null, [${f2}]], "h": [null, [${h2.toFixed(6)}]], "loss_t": [null, ${((h2 - 0.8) ** 2).toFixed(5)}] }`),
    );
    assert.deepEqual(
      answers.answers.map((answer) => (isChecked(answer) ? answer.fault?.kind : null)),
      ["root", "follows", "follows"],
    );
  });

  it("with the same slip at every step names it at every step, from the person's own values", () => {
    const sigma = (z: number) => 1 / (1 + Math.exp(-z));
    // b_i = −0.1 is forgotten throughout, everything else is worked out from there.
    const i1 = sigma(-1);
    const c1 = i1 * Math.tanh(1.5);
    const h1 = sigma(3.8) * Math.tanh(c1);
    const i2 = sigma(-0.5 + 2 * h1);
    const c2 = sigma(-1.3 + 0.5 * h1) * c1 + i2 * Math.tanh(-1 + 1.5 * h1);
    const rows = [
      ["i", i1, i2],
      ["c", c1, c2],
      ["h", h1, sigma(2.3 - h1) * Math.tanh(c2)],
    ] as const;
    const answers = checked(
      expecting(`{ ${rows.map(([name, first, second]) => `"${name}": [${first.toFixed(4)}, ${second.toFixed(4)}]`).join(", ")} }`),
    );
    assert.deepEqual(
      messages(answers).map((message) => message.replace(/ is .*, not [−.\d]+/, "")),
      [
        "i₁: this is what leaving out b_i gives",
        "c₁: follows from your i₁",
        "h₁: follows from your i₁",
        "i₂: this is what leaving out b_i gives",
        "c₂: follows from your i₁ and i₂",
        "h₂: follows from your i₁ and i₂",
      ],
    );
  });

  it("of a stack follows a fault from layer to layer, into the losses and back", () => {
    const file = (expect: string) => `{ "layers": [
      { "cell": "rnn", "activation": "linear", "parameters": { "W_h": [[0.5], [-0.4]], "U_h": [[0.2, 0.1], [0, 0.3]] } },
      { "cell": "dense", "parameters": { "W": [[1, 2]], "b": [0.1] } } ],
      "inputs": [1], "targets": [[0.3]], "expect": ${expect} }`;
    // h₁ = (0.5, −0.4), ŷ = −0.2, loss 0.25. With h₁[1] = 0.9: ŷ = 0.2, loss 0.01, ∂L/∂ŷ = −0.2, so ∂L/∂W[1,1] = −0.18.
    const text = file(
      '[{ "h": [[0.9, -0.4]] }, { "yhat": [0.20], "loss_t": [0.010], "gradients": { "W": [[-0.180, 0.080]], "b": [-0.200] } }]',
    );
    assert.deepEqual(messages(checked(text)), [
      "layer 1’s h₁[1] is 0.5, not 0.9; no known slip gives this",
      "layer 2’s ŷ₁ is −0.20, not 0.20: follows from your layer 1’s h₁[1]",
      "loss₁ is 0.250, not 0.010: follows from your layer 1’s h₁[1]",
      "layer 2’s ∂L/∂W[1,1] is −0.500, not −0.180: follows from your layer 1’s h₁[1]",
      "layer 2’s ∂L/∂W[1,2] is 0.400, not 0.080: follows from your layer 1’s h₁[1]",
      "layer 2’s ∂L/∂b[1] is −1.000, not −0.200: follows from your layer 1’s h₁[1]",
    ]);
    const below = file('[{ "gradients": { "W_h": [[-0.7], [-2.0]] } }, { "gradients": { "b": [-0.7] } }]');
    assert.deepEqual(
      checked(below).answers.map(({ verdict }) => verdict),
      ["wrong", "right", "wrong"],
    );
  });

  it("shows all digits where those written do not tell claimed from computed", () => {
    const [message] = messages(checked(expecting('{ "tolerance": 1e-9, "f": [null, [0.2330]] }')));
    assert.match(message, /^f₂ is 0\.23302\d{8,}, not 0\.2330/);
  });

  it("takes what only follows from rounded values as such", () => {
    // i₂ = 0.4588, c̃₂ = −0.5875 to one digit: their product is off by more than a unit of what is written.
    const answers = checked(expecting('{ "f": [null, [0.2]], "i": [null, [0.5]], "c_tilde": [null, [-0.6]], "c": [[0.2], [-0.260]] }'));
    assert.deepEqual(messages(answers), ["c₂ is −0.217, not −0.260: follows from your rounded values"]);
    assert.deepEqual([answers.counts.wrong, answers.counts.follows, answers.first], [1, 0, 4]);
  });

  it("says of a last digit whether it was cut off, comes from rounding on the way, or neither", () => {
    const answers = checked(expecting('{ "c": [null, [-0.218]], "o": [null, [0.890]] }'));
    assert.deepEqual(messages(answers), ["c₂ is −0.217, not −0.218", "o₂ is 0.889, not 0.890"]);
    // h₂ = 0.5·0.262 + 0.5·0.165 = 0.2135; with h₁ as it is written, 0.5·0.262 + 0.5·0.17 = 0.216.
    const linear = (h1: string) => `{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": 0.5, "U_h": 0.5 },
      "inputs": [0.33, 0.262], "expect": { "h": [${h1}, 0.22] } }`;
    for (const h1 of ["0.17", "null"]) assert.deepEqual(messages(checked(linear(h1))), ["h₂ is 0.21, not 0.22: rounded on the way"]);
  });

  it("may be empty, or not be there", () => {
    assert.deepEqual(checked(expecting("{}")).answers, []);
  });

  it("goes by a tolerance where it has one", () => {
    const answers = checked(expecting('{ "tolerance": 1e-3, "f": [[0.7693], [0.2345]] }'));
    assert.deepEqual(verdicts(answers), ["f₁ right", "f₂ wrong"]);
  });

  it("names slips tried on a wrong answer with what each gives", () => {
    const { answers } = checked(expecting('{ "f": [null, [0.1234]] }'));
    const [answer] = answers;
    assert.ok(isChecked(answer) && answer.fault?.kind === "root" && answer.fault.tried !== null);
    const texts = new Map(
      answer.fault.tried.map(({ label, text, isMatch }) => [
        label.map((token) => ("text" in token ? token.text : "")).join(""),
        `${text} ${isMatch}`,
      ]),
    );
    assert.equal(texts.get("leaving out b"), "0.1992 false");
    assert.ok(texts.size > 15);
    assert.deepEqual(slipsAt(checked(expecting('{ "f": [null, [0.1992]] }')), 0), ["leaving out b_f"]);
  });
});
