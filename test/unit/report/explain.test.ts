/** What an explanation shows of an LSTM's values, and of losses, inputs and initial states. */
import assert from "node:assert/strict";
import { forward } from "../../../src/core/forward.js";
import type { Parameter } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { explain } from "../../../src/report/explain.js";
import { at, comesFrom, equation, leadsTo, terms, tokensText, usedIn } from "./support/asText.js";
import { randomFrom } from "./support/randomFile.js";
import { traceOf, workedExample } from "./support/worked.js";

const worked = traceOf(workedExample);

describe("report/explain", () => {
  describe("a gate of one unit", () => {
    const f = at(worked, "f", 2);

    it("shows symbols, numbers put in, σ(z) and the value", () => {
      assert.equal(f.title, "Forget gate");
      assert.deepEqual(equation(f), [
        "f_2 = σ(W_f·x_2 + U_f·h_1 + b_f)",
        "= σ(1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2)",
        "= σ(−1.1913)",
        "= 0.2330",
      ]);
    });

    it("has a term for each product and the bias", () => {
      assert.deepEqual(terms(f), ["W_f·x_2 [1] 0.5000", "W_f·x_2 [2] -2.0000", "U_f·h_1 0.1087", "b_f 0.2000"]);
      assert.deepEqual(
        f.terms.map(({ link }) => link),
        [
          { kind: "source", path: ["parameters", "W_f", 0, 0] },
          { kind: "source", path: ["parameters", "W_f", 0, 1] },
          { kind: "source", path: ["parameters", "U_f", 0, 0] },
          { kind: "source", path: ["parameters", "b_f", 0] },
        ],
      );
    });

    it("lies on σ with slope f(1 − f)", () => {
      assert.ok(f.activation);
      assert.equal(f.activation.name, "σ");
      assert.equal(f.numbers[f.activation.slope].toFixed(4), "0.1787");
      assert.deepEqual(f.activation.range, [0, 1]);
      assert.deepEqual([f.numbers[f.activation.from], f.numbers[f.activation.to]], [-5, 5]);
    });

    it("is used in the cell state, which is worked through", () => {
      assert.deepEqual(usedIn(f), ["c_2 = f_2·c_1 + i_2·c̃_2", "= 0.2330·0.2261 + 0.4588·(−0.5875)", "= −0.2169"]);
      const result = f.usedIn[2].right[0];
      assert.ok(result.kind === "number" && result.hue === "c" && result.link?.kind === "value");
      assert.deepEqual(result.link.place, { layer: 1, quantity: "c", t: 2, unit: 1 });
    });

    it("names the lines its numbers stand on, and the step", () => {
      assert.deepEqual(comesFrom(f), ["W_f, U_f, b_f line 4", "x_2 line 10, row 2", "h_1 step 1"]);
    });

    it("links each number to where it comes from, and keeps what was typed", () => {
      const numbers = f.equation[1].right.filter((token) => token.kind === "number");
      assert.deepEqual(
        numbers.map(({ typed, link, hue }) => [typed, leadsTo(link), hue]),
        [
          ["1", "parameters.W_f.0.0", "f"],
          ["0.5", "inputs.1.0", "ink"],
          ["2", "parameters.W_f.0.1", "f"],
          ["−1", "inputs.1.1", "ink"],
          ["0.5", "parameters.U_f.0.0", "f"],
          [undefined, "h", "h"],
          ["0.2", "parameters.b_f.0", "f"],
        ],
      );
    });

    it("leads from σ(z) to the explanation of z", () => {
      const z = f.equation[2].right[1];
      assert.ok(z.kind === "number" && z.link?.kind === "value");
      const explained = explain(worked.document, worked.trace, z.link.place);
      assert.equal(explained.title, "Forget gate, before its activation");
      assert.deepEqual(equation(explained), [
        "z_f,2 = W_f·x_2 + U_f·h_1 + b_f",
        "= 1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2",
        "= 0.5000 − 2.0000 + 0.1087 + 0.2000",
        "= −1.1913",
      ]);
      assert.deepEqual(usedIn(explained), ["f_2 = σ(W_f·x_2 + U_f·h_1 + b_f) = 0.2330"]);
    });
  });

  it("a cell state shows both products and what they come to", () => {
    const c = at(worked, "c", 2);
    assert.deepEqual(equation(c), ["c_2 = f_2·c_1 + i_2·c̃_2", "= 0.2330·0.2261 + 0.4588·(−0.5875)", "= 0.0527 − 0.2696", "= −0.2169"]);
    assert.deepEqual(terms(c), ["f_2·c_1 0.0527", "i_2·c̃_2 -0.2696"]);
    assert.deepEqual(usedIn(c), ["h_2 = o_2·tanh(c_2) = −0.1899"]);
    assert.deepEqual(comesFrom(c), ["f_2, i_2, c̃_2 step 2", "c_1 step 1"]);
    assert.equal(c.activation, null);
  });

  it("a hidden state shows what the output gate lets through", () => {
    const h = at(worked, "h", 2);
    assert.deepEqual(equation(h), ["h_2 = o_2·tanh(c_2)", "= 0.8892·tanh(−0.2169)", "= 0.8892·(−0.2135)", "= −0.1899"]);
    assert.deepEqual(usedIn(h), ["loss_2 = (h_2 − y_2)² = 0.9799"]);
    assert.deepEqual(comesFrom(h), ["o_2, c_2 step 2"]);
  });

  it("a hidden state is used in the gates of the next step", () => {
    assert.deepEqual(
      usedIn(at(worked, "h", 1)).map((line) => line.slice(0, 5).trim()),
      ["loss_", "f_2 =", "i_2 =", "c̃_2", "o_2 ="],
    );
  });

  it("the loss of a step shows the difference, the total where it goes, and the target's line", () => {
    const loss = at(worked, "loss", 2);
    assert.deepEqual(equation(loss), ["loss_2 = (h_2 − y_2)²", "= (−0.1899 − 0.8)²", "= 0.9799"]);
    assert.deepEqual(usedIn(loss), ["loss = (loss_1 + loss_2) / 2", "= (0.0799 + 0.9799) / 2", "= 0.5299"]);
    assert.deepEqual(comesFrom(loss), ["h_2 step 2", "y_2 line 11, row 2"]);
  });

  it("an initial state says on which line it stands, or that it was left out", () => {
    assert.equal(at(worked, "h", 0).title, "Initial hidden state");
    assert.deepEqual(comesFrom(at(worked, "c", 0)), ["c_0 initial, line 9"]);
    assert.deepEqual(comesFrom(at(worked, "f", 1)), ["W_f, U_f, b_f line 4", "x_1 line 10, row 1", "h_0 initial, line 9"]);
    const without = traceOf(workedExample.replace(/ {2}"initial".*\n/, "").replace(', "b_f": [ 0.2]', ""));
    const f = at(without, "f", 1);
    assert.deepEqual(equation(f).slice(0, 2), ["f_1 = σ(W_f·x_1 + U_f·h_0)", "= σ(1·1 + 2·0 + 0.5·0)"]);
    assert.deepEqual(comesFrom(f), ["W_f, U_f line 4", "b_f, h_0 left out: zeros", "x_1 line 9, row 1"]);
    assert.deepEqual(equation(at(without, "h", 0)), ["h_0 = 0"]);
  });

  it("an input says where it was typed and which gates read it", () => {
    const x = at(worked, "x", 2, 2);
    assert.deepEqual(equation(x), ["x_2,2 = −1"]);
    assert.deepEqual(comesFrom(x), ["x_2 line 10, row 2"]);
    assert.equal(usedIn(x)[3], "o_2 = σ(W_o·x_2 + U_o·h_1 + b_o) = 0.8892");
    assert.deepEqual(equation(at(worked, "y", 1)), ["y_1 = 0.5"]);
  });

  describe("of a wide layer", () => {
    const random = randomFrom(7);
    const numbers = (count: number) => Array.from({ length: count }, () => Number((random() - 0.5).toFixed(4)));
    const H = 48;
    const D = 4;
    const gate = (k: string) => ({
      [`W_${k}`]: Array.from({ length: H }, () => numbers(D)),
      [`U_${k}`]: Array.from({ length: H }, () => numbers(H)),
      [`b_${k}`]: numbers(H),
    });
    const file = {
      cell: "lstm",
      parameters: { ...gate("f"), ...gate("i"), ...gate("c"), ...gate("o") },
      inputs: [numbers(D), numbers(D), numbers(D)],
    };
    const wide = traceOf(JSON.stringify(file));
    const f = at(wide, "f", 3, 17);

    it("the numbers are not put in; z and value stand on one line", () => {
      const lines = equation(f);
      assert.equal(lines[0], "f_3 = σ(W_f·x_3 + U_f·h_2 + b_f)");
      assert.match(lines[1], /^= σ\(−?\d\.\d{4}\) = \d\.\d{4}$/);
      assert.equal(lines.length, 2);
    });

    it("the six largest terms stand alone, by size, and all others in one", () => {
      assert.equal(f.terms.length, 7);
      const values = f.terms.map(({ index }) => Math.abs(f.numbers[index]));
      assert.deepEqual(
        values.slice(0, 6),
        values.slice(0, 6).sort((a, b) => b - a),
      );
      const rest = f.terms[6];
      assert.deepEqual([rest.count, tokensText(rest.label, f.numbers, 4), rest.link], [47, "47 smaller terms", undefined]);
    });

    it("each term says which entry it is", () => {
      for (const term of f.terms.slice(0, 6)) {
        assert.match(tokensText(term.label, f.numbers, 4), /^(W_f\[17,[1-4]\]·x_3,[1-4]|U_f\[17,\d+\]·h_2,\d+|b_f\[17\])$/);
        assert.ok(term.link?.kind === "source" && term.link.path[2] === 16);
      }
    });

    it("rows of matrices are named", () => {
      assert.deepEqual(comesFrom(f), ["W_f, U_f, b_f line 1, row 17", "x_3 line 1, row 3", "h_2 step 2"]);
    });
  });

  it("a peephole says which cell state it sees", () => {
    const text = workedExample.replace('"b_o": [ 0.8]', '"b_o": [ 0.8], "p_f": 0.3, "p_o": [0.7]');
    const traced = traceOf(text);
    assert.equal(equation(at(traced, "f", 2))[0], "f_2 = σ(W_f·x_2 + U_f·h_1 + b_f + p_f·c_1)");
    assert.equal(equation(at(traced, "o", 2))[0], "o_2 = σ(W_o·x_2 + U_o·h_1 + b_o + p_o·c_2)");
    assert.deepEqual(comesFrom(at(traced, "o", 2)).slice(-2), ["h_1 step 1", "c_2 step 2"]);
    assert.deepEqual(
      usedIn(at(traced, "c", 1)).map((line) => line.slice(0, 3)),
      ["o_1", "h_1", "f_2", "c_2", "= 0", "= −"],
    );
  });

  it("what is not finite is explained all the same", () => {
    const traced = traceOf(
      '{ "cell": "rnn", "activation": "relu", "parameters": { "W_h": 1e300, "U_h": 1e300 }, "inputs": [1e300, 1, -1] }',
    );
    assert.deepEqual(equation(at(traced, "h", 1)).slice(1), ["= relu(1e300·1e300 + 1e300·0)", "= relu(∞)", "= ∞"]);
    assert.equal(at(traced, "h", 1).activation, null);
    assert.equal(at(traced, "h", 3).equation.length, 4);
  });

  it("long numbers, which no hand has typed, are left to the view to round", () => {
    const traced = traceOf(workedExample.replace('"U_f": [[ 0.5]]', '"U_f": [[ 0.50000000000001]]'));
    const numbers = at(traced, "f", 2).equation[1].right.filter((token) => token.kind === "number");
    assert.equal(numbers[4].typed, undefined);
    assert.deepEqual(numbers[4].link, { kind: "source", path: ["parameters", "U_f", 0, 0] });
  });

  it("a place that the trace does not have throws", () => {
    const missing: readonly Parameters<typeof at>[] = [
      [worked, "f", 0],
      [worked, "f", 3],
      [worked, "f", 1, 2],
      [worked, "f", 1, 0],
      [worked, "f", 1, 1, 2],
      [worked, "r", 1],
      [worked, "yhat", 1],
      [worked, "z_n", 1],
      [worked, "x", 1, 3],
      [worked, "f", 1.5],
    ];
    for (const [traced, ...rest] of missing) assert.throws(() => at(traced, ...rest), RangeError, rest.join(" "));
    const untold = traceOf(workedExample.replace("[[0.5], [0.8]]", "[null, [0.8]]"));
    assert.throws(() => at(untold, "loss", 1), RangeError);
    assert.throws(() => at(untold, "y", 1), RangeError);
    assert.equal(equation(at(untold, "loss", 2)).length, 3);
  });

  it("puts in what an update has made of a parameter, not what the text says, and still leads there", () => {
    const layers = worked.trace.model.layers.map((layer) => {
      const parameters = [...layer.parameters].map(([name, parameter]) => [
        name,
        { ...parameter, values: parameter.values.map((w) => w - 0.25) },
      ]);
      return { ...layer, parameters: new Map(parameters as [string, Parameter][]) };
    });
    const trace = runToEnd(forward({ ...worked.trace.model, layers }, never));
    const f = at({ ...worked, trace }, "f", 1);
    assert.deepEqual(equation(f).slice(0, 2), ["f_1 = σ(W_f·x_1 + U_f·h_0 + b_f)", "= σ(0.7500·1 + 1.7500·0 + 0.2500·0 + (−0.0500))"]);
    assert.deepEqual(f.terms[0].link, { kind: "source", path: ["parameters", "W_f", 0, 0] });
  });
});
