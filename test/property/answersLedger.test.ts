/** Answers' own working-out of a sheet: with nothing written in place of anything, it gives what the core gives. */
import assert from "node:assert/strict";
import { forward } from "../../src/core/forward.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { follow } from "../../src/report/answers/follow.js";
import { plainPractice } from "../../src/report/answers/ledger.js";
import { valuesOf } from "../../src/report/answers/values.js";
import { randomModel } from "./randomModels.js";

describe("property: answers worked out again", () => {
  it("are the core's own numbers where nothing is written, forward, back and through three updates", () => {
    for (let seed = 0; seed < 150; seed++) {
      const model = randomModel(seed);
      const needs = { gradients: true, updates: 3 };
      const right = runToEnd(valuesOf(runToEnd(forward(model, never)), needs, never));
      const { values } = runToEnd(follow(model, plainPractice, needs, never));
      assert.deepEqual([...values.keys()].sort(), [...right.keys()].sort());
      for (const [key, array] of right) {
        const own = values.get(key) ?? new Float64Array();
        assert.equal(own.length, array.length, `seed ${seed}, ${key}`);
        for (const [k, value] of array.entries()) {
          const size = Math.max(1, Math.abs(value));
          assert.ok(
            Object.is(own[k], value) || Math.abs(own[k] - value) <= 1e-7 * size,
            `seed ${seed}, ${key}[${k}]: ${own[k]} for ${value}`,
          );
        }
      }
    }
  });
});
