/** Which parameter a place in the file belongs to. */
import assert from "node:assert/strict";
import { isSameMark, markAt } from "../../../src/client/mark.js";

describe("client/mark", () => {
  it("is the parameter on its name, and anywhere in its value", () => {
    assert.deepEqual(markAt(["parameters", "W_f"]), { layer: 1, parameter: "W_f" });
    assert.deepEqual(markAt(["parameters", "W_f", 3, 1]), { layer: 1, parameter: "W_f" });
  });

  it("counts the layers of a stack from 1", () => {
    assert.deepEqual(markAt(["layers", 1, "parameters", "U_i", 0]), { layer: 2, parameter: "U_i" });
  });

  for (const path of [
    [],
    ["parameters"],
    ["inputs", 0, 1],
    ["layers"],
    ["layers", 0],
    ["layers", 0, "initial", "h"],
    ["expect", "parameters", "W_f"],
  ]) {
    it(`is nowhere at ${JSON.stringify(path)}`, () => {
      assert.equal(markAt(path), null);
    });
  }

  it("is the same for another place in the same parameter, and no other", () => {
    assert.equal(isSameMark(markAt(["parameters", "W_f", 0]), markAt(["parameters", "W_f", 1])), true);
    assert.equal(isSameMark(markAt(["parameters", "W_f"]), markAt(["parameters", "W_i"])), false);
    assert.equal(isSameMark(markAt(["layers", 0, "parameters", "W_f"]), markAt(["layers", 1, "parameters", "W_f"])), false);
    assert.equal(isSameMark(markAt(["parameters", "W_f"]), null), false);
    assert.equal(isSameMark(null, null), true);
  });
});
