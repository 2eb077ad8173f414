/** The trace as JSON, held against the format's own words. */
import assert from "node:assert/strict";
import { preactivations } from "../../../src/core/preactivations.js";
import { row, type Trace } from "../../../src/core/trace.js";
import { traceJson } from "../../../src/report/traceJson.js";
import { type Cell, randomFile } from "./support/randomFile.js";
import { traceOf, workedExample } from "./support/worked.js";

interface Json {
  readonly format: string;
  readonly T: number;
  readonly layers: readonly {
    readonly cell: Cell | null;
    readonly D?: number;
    readonly H?: number;
    readonly steps: readonly Readonly<Record<string, (number | string)[]> & { readonly t: number }>[];
  }[];
  readonly loss?: {
    readonly kind: string;
    readonly reduction: string;
    readonly perStep: readonly (number | string | null)[];
    readonly total: number | string;
  };
}

const bare = { gradients: null, updates: null };

function jsonOf(trace: Trace): Json {
  return JSON.parse([...traceJson(trace, bare)].join("")) as Json;
}

function rounded(values: unknown, decimals: number): unknown {
  if (Array.isArray(values)) return values.map((value) => rounded(value, decimals));
  return typeof values === "number" ? values.toFixed(decimals) : values;
}

describe("report/traceJson", () => {
  it("gives the worked example's published numbers", () => {
    const { format, T, layers, loss } = jsonOf(traceOf(workedExample).trace);
    assert.deepEqual([format, T, layers.length], ["unroll-trace/1", 2, 1]);
    const [layer] = layers;
    assert.deepEqual([layer.cell, layer.D, layer.H], ["lstm", 2, 1]);
    const of = (name: string) => layer.steps.map((step) => rounded(step[name], 4));
    assert.deepEqual(of("f"), [["0.7685"], ["0.2330"]]);
    assert.deepEqual(of("i"), [["0.2497"], ["0.4588"]]);
    assert.deepEqual(of("c_tilde"), [["0.9051"], ["-0.5875"]]);
    assert.deepEqual(of("c"), [["0.2261"], ["-0.2169"]]);
    assert.deepEqual(of("o"), [["0.9781"], ["0.8892"]]);
    assert.deepEqual(of("h"), [["0.2174"], ["-0.1899"]]);
    assert.deepEqual(of("z_f"), [["1.2000"], ["-1.1913"]]);
    assert.deepEqual(
      layer.steps.map(({ x }) => x),
      [
        [1, 0],
        [0.5, -1],
      ],
    );
    assert.deepEqual(rounded(loss?.perStep, 6), ["0.079854", "0.979867"]);
    assert.deepEqual([loss?.kind, loss?.reduction, rounded(loss?.total, 4)], ["mse", "mean", "0.5299"]);
  });

  it("has its members in the documented order", () => {
    const json = jsonOf(traceOf(workedExample).trace);
    assert.deepEqual(Object.keys(json), ["format", "T", "layers", "loss"]);
    assert.deepEqual(Object.keys(json.layers[0]), ["cell", "D", "H", "steps"]);
    assert.deepEqual(Object.keys(json.layers[0].steps[0]), ["t", "x", "z_f", "z_i", "z_c", "z_o", "f", "i", "c_tilde", "o", "c", "h"]);
    assert.deepEqual(Object.keys(json.loss ?? {}), ["kind", "reduction", "perStep", "total"]);
  });

  it("names the quantities of each cell", () => {
    const names = (cell: Cell) =>
      Object.keys(jsonOf(traceOf(randomFile(1, { cells: [cell], D: 1, units: [1], T: 1 })).trace).layers[0].steps[0]);
    assert.deepEqual(names("gru"), ["t", "x", "z_r", "z_z", "z_n", "r", "z", "n", "h"]);
    assert.deepEqual(names("rnn"), ["t", "x", "z_h", "h"]);
    assert.deepEqual(names("dense"), ["t", "x", "yhat"]);
  });

  it("reads back to the very doubles of the trace, in every cell and layer", () => {
    const stacks: readonly (readonly Cell[])[] = [["lstm"], ["gru"], ["rnn"], ["lstm", "dense"], ["gru", "rnn"]];
    for (const [seed, cells] of stacks.entries()) {
      const { trace } = traceOf(randomFile(seed, { cells, D: 2, units: [3, 2].slice(0, cells.length), T: 4 }));
      const json = jsonOf(trace);
      for (const [index, { layer, x, quantities }] of trace.layers.entries()) {
        for (const step of json.layers[index].steps) {
          assert.deepEqual(step.x, [...row(x, step.t, layer.D)]);
          for (const [name, values] of quantities) assert.deepEqual(step[name], [...row(values, step.t, layer.H)]);
          const z = layer.cell === "dense" ? [] : preactivations(trace, index, step.t);
          for (const [name, values] of z) assert.deepEqual(step[name], [...values]);
        }
        assert.equal(json.layers[index].steps.length, trace.T);
      }
    }
  });

  it("has null where a step has no target, and no loss without any", () => {
    assert.deepEqual(jsonOf(traceOf(workedExample.replace("[[0.5], [0.8]]", "[null, [0.8]]")).trace).loss?.perStep[0], null);
    assert.equal("loss" in jsonOf(traceOf(workedExample.replace(/ {2}"targets".*\n/, "")).trace), false);
  });

  it("writes what is not finite as a string, and the sign of zero", () => {
    const text =
      '{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": [[1e300], [1]], "U_h": [[1e300, 0], [0, 0]] }, "inputs": [1e300, -1e-320, 1], "targets": [[1, 1], null, null] }';
    const { layers, loss } = jsonOf(traceOf(text).trace);
    assert.equal(layers[0].steps[0].h[0], "Infinity");
    assert.equal(loss?.total, "Infinity");
    const zero = jsonOf(traceOf('{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": 1, "U_h": 0 }, "inputs": [-0] }').trace);
    assert.ok(Object.is(zero.layers[0].steps[0].x[0], -0));
  });

  it("names a loss written as an expression by its text", () => {
    const quoted = traceOf(workedExample.replace('"mse"', '"0.5*(yhat - y)^2"'));
    assert.equal(jsonOf(quoted.trace).loss?.kind, "0.5*(yhat - y)^2");
  });

  it("has one layer without a cell where nothing runs through time", () => {
    const { trace } = traceOf('{ "parameters": { "W": [[1, 2]] }, "gradients": [{ "W": [[1, 1]] }], "optimizer": { "type": "adam" } }');
    assert.deepEqual(jsonOf(trace), { format: "unroll-trace/1", T: 0, layers: [{ cell: null, steps: [] }] });
  });

  it("comes in chunks of 64 k characters and a little more, however long the whole is", () => {
    const T = 5000;
    const inputs = Array.from({ length: T }, (_, t) => Math.sin(t));
    const { trace } = traceOf(
      JSON.stringify({
        cell: "rnn",
        parameters: {
          W_h: [[1], [2], [3]],
          U_h: [
            [0, 0, 1],
            [0, 1, 0],
            [1, 0, 0],
          ],
        },
        inputs,
      }),
    );
    const lengths = [...traceJson(trace, bare)].map((chunk) => chunk.length);
    assert.ok(lengths.length > 5);
    assert.ok(
      lengths.slice(0, -1).every((length) => length >= 65_536 && length < 66_536),
      `${Math.max(...lengths)}`,
    );
  });
});
