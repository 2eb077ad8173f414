/** Gradients back through time: what they hold and how they are cut into slices. */
import assert from "node:assert/strict";
import { backward, type Gradients } from "../../../src/core/backward.js";
import type { Model } from "../../../src/core/model.js";
import { entryParts, shareNorms, stepShare } from "../../../src/core/shares.js";
import { never, type Progress, runToEnd } from "../../../src/core/slices.js";
import { dense, gru, lossOf, lstm, modelOf, rnn, traceOf, workedExample } from "./models.js";

const gradientsOf = (model: Model): Gradients => runToEnd(backward(traceOf(model), never));
const list = (values: Float64Array | undefined | null) => [...(values ?? [])];

describe("core/backward", () => {
  // h_t = w·h_{t−1} + x_t, L = (h_2 − y)²: everything by hand.
  const linear = modelOf({
    layers: [rnn(1, 1, { W_h: 1, U_h: 3, b_h: 0 }, { h: [2] }, "linear")],
    inputs: [[5], [7]],
    targets: [null, [40]],
  });

  it("of a recurrence worked by hand: parameters, states at every time, inputs", () => {
    // h_1 = 11, h_2 = 40 + 0: move the target so that dL/dh_2 = 2·(40 − 39) = 2.
    const [layer] = gradientsOf({ ...linear, targets: { values: Float64Array.of(0, 39), given: Uint8Array.of(0, 1) } }).layers;
    assert.deepEqual(list(layer.states.get("h")), [18, 6, 2]);
    assert.deepEqual(list(layer.parameters.get("W_h")), [6 * 5 + 2 * 7]);
    assert.deepEqual(list(layer.parameters.get("U_h")), [6 * 2 + 2 * 11]);
    assert.deepEqual(list(layer.parameters.get("b_h")), [8]);
    assert.deepEqual(list(layer.x), [6, 2]);
  });

  it("of a mean is that of the sum over the number of steps with a target", () => {
    const model = workedExample();
    const [mean] = gradientsOf(model).layers;
    const [sum] = gradientsOf({ ...model, loss: lossOf("mse", "sum") }).layers;
    for (const [name, values] of mean.parameters)
      assert.deepEqual(
        list(values),
        list(sum.parameters.get(name)).map((value) => value / 2),
        name,
      );
  });

  it("counts every path into dL/dc_t, the output gate's peephole among them", () => {
    const layer = lstm(0, 1, { U_f: 0, b_f: 50, b_i: -50, b_o: 0, p_o: 2 }, { c: [0.5] });
    const gradients = gradientsOf(modelOf({ layers: [layer], T: 1, targets: [[0]] }));
    // h = σ(2c)·tanh(c) with c = f·0.5, f = 1, i = 0: dL/dc = 2h·(2σ′(2c)·tanh(c) + σ(2c)·(1 − tanh²(c))).
    const s = 1 / (1 + Math.exp(-1));
    const tanh = Math.tanh(0.5);
    const expected = 2 * s * tanh * (2 * s * (1 - s) * tanh + s * (1 - tanh ** 2));
    const c = list(gradients.layers[0].states.get("c"));
    assert.ok(Math.abs(c[1] - expected) < 1e-14 && Math.abs(c[0] - expected) < 1e-14, `${c}, ${expected}`);
  });

  it("keeps a gradient for each parameter the file gives, in its order, and no others", () => {
    const model = modelOf({ layers: [gru(1, 1, { U_n: 1, W_z: 1, b_hn: 1 }), dense(1, 1, { W: 1 })], inputs: [[1]], targets: [[0]] });
    assert.deepEqual(
      gradientsOf(model).layers.map(({ parameters }) => [...parameters.keys()]),
      [["U_n", "W_z", "b_hn"], ["W"]],
    );
  });

  it("gives dL/dŷ of a dense layer and dL/dh of the others", () => {
    const [below, top] = gradientsOf(
      modelOf({ layers: [rnn(1, 1, { W_h: 1 }, {}, "linear"), dense(1, 1, { W: 2 })], inputs: [[3]], targets: [[5]] }),
    ).layers;
    assert.deepEqual([list(top.yhat), list(top.x), top.states.size], [[2], [4], 0]);
    assert.deepEqual([below.yhat, list(below.states.get("h"))], [null, [0, 4]]);
  });

  it("names where they first stop being finite on the way back, the layer above first", () => {
    const explosive = rnn(
      1,
      2,
      {
        W_h: [[0], [0]],
        U_h: [
          [0, 0],
          [0, 1e200],
        ],
      },
      {},
      "linear",
    );
    const model = modelOf({ layers: [explosive], inputs: [[0], [0], [0]], targets: [null, null, [0, 1]] });
    assert.deepEqual(gradientsOf(model).notFinite, { layer: 1, state: "h", t: 1, unit: 2 });
    const below = gradientsOf({ ...model, layers: [rnn(1, 1, {}), { ...explosive, D: 1 }] }).notFinite;
    assert.deepEqual(below, { layer: 2, state: "h", t: 1, unit: 2 });
    assert.equal(gradientsOf(workedExample()).notFinite, null);
  });

  it("of a trace without a loss is a mistake of the program", () => {
    assert.throws(() => gradientsOf({ ...workedExample(), targets: null }), /without a target there is no loss/);
  });

  it("yields its progress and comes to the same however it is sliced", () => {
    const H = 300;
    const U = Array.from({ length: H }, (_, r) => Array.from({ length: H }, (_unused, k) => Math.cos(r * k) / H));
    const model = modelOf({
      layers: [rnn(1, H, { W_h: U.map(([first]) => [first]), U_h: U })],
      inputs: [[1], [2], [3]],
      targets: [null, null, new Array<number>(H).fill(1)],
    });
    const trace = traceOf(model);
    const seen: Progress[] = [];
    const work = backward(trace, () => true);
    let step = work.next();
    for (; !step.done; step = work.next()) seen.push(step.value);
    assert.ok(seen.length >= 3 && seen.every(({ done, total }) => total === 3 && done <= 3));
    assert.deepEqual(step.value.layers, gradientsOf(model).layers);
  });
});

describe("core/shares", () => {
  it("are each step's dL/dz and what it adds to every gradient", () => {
    const gradients = gradientsOf(
      modelOf({ layers: [rnn(1, 1, { W_h: 1, U_h: 3 }, { h: [2] }, "linear")], inputs: [[5], [7]], targets: [null, [39]] }),
    );
    const share = stepShare(gradients, 0, 1);
    assert.deepEqual(list(share.z.get("z_h")), [6]);
    assert.deepEqual([list(share.parameters.get("W_h")), list(share.parameters.get("U_h"))], [[30], [12]]);
    const norms = runToEnd(shareNorms(gradients, 0, never));
    assert.deepEqual(list(norms.get("W_h")), [30, 14]);
    assert.deepEqual(
      [...runToEnd(entryParts(gradients, 0, "U_h", 0, never))],
      [12, list(stepShare(gradients, 0, 2).parameters.get("U_h"))[0]],
    );
  });

  it("of the worked example add up to its gradients", () => {
    const gradients = gradientsOf(workedExample());
    const shares = [1, 2].map((t) => stepShare(gradients, 0, t).parameters);
    for (const [name, gradient] of gradients.layers[0].parameters) {
      const sum = list(shares[0].get(name)).map((value, k) => value + (shares[1].get(name)?.[k] ?? Number.NaN));
      for (const [k, value] of sum.entries()) assert.ok(Math.abs(value - gradient[k]) <= 1e-15, name);
    }
  });
});
