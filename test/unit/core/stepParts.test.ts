/** What each step brings to a layer's gradients, and what it does to the gradient that passes back through it. */
import assert from "node:assert/strict";
import { backward, type Gradients } from "../../../src/core/backward.js";
import { norm } from "../../../src/core/linear.js";
import type { Model } from "../../../src/core/model.js";
import { stepShare } from "../../../src/core/shares.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { stepParts } from "../../../src/core/stepParts.js";
import { readDocument } from "../../../src/document/document.js";
import { traceOf } from "./models.js";

const near = (actual: number, expected: number, bound = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= bound * Math.max(1, Math.abs(expected)), `${actual}, ${expected}`);

function gradientsOf(model: Model): Gradients {
  return runToEnd(backward(traceOf(model), never));
}

/** A matrix of rows × cols whose numbers follow no pattern. */
const matrix = (rows: number, cols: number, phase: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_unused, c) => Math.sin(phase + 1.7 * r + 2.9 * c + r * c)));

const gates = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"] } as const;

function modelOf(cell: keyof typeof gates, T: number, extra: object = {}): Model {
  const parameters = Object.fromEntries(
    gates[cell].flatMap((gate, k) => [
      [`W_${gate}`, matrix(3, 2, k)],
      [`U_${gate}`, matrix(3, 3, k + 5)],
      [`b_${gate}`, [0.1, -0.2, 0.3]],
      ...(cell === "lstm" && gate !== "c" ? [[`p_${gate}`, [0.4, -0.3, 0.2]]] : []),
    ]),
  );
  const layers = [
    { cell, parameters },
    { cell: "dense", parameters: { W: matrix(2, 3, 9), b: [0, 0.1] } },
  ];
  const file = { layers, inputs: matrix(T, 2, 4), targets: matrix(T, 2, 7), loss: "mse", reduction: "sum", ...extra };
  const { model, problems } = runToEnd(readDocument(JSON.stringify(file), never));
  return model ?? assert.fail(problems.map(({ message }) => message).join("; "));
}

/** The same with targets from step `t` on alone. */
function targetsFrom(model: Model, t: number): Model {
  const { targets } = model;
  assert.ok(targets !== null);
  return { ...model, targets: { ...targets, given: targets.given.map((is, k) => (k + 1 >= t ? is : 0)) } };
}

describe("core/stepParts", () => {
  for (const cell of ["lstm", "gru", "rnn"] as const) {
    it(`shares out every gradient of a ${cell} and of the dense layer above, so that the parts add up to 1`, () => {
      const gradients = gradientsOf(modelOf(cell, 5));
      for (const layer of [0, 1]) {
        const { shares } = runToEnd(stepParts(gradients, layer, never));
        assert.deepEqual([...shares.keys()], [...gradients.layers[layer].parameters.keys()]);
        for (const values of shares.values())
          near(
            values.reduce((sum, value) => sum + value, 0),
            1,
            1e-11,
          );
        for (const [name, values] of shares) {
          const whole = gradients.layers[layer].parameters.get(name) ?? new Float64Array();
          const share = stepShare(gradients, layer, 3).parameters.get(name) ?? new Float64Array();
          near(values[2], share.reduce((sum, value, k) => sum + value * whole[k], 0) / norm(whole) ** 2);
        }
      }
    });

    it(`takes what joins at a step of a ${cell} out of the factor: it is as if only later steps had targets`, () => {
      const model = modelOf(cell, 5);
      const state = cell === "lstm" ? "c" : "h";
      const sizes = (of: Model, t: number): number => {
        const values = gradientsOf(of).layers[0].states.get(state) ?? assert.fail();
        return norm(values.subarray(t * 3, (t + 1) * 3));
      };
      const { factor } = runToEnd(stepParts(gradientsOf(model), 0, never));
      assert.ok(factor !== null);
      // The gradient at t−1 of the loss of steps t … T, against that at t of the same.
      for (let t = 1; t <= 5; t++) near(factor[t - 1], sizes(targetsFrom(model, t), t - 1) / sizes(model, t), 1e-11);
    });
  }

  it("has no factor of a dense layer, and none where nothing comes to a step", () => {
    const model = modelOf("rnn", 4);
    const { targets } = model;
    assert.ok(targets !== null);
    const first = { ...model, targets: { ...targets, given: Uint8Array.of(1, 0, 0, 0) } };
    const gradients = gradientsOf(first);
    assert.equal(runToEnd(stepParts(gradients, 1, never)).factor, null);
    const { factor } = runToEnd(stepParts(gradients, 0, never));
    assert.ok(factor !== null && Number.isFinite(factor[0]) && factor.subarray(1).every(Number.isNaN));
  });

  it("shares out no gradient of 0", () => {
    const gradients = gradientsOf(
      modelOf("rnn", 2, {
        inputs: [
          [0, 0],
          [0, 0],
        ],
      }),
    );
    const { shares } = runToEnd(stepParts(gradients, 0, never));
    assert.ok(shares.get("W_h")?.every(Number.isNaN));
  });
});
