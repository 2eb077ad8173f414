/** Training: updates, the way back to any of them, progress. */
import assert from "node:assert/strict";
import { type AdamState, copyOfState } from "../../../src/core/adam.js";
import { Checkpoints } from "../../../src/core/checkpoints.js";
import type { Model } from "../../../src/core/model.js";
import { never, type Progress, runToEnd } from "../../../src/core/slices.js";
import { Training, updatesPossible } from "../../../src/core/training.js";
import { randomModel } from "./kernels/randomLstm.js";
import { adam, modelOf, parametersOf, traceOf, workedExample } from "./models.js";

const example = () => workedExample({ optimizer: adam({ alpha: 0.05, t: 7 }) });

const givenGradients: Model = {
  ...modelOf({ layers: [] }),
  optimizer: adam(),
  given: { parameters: parametersOf({ W: 1 }), gradients: [1, -2].map((g) => new Map([["W", Float64Array.of(g)]])) },
};

/** Long enough for a pass over it to be cut into slices. */
const slow: Model = { ...randomModel(3, 60, 80, 4), optimizer: adam() };

/** Enough weights for one update of them to be cut into slices. */
const manyWeights: Model = {
  ...givenGradients,
  given: {
    parameters: new Map([["W", { name: "W", rows: 50_000, cols: 1, isVector: true, values: new Float64Array(50_000) }]]),
    gradients: [1, 2, 3, 4].map((g) => new Map([["W", new Float64Array(50_000).fill(g)]])),
  },
};

describe("core/training", () => {
  it("takes updates down a loss curve whose first loss is the file's", () => {
    const training = new Training(example());
    runToEnd(training.take(50, never));
    assert.equal(training.count, 50);
    assert.equal(training.losses[0], traceOf(example()).loss?.total);
    assert.ok((training.losses[49] ?? 1) < 0.5 * (training.losses[0] ?? 0));
    assert.equal(training.state.t, 57);
  });

  it("gives update k with everything in it: its loss, its gradients before, its parameters after", () => {
    const training = new Training(example());
    runToEnd(training.take(5, never));
    const update = runToEnd(training.update(5, never));
    assert.deepEqual([update.t, update.loss], [12, training.losses[4]]);
    assert.deepEqual(update.layers[0].parameters, training.state.layers[0].parameters);
    const before = runToEnd(training.stateAt(4, never));
    for (const [name, W] of before.layers[0].parameters) {
      const [after, step] = [update.layers[0].parameters.get(name), update.layers[0].step.get(name)];
      assert.deepEqual(
        [...W].map((value, k) => value - (step?.[k] ?? Number.NaN)),
        [...(after ?? [])],
        name,
      );
    }
  });

  it("shows any states one after the other, the same to the bit as each by itself, with few checkpoints as with many", () => {
    for (const memory of [0, 64 * 2 ** 20]) {
      const training = new Training(example(), { memory });
      runToEnd(training.take(21, never));
      const ks = [0, 3, 4, 11, 20, 21];
      const seen: [number, number, number[]][] = [];
      const look = (state: AdamState, k: number): void => void seen.push([k, state.t, [...(state.layers[0].parameters.get("W_f") ?? [])]]);
      runToEnd(training.lookAt(ks, look, never));
      const each = ks.map((k) => {
        const { t, layers } = runToEnd(training.stateAt(k, never));
        return [k, t, [...(layers[0].parameters.get("W_f") ?? [])]];
      });
      assert.deepEqual(seen, each);
      assert.throws(() => runToEnd(training.lookAt([22], look, never)), RangeError);
    }
  });

  it("goes back to any update and on from there", () => {
    const training = new Training(example());
    runToEnd(training.take(6, never));
    const losses = [...training.losses];
    runToEnd(training.goBackTo(2, never));
    assert.deepEqual([training.count, training.losses], [2, losses.slice(0, 2)]);
    runToEnd(training.take(4, never));
    assert.deepEqual(training.losses, losses);
    runToEnd(training.goBackTo(0, never));
    assert.deepEqual(training.state.layers[0].parameters.get("W_f"), example().layers[0].parameters.get("W_f")?.values);
  });

  it("takes as many updates as there are gradients given, with no loss", () => {
    const training = new Training(givenGradients);
    runToEnd(training.take(10, never));
    assert.deepEqual([training.limit, training.count, training.losses], [2, 2, [null, null]]);
    assert.deepEqual(runToEnd(training.update(2, never)).layers[0].gradients.get("W"), Float64Array.of(-2));
  });

  it("says how many updates a model can take", () => {
    assert.equal(updatesPossible(example()), Number.POSITIVE_INFINITY);
    assert.equal(updatesPossible(givenGradients), 2);
    assert.equal(updatesPossible(workedExample()), 0);
    assert.equal(updatesPossible({ ...example(), targets: null }), 0);
    assert.throws(() => new Training(workedExample()), /no optimizer/);
  });

  it("tells its progress in updates", () => {
    const seen: Progress[] = [];
    const work = new Training(example()).take(4, () => true);
    for (let step = work.next(); !step.done; step = work.next()) seen.push(step.value);
    assert.deepEqual(
      seen.map(({ done }) => done),
      [1, 2, 3, 4],
    );
    assert.ok(seen.every(({ total }) => total === 4));
  });

  it("lets a newer run win over an older one that was left unfinished", () => {
    const training = new Training(example());
    const older = training.take(3, () => true);
    older.next();
    runToEnd(training.take(1, never));
    assert.throws(() => runToEnd(older), /another run/);
    assert.equal(training.count, 2);
  });

  it("keeps the state of the last update completed, wherever the next one is given up", () => {
    for (let steps = 1; steps < 12; steps++) {
      const [training, whole] = [new Training(manyWeights), new Training(manyWeights)];
      const work = training.take(4, () => true);
      for (let k = 0; k < steps; k++) work.next();
      runToEnd(whole.take(training.count, never));
      assert.deepEqual(training.state, whole.state);
    }
  });

  it("takes nothing over from an older run that goes on beside a newer one", () => {
    const training = new Training(slow);
    const older = training.take(3, () => true);
    older.next();
    runToEnd(training.take(2, never));
    const state = copyOfState(training.state);
    assert.throws(() => runToEnd(older), /another run/);
    assert.deepEqual(training.state, state);
  });

  it("has no states or updates but those taken", () => {
    const training = new Training(example());
    runToEnd(training.take(2, never));
    for (const k of [-1, 3, Number.NaN]) assert.throws(() => runToEnd(training.stateAt(k, never)), RangeError);
    for (const k of [0, 3]) assert.throws(() => runToEnd(training.update(k, never)), RangeError);
  });
});

describe("core/checkpoints", () => {
  const state = (t: number) => ({ t, layers: [{ parameters: new Map([["W", Float64Array.of(t)]]), V: new Map(), S: new Map() }] });

  it("stay within their memory, the start always among them, no two far apart", () => {
    const checkpoints = new Checkpoints(state(0), 10 * 25);
    for (let count = 1; count <= 1000; count++) {
      checkpoints.offer(count, state(count));
      assert.ok(checkpoints.size <= 11);
    }
    for (const count of [0, 1, 499, 1000]) {
      const found = checkpoints.before(count);
      assert.ok(found.count <= count && count - found.count <= 256, `${found.count} for ${count}`);
      assert.equal(found.state.layers[0].parameters.get("W")?.[0], found.count);
    }
  });

  it("are copies, and gone where the training went back beyond them", () => {
    const checkpoints = new Checkpoints(state(0), 1e6);
    const live = state(1);
    checkpoints.offer(1, live);
    live.layers[0].parameters.get("W")?.fill(99);
    assert.equal(checkpoints.before(5).state.layers[0].parameters.get("W")?.[0], 1);
    checkpoints.forgetAfter(0);
    assert.equal(checkpoints.before(5).count, 0);
  });
});
