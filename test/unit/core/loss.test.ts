/** Losses of a step and of the sequence. */
import assert from "node:assert/strict";
import { backward } from "../../../src/core/backward.js";
import { gradientCheck } from "../../../src/core/gradientCheck.js";
import { stepLoss, stepLossGradientInto } from "../../../src/core/loss.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { dense, lossOf, modelOf, traceOf } from "./models.js";

const of = (name: string, yhat: readonly number[], y: readonly number[]) =>
  stepLoss(lossOf(name), Float64Array.from(yhat), Float64Array.from(y), 0, y.length);

function gradient(name: string, yhat: readonly number[], y: readonly number[]): number[] {
  const out = new Float64Array(y.length);
  stepLossGradientInto(out, lossOf(name), Float64Array.from(yhat), Float64Array.from(y), 0, y.length);
  return [...out];
}

describe("core/loss", () => {
  const cases: readonly [string, number[], number[], number][] = [
    ["mse", [1, 4], [0, 2], 2.5],
    ["mae", [1, 4], [0, 2], 1.5],
    ["huber", [0.5, 4], [0, 2], (0.125 + 1.5) / 2],
    ["bce", [0.5, 0.5], [1, 0.25], Math.log(2)],
    ["bce", [0, 1], [1, 0], 100],
    ["bce", [0, 1], [0, 1], 0],
    ["crossEntropy", [0.5, 0.25, 0.25], [0, 1, 0], Math.log(4)],
    ["crossEntropy", [1, 0], [1, 0], 0],
    ["crossEntropy", [1, 0], [0, 1], Number.POSITIVE_INFINITY],
    ["0.5 * (yhat - y)^2", [3, 1], [1, 1], 1],
  ];
  for (const [name, yhat, y, value] of cases) {
    it(`${name} of ${yhat} against ${y} is ${value}`, () =>
      assert.ok(Object.is(of(name, yhat, y), value) || Math.abs(of(name, yhat, y) - value) < 1e-15));
  }

  for (const name of ["mse", "mae", "huber", "bce", "crossEntropy", "log(1 + (yhat - y)^2)"]) {
    it(`${name}: the derivative is what differences give`, () => {
      const [yhat, y] = [
        [0.3, 0.62, 0.08],
        [0.1, 0.7, 0.2],
      ];
      const analytic = gradient(name, yhat, y);
      for (const k of yhat.keys()) {
        const moved = (step: number) =>
          of(
            name,
            yhat.map((value, j) => value + (j === k ? step : 0)),
            y,
          );
        assert.ok(Math.abs((moved(1e-6) - moved(-1e-6)) / 2e-6 - analytic[k]) < 1e-8);
      }
    });
  }

  it("has derivative 0 at the kinks, and where the logarithm is clamped", () => {
    assert.deepEqual(gradient("mae", [1], [1]), [0]);
    assert.deepEqual(gradient("bce", [0], [1]).map(Math.abs), [0]);
    assert.deepEqual(gradient("huber", [5, -5], [0, 0]), [0.5, -0.5]);
  });

  it("goes back through softmax and cross entropy as ŷ Σy − y, also where ŷ is 0 in doubles", () => {
    const model = modelOf({
      layers: [dense(1, 2, { b: [1000, -1000] }, "softmax")],
      inputs: [[1]],
      targets: [[0, 1]],
      loss: lossOf("crossEntropy"),
    });
    const trace = traceOf(model);
    assert.equal(trace.loss?.total, Number.POSITIVE_INFINITY);
    assert.deepEqual([...(runToEnd(backward(trace, never)).layers[0].parameters.get("b") ?? [])], [1, -1]);
  });

  it("goes back through them alike where a target's entries do not add up to 1", () => {
    const model = modelOf({
      layers: [
        dense(
          2,
          3,
          {
            W: [
              [1, -1],
              [0.5, 2],
              [-1, 0],
            ],
            b: [0.1, 0.2, -0.3],
          },
          "softmax",
        ),
      ],
      inputs: [
        [0.3, -0.7],
        [1, 2],
      ],
      targets: [
        [0.5, 0.25, 0],
        [1, 1, 0.5],
      ],
      loss: lossOf("crossEntropy"),
    });
    const { isRight, parameters } = runToEnd(gradientCheck(model, never));
    assert.ok(isRight && parameters.every(({ error }) => error < 1e-9));
  });

  it("looks at every step, however many there are", () => {
    const [T, K] = [3001, 3];
    const inputs = Array.from({ length: T }, (_, t) => [(t % 17) / 8 - 1]);
    const targets = inputs.map(([x], t) => (t % 5 === 3 ? null : [x, -x, x * x]));
    const layers = [dense(1, K, { W: [[0.5], [-1], [2]], b: [0.1, 0.2, -0.3] })];
    const trace = traceOf(modelOf({ layers, inputs, targets }));
    const yhat = trace.layers[0].quantities.get("yhat") ?? assert.fail("no ŷ");
    const given = targets.flatMap((row, t) => (row === null ? [] : [{ row, t }]));
    const above = runToEnd(backward(trace, never)).layers[0].yhat ?? assert.fail("no dL/dŷ");
    let sum = 0;
    for (const { row, t } of given) {
      const errors = row.map((y, k) => yhat[t * K + k] - y);
      const loss = errors.reduce((total, error) => total + error ** 2, 0) / K;
      assert.ok(Math.abs((trace.loss?.perStep[t] ?? 0) - loss) < 1e-14, `loss ${t}`);
      for (const [k, error] of errors.entries()) {
        assert.ok(Math.abs(above[t * K + k] - (2 * error) / K / given.length) < 1e-18, `dL/dŷ ${t}`);
      }
      sum += loss;
    }
    assert.equal(trace.loss?.count, given.length);
    assert.ok(Math.abs((trace.loss?.total ?? 0) - sum / given.length) < 1e-12);
    for (const [t, row] of targets.entries()) {
      if (row === null) assert.deepEqual([trace.loss?.perStep[t], ...above.subarray(t * K, t * K + K)], [Number.NaN, 0, 0, 0]);
    }
  });
});
