/** Training of random models: any update can be gone back to bit for bit. */
import assert from "node:assert/strict";
import type { AdamState } from "../../src/core/adam.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { Training } from "../../src/core/training.js";
import { Draw, randomModel } from "./randomModels.js";

function bits({ t, layers }: AdamState): readonly unknown[] {
  return [
    t,
    ...layers.flatMap(({ parameters, V, S }) =>
      [parameters, V, S].flatMap((arrays) => [...arrays].map(([name, values]) => [name, [...values]])),
    ),
  ];
}

describe("property: training", () => {
  it("gives back every state bit for bit, however few checkpoints there are, and goes on from it alike", () => {
    for (let seed = 0; seed < 40; seed++) {
      const draw = new Draw(seed);
      const updates = draw.int(5, 25);
      const straight: (readonly unknown[])[] = [];
      const one = new Training(randomModel(seed));
      straight.push(bits(one.state));
      for (let k = 1; k <= updates; k++) {
        runToEnd(one.take(1, never));
        straight.push(bits(one.state));
      }
      const training = new Training(randomModel(seed), { memory: draw.int(0, 20_000) });
      runToEnd(training.take(updates, never));
      assert.deepEqual(training.losses, one.losses);
      for (let visit = 0; visit < 6; visit++) {
        const k = draw.int(0, updates);
        assert.deepEqual(bits(runToEnd(training.stateAt(k, never))), straight[k], `seed ${seed}, state ${k}`);
      }
      const k = draw.int(0, updates);
      runToEnd(training.goBackTo(k, never));
      assert.equal(training.count, k);
      runToEnd(training.take(updates - k, never));
      assert.deepEqual(bits(training.state), straight[updates], `seed ${seed}, back to ${k} and on`);
    }
  });

  it("gives the same whether it runs at one go or in the smallest slices, and whether it is abandoned on the way or not", () => {
    for (let seed = 0; seed < 20; seed++) {
      const whole = new Training(randomModel(seed));
      runToEnd(whole.take(8, never));
      const sliced = new Training(randomModel(seed));
      const abandoned = sliced.take(100, () => true);
      for (let slice = 0; slice < 3; slice++) abandoned.next();
      abandoned.return();
      runToEnd(sliced.take(8 - sliced.count, () => true));
      assert.deepEqual(bits(sliced.state), bits(whole.state), `seed ${seed}`);
    }
  });
});
