/** What of the problem a place in the file belongs to. */
import assert from "node:assert/strict";
import { answerAt, isSameMark, markAt } from "../../../src/client/mark.js";
import type { Path } from "../../../src/document/problem.js";
import type { Marked } from "../../../src/protocol/marked.js";

const none = { layer: 1, name: "", t: 0, row: 0, col: 0 };

const marks: readonly (readonly [Path, Partial<Marked>])[] = [
  [["parameters", "W_f"], { kind: "parameter", name: "W_f" }],
  [["parameters", "W_f", 3], { kind: "parameter", name: "W_f", row: 4 }],
  [["parameters", "W_f", 3, 1], { kind: "parameter", name: "W_f", row: 4, col: 2 }],
  [["parameters", "b_f", 2], { kind: "parameter", name: "b_f", row: 3 }],
  [["layers", 1, "parameters", "U_i", 0, 1], { kind: "parameter", layer: 2, name: "U_i", row: 1, col: 2 }],
  [["inputs", 0, 1], { kind: "input", t: 1, row: 2 }],
  [["inputs", 4], { kind: "input", t: 5 }],
  [["targets", 2, 0], { kind: "target", t: 3, row: 1 }],
  [["initial", "h", 1], { kind: "initial", name: "h", row: 2 }],
  [["layers", 1, "initial", "c"], { kind: "initial", layer: 2, name: "c" }],
  [["optimizer", "alpha"], { kind: "setting", name: "alpha" }],
  [["optimizer", "V", "W", 0, 1], { kind: "V", name: "W", row: 1, col: 2 }],
  [["optimizer", "S", 1, "W", 0], { kind: "S", layer: 2, name: "W", row: 1 }],
  [["gradients", 1, "W", 0, 2], { kind: "given", name: "W", t: 2, row: 1, col: 3 }],
  [["gradients", 0, 1, "W", 0, 2], { kind: "given", layer: 2, name: "W", t: 1, row: 1, col: 3 }],
  [["expect", "parameters", "W_f"], { kind: "answer" }],
];

describe("client/mark", () => {
  for (const [path, mark] of marks) {
    it(`is ${JSON.stringify(mark)} at ${path.join(".")}`, () => assert.deepEqual(markAt(path), { ...none, ...mark }));
  }

  for (const path of [
    [],
    ["parameters"],
    ["inputs"],
    ["layers"],
    ["layers", 0],
    ["layers", 0, "cell"],
    ["optimizer"],
    ["optimizer", "V"],
    ["initial", "x"],
    ["gradients", 0],
    ["expect"],
    ["loss"],
  ]) {
    it(`is nowhere at ${JSON.stringify(path)}`, () => assert.equal(markAt(path), null));
  }

  it("is the same for the same number, and no other", () => {
    assert.ok(isSameMark(markAt(["parameters", "W_f"]), markAt(["parameters", "W_f"])));
    assert.ok(!isSameMark(markAt(["parameters", "W_f", 0]), markAt(["parameters", "W_f", 1])));
    assert.ok(!isSameMark(markAt(["layers", 0, "parameters", "W_f"]), markAt(["layers", 1, "parameters", "W_f"])));
    assert.ok(!isSameMark(markAt(["parameters", "W_f"]), null));
    assert.ok(isSameMark(null, null));
  });

  it("finds the answer at a path, or the first within it", () => {
    const answers = [{ path: ["expect", "f", 0, 0] }, { path: ["expect", "h", 1, 0] }, { path: ["expect", "h", 2] }];
    assert.equal(answerAt(answers, ["expect", "h", 1, 0]), 2);
    assert.equal(answerAt(answers, ["expect", "h"]), 2);
    assert.equal(answerAt(answers, ["expect", "h", 2, 0]), 3);
    assert.equal(answerAt(answers, ["expect", "c"]), 0);
  });
});
