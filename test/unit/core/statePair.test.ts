/** A training's state and the next one's place: what they hold, where they lie, and that training over them is what it is over plain arrays. */
import assert from "node:assert/strict";
import { adamInto, copyOfState, emptyLike, initialAdamState } from "../../../src/core/adam.js";
import type { Model } from "../../../src/core/model.js";
import { Pace } from "../../../src/core/pace.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { copyStateInto, statePair } from "../../../src/core/statePair.js";
import { Training } from "../../../src/core/training.js";
import { randomModel } from "./kernels/randomLstm.js";
import { adam, modelOf, workedExample } from "./models.js";

const optimizer = adam({ alpha: 0.05 });
const large = () => ({ ...randomModel(3, 9, 4, 5), optimizer });
/** More weights than an update takes at one go. */
const count = 2 ** 21 + 2;
const huge = (): Model => {
  const W = { name: "W", rows: count, cols: 1, isVector: true, values: new Float64Array(count).fill(0.5) };
  const gradients = [1, 2].map((g) => new Map([["W", new Float64Array(count).fill(g)]]));
  return { ...modelOf({ layers: [] }), optimizer, given: { parameters: new Map([["W", W]]), gradients } };
};
const arraysOf = ({ layers }: ReturnType<typeof initialAdamState>) =>
  layers.flatMap(({ parameters, V, S }) => [...parameters.values(), ...V.values(), ...S.values()]);

describe("core/statePair", () => {
  for (const [size, model] of [
    ["small", workedExample({ optimizer: adam() })],
    ["large", large()],
  ] as const) {
    it(`begins with the file's state, each array its own, and writes the next one over it (a ${size} model)`, () => {
      const [current, next] = statePair(model);
      assert.deepEqual(current, initialAdamState(model));
      assert.equal(next, current);
      for (const [k, array] of arraysOf(current).entries()) array.fill(k + 1);
      for (const [k, array] of arraysOf(current).entries()) assert.ok(array.every((value) => value === k + 1));
    });
  }

  it("gives the next state a place of its own where an update takes long, so that one given up on the way leaves its start whole", () => {
    const [current, next] = statePair(huge());
    assert.notEqual(next, current);
    assert.equal(new Set([current, next].flatMap(arraysOf).map(({ byteOffset }) => byteOffset)).size, 6);
    const training = new Training(huge());
    const givenUp = training.take(1, () => true);
    assert.equal(givenUp.next().done, false);
    assert.ok(arraysOf(training.state).every((array, k) => array.every((value) => value === (k === 0 ? 0.5 : 0))));
  });

  it("lies in one memory where updates of it are the kernels'", () => {
    const buffers = statePair(large())
      .flatMap(arraysOf)
      .map(({ buffer }) => buffer);
    assert.equal(new Set(buffers).size, 1);
  });

  it("is updated to the same bits as arrays that lie apart", () => {
    const model = large();
    const [state] = statePair(model);
    const before = copyOfState(state);
    const after = emptyLike(before);
    const gradients = before.layers.map(({ parameters }) => parameters);
    runToEnd(adamInto(after, optimizer, before, gradients, new Pace(never, 1)));
    runToEnd(adamInto(state, optimizer, state, gradients, new Pace(never, 1)));
    assert.deepEqual(state, after);
  });

  it("takes another state's numbers over", () => {
    const [current] = statePair(large());
    const empty = emptyLike(current);
    copyStateInto(empty, current);
    assert.deepEqual(empty, current);
  });

  it("lets training go back and on again bit for bit", () => {
    const training = new Training(large());
    runToEnd(training.take(6, never));
    const end = copyOfState(training.state);
    runToEnd(training.goBackTo(2, never));
    runToEnd(training.take(4, never));
    assert.deepEqual(training.state, end);
  });
});
