/** Gradients of random small models of every kind, proved by differences and by what they must add up to. */
import assert from "node:assert/strict";
import { backward, type Gradients } from "../../src/core/backward.js";
import { forward } from "../../src/core/forward.js";
import { gradientCheck } from "../../src/core/gradientCheck.js";
import { StepJacobian } from "../../src/core/jacobian.js";
import type { Model } from "../../src/core/model.js";
import { Pace } from "../../src/core/pace.js";
import { shareNorms, stepShare } from "../../src/core/shares.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { traceOf } from "../unit/core/models.js";
import { Draw, randomModel } from "./randomModels.js";

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

const gradientsOf = (model: Model): Gradients => runToEnd(backward(traceOf(model), never));

/** dL/dvalues[at] by differences of fourth order. */
function numeric(model: Model, values: Float64Array, at: number, step = 1e-3): number {
  const kept = values[at];
  const loss = (moved: number) => {
    values[at] = kept + moved;
    return runToEnd(forward(model, never)).loss?.total ?? Number.NaN;
  };
  const slope = (8 * (loss(step) - loss(-step)) - (loss(2 * step) - loss(-2 * step))) / (12 * step);
  values[at] = kept;
  return slope;
}

describe("property: gradients", () => {
  it(`of every parameter agree with central differences, over ${seeds.length} random models`, () => {
    let kinks = 0;
    let entries = 0;
    for (const seed of seeds) {
      const check = runToEnd(gradientCheck(randomModel(seed), never));
      for (const parameter of check.parameters) {
        kinks += parameter.kinks.length;
        entries += parameter.checked;
        assert.ok(parameter.isRight, `seed ${seed}, layer ${parameter.layer}: ${JSON.stringify(parameter)}`);
      }
    }
    assert.ok(entries > 10_000, `${entries} entries`);
    // Kinks excuse an entry from the check, so they must stay the exception they are.
    assert.ok(kinks < entries / 100, `${kinks} kinks in ${entries} entries`);
  });

  it("of inputs and initial states agree with central differences", () => {
    let apart = 0;
    let compared = 0;
    for (const seed of seeds) {
      const model = randomModel(seed);
      const { layers } = gradientsOf(model);
      const pairs: (readonly [Float64Array, Float64Array])[] = [[model.inputs, layers[0].x]];
      for (const [index, layer] of model.layers.entries()) {
        if (layer.cell === "dense") continue;
        for (const [name, values] of Object.entries(layer.initial)) {
          const gradient = layers[index].states.get(name as "h" | "c") ?? new Float64Array(0);
          pairs.push([values, gradient.subarray(0, layer.H)]);
        }
      }
      for (const [values, gradient] of pairs) {
        assert.equal(values.length, gradient.length);
        for (let k = 0; k < values.length; k++) {
          const bound = 1e-7 * (1 + Math.abs(gradient[k]));
          const isClose = [1e-3, 1e-4, 1e-5].some((step) => Math.abs(numeric(model, values, k, step) - gradient[k]) <= bound);
          compared++;
          if (!isClose) apart++;
        }
      }
    }
    assert.ok(compared > 2000, `${compared} compared`);
    // What is apart stands at a kink of a random model's relu, abs or clip.
    assert.ok(apart <= compared / 200, `${apart} of ${compared} apart`);
  });

  it("are the sums of their steps' shares, to 1e-12 of their size", () => {
    for (const seed of seeds) {
      const gradients = gradientsOf(randomModel(seed));
      for (const [index, { parameters }] of gradients.layers.entries()) {
        const shares = Array.from({ length: gradients.trace.T }, (_, t) => stepShare(gradients, index, t + 1).parameters);
        for (const [name, gradient] of parameters) {
          const size = Math.max(...gradient.map(Math.abs), ...shares.flatMap((share) => [...(share.get(name) ?? [])].map(Math.abs)));
          for (let k = 0; k < gradient.length; k++) {
            const sum = shares.reduce((total, share) => total + (share.get(name)?.[k] ?? Number.NaN), 0);
            assert.ok(Math.abs(sum - gradient[k]) <= 1e-12 * size, `seed ${seed}, ${name}[${k + 1}]: ${sum}, ${gradient[k]}`);
          }
        }
      }
    }
  });

  it("have shares whose norms are those of the shares", () => {
    for (const seed of seeds.slice(0, 60)) {
      const gradients = gradientsOf(randomModel(seed));
      for (const index of gradients.layers.keys()) {
        for (const [name, norms] of runToEnd(shareNorms(gradients, index, never))) {
          for (let t = 1; t <= gradients.trace.T; t++) {
            const norm = Math.hypot(...(stepShare(gradients, index, t).parameters.get(name) ?? []));
            assert.ok(Math.abs(norm - norms[t - 1]) <= 1e-12 * norm, `seed ${seed}, ${name} at ${t}`);
          }
        }
      }
    }
  });

  it("of a step are the transpose of its changes: u·(J v) = (Jᵀ u)·v", () => {
    let compared = 0;
    for (const seed of seeds) {
      const trace = traceOf(randomModel(seed));
      const draw = new Draw(seed + 1000);
      const pace = new Pace(never, 1);
      for (const layer of trace.layers) {
        if (layer.layer.cell === "dense") continue;
        const jacobian = new StepJacobian(layer);
        jacobian.goTo(draw.int(1, trace.T));
        const [u, v, forth, back] = [jacobian.zero(), jacobian.zero(), jacobian.zero(), jacobian.zero()];
        for (const [name, values] of u) {
          values.set(draw.numbers(values.length));
          v.get(name)?.set(draw.numbers(values.length));
          back.get(name)?.set(values);
          forth.get(name)?.set(v.get(name) ?? []);
        }
        runToEnd(jacobian.forth(forth, pace));
        runToEnd(jacobian.back(back, pace));
        const dot = (a: typeof u, b: typeof u) =>
          [...a].reduce((sum, [name, x]) => sum + x.reduce((part, value, k) => part + value * (b.get(name)?.[k] ?? 0), 0), 0);
        assert.ok(Math.abs(dot(u, forth) - dot(back, v)) < 1e-12, `seed ${seed}, ${layer.layer.cell}`);
        compared++;
      }
    }
    assert.ok(compared > 300, `${compared} compared`);
  });
});
