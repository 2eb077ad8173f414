/** Where two traces part, against the definition spelled out, on models drawn at random with one number changed. */
import assert from "node:assert/strict";
import { forward } from "../../src/core/forward.js";
import type { Model } from "../../src/core/model.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { initialState, type Quantity, quantityOf, type Trace } from "../../src/core/trace.js";
import { compareTraces } from "../../src/report/compare/compare.js";
import type { Place } from "../../src/report/explanation.js";
import { Draw, randomModel } from "./randomModels.js";

/** The model with one of its parameters' numbers moved a little. */
function nudged(model: Model, draw: Draw): Model {
  const index = draw.int(0, model.layers.length - 1);
  const name = draw.pick([...model.layers[index].parameters.keys()]);
  const layers = model.layers.map((layer, k) => {
    if (k !== index) return layer;
    const parameters = new Map(
      [...layer.parameters].map(([key, parameter]) => [key, key === name ? { ...parameter, values: parameter.values.slice() } : parameter]),
    );
    const values = parameters.get(name)?.values ?? new Float64Array();
    if (values.length > 0) values[draw.int(0, values.length - 1)] += draw.pick([1e-3, 1e-7, 1e-11]);
    return { ...layer, parameters };
  });
  return { ...model, layers };
}

const order: Readonly<Record<string, readonly Quantity[]>> = {
  lstm: ["f", "i", "c_tilde", "c", "o", "h"],
  gru: ["r", "z", "n", "h"],
  rnn: ["h"],
  dense: ["yhat"],
};

/** Every value in the order of computation, with its place. */
function* valuesOf({ T, layers, loss }: Trace): Generator<readonly [Place, number]> {
  for (const [index, { layer }] of layers.entries())
    for (const name of layer.cell === "lstm" ? (["h", "c"] as const) : layer.cell === "dense" ? [] : (["h"] as const))
      for (let k = 0; k < layer.H; k++) yield [{ layer: index + 1, quantity: name, t: 0, unit: k + 1 }, initialState(layer, name)[k]];
  for (let t = 1; t <= T; t++) {
    for (const [index, of] of layers.entries())
      for (const quantity of order[of.layer.cell])
        for (let k = 0; k < of.layer.H; k++)
          yield [{ layer: index + 1, quantity, t, unit: k + 1 }, quantityOf(of, quantity)[(t - 1) * of.layer.H + k]];
    if (loss !== null) yield [{ layer: layers.length, quantity: "loss", t, unit: 1 }, loss.perStep[t - 1]];
  }
}

describe("property: two traces", () => {
  it("part where the first value in the order of computation does", () => {
    let parted = 0;
    for (let seed = 0; seed < 200; seed++) {
      const model = randomModel(seed);
      const [here, there] = [model, nudged(model, new Draw(seed + 7))].map((of) => runToEnd(forward(of, never)));
      const { first } = runToEnd(compareTraces(here, there, 1e-9, never));
      const others = valuesOf(there);
      let wanted: { place: Place; a: number; b: number } | null = null;
      for (const [place, a] of valuesOf(here)) {
        const b = (others.next().value as readonly [Place, number])[1];
        if (wanted === null && Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))) wanted = { place, a, b };
      }
      assert.deepEqual(first, wanted, `seed ${seed}`);
      if (first !== null) parted++;
    }
    assert.ok(parted > 60 && parted < 195, String(parted));
  });
});
