/** Two states that take turns: what they hold, where they lie, and that training over them is what it is over plain arrays. */
import assert from "node:assert/strict";
import { adamInto, copyOfState, emptyLike, initialAdamState } from "../../../src/core/adam.js";
import { Pace } from "../../../src/core/pace.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { copyStateInto, statePair } from "../../../src/core/statePair.js";
import { Training } from "../../../src/core/training.js";
import { randomModel } from "./kernels/randomLstm.js";
import { adam, workedExample } from "./models.js";

const optimizer = adam({ alpha: 0.05 });
const large = () => ({ ...randomModel(3, 9, 4, 5), optimizer });
const arraysOf = ({ layers }: ReturnType<typeof initialAdamState>) =>
  layers.flatMap(({ parameters, V, S }) => [...parameters.values(), ...V.values(), ...S.values()]);

describe("core/statePair", () => {
  for (const [size, model] of [
    ["small", workedExample({ optimizer: adam() })],
    ["large", large()],
  ] as const) {
    it(`begins with the file's state and one in its shape, each array its own (a ${size} model)`, () => {
      const [current, spare] = statePair(model);
      assert.deepEqual(current, initialAdamState(model));
      assert.deepEqual(spare, emptyLike(current));
      for (const [k, array] of [...arraysOf(current), ...arraysOf(spare)].entries()) array.fill(k + 1);
      for (const [k, array] of [...arraysOf(current), ...arraysOf(spare)].entries()) assert.ok(array.every((value) => value === k + 1));
    });
  }

  it("lies in one memory where updates of it are the kernels'", () => {
    const buffers = statePair(large())
      .flatMap(arraysOf)
      .map(({ buffer }) => buffer);
    assert.equal(new Set(buffers).size, 1);
  });

  it("is updated to the same bits as arrays that lie apart", () => {
    const model = large();
    const [before, after] = statePair(model);
    const apart = copyOfState(before);
    const afterApart = emptyLike(apart);
    const gradients = before.layers.map(({ parameters }) => parameters);
    runToEnd(adamInto(after, optimizer, before, gradients, new Pace(never, 1)));
    runToEnd(adamInto(afterApart, optimizer, apart, gradients, new Pace(never, 1)));
    assert.deepEqual(after, afterApart);
  });

  it("takes another state's numbers over", () => {
    const [current, spare] = statePair(large());
    copyStateInto(spare, current);
    assert.deepEqual(spare, current);
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
