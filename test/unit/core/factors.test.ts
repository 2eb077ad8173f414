/** What each step back does to the gradient, and the verdict on it. */
import assert from "node:assert/strict";
import { exactUnits, type Factors, factors, verdictOf } from "../../../src/core/factors.js";
import type { Layer, Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { matrixNorm } from "../../../src/core/spectral.js";
import { quantityOf, before as stateBefore } from "../../../src/core/trace.js";
import { dense, gru, lstm, modelOf, rnn, traceOf, workedExample } from "./models.js";

const factorsOf = (model: Model, layer = 0): Factors => runToEnd(factors(traceOf(model), layer, never));
const near = (actual: number, expected: number, bound = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= bound * Math.max(1, Math.abs(expected)), `${actual}, ${expected}`);

/** ∂h_T/∂h_0 by differences: entry [r][k] the change of unit r for one of unit k. */
function differences(layer: Exclude<Layer, { cell: "dense" }>, T: number): Float64Array[] {
  const h = (k: number, step: number) => {
    const initial = { ...layer.initial, h: layer.initial.h.map((value, j) => value + (j === k ? step : 0)) };
    const all = quantityOf(traceOf(modelOf({ layers: [{ ...layer, initial } as Layer], T })).layers[0], "h");
    return all.subarray((T - 1) * layer.H);
  };
  const columns = Array.from({ length: layer.H }, (_, k) => h(k, 1e-5).map((value, r) => (value - h(k, -1e-5)[r]) / 2e-5));
  return Array.from({ length: layer.H }, (_, r) => Float64Array.from(columns, (column) => column[r]));
}

const matrix = (H: number, size: number, phase: number) =>
  Array.from({ length: H }, (_, r) => Array.from({ length: H }, (_unused, k) => size * Math.sin(phase + 1.7 * r + 2.9 * k * k)));

describe("core/spectral", () => {
  const of = (...rows: number[][]) => matrixNorm(rows.map((row) => Float64Array.from(row)));

  it("gives the norm of a matrix whose stretches are known, near ones and far ones", () => {
    near(of([3, 0], [0, -4]), 4, 1e-14);
    near(of([1, 1], [0, 1]), (1 + Math.sqrt(5)) / 2, 1e-14);
    near(of([1, 0], [0, 1 - 1e-9]), 1, 1e-14);
    near(of([2, 2], [2, 2]), 4, 1e-14);
    near(of([1, 2, 2]), 3, 1e-14);
  });

  it("is at home at the ends of the doubles", () => {
    near(of([3e-200, 4e-200], [0, 0]) / 5e-200, 1, 1e-14);
    near(of([1e300, 1e300], [1e300, 1e300]) / 2e300, 1, 1e-14);
    assert.equal(of([0, 0], [0, 0]), 0);
    assert.equal(of([1, Number.POSITIVE_INFINITY], [0, 0]), Number.POSITIVE_INFINITY);
    assert.ok(Number.isNaN(of([1, Number.NaN], [0, 0])));
  });
});

describe("core/factors", () => {
  it("of one unit are w·φ′(z_t), with their sign", () => {
    const found = factorsOf(modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: -2 })], inputs: [[0.3], [0.1]] }));
    const h1 = Math.tanh(0.3);
    const h2 = Math.tanh(0.1 - 2 * h1);
    const expected = [-2 * (1 - h1 ** 2), -2 * (1 - h2 ** 2)];
    for (const [k, factor] of expected.entries()) {
      near(found.scalar?.[k] ?? Number.NaN, factor, 1e-14);
      near(found.perStep[k], -factor, 1e-14);
    }
    near(found.logToEnd[0], Math.log(expected[0] * expected[1]), 1e-13);
    near(found.growth, Math.sqrt(expected[0] * expected[1]), 1e-13);
    assert.equal(found.logToEnd[2], 0);
  });

  it("of an lstm's cell are its f, and there are none along the cell of the others", () => {
    const trace = traceOf(workedExample());
    assert.equal(runToEnd(factors(trace, 0, never)).cell, quantityOf(trace.layers[0], "f"));
    assert.equal(factorsOf(modelOf({ layers: [gru(1, 1, {})], inputs: [[1]] })).cell, null);
  });

  const layers: readonly Exclude<Layer, { cell: "dense" }>[] = [
    rnn(0, 3, { U_h: matrix(3, 1.2, 0) }, { h: [0.1, -0.2, 0.3] }),
    lstm(
      0,
      3,
      { U_f: matrix(3, 1, 1), U_i: matrix(3, 1, 2), U_c: matrix(3, 2, 3), U_o: matrix(3, 1, 4), p_f: [1, 2, 3], p_o: [1, -1, 1] },
      { h: [0.1, -0.2, 0.3], c: [1, 0.5, -1] },
    ),
    gru(
      0,
      3,
      { U_r: matrix(3, 1, 1), U_z: matrix(3, 1, 2), U_n: matrix(3, 2, 3) },
      { h: [0.1, -0.2, 0.3] },
      { resetAfter: false, zKeeps: false },
    ),
  ];
  for (const layer of layers) {
    it(`of a ${layer.cell} with three units come to the norm of ∂h_T/∂h_0 that differences give, every path counted`, () => {
      for (const T of [1, 4]) {
        const found = factorsOf(modelOf({ layers: [layer], T }));
        near(Math.exp(found.logToEnd[0]), matrixNorm(differences(layer, T)), 1e-7);
        near(found.growth ** T, Math.exp(found.logToEnd[0]));
        if (T === 1) near(found.perStep[0], Math.exp(found.logToEnd[0]));
      }
    });
  }

  it("of an lstm's step are ∂h_t/∂h_{t−1} with c_{t−1} held, at every step", () => {
    const layer = lstm(1, 1, { W_f: 1, U_f: -0.5, W_i: 0.5, U_i: 1, W_c: 2, U_c: 1.5, W_o: 1, U_o: -1, p_o: 0.5 }, { h: [0.3], c: [-0.4] });
    const inputs = [[0.3], [-1], [2], [0.1]];
    const trace = traceOf(modelOf({ layers: [layer], inputs }));
    const { scalar } = runToEnd(factors(trace, 0, never));
    for (const [index, x] of inputs.entries()) {
      const [h, c] = (["h", "c"] as const).map((name) => stateBefore(trace, 0, index + 1, name)[0]);
      const moved = (step: number) =>
        quantityOf(
          traceOf(modelOf({ layers: [{ ...layer, initial: { h: Float64Array.of(h + step), c: Float64Array.of(c) } }], inputs: [x] }))
            .layers[0],
          "h",
        )[0];
      near(scalar?.[index] ?? Number.NaN, (moved(1e-5) - moved(-1e-5)) / 2e-5, 1e-9);
    }
  });

  it("of a large lstm are exact at t = 0 too, where c_0 is held and every later c goes along", () => {
    const H = exactUnits + 2;
    const start = Array.from({ length: H }, (_, k) => Math.sin(k));
    const layer = lstm(
      0,
      H,
      {
        U_f: matrix(H, 0.4, 1),
        U_i: matrix(H, 0.3, 2),
        U_c: matrix(H, 0.5, 3),
        U_o: matrix(H, 0.3, 4),
        b_f: start.map((value) => 1 + value),
      },
      { h: start, c: start.map((value) => 2 * value) },
    );
    for (const T of [2, 5]) near(Math.exp(factorsOf(modelOf({ layers: [layer], T })).logToEnd[0]), matrixNorm(differences(layer, T)), 1e-4);
  });

  it("of a layer too large to carry its whole matrix back are exact at t = 0, and below the norm elsewhere", () => {
    const H = exactUnits + 4;
    const layer = rnn(0, H, { U_h: matrix(H, 0.5, 0) }, { h: Array.from({ length: H }, (_, k) => Math.sin(k)) });
    const found = factorsOf(modelOf({ layers: [layer], T: 6 }));
    near(Math.exp(found.logToEnd[0]), matrixNorm(differences(layer, 6)), 1e-4);
    const ofOne = factorsOf(modelOf({ layers: [layer], T: 1 }));
    near(ofOne.perStep[0], matrixNorm(differences(layer, 1)), 1e-3);
    assert.ok(found.logToEnd[5] <= Math.log(found.perStep[5]) + 1e-9);
  });

  it("neither vanish nor overflow for being far beyond a double", () => {
    for (const [w, growth, verdict] of [
      [0.5, 0.5, "vanishing"],
      [2, 2, "exploding"],
    ] as const) {
      const found = factorsOf(modelOf({ layers: [rnn(0, 1, { U_h: w }, {}, "linear")], T: 5000 }));
      near(found.logToEnd[0], 5000 * Math.log(w));
      near(found.growth, growth);
      assert.equal(found.verdict, verdict);
    }
  });

  it("of a layer that lets nothing through are 0", () => {
    const found = factorsOf(modelOf({ layers: [rnn(1, 2, { W_h: [[1], [1]] })], inputs: [[1], [1]] }));
    assert.deepEqual([...found.perStep], [0, 0]);
    assert.deepEqual([found.logToEnd[0], found.growth, found.verdict], [Number.NEGATIVE_INFINITY, 0, "vanishing"]);
  });

  it("come to a verdict with bounds 0.95 and 1.05, and to none for NaN", () => {
    assert.deepEqual([0.9499, 0.95, 1, 1.05, 1.0501, Number.NaN].map(verdictOf), [
      "vanishing",
      "steady",
      "steady",
      "steady",
      "exploding",
      null,
    ]);
  });

  it("come to the verdict that the factors themselves say where G is a bound to the bit", () => {
    for (const [w, verdict] of [
      [0.95, "steady"],
      [1.05, "steady"],
      [0.9499999, "vanishing"],
      [1.0500001, "exploding"],
    ] as const) {
      for (const T of [1, 2, 7, 30, 100, 1000]) {
        const found = factorsOf(modelOf({ layers: [rnn(0, 1, { U_h: w }, {}, "linear")], T }));
        assert.equal(found.verdict, verdict, `w = ${w}, T = ${T}: G = ${found.growth}`);
      }
    }
  });

  it("need no targets, and targets change nothing", () => {
    for (const layer of layers) {
      const [without, withTargets] = [undefined, [[1, 2, 3], null, [0, 0, 0]]].map((targets) =>
        factorsOf(modelOf({ layers: [layer], T: 3, ...(targets === undefined ? {} : { targets }) })),
      );
      assert.deepEqual(withTargets, without);
      assert.ok(without.verdict !== null && without.perStep.every((factor) => factor > 0));
    }
  });

  it("of a dense layer do not exist", () => {
    assert.throws(() => factorsOf(modelOf({ layers: [dense(1, 1, {})], inputs: [[1]] })), /carries nothing/);
  });
});
