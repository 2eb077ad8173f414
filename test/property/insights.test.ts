/** Insights against their definitions, spelled out one value after the other, on models drawn at random. */
import assert from "node:assert/strict";
import { backward } from "../../src/core/backward.js";
import { forward } from "../../src/core/forward.js";
import type { Layer, Model } from "../../src/core/model.js";
import { preactivations } from "../../src/core/preactivations.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { quantityOf, type Trace } from "../../src/core/trace.js";
import { cutGradients } from "../../src/report/insights/cut.js";
import { gateFacts } from "../../src/report/insights/gates.js";
import { saturatedGates } from "../../src/report/insights/saturated.js";
import { zeroInputs } from "../../src/report/insights/zeroInput.js";
import { Draw, randomModel } from "./randomModels.js";

const seeds = 150;

/** A random model with weights so large that gates saturate, and some inputs 0. */
function steep(seed: number): Model {
  const model = randomModel(seed);
  const draw = new Draw(seed + 1000);
  const parameters = (layer: Layer) =>
    new Map([...layer.parameters].map(([name, parameter]) => [name, { ...parameter, values: parameter.values.map((value) => 7 * value) }]));
  const D = model.inputs.length / model.T;
  const zeros = Array.from({ length: model.T }, () => draw.chance(0.4));
  return {
    ...model,
    layers: model.layers.map((layer) => ({ ...layer, parameters: parameters(layer) })),
    inputs: model.inputs.map((value, k) => (zeros[Math.floor(k / D)] ? 0 : value)),
  };
}

const isSigmoid = (layer: Layer) =>
  (layer.cell === "lstm" || layer.cell === "gru") && layer.activations.gate.kind === "named" && layer.activations.gate.name === "sigmoid";

describe("property: insights", () => {
  it("count the steps in which |z| > 4 as z itself does", () => {
    let told = 0;
    for (let seed = 0; seed < seeds; seed++) told += saturationHolds(runToEnd(forward(steep(seed), never)));
    assert.ok(told > 30, String(told));
  });

  it("find the ends and sums of every gate", () => {
    for (let seed = 0; seed < seeds; seed++) {
      const trace = runToEnd(forward(steep(seed), never));
      for (const { layer, quantity, numbers, negative } of runToEnd(gateFacts(trace, never))) {
        const { H } = trace.layers[layer - 1].layer;
        const values = [...quantityOf(trace.layers[layer - 1], quantity)];
        const sums = Array.from({ length: trace.T }, (_, k) => values.slice(k * H, (k + 1) * H).reduce((sum, value) => sum + value, 0));
        const wanted = [Math.min(...values), Math.max(...values), Math.min(...sums), Math.max(...sums)];
        assert.deepEqual([...numbers], wanted, `seed ${seed}, ${quantity}`);
        assert.equal(negative, values.filter((value) => value < 0).length);
      }
    }
  });

  it("find the forget gates that cut", () => {
    let told = 0;
    for (let seed = 0; seed < seeds; seed++) told += cutsHold(runToEnd(forward(steep(seed), never)));
    assert.ok(told > 5, String(told));
  });

  it("find the steps with x = 0 whose h changes", () => {
    let told = 0;
    for (let seed = 0; seed < seeds; seed++) told += zerosHold(runToEnd(forward(steep(seed), never)));
    assert.ok(told > 30, String(told));
  });
});

function saturationHolds(trace: Trace): number {
  const all = runToEnd(saturatedGates(trace, never));
  let told = 0;
  for (const [index, { layer }] of trace.layers.entries()) {
    if (!isSigmoid(layer)) continue;
    for (const quantity of layer.cell === "lstm" ? (["f", "i", "o"] as const) : (["r", "z"] as const)) {
      const counts = Array.from({ length: layer.H }, (_, unit) =>
        Array.from({ length: trace.T }, (_unused, k) => preactivations(trace, index, k + 1).get(`z_${quantity}`)?.[unit] ?? 0),
      ).map((zs) => zs.filter((z) => Math.abs(z) > 4).length);
      const most = Math.max(...counts);
      const found = all.find(({ place }) => place.layer === index + 1 && place.quantity === quantity);
      assert.equal(found !== undefined, most >= 3 && most * 2 >= trace.T);
      if (found === undefined) continue;
      told++;
      assert.equal(found.numbers[0], most);
      assert.equal(counts[found.place.unit - 1], most);
    }
  }
  return told;
}

function cutsHold(trace: Trace): number {
  const gradients = runToEnd(backward(trace, never));
  const all = runToEnd(cutGradients(gradients, never));
  let told = 0;
  for (const [index, { layer, states }] of gradients.layers.entries()) {
    const dc = states.get("c");
    if (layer.cell !== "lstm" || dc === undefined) continue;
    const f = quantityOf(trace.layers[index], "f");
    const { H } = layer;
    const at = (t: number, unit: number) => Math.abs(dc[t * H + unit - 1]);
    const greatest = Math.max(...dc.map(Math.abs));
    let worst: { t: number; unit: number } | null = null;
    for (let t = 2; t <= trace.T; t++)
      for (let unit = 1; unit <= H; unit++) {
        const isCut = Math.abs(f[(t - 1) * H + unit - 1]) < 0.05 && at(t - 1, unit) < 0.1 * at(t, unit) && at(t, unit) >= 1e-3 * greatest;
        if (isCut && (worst === null || at(t, unit) > at(worst.t, worst.unit))) worst = { t, unit };
      }
    const found = all.find(({ place }) => place.layer === index + 1);
    assert.deepEqual(found === undefined ? null : { t: found.place.t, unit: found.place.unit }, worst);
    if (found !== undefined) told++;
  }
  return told;
}

function zerosHold(trace: Trace): number {
  const [{ layer, x, quantities }] = trace.layers;
  const [found] = runToEnd(zeroInputs(trace, never));
  const h = quantities.get("h");
  if (layer.cell === "dense" || layer.D === 0 || h === undefined) {
    assert.equal(found, undefined);
    return 0;
  }
  const { D, H } = layer;
  const value = (t: number, unit: number) => (t === 0 ? layer.initial.h[unit] : h[(t - 1) * H + unit]);
  const steps = Array.from({ length: trace.T }, (_, k) => k + 1).filter((t) => x.slice((t - 1) * D, t * D).every((number) => number === 0));
  const moving = steps.filter((t) =>
    Array.from({ length: H }, (_, unit) => unit).some((unit) => Math.abs(value(t, unit) - value(t - 1, unit)) > 1e-9),
  );
  assert.deepEqual(
    found === undefined ? [] : [found.place.t, ...found.numbers.slice(0, 2)],
    moving.length === 0 ? [] : [moving[0], moving.length, steps.length],
  );
  return moving.length;
}
