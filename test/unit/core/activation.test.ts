/** Activations: values, derivatives and ranges. */
import assert from "node:assert/strict";
import { activateInto, activationOf, linearizeInto } from "../../../src/core/activation.js";
import { hardSigmoid, relu, softplus } from "../../../src/core/elementary.js";
import { sigmoid } from "../../../src/core/exponential.js";
import type { Activation } from "../../../src/core/model.js";
import { activation } from "./models.js";

const names = ["sigmoid", "tanh", "relu", "linear", "hardSigmoid", "z / (1 + abs(z))"];

describe("core/activation", () => {
  const values: readonly [string, number, number][] = [
    ["sigmoid", 0, 0.5],
    ["sigmoid", 1000, 1],
    ["sigmoid", -1000, 0],
    ["tanh", 0, 0],
    ["tanh", -1000, -1],
    ["relu", -3, 0],
    ["relu", 3, 3],
    ["linear", -3, -3],
    ["hardSigmoid", 1, 0.7],
    ["hardSigmoid", 3, 1],
    ["hardSigmoid", -3, 0],
    ["sigmoid(z) - 0.5", 0, 0],
  ];
  for (const [name, z, value] of values) {
    it(`${name} of ${z} is ${value}`, () => assert.ok(Math.abs(activationOf(activation(name)).value(z) - value) < 1e-15));
  }

  it("σ keeps the size of what lies far below 0, down to the denormals", () => {
    assert.ok(Math.abs(sigmoid(-700) / Math.exp(-700) - 1) < 1e-12);
    assert.ok(sigmoid(-740) > 0);
    assert.equal(sigmoid(Number.NEGATIVE_INFINITY), 0);
    assert.equal(sigmoid(Number.POSITIVE_INFINITY), 1);
  });

  it("NaN stays NaN", () => {
    for (const name of names) assert.ok(Number.isNaN(activationOf(activation(name)).value(Number.NaN)), name);
    assert.ok([relu(Number.NaN), hardSigmoid(Number.NaN, 0.2), softplus(Number.NaN)].every(Number.isNaN));
  });

  it("softplus neither overflows nor loses what lies far below 0", () => {
    assert.equal(softplus(1e300), 1e300);
    assert.ok(Math.abs(softplus(-50) / Math.exp(-50) - 1) < 1e-14);
  });

  for (const name of names) {
    it(`${name}: the derivative is what differences give, alone and over a vector, from its value`, () => {
      const { value, derivative } = activationOf(activation(name));
      const z = Float64Array.of(-2.6, -1.1, 0.4, 1.7, 2.6);
      const out = new Float64Array(5);
      activateInto(activation(name))(z, out);
      const slopes = new Float64Array(5);
      linearizeInto(activation(name))(z, out, new Float64Array(5).fill(3), slopes);
      for (const [k, at] of z.entries()) {
        const numeric = (value(at + 1e-5) - value(at - 1e-5)) / 2e-5;
        assert.ok(Math.abs(derivative(at) - numeric) < 1e-9, `at ${at}`);
        assert.ok(Math.abs(slopes[k] - 3 * numeric) < 1e-8, `at ${at}`);
        assert.equal(out[k], value(at));
      }
    });
  }

  it("at a kink the derivative is 0", () => {
    assert.equal(activationOf(activation("relu")).derivative(0), 0);
    assert.equal(activationOf({ kind: "named", name: "hardSigmoid", slope: 0.25 }).derivative(2), 0);
    assert.equal(activationOf({ kind: "named", name: "hardSigmoid", slope: 0.25 }).derivative(1.99), 0.25);
  });

  it("names the range of each, the whole line for what is unbounded", () => {
    assert.deepEqual(activationOf(activation("sigmoid")).range, [0, 1]);
    assert.deepEqual(activationOf(activation("hardSigmoid")).range, [0, 1]);
    assert.deepEqual(activationOf(activation("tanh")).range, [-1, 1]);
    assert.deepEqual(activationOf(activation("sigmoid(z)")).range, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  describe("softmax", () => {
    const softmax: Activation = { kind: "named", name: "softmax" };
    const of = (z: readonly number[]) => {
      const out = new Float64Array(z.length);
      activateInto(softmax)(Float64Array.from(z), out);
      return out;
    };

    it("sums to 1 and does not overflow", () => {
      assert.deepEqual([...of([1000, 1000])], [0.5, 0.5]);
      assert.deepEqual([...of([1000, -1000, 0])], [1, 0, 0]);
      assert.ok(Math.abs(of([1, 2, 3]).reduce((sum, value) => sum + value) - 1) < 1e-15);
    });

    it("has s ⊙ (v − s·v) for the product of its Jacobian with v", () => {
      const s = of([0.2, -1, 0.7]);
      const v = [0.3, -2, 1.1];
      const out = new Float64Array(3);
      linearizeInto(softmax)(s, s, Float64Array.from(v), out);
      for (let k = 0; k < 3; k++) {
        const row = v.reduce((sum, vj, j) => sum + s[k] * ((k === j ? 1 : 0) - s[j]) * vj, 0);
        assert.ok(Math.abs(out[k] - row) < 1e-15);
      }
    });

    it("is no elementwise function", () => assert.throws(() => activationOf(softmax), /not elementwise/));
  });
});
