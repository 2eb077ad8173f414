/** Arrays allocated together. */
import assert from "node:assert/strict";
import { zerosTogether } from "../../../src/core/zeros.js";

describe("core/zeros", () => {
  it("gives arrays of zeros that do not overlap", () => {
    const lengths = [3, 9, 0, 20, 8, 9];
    const zeros = zerosTogether(lengths.reduce((sum, length) => sum + length, 0));
    const arrays = lengths.map((length) => zeros(length));
    for (const [k, array] of arrays.entries()) {
      assert.deepEqual(array, new Float64Array(lengths[k]));
      array.fill(k + 1);
    }
    for (const [k, array] of arrays.entries()) assert.ok(array.every((value) => value === k + 1));
  });

  it("takes one buffer for all but the smallest", () => {
    const zeros = zerosTogether(100);
    const [small, ...large] = [8, 9, 30, 50].map(zeros);
    assert.equal(new Set(large.map(({ buffer }) => buffer)).size, 1);
    assert.notEqual(small.buffer, large[0].buffer);
  });
});
