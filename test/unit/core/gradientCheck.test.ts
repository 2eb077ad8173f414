/** The gradient check: agreement, worst entries and kinks. */
import assert from "node:assert/strict";
import { type GradientCheck, gradientCheck } from "../../../src/core/gradientCheck.js";
import type { Model } from "../../../src/core/model.js";
import { never, type Progress, runToEnd } from "../../../src/core/slices.js";
import { dense, lossOf, modelOf, rnn, workedExample } from "./models.js";

const check = (model: Model, most?: number): GradientCheck => runToEnd(gradientCheck(model, never, most));

/** An activation whose derivative is not the one of its value. */
function wrongly(slope: number): Model {
  const expression = { source: "z", variables: ["z"], value: (z: number) => z, derivative: () => slope };
  const layer = { ...dense(1, 1, { W: 2, b: 1 }), activation: { kind: "expression", expression } as const };
  return modelOf({ layers: [layer], inputs: [[3]], targets: [[1]] });
}

describe("core/gradientCheck", () => {
  it("finds the worked example's gradient right in every parameter", () => {
    const { parameters, isRight } = check(workedExample());
    assert.ok(isRight);
    assert.deepEqual(parameters.map(({ name }) => name).join(" "), "W_f U_f b_f W_i U_i b_i W_c U_c b_c W_o U_o b_o");
    assert.ok(parameters.every(({ error, layer, kinks }) => error < 1e-8 && layer === 1 && kinks.length === 0));
  });

  it("finds a derivative wrong that is off by a part in ten thousand, and names the worst entry", () => {
    assert.ok(check(wrongly(1)).isRight);
    const { isRight, parameters } = check(wrongly(1.0001));
    assert.ok(!isRight && parameters.every((parameter) => !parameter.isRight && parameter.error > 1e-5 && parameter.kinks.length === 0));
    const [worst] = parameters[0].worst;
    assert.deepEqual([worst.row, worst.col], [1, 1]);
    assert.ok(Math.abs(worst.numeric - 36) < 1e-6 && Math.abs(worst.analytic - 36.0036) < 1e-9);
  });

  it("names a kink instead of failing at it", () => {
    // z = 0 exactly: relu turns there, and its derivative counts as 0.
    const model = modelOf({ layers: [rnn(1, 1, { W_h: 1, b_h: -1 }, {}, "relu")], inputs: [[1]], targets: [[1]] });
    const { isRight, parameters } = check(model);
    assert.ok(isRight);
    const [kink] = parameters[0].kinks;
    assert.deepEqual([kink.row, kink.col, kink.analytic], [1, 1, 0]);
    assert.ok(Math.abs(kink.left) < 1e-9 && Math.abs(kink.right + 2) < 1e-3);
    assert.ok(parameters[0].error === 0 && parameters[0].worst.length === 0);
  });

  it("is not misled by a kink that is near but not there", () => {
    const model = modelOf({ layers: [rnn(1, 1, { W_h: 1, b_h: -1 + 5e-4 }, {}, "relu")], inputs: [[1]], targets: [[1]] });
    assert.ok(check(model).parameters.every(({ isRight, kinks }) => isRight && kinks.length === 0));
  });

  it("names a kink too where the rounding of a large loss hides what is right beside it", () => {
    // Step 1 stands at the kink, as above; step 2 adds 1e8 to the loss whatever W_h is.
    const layer = rnn(1, 1, { W_h: 1, b_h: -1 }, {}, "relu");
    const model = modelOf({ layers: [layer], inputs: [[1], [0]], targets: [[1], [1e4]], loss: lossOf("mse", "sum") });
    const [W_h] = check(model).parameters;
    assert.deepEqual([W_h.name, W_h.isRight, W_h.kinks.length], ["W_h", true, 1]);
  });

  it("takes no smooth loss for a kink because it turns fast: a wrong derivative stays wrong there", () => {
    const fast = (slope: number): Model => {
      const expression = {
        source: "sin(1e4*z)",
        variables: ["z"],
        value: (z: number) => Math.sin(1e4 * z),
        derivative: (z: number) => slope * Math.cos(1e4 * z),
      };
      const layer = { ...dense(1, 1, { W: 0.3, b: 0.1 }), activation: { kind: "expression", expression } as const };
      return modelOf({ layers: [layer], inputs: [[1]], targets: [[0.2]] });
    };
    assert.ok(check(fast(1e4)).parameters.every(({ isRight, kinks }) => isRight && kinks.length === 0));
    assert.ok(check(fast(1.001e4)).parameters.every(({ isRight, kinks }) => !isRight && kinks.length === 0));
  });

  it("does not fail a gradient that is smaller than what the rounding of a large loss can show", () => {
    // The loss is 5e11, from a step that W has no part in; dL/dW is 1e-9.
    const model = modelOf({ layers: [dense(1, 1, { W: 1e-3 })], inputs: [[0], [1e-3]], targets: [[1e6], [0]] });
    const { isRight, parameters } = check(model);
    assert.ok(isRight && parameters[0].error > 1e-3, `${parameters[0].error}`);
  });

  it("finds nothing right where the loss is not finite", () => {
    const model = modelOf({ layers: [dense(1, 1, { W: 1e300 })], inputs: [[1e300]], targets: [[0]], loss: lossOf("mse") });
    const { isRight, parameters } = check(model);
    assert.ok(!isRight && Number.isNaN(parameters[0].error));
  });

  it("checks evenly spread entries where there are more than asked for", () => {
    const layer = dense(1, 10, { W: Array.from({ length: 10 }, (_, r) => [r]), b: new Array<number>(10).fill(1) });
    const model = modelOf({ layers: [layer], inputs: [[1]], targets: [new Array<number>(10).fill(0)] });
    const [W] = check(model, 4).parameters;
    assert.deepEqual([W.checked, W.total], [4, 10]);
    assert.deepEqual(new Set(W.worst.map(({ row }) => row)), new Set([1, 3, 6, 8]));
  });

  it("leaves the model as it was, also when it is abandoned", () => {
    const model = workedExample();
    const before = [...(model.layers[0].parameters.get("W_f")?.values ?? [])];
    const seen: Progress[] = [];
    const work = gradientCheck(model, () => true);
    for (let k = 0; k < 3; k++) work.next();
    work.return(undefined as never);
    assert.deepEqual([...(model.layers[0].parameters.get("W_f")?.values ?? [])], before);
    assert.ok(seen.every(({ done, total }) => done <= total));
  });
});
