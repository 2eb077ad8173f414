/** The published worked values, at the digits they were printed with. */
import assert from "node:assert/strict";
import { adamUpdate, initialAdamState } from "../../../src/core/adam.js";
import { factors } from "../../../src/core/factors.js";
import type { Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { quantityOf } from "../../../src/core/trace.js";
import { adam, lossOf, lstm, modelOf, parametersOf, rnn, traceOf, workedExample } from "./models.js";

const printed = (values: Iterable<number>, digits: number) => [...values].map((value) => value.toFixed(digits));

describe("core: the published worked values", () => {
  describe("the LSTM with one unit", () => {
    const trace = traceOf(workedExample());
    const cases = [
      ["f", ["0.7685", "0.2330"]],
      ["i", ["0.2497", "0.4588"]],
      ["c_tilde", ["0.9051", "-0.5875"]],
      ["c", ["0.2261", "-0.2169"]],
      ["o", ["0.9781", "0.8892"]],
      ["h", ["0.2174", "-0.1899"]],
    ] as const;
    for (const [name, expected] of cases) {
      it(`${name} is ${expected.join(", then ")}`, () => assert.deepEqual(printed(quantityOf(trace.layers[0], name), 4), expected));
    }

    it("its squared errors are 0.079854 and 0.979867, so the published 0.0798 is off in its last digit", () => {
      assert.deepEqual(printed(trace.loss?.perStep ?? [], 6), ["0.079854", "0.979867"]);
    });

    it("its loss is their mean, or their sum", () => {
      assert.equal(trace.loss?.total.toFixed(4), "0.5299");
      assert.equal(traceOf(workedExample({ loss: lossOf("mse", "sum") })).loss?.total.toFixed(4), "1.0597");
    });
  });

  it("the Adam update from t = 1 to t = 2 with ε inside the root", () => {
    const update = runToEnd(adamUpdate(adam({ alpha: 0.1, epsilonRule: "inside" }), initialAdamState(adamProblem), gradient, null, never));
    const [{ V, S, parameters }] = update.layers;
    assert.equal(update.t, 2);
    assert.deepEqual(printed(V.get("W") ?? [], 3), ["-0.165", "0.245", "-0.059", "-0.196", "-0.032", "0.209"]);
    assert.deepEqual(printed(S.get("W") ?? [], 3), ["0.011", "0.070", "0.110", "0.141", "0.170", "0.021"]);
    assert.deepEqual(printed(parameters.get("W") ?? [], 3), ["-0.182", "0.308", "0.674", "0.502", "-0.858", "-0.934"]);
  });

  describe("the scalar recurrence σ(w·h) − 0.5 at h = 0", () => {
    const factorsAt = (w: number, name: string) => {
      const model = modelOf({ layers: [rnn(0, 1, { U_h: w }, {}, name)], T: 30 });
      return runToEnd(factors(traceOf(model), 0, never));
    };
    for (const [w, product, verdict] of [
      [5, "807.8", "exploding"],
      [4, "1.000", "steady"],
      [3, "0.0001786", "vanishing"],
    ] as const) {
      it(`multiplies the gradient by (${w}/4)^30 = ${product} over 30 steps: ${verdict}`, () => {
        const found = factorsAt(w, "sigmoid(z) - 0.5");
        assert.ok([...(found.scalar ?? [])].every((factor) => factor === w / 4));
        assert.equal(Math.exp(found.logToEnd[0]).toPrecision(4), product);
        assert.ok(Math.abs(found.growth - w / 4) < 1e-14);
        assert.equal(found.verdict, verdict);
      });
    }

    it("is about 7e-42 at w = 5 for the plain logistic from h = 0", () => {
      const found = factorsAt(5, "sigmoid");
      assert.equal(Math.exp(found.logToEnd[0]).toExponential(0), "7e-42");
      assert.equal(found.verdict, "vanishing");
    });
  });

  describe("claims a trace shows", () => {
    it("x_t = 0 does not mean h_t = h_{t−1}", () => {
      const base = workedExample();
      const h = quantityOf(traceOf({ ...base, inputs: new Float64Array(4), targets: null }).layers[0], "h");
      assert.notEqual(h[0], 0);
      assert.notEqual(h[1], h[0]);
    });

    it("f_t is no probability distribution: its entries need not sum to 1", () => {
      const layer = lstm(1, 2, {
        W_f: [[1], [2]],
        U_f: [
          [0, 0],
          [0, 0],
        ],
        W_i: [[0], [0]],
        U_i: [
          [0, 0],
          [0, 0],
        ],
      });
      const f = quantityOf(traceOf(modelOf({ layers: [layer], inputs: [[1]] })).layers[0], "f");
      assert.ok(Math.abs(f[0] + f[1] - 1) > 0.1 && f.every((entry) => entry >= 0));
    });
  });
});

const gradient = [new Map([["W", Float64Array.of(-0.75, 0.65, 0.31, -1.06, -0.32, 0.74)]])];

const adamProblem: Model = {
  ...modelOf({ layers: [] }),
  optimizer: adam({
    alpha: 0.1,
    epsilonRule: "inside",
    t: 1,
    V: [new Map([["W", Float64Array.of(-0.1, 0.2, -0.1, -0.1, 0, 0.15)]])],
    S: [new Map([["W", Float64Array.of(0.01, 0.07, 0.11, 0.14, 0.17, 0.02)]])],
  }),
  given: {
    parameters: parametersOf({
      W: [
        [-0.22, 0.33, 0.67],
        [0.49, -0.86, -0.9],
      ],
    }),
    gradients: gradient,
  },
};
