/** Arrays by name behave as a Map of them does. */
import assert from "node:assert/strict";
import { NamedArrays } from "../../../src/core/namedArrays.js";

describe("core/namedArrays", () => {
  const [h, c] = [Float64Array.of(1, 2), Float64Array.of(3)];
  const arrays = new NamedArrays<string>(["h", "c"], [h, c]);
  const map = new Map([
    ["h", h],
    ["c", c],
  ]);

  it("finds each by its name, and nothing by another", () => {
    for (const name of ["h", "c", "f", "constructor", "0"]) {
      assert.equal(arrays.get(name), map.get(name), name);
      assert.equal(arrays.has(name), map.has(name), name);
    }
    assert.equal(arrays.size, 2);
  });

  it("goes through them in order", () => {
    assert.deepEqual([...arrays], [...map]);
    assert.deepEqual([...arrays.entries()], [...map.entries()]);
    assert.deepEqual([...arrays.keys()], ["h", "c"]);
    assert.deepEqual([...arrays.values()], [h, c]);
    const seen: unknown[] = [];
    arrays.forEach((...each) => {
      seen.push(each);
    });
    assert.deepEqual(seen, [
      [h, "h", arrays],
      [c, "c", arrays],
    ]);
    assert.deepEqual(new Map(arrays), map);
  });
});
