/** Long, saturated and absurd: what comes out is what doubles give, and what is not finite is named where it first happens. */
import assert from "node:assert/strict";
import { adamUpdate } from "../../src/core/adam.js";
import { backward } from "../../src/core/backward.js";
import { factors } from "../../src/core/factors.js";
import { smallest } from "../../src/core/flush.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { quantityOf } from "../../src/core/trace.js";
import { adam, gru, lstm, modelOf, rnn, traceOf } from "../unit/core/models.js";
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

  it("inputs of ±1e300 close and open every gate of an lstm and a gru, and nothing flows back through them", () => {
    const one = (letters: string) =>
      Object.fromEntries(
        [...letters].flatMap(
          (k) =>
            [
              [`W_${k}`, 1],
              [`U_${k}`, 0.5],
            ] as const,
        ),
      );
    const inputs = [[1e300], [-1e300], [1e300]];
    const targets = [null, null, [1]];
    for (const [layer, h] of [
      [lstm(1, 1, one("fico"), { h: [0.25], c: [0.5] }), [Math.tanh(1.5), 0, Math.tanh(1)]],
      [gru(1, 1, one("rzn"), { h: [0.25] }), [0.25, -1, -1]],
    ] as const) {
      const trace = traceOf(modelOf({ layers: [layer], inputs, targets }));
      for (const [t, value] of h.entries())
        assert.ok(Math.abs(quantityOf(trace.layers[0], "h")[t] - value) < 1e-15, `${layer.cell}, t = ${t + 1}`);
      assert.equal(trace.notFinite, null);
      const { layers, notFinite } = runToEnd(backward(trace, never));
      assert.equal(notFinite, null);
      for (const values of layers[0].parameters.values()) assert.ok(values.every((value) => value === 0));
    }
  });

  it("a gru's update gate at exactly 1 keeps the state to the bit, at 0 lets go of it", () => {
    const keep = (b_z: number) => gru(1, 1, { W_r: 0, U_r: 0, W_z: 0, U_z: 0, b_z, W_n: 1, U_n: 0 }, { h: [0.3] });
    const inputs = Array.from({ length: 50 }, (_, t) => [t]);
    const states = (b_z: number) => [...quantityOf(traceOf(modelOf({ layers: [keep(b_z)], inputs })).layers[0], "h")];
    assert.deepEqual(new Set(states(1e300)), new Set([0.3]));
    for (const [t, h] of states(-1e300).entries()) assert.ok(Math.abs(h - Math.tanh(t)) < 1e-15);
  });

  it("a gradient of ±1e300 makes S infinite and the step 0, as doubles have it, by few numbers and by many", () => {
    for (const length of [1, 500]) {
      const values = new Float64Array(length).fill(2);
      const before = {
        t: 0,
        layers: [
          {
            parameters: new Map([["W", values]]),
            V: new Map([["W", new Float64Array(length)]]),
            S: new Map([["W", new Float64Array(length)]]),
          },
        ],
      };
      const gradient = [new Map([["W", Float64Array.from({ length }, (_, k) => (k % 2 === 0 ? 1e300 : -1e300))]])];
      const [{ parameters, V, S, step }] = runToEnd(adamUpdate(adam(), before, gradient, null, never)).layers;
      assert.ok(V.get("W")?.every((v, k) => v === (1 - 0.9) * (k % 2 === 0 ? 1e300 : -1e300)));
      assert.ok(S.get("W")?.every((s) => s === Number.POSITIVE_INFINITY));
      assert.ok(step.get("W")?.every((value) => value === 0) && parameters.get("W")?.every((W) => W === 2));
    }
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
