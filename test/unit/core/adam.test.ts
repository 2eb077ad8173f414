/** Adam: the three rules for ε, warm starts and what an update keeps. */
import assert from "node:assert/strict";
import { adamUpdate, initialAdamState, type Update, withState } from "../../../src/core/adam.js";
import type { EpsilonRule, Model, Optimizer } from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { adam, modelOf, parametersOf, workedExample } from "./models.js";

const given = (W: number, optimizer: Partial<Optimizer>): Model => ({
  ...modelOf({ layers: [] }),
  optimizer: adam(optimizer),
  given: { parameters: parametersOf({ W: [[W]] }), gradients: [] },
});

function updated(model: Model, gradient: number): Update {
  const gradients = [new Map([["W", Float64Array.of(gradient)]])];
  return runToEnd(adamUpdate(model.optimizer ?? adam(), initialAdamState(model), gradients, 0.25, never));
}

const only = (arrays: ReadonlyMap<string, Float64Array>) => arrays.get("W")?.[0] ?? Number.NaN;

describe("core/adam", () => {
  const rules: readonly [EpsilonRule, (V: number, S: number, t: number) => number][] = [
    ["outside", (V, S, t) => (0.01 * (V / (1 - 0.9 ** t))) / (Math.sqrt(S / (1 - 0.999 ** t)) + 0.1)],
    ["hat", (V, S, t) => (((0.01 * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)) * V) / (Math.sqrt(S) + 0.1)],
    ["inside", (V, S, t) => (0.01 * (V / (1 - 0.9 ** t))) / Math.sqrt(S / (1 - 0.999 ** t) + 0.1)],
  ];

  it("with ε = 0.1 the three places of ε give three different steps", () => {
    const steps = rules.map(([epsilonRule]) => only(updated(given(1, { alpha: 0.01, epsilon: 0.1, epsilonRule }), 0.5).layers[0].step));
    assert.equal(new Set(steps.map((step) => step.toFixed(4))).size, 3);
  });

  for (const [epsilonRule, step] of rules) {
    it(`${epsilonRule}: every moment, correction and step of a warm start is kept`, () => {
      const V0 = [new Map([["W", Float64Array.of(0.3)]])];
      const S0 = [new Map([["W", Float64Array.of(0.2)]])];
      const update = updated(given(1, { alpha: 0.01, epsilon: 0.1, epsilonRule, t: 3, V: V0, S: S0 }), 0.5);
      const [layer] = update.layers;
      const [V, S] = [0.9 * 0.3 + (1 - 0.9) * 0.5, 0.999 * 0.2 + (1 - 0.999) * 0.25];
      const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-15, `${actual}, ${expected}`);
      near(only(layer.V), V);
      near(only(layer.S), S);
      near(only(layer.VCorr), V / (1 - 0.9 ** 4));
      near(only(layer.SCorr), S / (1 - 0.999 ** 4));
      near(only(layer.step), step(V, S, 4));
      near(only(layer.parameters), 1 - step(V, S, 4));
      assert.deepEqual([update.t, update.loss, only(layer.gradients)], [4, 0.25, 0.5]);
    });
  }

  it("the first step is α in size, whatever the gradient", () => {
    for (const gradient of [1e-3, 1, 1e3]) {
      assert.ok(Math.abs(only(updated(given(0, { alpha: 0.1, epsilon: 1e-12 }), gradient).layers[0].step) - 0.1) < 1e-9);
    }
  });

  it("flushes moments below 1e-300 to 0, so that none is denormal", () => {
    const tiny = [new Map([["W", Float64Array.of(1.05e-300)]])];
    const [flushed] = updated(given(1, { t: 5, V: tiny, S: tiny }), 0).layers;
    assert.equal(only(flushed.V), 0);
    assert.ok(only(flushed.S) > 0);
    const [kept] = updated(given(1, { t: 5, V: [new Map([["W", Float64Array.of(2e-300)]])], S: tiny }), 0).layers;
    assert.equal(only(kept.V), 0.9 * 2e-300);
    const [small] = updated(given(1, {}), 1e-160).layers;
    assert.deepEqual([only(small.V), only(small.S)], [(1 - 0.9) * 1e-160, 0]);
  });

  it("β = 0 leaves the gradient itself for V, and its square for S", () => {
    const [layer] = updated(given(1, { beta1: 0, beta2: 0 }), 0.5).layers;
    assert.deepEqual([only(layer.V), only(layer.VCorr), only(layer.S), only(layer.SCorr)], [0.5, 0.5, 0.25, 0.25]);
  });

  it("starts from copies, with zeros for the moments the file does not give", () => {
    const model = workedExample({ optimizer: adam({ V: [new Map([["b_f", Float64Array.of(3)]])] }) });
    const [layer] = initialAdamState(model).layers;
    assert.notEqual(layer.parameters.get("W_f"), model.layers[0].parameters.get("W_f")?.values);
    assert.deepEqual(
      [layer.V.get("b_f"), layer.V.get("W_f"), layer.S.get("b_f")],
      [Float64Array.of(3), new Float64Array(2), new Float64Array(1)],
    );
  });

  it("needs an optimizer", () => assert.throws(() => initialAdamState(workedExample()), /no optimizer/));

  it("puts a state into a model in the place of its parameters, t and moments, and leaves the rest", () => {
    const update = updated(given(1, { t: 2 }), 1);
    const model = withState(given(1, { t: 2 }), update);
    assert.equal(model.given?.parameters.get("W")?.values, update.layers[0].parameters.get("W"));
    assert.deepEqual([model.optimizer?.t, model.optimizer?.V[0].get("W"), model.optimizer?.alpha], [3, update.layers[0].V.get("W"), 0.001]);
  });
});
