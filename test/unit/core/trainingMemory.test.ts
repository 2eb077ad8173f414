/** Training in bounded memory: how far the checkpoints that fit lie apart, seen by how much is computed again. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../../src/core/slices.js";
import { Training } from "../../../src/core/training.js";
import { adam, modelOf, rnn } from "./models.js";

/** Long enough for every update to be yielded in. */
const T = 6000;
const model = modelOf({
  layers: [rnn(0, 1, { U_h: 0.5, b_h: 0.1 })],
  T,
  targets: Array.from({ length: T }, (_, t) => (t === T - 1 ? [0.5] : null)),
  optimizer: adam({ alpha: 0.01 }),
});
/** Bytes of W, V and S of two numbers. */
const stateBytes = 3 * 8 * 2 + 1;
const updates = 40;

/** By state, how many updates are taken again on the way to it. */
function distances(memory: number): readonly number[] {
  const training = new Training(model, { memory });
  runToEnd(training.take(updates, never));
  return Array.from({ length: updates }, (_, k) => {
    const step = training.stateAt(k, () => true).next();
    return step.done ? 0 : step.value.total;
  });
}

describe("core/training: memory", () => {
  it("with room for every state, none is computed again", () => {
    assert.deepEqual(distances(updates * stateBytes), new Array<number>(updates).fill(0));
  });

  it("with room for a few, those are kept at even distances and the others computed again from the one before", () => {
    const found = distances(6 * stateBytes);
    const stride = Math.max(...found) + 1;
    assert.ok(stride >= updates / 7 && stride <= 16, `every ${stride}`);
    assert.deepEqual(
      found,
      found.map((_, k) => k % stride),
    );
  });

  it("with room for none, the start and one more are kept all the same", () => {
    const found = distances(0);
    assert.equal(Math.max(...found), 31);
    assert.equal(found[32], 0);
  });
});
