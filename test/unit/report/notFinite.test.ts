/** Warnings where values, losses, gradients and updates are no longer finite. */
import assert from "node:assert/strict";
import { adamUpdate, initialAdamState } from "../../../src/core/adam.js";
import { backward } from "../../../src/core/backward.js";
import type { Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { notFiniteWarnings, updateWarning } from "../../../src/report/notFinite.js";
import { adam, dense, lossOf, modelOf, parametersOf, rnn, traceOf, workedExample } from "../core/models.js";

function warnings(model: Model): readonly string[] {
  const trace = traceOf(model);
  return notFiniteWarnings(trace, trace.loss === null ? null : runToEnd(backward(trace, never)));
}

const linear = (W_h: number, U_h: number) => rnn(1, 1, { W_h, U_h }, {}, "linear");

describe("report/notFinite", () => {
  it("says nothing of what is finite", () => assert.deepEqual(warnings(workedExample()), []));

  it("names the first value, with its layer in a stack", () => {
    assert.deepEqual(warnings(modelOf({ layers: [linear(1e10, 1)], inputs: [[1], [1e300]] })), ["h is not finite from t = 2, unit 1 on"]);
    assert.deepEqual(warnings(modelOf({ layers: [linear(1, 0), dense(1, 2, { W: [[1], [1e200]] })], inputs: [[1], [1e200]] })), [
      "yhat is not finite from t = 2, unit 2 in layer 2 on",
    ]);
  });

  it("names the first loss where the values before it are finite, or else their sum", () => {
    const far = modelOf({ layers: [linear(1, 0)], inputs: [[1], [1], [1]], targets: [null, [1], [1e200]] });
    assert.deepEqual(warnings(far), ["the loss of step t = 3 is not finite"]);
    const many = modelOf({ layers: [linear(1, 0)], inputs: [[0], [0]], targets: [[1.2e154], [1.2e154]], loss: lossOf("mse", "sum") });
    assert.deepEqual(warnings(many), ["the loss is not finite: the losses of the steps are, but not their sum"]);
  });

  it("names the first gradient on the way back, and a parameter's where the states' are finite", () => {
    const steep = modelOf({ layers: [linear(1, 1e200)], inputs: [[0], [0], [0]], targets: [null, null, [1e150]] });
    assert.deepEqual(warnings(steep), ["dL/dh is not finite from t = 2, unit 1 back"]);
    const wide = modelOf({ layers: [linear(0, 0)], inputs: [[1e200]], targets: [[1e150]] });
    assert.deepEqual(warnings(wide), ["dL/dW_h is not finite"]);
    const stacked = modelOf({ layers: [linear(1, 0), dense(1, 1, { W: 0 })], inputs: [[1e200]], targets: [[1e150]] });
    assert.deepEqual(warnings(stacked), ["dL/dW in layer 2 is not finite"]);
  });

  it("names the first number of an update: parameter, V or S, with its place", () => {
    type Numbers = Parameters<typeof parametersOf>[0];
    const sentence = (numbers: Numbers, gradients: Readonly<Record<string, number[]>>, alpha = 0.1): string | null => {
      const optimizer = adam({ alpha });
      const model: Model = { ...modelOf({ layers: [] }), optimizer, given: { parameters: parametersOf(numbers), gradients: [] } };
      const slopes = [new Map(Object.entries(gradients).map(([name, values]) => [name, Float64Array.from(values)]))];
      return updateWarning(model, runToEnd(adamUpdate(optimizer, initialAdamState(model), slopes, null, never)), 3);
    };
    const W = [
      [1, 1],
      [1, 1],
    ];
    assert.equal(sentence({ W, b: [1] }, { W: [0, 0, 0, 0], b: [0] }), null);
    assert.equal(sentence({ W, b: [1] }, { W: [0, 0, 1e200, 0], b: [0] }), "W[2,1] in S is not finite from update 3 on");
    assert.equal(sentence({ b: [0, -1.79e308] }, { b: [0, 1] }, 1e307), "b[2] is not finite from update 3 on");
    assert.equal(sentence({ b: [0, 0] }, { b: [0, Number.NaN] }), "b[2] is not finite from update 3 on");
  });
});
