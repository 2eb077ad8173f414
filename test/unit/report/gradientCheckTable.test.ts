/** The gradient check as text: a row a parameter, what is wrong, what has a kink. */
import assert from "node:assert/strict";
import { type GradientCheck, gradientCheck } from "../../../src/core/gradientCheck.js";
import type { Layer, Model } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { gradientCheckTable } from "../../../src/report/gradientCheckTable.js";
import { dense, modelOf, rnn, workedExample } from "../core/models.js";

function text(model: Model, check: GradientCheck = runToEnd(gradientCheck(model, never))): string {
  return [...gradientCheckTable(model, check)].join("");
}

/** A layer whose derivative is not the one of its value. */
function wrongly(slope: number): Layer {
  const expression = { source: "z", variables: ["z"], value: (z: number) => z, derivative: () => slope };
  return { ...dense(1, 1, { W: 2, b: 1 }), activation: { kind: "expression", expression } };
}

describe("report/gradientCheckTable", () => {
  it("has a row a parameter, in the file's order, with its error and the entry that differs most", () => {
    const lines = text(workedExample()).split("\n");
    assert.match(lines[0], /^parameter {2}entries {2,}error {2}worst entry {2,}analytic {2,}numeric$/);
    const names = lines.slice(1, 13).map((line) => line.split(" ")[0]);
    assert.equal(names.join(" "), "W_f U_f b_f W_i U_i b_i W_c U_c b_c W_o U_o b_o");
    assert.match(lines[1], /^W_f {14}2 {2}\d\.\de−\d+ {2}W_f\[1,1\] {5}(−1\.69698\de−2) {2}\1$/);
    assert.match(lines[3], /b_f\[1\]/);
    assert.deepEqual(lines.slice(13), ["", "right: no error is above 1e−6", ""]);
  });

  it("names what is wrong, with its worst entries, and in a stack the layer", () => {
    const stacked = modelOf({ layers: [dense(1, 1, { W: 2 }), wrongly(1.5)], inputs: [[3]], targets: [[1]] });
    const shown = text(stacked);
    assert.match(shown, /^layer2\.W {9}1 {2}2\.0e−1 {2}layer2\.W\[1,1\] {2}2\.160000e2 {2}1\.440000e2 {2}wrong$/m);
    assert.match(shown, /^wrong: layer1\.W, layer2\.W, layer2\.b above 1e−6$/m);
    assert.match(
      shown,
      /\nlayer2\.b\n\nentry {10,}analytic {5}numeric {2}difference\nlayer2\.b\[1\] {2}3\.600000e1 {2}2\.400000e1 {2}1\.200000e1\n/,
    );
  });

  it("names each kink with the slopes on both sides", () => {
    const shown = text(modelOf({ layers: [rnn(1, 1, { W_h: 1, b_h: -1 }, {}, "relu")], inputs: [[1]], targets: [[1]] }));
    assert.match(shown, /^b_h {14}1 {9}kinks only$/m);
    assert.match(shown, /^right: no error is above 1e−6$/m);
    assert.match(shown, /\nkinks, where there is no derivative to compare with\n\nentry {7}analytic {2}slope below {2}slope above\n/);
    assert.match(shown, /^W_h\[1,1\] {2}0\.000000e0 {3}0\.000000e0 {2}−2\.000000e0$/m);
  });

  it("says how many entries of a large parameter were compared", () => {
    const layer = dense(1, 300, { W: Array.from({ length: 300 }, () => [1]) });
    assert.match(text(modelOf({ layers: [layer], inputs: [[1]], targets: [new Array<number>(300).fill(0)] })), /^W {10}256 of 300 /m);
  });

  it("says so where the loss is not finite, and where its digits are too few", () => {
    const infinite = text(modelOf({ layers: [dense(1, 1, { W: 1e300 })], inputs: [[1e300]], targets: [[0]] }));
    assert.match(infinite, /^W {16}1 {4}NaN {2}W\[1,1\] {14}∞ {6}NaN {2}wrong$/m);
    assert.match(infinite, /^wrong: the loss or its gradient is not finite$/m);
    const lost = text(modelOf({ layers: [dense(1, 1, { W: 1e-3 })], inputs: [[0], [1e-3]], targets: [[1e6], [0]] }));
    assert.match(lost, /^W .* right as far as the loss's digits show$/m);
    assert.match(lost, /^right: no error is above 1e−6, but for what the loss's digits are too few to show$/m);
  });
});
