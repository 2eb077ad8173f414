/** What a file without faults states, as numbers. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Model } from "../../../src/core/model.js";
import { adam, dense, given, gru, lstm, read, rnn, stack } from "./support.js";

function modelOf(text: string): Model {
  const { model, problems } = read(text);
  deepEqual(problems, []);
  ok(model !== null);
  return model;
}

const doubles = (...values: number[]): Float64Array => Float64Array.from(values);

describe("The model of a file", () => {
  it("has T, D and H as its shapes say, and every number in its place", () => {
    const model = modelOf(lstm());
    const [layer] = model.layers;
    ok(layer.cell === "lstm");
    deepEqual([model.T, layer.D, layer.H], [2, 2, 1]);
    deepEqual(model.inputs, doubles(1, 0, 0.5, -1));
    deepEqual(layer.parameters.get("W_f"), { name: "W_f", rows: 1, cols: 2, isVector: false, values: doubles(1, 2) });
    deepEqual(layer.parameters.get("b_i"), { name: "b_i", rows: 1, cols: 1, isVector: true, values: doubles(-0.1) });
    deepEqual(layer.initial, { h: doubles(0), c: doubles(0) });
    equal(model.given, null);
  });

  it("holds matrices row by row", () => {
    const [layer] = modelOf(rnn({}, { U_h: "[[1, 2], [3, 4]]" })).layers;
    deepEqual(layer.parameters.get("U_h")?.values, doubles(1, 2, 3, 4));
  });

  it("takes bare numbers where the shape is 1 or 1×1", () => {
    const model = modelOf(
      '{ "cell": "rnn", "parameters": { "W_h": 2, "U_h": 3, "b_h": 4 }, "initial": { "h": 5 }, "inputs": [6, [7], 8] }',
    );
    const [layer] = model.layers;
    ok(layer.cell === "rnn");
    deepEqual([model.T, layer.D, layer.H], [3, 1, 1]);
    deepEqual(layer.parameters.get("U_h"), { name: "U_h", rows: 1, cols: 1, isVector: false, values: doubles(3) });
    equal(layer.parameters.get("b_h")?.isVector, true);
    deepEqual(layer.initial.h, doubles(5));
    deepEqual(model.inputs, doubles(6, 7, 8));
    equal(modelOf(rnn({ inputs: "1", targets: "[[1, 2]]" })).T, 1);
  });

  it("lacks the biases that are left out, and the W where there are no inputs", () => {
    const model = modelOf(rnn({ inputs: null, steps: "7" }, { W_h: null, b_h: null }));
    deepEqual([...model.layers[0].parameters.keys()], ["U_h"]);
    deepEqual([model.T, model.layers[0].D, model.inputs.length], [7, 0, 0]);
  });

  it("keeps the parameters in the file's order", () => {
    const model = modelOf(rnn({ parameters: '{ "b_h": 1, "U_h": 2, "W_h": 3 }', inputs: "[1]" }));
    deepEqual([...model.layers[0].parameters.keys()], ["b_h", "U_h", "W_h"]);
  });

  it("has zeros where a step has no target, and no targets where no step has one", () => {
    deepEqual(modelOf(lstm({ targets: "[null, [0.8]]" })).targets, { values: doubles(0, 0.8), given: Uint8Array.of(0, 1) });
    deepEqual(modelOf(rnn({ targets: "[[1, 2], null]" })).targets, { values: doubles(1, 2, 0, 0), given: Uint8Array.of(1, 0) });
    equal(modelOf(lstm({ targets: "[null, null]" })).targets, null);
    equal(modelOf(lstm()).targets, null);
  });

  it("has the activations of its cell where none is given", () => {
    const named = (name: string) => ({ kind: "named", name });
    const [l, g, r, d] = [lstm(), gru(), rnn(), dense()].map((text) => modelOf(text).layers[0]);
    deepEqual(l.cell === "lstm" && l.activations, { gate: named("sigmoid"), candidate: named("tanh"), output: named("tanh") });
    deepEqual(g.cell === "gru" && g.activations, { gate: named("sigmoid"), candidate: named("tanh") });
    deepEqual(r.cell === "rnn" && r.activation, named("tanh"));
    deepEqual(d.cell === "dense" && d.activation, named("linear"));
  });

  it("has the activations given: names, the slope of the hard sigmoid, expressions in z", () => {
    const [layer] = modelOf(lstm({ activations: '{ "gate": "hardSigmoid", "output": "z / 2" }', hardSigmoidSlope: "0.25" })).layers;
    ok(layer.cell === "lstm" && layer.activations.output.kind === "expression");
    deepEqual(layer.activations.gate, { kind: "named", name: "hardSigmoid", slope: 0.25 });
    equal(layer.activations.output.expression.value(3), 1.5);
    const [other] = modelOf(lstm({ activations: '{ "gate": "hardSigmoid", "hardSigmoidSlope": 0.5 }' })).layers;
    ok(other.cell === "lstm");
    deepEqual(other.activations.gate, { kind: "named", name: "hardSigmoid", slope: 0.5 });
    const [keras] = modelOf(rnn({ activation: '"hardSigmoid"' })).layers;
    ok(keras.cell === "rnn");
    deepEqual(keras.activation, { kind: "named", name: "hardSigmoid", slope: 0.2 });
  });

  it("says where a gru's gates stand", () => {
    const [standard, other] = [gru(), gru({ resetAfter: "false", zKeeps: "false" })].map((text) => modelOf(text).layers[0]);
    deepEqual(standard.cell === "gru" && [standard.resetAfter, standard.zKeeps], [true, true]);
    deepEqual(other.cell === "gru" && [other.resetAfter, other.zKeeps], [false, false]);
  });

  it("has mse and its mean where no loss is given, else what is given", () => {
    deepEqual(modelOf(lstm()).loss, { kind: { kind: "named", name: "mse" }, reduction: "mean" });
    const { loss } = modelOf(lstm({ loss: '"0.5*(yhat - y)^2"', reduction: '"sum"' }));
    ok(loss.kind.kind === "expression");
    equal(loss.kind.expression.value(3, 1), 2);
    equal(loss.reduction, "sum");
  });

  it("stacks layers, each as wide as the one below", () => {
    const model = modelOf(stack({ targets: "[1, 2]" }));
    deepEqual(
      model.layers.map(({ cell, D, H }) => [cell, D, H]),
      [
        ["rnn", 1, 2],
        ["dense", 2, 1],
      ],
    );
  });

  it("has Adam's defaults, and the moments given", () => {
    const { optimizer } = modelOf(adam('"t": 2, "V": { "U_f": 3 }'));
    deepEqual(optimizer, {
      ...{ alpha: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonRule: "outside", t: 2 },
      ...{ V: [new Map([["U_f", doubles(3)]])], S: [new Map()] },
    });
    equal(modelOf(lstm()).optimizer, null);
    const stacked = modelOf(stack({ optimizer: '{ "type": "adam", "S": [null, { "W": [[1, 2]] }] }' })).optimizer;
    deepEqual(stacked?.S, [new Map(), new Map([["W", doubles(1, 2)]])]);
    equal(stacked?.V.length, 2);
  });

  it("of gradients given has no layers and no steps", () => {
    const model = modelOf(
      given({ parameters: '{ "w": 0.5, "v": [1, 2] }', gradients: '[{ "w": 1, "v": [3, 4] }, { "w": [[2]], "v": [5, 6] }]' }),
    );
    deepEqual([model.layers.length, model.T], [0, 0]);
    deepEqual(model.given?.parameters.get("w"), { name: "w", rows: 1, cols: 1, isVector: false, values: doubles(0.5) });
    deepEqual(model.given?.parameters.get("v")?.isVector, true);
    deepEqual(
      model.given?.gradients[1],
      new Map([
        ["w", doubles(2)],
        ["v", doubles(5, 6)],
      ]),
    );
  });

  it("may name parameters of gradients given __proto__ and constructor", () => {
    const model = modelOf(
      given({ parameters: '{ "__proto__": 1, "constructor": 2 }', gradients: '[{ "__proto__": 3, "constructor": 4 }]' }),
    );
    deepEqual([...(model.given?.parameters.keys() ?? [])], ["__proto__", "constructor"]);
  });

  it("is the same whether numbers stand together or in pieces of the text", () => {
    const T = 70_000;
    const model = modelOf(
      rnn({ inputs: `[${Array.from({ length: T }, (_, t) => `[${t}]`).join(",")}]`, targets: `[${"null,".repeat(T - 1)}[1, 2]]` }),
    );
    equal(model.T, T);
    ok(model.inputs.every((value, t) => value === t));
    equal(model.targets?.values.at(-1), 2);
    const bare = modelOf(rnn({ inputs: `[${Array.from({ length: T }, (_, t) => t).join(",")}]` }));
    ok(bare.inputs.every((value, t) => value === t));
  });
});
