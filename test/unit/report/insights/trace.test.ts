/** Insights into values: each on numbers that can be worked out by hand. */
import assert from "node:assert/strict";
import { deadUnits } from "../../../../src/report/insights/dead.js";
import { forgetting } from "../../../../src/report/insights/forgetting.js";
import { valueNotFinite } from "../../../../src/report/insights/notFinite.js";
import { saturatedGates } from "../../../../src/report/insights/saturated.js";
import { zeroInputs } from "../../../../src/report/insights/zeroInput.js";
import { dense, gru, lossOf, lstm, modelOf, rnn, traceOf, workedExample } from "../../core/models.js";
import { ofTrace, read, still } from "../support/insights.js";

const column = (...numbers: readonly number[]) => numbers.map((number) => [number]);

describe("saturated gates", () => {
  const model = (inputs: readonly number[], weights: readonly number[], gate = "sigmoid") =>
    modelOf({
      layers: [lstm(1, weights.length, { ...still(weights.length), W_f: column(...weights) }, {}, { gate })],
      inputs: column(...inputs),
    });

  it("are told with the share of steps in which |z| > 4, open and shut, where it is half of them or more", () => {
    const [told, ...others] = ofTrace(saturatedGates, model([1, 1, -1, 0], [100, 0]));
    assert.equal(read(told), "f of unit 1 is saturated (|z| > 4) in 3 of 4 steps: open in 2, shut in 1");
    assert.deepEqual([told.kind, told.place], ["saturated", { layer: 1, quantity: "f", t: 1, unit: 1 }]);
    assert.deepEqual([...told.numbers], [3, 4, 2, 1]);
    assert.deepEqual(others, []);
    assert.deepEqual(ofTrace(saturatedGates, model([1, -1], [100])), [], "two steps say nothing");
    assert.equal(ofTrace(saturatedGates, model([0, 0, 0, 1, 1, -1], [100])).length, 1, "three of six");
    assert.deepEqual(ofTrace(saturatedGates, model([0, 0, 0, 0, 1, 1, -1], [100])), [], "three of seven");
  });

  it("begin above 4, not at it", () => {
    assert.deepEqual(ofTrace(saturatedGates, model([4, -4, 4], [1])), []);
    const [told] = ofTrace(saturatedGates, model([0, 4.001, 4.001, -4.001], [1]));
    assert.equal(read(told), "f of unit 1 is saturated (|z| > 4) in 3 of 4 steps: open in 2, shut in 1");
    assert.equal(told.place.t, 2);
  });

  it("tell the unit that is saturated most often, and count the others", () => {
    const [told] = ofTrace(saturatedGates, model([-1, -1, -5], [4.5, 5, -9, 1]));
    assert.equal(read(told), "f of unit 1 is saturated (|z| > 4) in 3 of 3 steps: shut, and 2 more units");
  });

  it("of a hard sigmoid are those at 0 or 1, where it is flat", () => {
    assert.deepEqual(ofTrace(saturatedGates, model([2.4, -2.4, 2.4], [1], "hardSigmoid")), [], "0.2·2.4 + 0.5 = 0.98");
    const [told] = ofTrace(saturatedGates, model([2.6, -2.6, 2.6], [1], "hardSigmoid"));
    assert.equal(read(told), "f of unit 1 is saturated (at 0 or 1) in 3 of 3 steps: open in 2, shut in 1");
  });

  it("are those of a gru as well, but of no gate that can leave 0…1, and of no plain recurrence", () => {
    const numbers = { W_r: 0, U_r: 0, W_z: 9, U_z: 0, W_n: 1, U_n: 0 };
    assert.deepEqual(ofTrace(saturatedGates, modelOf({ layers: [gru(1, 1, numbers)], inputs: [[1], [1], [1]] })).map(read), [
      "z of unit 1 is saturated (|z| > 4) in 3 of 3 steps: open",
    ]);
    assert.deepEqual(ofTrace(saturatedGates, model([9, 9, 9], [1], "linear")), []);
    assert.deepEqual(ofTrace(saturatedGates, modelOf({ layers: [rnn(1, 1, { W_h: 99, U_h: 0 })], inputs: [[1], [1], [1]] })), []);
  });
});

describe("memory", () => {
  const withBias = (b_f: readonly number[], T = 3) => {
    const layer = lstm(0, b_f.length, { ...still(b_f.length), b_f });
    return modelOf({ layers: [layer], T });
  };

  it("that never fades is told with the least f and what is left of c_0: σ(6) = 0.99753, and its cube 0.99260", () => {
    const [told, ...others] = ofTrace(forgetting, withBias([0, 6]));
    assert.equal(read(told), "Unit 2 never forgets: f is at least 0.9975, and 0.9926 of c_0 is left at t = 3");
    assert.deepEqual([told.kind, told.place], ["neverForgets", { layer: 1, quantity: "f", t: 1, unit: 2 }]);
    assert.deepEqual(others, []);
  });

  it("that is wiped at every step is told with the greatest f: σ(−4) = 0.0180", () => {
    const [told] = ofTrace(forgetting, withBias([-3, -4]));
    assert.equal(read(told), "Unit 2 forgets at every step: f is at most 0.018, and 1 more unit");
    assert.equal(told.kind, "forgets");
  });

  it("in between is nothing to tell, nor is one step alone", () => {
    assert.deepEqual(ofTrace(forgetting, withBias([0, 2.9, -2.9])), [], "σ(2.9) = 0.948");
    assert.deepEqual(ofTrace(forgetting, withBias([6, -6], 1)), []);
    assert.deepEqual(ofTrace(forgetting, workedExample()), []);
  });

  it("of a gru is what z keeps, or 1 − z where the file says so", () => {
    const numbers = { U_r: 0, U_z: 0, U_n: 0, b_z: 6 };
    const of = (zKeeps: boolean) => ofTrace(forgetting, modelOf({ layers: [gru(0, 1, numbers, {}, { zKeeps })], T: 2 })).map(read);
    assert.deepEqual(of(true), ["Unit 1 never forgets: z is at least 0.9975, and 0.9951 of h_0 is left at t = 2"]);
    assert.deepEqual(of(false), ["Unit 1 forgets at every step: 1 − z is at most 0.00247"]);
  });

  it("that is no number is not told of", () => {
    const layer = lstm(1, 1, { ...still(1), W_f: 1, b_f: 6 });
    assert.deepEqual(ofTrace(forgetting, modelOf({ layers: [layer], inputs: [[1], [Number.NaN], [1]] })), []);
  });
});

describe("dead units", () => {
  it("say the same at every step, 0 or another value", () => {
    // h = relu(x − 5), relu(x), relu(0·x + 2)
    const layer = rnn(
      1,
      3,
      {
        W_h: column(1, 1, 0),
        U_h: [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
        b_h: [-5, 0, 2],
      },
      {},
      "relu",
    );
    const inputs = column(1, 2, 3);
    const [told, ...others] = ofTrace(deadUnits, modelOf({ layers: [layer], inputs }));
    assert.equal(read(told), "Unit 1 is dead: h is 0.0000 at every step, and 1 more unit");
    assert.deepEqual([told.kind, told.place], ["dead", { layer: 1, quantity: "h", t: 1, unit: 1 }]);
    assert.deepEqual(others, []);
    const readout = dense(3, 1, { W: [[0, 0, 1]], b: [1] });
    const stack = ofTrace(deadUnits, modelOf({ layers: [layer, readout], inputs }));
    assert.equal(read(stack[1]), "Unit 1 in layer 2 is dead: ŷ is 3.0000 at every step");
    assert.equal(stack[1].place.quantity, "yhat");
  });

  it("are none where a value moves by more than 1e-9, is no number, or there is one step", () => {
    const of = (...inputs: readonly number[]) =>
      ofTrace(deadUnits, modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: 0 }, {}, "linear")], inputs: column(...inputs) })).length;
    assert.equal(of(1, 1 + 2e-9, 1), 0);
    assert.equal(of(1, 1 + 0.5e-9, 1), 1);
    assert.equal(of(Number.NaN, 1, 1), 0);
    assert.equal(of(1), 0);
  });
});

describe("values that are not finite", () => {
  it("are told where they begin", () => {
    const [told] = valueNotFinite(
      traceOf(modelOf({ layers: [rnn(1, 1, { W_h: 1e300, U_h: 0 }, {}, "linear")], inputs: column(1, 1e300, 1) })),
    );
    assert.equal(read(told), "h of unit 1 is not finite from t = 2 on");
    assert.deepEqual(told.place, { layer: 1, quantity: "h", t: 2, unit: 1 });
  });

  it("include the loss of a step whose values are finite", () => {
    const layer = rnn(1, 1, { W_h: 1, U_h: 0 }, {}, "linear");
    const [told] = valueNotFinite(
      traceOf(modelOf({ layers: [layer], inputs: column(1, 1e200), targets: [[0], [0]], loss: lossOf("mse") })),
    );
    assert.equal(read(told), "loss_2 is not finite, though every value before it is");
    assert.equal(told.place.quantity, "loss");
    assert.deepEqual(valueNotFinite(traceOf(workedExample())), []);
  });
});

describe("steps with x = 0", () => {
  // h_t = h_{t−1} + x_t, or half of h_{t−1}
  const model = (U_h: number, inputs: readonly number[]) =>
    modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h }, { h: [2] }, "linear")], inputs: column(...inputs) });

  it("are told where h moves on all the same", () => {
    const [told] = ofTrace(zeroInputs, model(0.5, [1, 0, 3, 0]));
    assert.equal(read(told), "h changes at 2 of 2 steps with x = 0: h_1 = 2.0000, h_2 = 1.0000");
    assert.deepEqual([told.kind, told.place], ["zeroInput", { layer: 1, quantity: "h", t: 2, unit: 1 }]);
  });

  it("are nothing to tell where h stays, where no x is 0, or where there is no input", () => {
    assert.deepEqual(ofTrace(zeroInputs, model(1, [1, 0, 3, 0])), []);
    assert.deepEqual(ofTrace(zeroInputs, model(0.5, [1, 2])), []);
    assert.deepEqual(ofTrace(zeroInputs, modelOf({ layers: [rnn(0, 1, { U_h: 0.5 }, { h: [2] }, "linear")], T: 3 })), []);
  });

  it("begin at the initial state, and name the unit that moves most", () => {
    const layer = rnn(
      2,
      2,
      {
        W_h: [
          [0, 0],
          [0, 0],
        ],
        U_h: [
          [1, 0],
          [0, 0.5],
        ],
      },
      { h: [1, 4] },
      "linear",
    );
    const [told] = ofTrace(
      zeroInputs,
      modelOf({
        layers: [layer],
        inputs: [
          [0, 0],
          [0, 1],
        ],
      }),
    );
    assert.equal(read(told), "h changes at 1 of 1 step with x = 0: h_0 = 4.0000, h_1 = 2.0000 in unit 2");
  });
});
