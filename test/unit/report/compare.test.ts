/** Two traces compared, on numbers that can be worked out by hand. */
import assert from "node:assert/strict";
import type { Layer, Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { areApart, defaultTolerance } from "../../../src/report/compare/apart.js";
import { compareTraces } from "../../../src/report/compare/compare.js";
import { dense, gru, lossOf, lstm, modelOf, rnn, traceOf, workedExample } from "../core/models.js";
import { still } from "./support/insights.js";

const compared = (here: Model, there: Model, tolerance = defaultTolerance) =>
  runToEnd(compareTraces(traceOf(here), traceOf(there), tolerance, never));

/** h_t = w·h_{t−1} + x_t. */
const sum = (w: number, inputs: readonly number[], h = 0) =>
  modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: w }, { h: [h] }, "linear")], inputs: inputs.map((x) => [x]) });

describe("two numbers", () => {
  it("are apart where they differ by more than the tolerance, relative to numbers above 1", () => {
    assert.equal(areApart(1, 1 + 2e-9, 1e-9), true);
    assert.equal(areApart(1, 1 + 0.5e-9, 1e-9), false);
    assert.equal(areApart(1e-12, 2e-12, 1e-9), false, "small numbers are compared absolutely");
    assert.equal(areApart(1e6, 1e6 + 5e-4, 1e-9), false, "1e-9 of a million is a thousandth");
    assert.equal(areApart(1e6, 1e6 + 2e-3, 1e-9), true);
    assert.equal(areApart(0.1, 0.1 + 2 ** -60, 0), false, "the same double");
    assert.equal(areApart(0.1, 0.1 + 2 ** -50, 0), true);
  });

  it("are apart where one alone is no number, or infinities have other signs", () => {
    assert.equal(areApart(Number.NaN, Number.NaN, 1e-9), false);
    assert.equal(areApart(Number.NaN, 1, 1e-9), true);
    assert.equal(areApart(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1e-9), false);
    assert.equal(areApart(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-9), true);
    assert.equal(areApart(Number.POSITIVE_INFINITY, 1, 1e-9), true);
  });
});

describe("two traces", () => {
  it("of one model part nowhere", () => {
    const { first, layers, loss, mismatches, T } = compared(workedExample(), workedExample());
    assert.deepEqual({ first, loss, mismatches, T }, { first: null, loss: 0, mismatches: [], T: 2 });
    assert.deepEqual(layers, [{ f: 0, i: 0, c_tilde: 0, c: 0, o: 0, h: 0 }]);
  });

  it("part at the step and unit where the first value does, with both values", () => {
    // U_h acts from step 2 on: 2·1 + 1 against 3·1 + 1
    const { first, layers } = compared(sum(2, [1, 1, 1]), sum(3, [1, 1, 1]));
    assert.deepEqual(first, { place: { layer: 1, quantity: "h", t: 2, unit: 1 }, a: 3, b: 4 });
    assert.deepEqual(layers, [{ h: 6 }], "7 against 13");
  });

  it("part before step 1 where the initial states do, and at x where the inputs do", () => {
    assert.deepEqual(compared(sum(2, [1], 1), sum(2, [1], 5)).first, { place: { layer: 1, quantity: "h", t: 0, unit: 1 }, a: 1, b: 5 });
    assert.deepEqual(compared(sum(2, [1, 2]), sum(2, [1, 7])).first, { place: { layer: 1, quantity: "x", t: 2, unit: 1 }, a: 2, b: 7 });
  });

  const changed = (parameter: string) => {
    const biased = (value: number) => lstm(1, 1, { ...still(1), b_f: 0, b_i: 0, b_c: 1, b_o: 0, [parameter]: value }, { c: [1] });
    const model = (layer: Layer) => modelOf({ layers: [layer], inputs: [[0]], targets: [[0]] });
    return compared(model(biased(1)), model(biased(2))).first?.place.quantity;
  };

  it("part in the order a step is computed: gates and candidate before c, c before o, o before h", () => {
    assert.equal(changed("b_f"), "f");
    assert.equal(changed("b_i"), "i");
    assert.equal(changed("b_c"), "c_tilde");
    assert.equal(changed("b_o"), "o");
  });

  it("part at c, not at the o that reads it through its peephole, where f alone keeps within the tolerance", () => {
    // f = 0.0100 and 0.0105, c_0 = 100: c is 1 and 1.05, o = σ(c) 0.731 and 0.741
    const gated = (f: number) =>
      modelOf({ layers: [lstm(1, 1, { ...still(1), b_f: Math.log(f / (1 - f)), p_o: 1 }, { c: [100] })], inputs: [[0]] });
    const { first } = compared(gated(0.01), gated(0.0105), 1e-3);
    assert.deepEqual([first?.place.quantity, first?.a.toFixed(4), first?.b.toFixed(4)], ["c", "1.0000", "1.0500"]);
  });

  it("reach 1 where only what is not finite differs", () => {
    const huge = (b_h: number) => modelOf({ layers: [rnn(1, 1, { W_h: 1e308, U_h: 0, b_h }, {}, "linear")], inputs: [[1]] });
    const { first, layers } = compared(huge(0), huge(1e308));
    assert.deepEqual([first?.b, layers], [Number.POSITIVE_INFINITY, [{ h: 1 }]]);
  });

  it("part at the loss last", () => {
    const { first, loss } = compared(workedExample(), workedExample({ targets: [[0.5], [0]] }));
    assert.deepEqual(first?.place, { layer: 1, quantity: "loss", t: 2, unit: 1 });
    assert.ok(
      Math.abs((loss ?? 0) - (0.979867 - 0.036055)) < 1e-5,
      "√0.979867 = 0.989882, so h₂ is 0.8 less than that, and its square 0.036055",
    );
    const without = compared(workedExample(), workedExample({ targets: [[0.5], null] }));
    assert.deepEqual([without.first?.place.t, without.first?.b], [2, Number.NaN]);
  });

  it("part in the lower layer first", () => {
    const stack = (w: number, v: number) => modelOf({ layers: [rnn(1, 1, { W_h: w, U_h: 0 }), dense(1, 1, { W: [[v]] })], inputs: [[1]] });
    assert.deepEqual(compared(stack(1, 1), stack(2, 1)).first?.place, { layer: 1, quantity: "h", t: 1, unit: 1 });
    assert.deepEqual(compared(stack(1, 1), stack(1, 2)).first?.place, { layer: 2, quantity: "yhat", t: 1, unit: 1 });
  });

  it("part by more than the tolerance asked for", () => {
    const [here, there] = [sum(0, [1, 1]), sum(1e-4, [1, 1])];
    assert.equal(compared(here, there, 1e-3).first, null);
    assert.equal(compared(here, there, 1e-5).first?.place.t, 2);
  });
});

describe("traces of other sizes", () => {
  const inputs = [[1], [2], [3]];
  const wide = (H: number) =>
    gru(
      1,
      H,
      Object.fromEntries(
        ["r", "z", "n"].flatMap((k) => [
          [`W_${k}`, Array.from({ length: H }, () => [1])],
          [`U_${k}`, Array.from({ length: H }, () => new Array<number>(H).fill(0))],
        ]),
      ),
    );

  it("say what differs, and are compared as far as they are alike", () => {
    const shorter = compared(sum(2, [1, 1, 1]), sum(2, [1, 1]));
    assert.deepEqual([shorter.T, shorter.first, shorter.mismatches], [2, null, ["T is 3 here, 2 there: the first 2 steps are compared"]]);
    const other = compared(modelOf({ layers: [wide(2)], inputs }), modelOf({ layers: [wide(3)], inputs }));
    assert.deepEqual([other.layers, other.first, other.mismatches], [[null], null, ["H is 2 here, 3 there: the layer is not compared"]]);
    const cells = compared(modelOf({ layers: [wide(1)], inputs }), sum(1, [1, 2, 3]));
    assert.deepEqual([cells.layers, cells.mismatches], [[null], ["the cell is gru here, rnn there: the layer is not compared"]]);
  });

  it("compare the layers that are alike", () => {
    const base = rnn(1, 1, { W_h: 1, U_h: 0 });
    const { layers, mismatches } = compared(
      modelOf({ layers: [base, dense(1, 2, { W: [[1], [2]] })], inputs, targets: [[1, 1], null, null] }),
      modelOf({
        layers: [base, dense(1, 1, { W: [[1]] }), dense(1, 1, { W: [[1]] })],
        inputs,
        targets: [[1], null, null],
        loss: lossOf("mae"),
      }),
    );
    assert.deepEqual(layers, [{ h: 0 }, null]);
    assert.deepEqual(mismatches, [
      "2 layers here, 3 there",
      "K of layer 2 is 2 here, 1 there: the layer is not compared",
      "the loss is mse here, mae there",
    ]);
  });

  it("compare gates whatever is read, and no loss where one has none", () => {
    const reads = (D: number) => rnn(D, 1, { W_h: [new Array<number>(D).fill(0)], U_h: 1 }, { h: [1] });
    const { first, mismatches, loss } = compared(
      modelOf({ layers: [reads(1)], inputs: [[1]], targets: [[1]] }),
      modelOf({ layers: [reads(2)], inputs: [[5, 5]] }),
    );
    assert.deepEqual([first, loss], [null, null]);
    assert.deepEqual(mismatches, ["D is 1 here, 2 there", "there are targets here alone, so no loss is compared"]);
  });
});
