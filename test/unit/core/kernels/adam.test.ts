/** Adam's kernels against the reference, bit for bit. */
import assert from "node:assert/strict";
import { adamDefaults } from "../../../../src/core/adam.js";
import { type AdamArrays, adamOfArrays } from "../../../../src/core/adamArrays.js";
import { adamByKernels, zerosForStates } from "../../../../src/core/kernels/choose.js";
import { Pace } from "../../../../src/core/pace.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { assertSameBits, randomNumbers } from "./randomLstm.js";

const pace = () => new Pace(never, 1);

/** What Adam starts from, with room for what it gives. */
function arraysOf(count: number, seed: number): AdamArrays {
  const numbers = randomNumbers(seed);
  const [W, V, g] = [numbers(count), numbers(count, 0.1), numbers(count)];
  const S = numbers(count, 0.01).map(Math.abs);
  return { W, V, S, g, nextW: new Float64Array(count), nextV: new Float64Array(count), nextS: new Float64Array(count) };
}

const results = ({ nextW, nextV, nextS }: AdamArrays) =>
  new Map([
    ["W", nextW],
    ["V", nextV],
    ["S", nextS],
  ]);

describe("core: Adam by the kernels", () => {
  for (const epsilonRule of ["outside", "hat", "inside"] as const) {
    for (const count of [256, 4096, 9001]) {
      it(`gives W, V and S of the reference for ${count} numbers with ε ${epsilonRule}`, () => {
        const settings = { ...adamDefaults, epsilonRule, epsilon: 0.1, alpha: 0.03 };
        const [byKernels, byReference] = [arraysOf(count, count), arraysOf(count, count)];
        assert.equal(runToEnd(adamByKernels([byKernels], settings, 3, pace())), true);
        runToEnd(adamOfArrays(byReference, settings, 3, pace()));
        assertSameBits(results(byKernels), results(byReference));
        assert.notDeepEqual(byKernels.nextW, byKernels.W);
      });
    }
  }

  it("takes many parameters in one update, whatever their lengths", () => {
    const lengths = [1, 3, 130, 0, 4096, 5000, 2, 33];
    const [byKernels, byReference] = [lengths.map(arraysOf), lengths.map(arraysOf)];
    assert.equal(runToEnd(adamByKernels(byKernels, adamDefaults, 7, pace())), true);
    for (const [k, arrays] of byReference.entries()) {
      runToEnd(adamOfArrays(arrays, adamDefaults, 7, pace()));
      assertSameBits(results(byKernels[k]), results(arrays));
    }
  });

  it("flushes moments below 1e-300 and keeps what is not finite, as the reference does", () => {
    const given = { ...arraysOf(300, 2), g: new Float64Array(300) };
    given.V.fill(1e-300);
    given.S.fill(1e-301);
    given.g.set([Number.NaN, Number.POSITIVE_INFINITY, -1e300, 1e-308, 5e-324], 7);
    const [byKernels, byReference] = [
      results(given),
      { ...given, nextW: new Float64Array(300), nextV: new Float64Array(300), nextS: new Float64Array(300) },
    ];
    assert.equal(runToEnd(adamByKernels([given], adamDefaults, 1, pace())), true);
    runToEnd(adamOfArrays(byReference, adamDefaults, 1, pace()));
    assertSameBits(byKernels, results(byReference));
    assert.equal(given.nextV[0], 0);
    assert.equal(given.nextS[0], 0);
  });

  it("updates arrays from a memory of its own where they lie, to the same bits, and leaves those before the update alone", () => {
    const lengths = [1, 3, 130, 0, 4096, 5000, 2, 33];
    const byReference = lengths.map(arraysOf);
    const zeros = zerosForStates(lengths.flatMap((length) => Array.from({ length: 6 }, () => length)));
    const moved = (values: Float64Array): Float64Array => {
      const array = zeros(values.length);
      array.set(values);
      return array;
    };
    const inPlace = lengths.map(arraysOf).map(({ W, V, S, g, nextW, nextV, nextS }) => {
      return { g, W: moved(W), V: moved(V), S: moved(S), nextW: moved(nextW), nextV: moved(nextV), nextS: moved(nextS) };
    });
    assert.equal(new Set(inPlace.flatMap(({ g: _, ...arrays }) => Object.values(arrays)).map(({ buffer }) => buffer)).size, 1);
    assert.equal(runToEnd(adamByKernels(inPlace, adamDefaults, 7, pace())), true);
    for (const [k, arrays] of byReference.entries()) {
      const { W, V, S } = inPlace[k];
      assertSameBits(new Map(Object.entries({ W, V, S })), new Map(Object.entries({ W: arrays.W, V: arrays.V, S: arrays.S })));
      runToEnd(adamOfArrays(arrays, adamDefaults, 7, pace()));
      assertSameBits(results(inPlace[k]), results(arrays));
    }
  });

  it("leaves a few numbers to the reference and touches nothing then", () => {
    const arrays = arraysOf(10, 1);
    assert.equal(runToEnd(adamByKernels([arrays], adamDefaults, 1, pace())), false);
    assert.deepEqual(arrays.nextW, new Float64Array(10));
    const zeros = zerosForStates([10, 10]);
    assert.notEqual(zeros(10).buffer, zeros(10).buffer);
  });
});
