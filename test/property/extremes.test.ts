/** Long, saturated and absurd: what comes out is what doubles give, and what is not finite is named where it first happens. */
import assert from "node:assert/strict";
import { backward } from "../../src/core/backward.js";
import { factors } from "../../src/core/factors.js";
import { smallest } from "../../src/core/flush.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { quantityOf } from "../../src/core/trace.js";
import { adam, lstm, modelOf, rnn, traceOf } from "../unit/core/models.js";
import { Draw, randomLayer } from "./randomModels.js";

const areFinite = (values: Float64Array) => values.every(Number.isFinite);

describe("property: extremes", () => {
  for (const cell of ["lstm", "gru", "rnn"] as const) {
    it(`T = 5,000 of a ${cell} stays finite, forward, backward and in its factors`, () => {
      for (let seed = 0; seed < 4; seed++) {
        const draw = new Draw(seed);
        let layer = randomLayer(draw, cell, 2, 3);
        if (layer.cell === "rnn") layer = { ...layer, activation: { kind: "named", name: "tanh" } };
        if (layer.cell === "lstm")
          layer = lstm(
            2,
            3,
            Object.fromEntries([...layer.parameters].map(([name, { values, cols }]) => [name, unflatten(values, cols, name)])),
          );
        const T = 5000;
        const trace = traceOf(modelOf({ layers: [layer], inputs: draw.matrix(T, 2), targets: draw.matrix(T, 3), optimizer: adam() }));
        assert.equal(trace.notFinite, null);
        assert.ok(Number.isFinite(trace.loss?.total));
        const { layers } = runToEnd(backward(trace, never));
        assert.ok([...layers[0].parameters.values(), ...layers[0].states.values(), layers[0].x].every(areFinite));
        const found = runToEnd(factors(trace, 0, never));
        assert.ok(Number.isFinite(found.growth) && areFinite(found.perStep) && areFinite(found.logToEnd));
      }
    });
  }

  it("saturated gates are exactly 0 and 1, and a kept cell stays to the bit", () => {
    const layer = lstm(
      1,
      1,
      { W_f: 0, U_f: 0, b_f: 1e300, W_i: 0, U_i: 0, b_i: -1e300, W_c: 1, U_c: 0, W_o: 0, U_o: 0, b_o: 1e300 },
      { c: [0.3] },
    );
    const trace = traceOf(modelOf({ layers: [layer], inputs: Array.from({ length: 50 }, (_, t) => [t]) }));
    const column = (name: "f" | "i" | "c") => [...new Set(quantityOf(trace.layers[0], name))];
    assert.deepEqual([column("f"), column("i"), column("c")], [[1], [0], [0.3]]);
  });

  it("inputs of ±1e300 saturate or overflow as doubles do, and the first value that is not finite is named", () => {
    const squashed = traceOf(modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: 1 })], inputs: [[1e300], [-1e300], [0]] }));
    assert.deepEqual([...quantityOf(squashed.layers[0], "h")], [1, -1, Math.tanh(-1)]);
    assert.equal(squashed.notFinite, null);
    const linear = traceOf(modelOf({ layers: [rnn(1, 1, { W_h: 1e10, U_h: 1 }, {}, "linear")], inputs: [[1], [1e300], [1]] }));
    assert.deepEqual([...quantityOf(linear.layers[0], "h")], [1e10, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    assert.deepEqual(linear.notFinite, { layer: 1, quantity: "h", t: 2, unit: 1 });
  });

  it("Infinity − Infinity is NaN from where it happens", () => {
    const trace = traceOf(
      modelOf({
        layers: [rnn(2, 1, { W_h: [[1e300, -1e300]], U_h: 0 })],
        inputs: [
          [0, 0],
          [1e300, 1e300],
        ],
      }),
    );
    assert.ok(Number.isNaN(quantityOf(trace.layers[0], "h")[1]));
    assert.deepEqual(trace.notFinite, { layer: 1, quantity: "h", t: 2, unit: 1 });
  });

  it("zeros and denormals pass as they are", () => {
    const denormal = 5e-324;
    const trace = traceOf(modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: 0 }, {}, "linear")], inputs: [[denormal], [-0], [0]] }));
    assert.deepEqual([...quantityOf(trace.layers[0], "h")], [denormal, 0, 0]);
  });

  it("a carried gradient below 1e-300 counts as 0, so that nothing denormal is carried", () => {
    const T = 2000;
    const inputs = Array.from({ length: T }, () => [0]);
    const targets = inputs.map((_, t) => (t === T - 1 ? [1] : null));
    const trace = traceOf(modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: 0.5 }, {}, "linear")], inputs, targets }));
    const h = runToEnd(backward(trace, never)).layers[0].states.get("h") ?? new Float64Array(0);
    assert.equal(h[T - 900], -2 * 0.5 ** 900);
    assert.equal(h[T - 1100], 0);
    assert.ok(h.every((value) => value === 0 || Math.abs(value) >= smallest));
    // The verdict needs no flush: it goes by logarithms.
    assert.ok(Math.abs(runToEnd(factors(trace, 0, never)).growth - 0.5) < 1e-12);
  });
});

function unflatten(values: Float64Array, cols: number, name: string): number[] | number[][] {
  if (!/^[WU]/.test(name)) return [...values];
  return Array.from({ length: values.length / cols }, (_, r) => [...values.subarray(r * cols, (r + 1) * cols)]);
}
