/** The forward pass of every cell, and what a trace keeps. */
import assert from "node:assert/strict";
import { forward } from "../../../src/core/forward.js";
import { preactivations } from "../../../src/core/preactivations.js";
import { never, type Progress, runToEnd } from "../../../src/core/slices.js";
import { initialState, outputOf, quantityOf, row, before as stateBefore } from "../../../src/core/trace.js";
import { dense, gru, lossOf, lstm, modelOf, rnn, traceOf, workedExample } from "./models.js";

describe("core/forward", () => {
  it("gives every quantity in the order of its cell, T × H", () => {
    const layers = [
      lstm(1, 2, {
        U_f: [
          [0, 0],
          [0, 0],
        ],
      }),
      gru(2, 3, {}),
      rnn(3, 2, {}),
      dense(2, 1, { W: [[1, 1]] }),
    ];
    const trace = traceOf(modelOf({ layers, inputs: [[1], [2]] }));
    assert.deepEqual(
      trace.layers.map(({ quantities }) => [...quantities.keys()]),
      [["f", "i", "c_tilde", "o", "c", "h"], ["r", "z", "n", "h"], ["h"], ["yhat"]],
    );
    assert.deepEqual(
      trace.layers.map((layer) => outputOf(layer).length),
      [4, 6, 4, 2],
    );
  });

  it("hands a layer the very array the layer below gave", () => {
    const trace = traceOf(modelOf({ layers: [rnn(1, 2, {}), dense(2, 1, { W: [[1, 1]] })], inputs: [[1], [2]] }));
    assert.equal(trace.layers[0].x, trace.model.inputs);
    assert.equal(trace.layers[1].x, quantityOf(trace.layers[0], "h"));
  });

  it("counts a bias, an input matrix or a recurrent matrix that is left out as zeros", () => {
    const h = (numbers: Parameters<typeof rnn>[2]) => [
      ...quantityOf(traceOf(modelOf({ layers: [rnn(1, 1, numbers, { h: [0.5] })], inputs: [[1], [2]] })).layers[0], "h"),
    ];
    assert.deepEqual(h({ W_h: 1, U_h: 2 }), h({ W_h: 1, U_h: 2, b_h: 0 }));
    assert.deepEqual(h({ U_h: 2, b_h: 1 }), h({ W_h: 0, U_h: 2, b_h: 1 }));
    assert.deepEqual(h({ W_h: 1, b_h: 1 }), h({ W_h: 1, U_h: 0, b_h: 1 }));
  });

  it("runs without inputs for as many steps as it is told", () => {
    const trace = traceOf(modelOf({ layers: [rnn(0, 1, { U_h: 2 }, { h: [1] }, "linear")], T: 4 }));
    assert.deepEqual([...quantityOf(trace.layers[0], "h")], [2, 4, 8, 16]);
  });

  it("gives a problem of gradients alone a trace of no steps and no layers", () => {
    const model = { ...modelOf({ layers: [] }), given: { parameters: new Map(), gradients: [] } };
    const trace = traceOf(model);
    assert.deepEqual([trace.T, trace.layers, trace.loss, trace.notFinite], [0, [], null, null]);
  });

  it("gives the four forms of a gru where they part: r after or before the product, z that keeps or renews", () => {
    const numbers = { W_r: 1, U_r: 0, W_z: 2, U_z: 0, W_n: 1, U_n: 2, b_hn: 0.5 };
    const s = (z: number) => 1 / (1 + Math.exp(-z));
    const h = (resetAfter: boolean, zKeeps: boolean) =>
      quantityOf(traceOf(modelOf({ layers: [gru(1, 1, numbers, { h: [0.3] }, { resetAfter, zKeeps })], inputs: [[1]] })).layers[0], "h")[0];
    const after = Math.tanh(1 + s(1) * (2 * 0.3 + 0.5));
    const below = Math.tanh(1 + 2 * (s(1) * 0.3));
    const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-15, `${a}, ${b}`);
    near(h(true, true), (1 - s(2)) * after + s(2) * 0.3);
    near(h(true, false), s(2) * after + (1 - s(2)) * 0.3);
    near(h(false, true), (1 - s(2)) * below + s(2) * 0.3);
    near(h(false, false), s(2) * below + (1 - s(2)) * 0.3);
  });

  it("lets p_f and p_i see c before the step and p_o the c after it", () => {
    const s = (z: number) => 1 / (1 + Math.exp(-z));
    const layer = lstm(0, 1, { U_f: 0, p_f: 1, p_i: 2, p_o: 3, b_c: 1 }, { c: [0.5] });
    const [trace] = traceOf(modelOf({ layers: [layer], T: 1 })).layers;
    const c = s(0.5) * 0.5 + s(1) * Math.tanh(1);
    for (const [name, value] of [
      ["f", s(0.5)],
      ["i", s(1)],
      ["c", c],
      ["o", s(3 * c)],
    ] as const) {
      assert.ok(Math.abs(quantityOf(trace, name)[0] - value) < 1e-15, name);
    }
  });

  it("yields its progress in time steps × layers, and comes to the same however it is sliced", () => {
    const model = modelOf({
      layers: [gru(2, 64, wide(64, 2)), rnn(64, 64, {})],
      inputs: Array.from({ length: 300 }, (_, t) => [t % 3, 1]),
    });
    const whole = traceOf(model);
    const seen: Progress[] = [];
    const work = forward(model, () => true);
    let step = work.next();
    for (; !step.done; step = work.next()) seen.push(step.value);
    assert.ok(seen.length > 20, `${seen.length} slices`);
    assert.ok(seen.every(({ done, total }, k) => total === 600 && done <= total && (k === 0 || done >= seen[k - 1].done)));
    assert.deepEqual(step.value.layers.map(outputOf), whole.layers.map(outputOf));
  });

  it("gives the thread back within one step where a step is heavy", () => {
    const H = 700;
    const work = forward(modelOf({ layers: [gru(1, H, { U_r: square(H), U_z: square(H), U_n: square(H) })], inputs: [[1]] }), () => true);
    let slices = 0;
    while (!work.next().done) slices++;
    assert.ok(slices >= 10, `${slices} slices`);
  });

  describe("names the first value that is not finite", () => {
    it("by step, then layer, then quantity, then unit, all counted from 1", () => {
      const exploding = rnn(1, 2, { W_h: [[1], [1e200]] }, {}, "linear");
      const cube = dense(2, 1, { W: [[1e200, 1e200]] });
      const trace = traceOf(modelOf({ layers: [exploding, cube], inputs: [[0], [1e-50], [1e200]] }));
      assert.deepEqual(trace.notFinite, { layer: 2, quantity: "yhat", t: 2, unit: 1 });
      const both = traceOf(modelOf({ layers: [exploding, dense(2, 1, { W: [[1, 1]] })], inputs: [[0], [0], [1e200]] }));
      assert.deepEqual(both.notFinite, { layer: 1, quantity: "h", t: 3, unit: 2 });
      const below = traceOf(modelOf({ layers: [exploding, dense(2, 1, {})], inputs: [[0], [0], [1e200]] }));
      assert.deepEqual(below.notFinite, { layer: 1, quantity: "h", t: 3, unit: 2 });
    });

    it("also in a gate or candidate of an lstm, where c and h are looked at first", () => {
      const unit = { W_f: [[0]], W_i: [[0]], W_c: [[0]], W_o: [[0]], b_f: 1, b_i: 1, b_c: 1, b_o: 1 };
      const cases = { f: { b_f: 0 }, i: { b_i: 0 }, c_tilde: { b_c: 0 }, o: { b_o: 0 } };
      for (const [quantity, zero] of Object.entries(cases)) {
        for (const c of [0, 1]) {
          const pole = lstm(1, 1, { ...unit, ...zero }, { c: [c] }, { gate: "1 / z", candidate: "1 / z" });
          const { notFinite } = traceOf(modelOf({ layers: [pole], inputs: [[1], [1]] }));
          assert.deepEqual(notFinite, { layer: 1, quantity, t: 1, unit: 1 });
        }
      }
    });

    it("or null where all are finite", () => assert.equal(traceOf(workedExample()).notFinite, null));
  });

  describe("loss", () => {
    it("is null without targets, and where none of them is given", () => {
      assert.equal(traceOf({ ...workedExample(), targets: null }).loss, null);
      assert.equal(traceOf(workedExample({ targets: [null, null] })).loss, null);
    });

    it("counts only the steps with a target, and is NaN at the others", () => {
      const { loss } = traceOf(workedExample({ targets: [null, [0.8]] }));
      assert.deepEqual([loss?.count, [...(loss?.given ?? [])]], [1, [0, 1]]);
      assert.ok(Number.isNaN(loss?.perStep[0]));
      assert.equal(loss?.total, loss?.perStep[1]);
    });

    it("is summed over the steps where the file says so", () => {
      const { loss } = traceOf(workedExample({ loss: lossOf("mse", "sum") }));
      assert.equal(loss?.total, (loss?.perStep[0] ?? 0) + (loss?.perStep[1] ?? 0));
    });
  });
});

describe("core/trace", () => {
  const trace = traceOf(workedExample({ layers: [lstm(2, 1, { U_f: 1 }, { h: [0.1], c: [0.2] })] }));

  it("the state before step 1 is the initial one, before the others a view of the trace", () => {
    assert.equal(stateBefore(trace, 0, 1, "c")[0], 0.2);
    const h = quantityOf(trace.layers[0], "h");
    assert.equal(stateBefore(trace, 0, 2, "h").buffer, h.buffer);
    assert.equal(stateBefore(trace, 0, 2, "h")[0], h[0]);
  });

  it("a row is a view of time t", () => assert.deepEqual([...row(Float64Array.of(1, 2, 3, 4), 2, 2)], [3, 4]));

  it("a quantity or state that a cell does not have is a mistake of the program", () => {
    assert.throws(() => quantityOf(trace.layers[0], "r"), /a lstm layer has no r/);
    assert.throws(() => initialState(dense(1, 1, {}), "h"), /a dense layer has no state h/);
  });
});

describe("core/preactivations", () => {
  it("are bit for bit what the forward pass put into the activations", () => {
    const trace = traceOf(workedExample());
    for (let t = 1; t <= 2; t++) {
      const z = preactivations(trace, 0, t);
      assert.deepEqual([...z.keys()], ["z_f", "z_i", "z_c", "z_o"]);
      const [h, x] = [stateBefore(trace, 0, t, "h")[0], row(trace.model.inputs, t, 2)];
      assert.ok(Math.abs((z.get("z_f")?.[0] ?? Number.NaN) - (x[0] + 2 * x[1] + 0.5 * h + 0.2)) < 1e-15);
    }
  });

  it("have the names of their cell", () => {
    const layers = [gru(1, 1, {}), rnn(1, 1, {}), dense(1, 1, {})];
    const trace = traceOf(modelOf({ layers, inputs: [[1]] }));
    assert.deepEqual(
      layers.map((_, index) => [...preactivations(trace, index, 1).keys()]),
      [["z_r", "z_z", "z_n"], ["z_h"], ["z"]],
    );
  });
});

describe("core/slices", () => {
  it("runToEnd gives the result of work that never yields", () => {
    assert.equal(runToEnd(forward(workedExample(), never)).T, 2);
  });
});

function square(H: number): number[][] {
  return Array.from({ length: H }, (_, r) => Array.from({ length: H }, (_unused, k) => Math.sin(r + 3 * k) / H));
}

function wide(H: number, D: number) {
  return { W_r: Array.from({ length: H }, () => new Array<number>(D).fill(0.1)), U_r: square(H), U_n: square(H) };
}
