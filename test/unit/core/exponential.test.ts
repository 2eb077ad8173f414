/** The core's own exp, σ and tanh against the engine's. */
import assert from "node:assert/strict";
import { exp, sigmoid, tanh } from "../../../src/core/exponential.js";
import { randomNumbers } from "./kernels/randomLstm.js";

/** Units in the last place between a value and what it should be; 0 for equal infinities, zeros and NaN. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  const unit = Math.max(2 ** (Math.floor(Math.log2(Math.abs(expected))) - 52), 2 ** -1074);
  return Math.abs(actual - expected) / unit;
}

const numbers = randomNumbers(1);
/** Values of every size, both signs; where e^x is a denormal, where it is infinite. */
const points = [...numbers(4000, 1), ...numbers(4000, 20), ...numbers(4000, 746), ...numbers(2000).map((x, k) => x * 10 ** -(k % 300))];
const worst = (value: (x: number) => number, expected: (x: number) => number) =>
  Math.max(...points.map((x) => ulps(value(x), expected(x))));

describe("core: exp, σ and tanh of our own", () => {
  it("exp is within 2 units in the last place of Math.exp, which is itself up to 1 off", () => {
    assert.ok(worst(exp, Math.exp) <= 2, `${worst(exp, Math.exp)}`);
  });

  it("tanh is within 4 units in the last place of Math.tanh, which is itself up to 2 off", () => {
    assert.ok(worst(tanh, Math.tanh) <= 4, `${worst(tanh, Math.tanh)}`);
  });

  it("σ is within 3 units in the last place of e^z / (1 + e^z)", () => {
    const plain = (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));
    assert.ok(worst(sigmoid, plain) <= 3, `${worst(sigmoid, plain)}`);
  });

  it("takes infinities, NaN and both zeros as IEEE arithmetic does", () => {
    assert.deepEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 0, -0].map(exp), [
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      1,
      1,
    ]);
    assert.deepEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 0, -0].map(sigmoid), [0, 1, Number.NaN, 0.5, 0.5]);
    assert.deepEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 0, -0].map(tanh), [-1, 1, Number.NaN, 0, -0]);
  });

  it("overflows and underflows where a double ends", () => {
    assert.equal(exp(709.79), Number.POSITIVE_INFINITY);
    assert.ok(exp(709.78) < Number.POSITIVE_INFINITY);
    assert.equal(exp(-745.1), 5e-324);
    assert.equal(exp(-745.2), 0);
    assert.equal(exp(-1e300), 0);
    assert.equal(sigmoid(-745.1), 5e-324);
    assert.equal(sigmoid(-746), 0);
    assert.equal(sigmoid(37), 1);
    assert.deepEqual([tanh(20), tanh(-1e300)], [1, -1]);
  });

  it("keeps the smallest numbers: tanh x = x there", () => {
    for (const x of [5e-324, -5e-324, 1e-310, 1e-200, -3e-9]) assert.equal(tanh(x), x);
  });

  it("tanh is odd, and σ(z) + σ(−z) = 1, to the last bits", () => {
    for (const x of points) {
      assert.equal(tanh(-x), -tanh(x));
      assert.ok(Math.abs(sigmoid(x) + sigmoid(-x) - 1) <= 2 ** -52, `${x}`);
    }
  });
});
