/** Gradients and updates in the trace's JSON, and updates as tables. */
import assert from "node:assert/strict";
import type { Update } from "../../../src/core/adam.js";
import { backward } from "../../../src/core/backward.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { row } from "../../../src/core/trace.js";
import { Training } from "../../../src/core/training.js";
import { traceJson } from "../../../src/report/traceJson.js";
import { updatesCsv } from "../../../src/report/updatesCsv.js";
import { updatesTable } from "../../../src/report/updatesTable.js";
import { randomFile } from "./support/randomFile.js";
import { type Traced, traceOf, workedExample } from "./support/worked.js";

const withAdam = workedExample.replace('"loss": "mse"', '"loss": "mse", "optimizer": { "type": "adam", "alpha": 0.1, "t": 3 }');
const given =
  '{ "parameters": { "W": [[1, -2]], "b": [0.5] }, "gradients": [{ "W": [[1, 1]], "b": [2] }, { "W": [[0, -1]], "b": [3] }], "optimizer": { "type": "adam", "alpha": 0.1 } }';

/** The first `count` updates, as the core takes them. */
function updatesOf({ trace }: Traced, count: number): readonly Update[] {
  const training = new Training(trace.model);
  runToEnd(training.take(count, never));
  return Array.from({ length: count }, (_, k) => runToEnd(training.update(k + 1, never)));
}

/** Rows of `cols`, as the file has a matrix. */
function matrix(values: Float64Array, cols: number): number[][] {
  return Array.from({ length: values.length / cols }, (_, at) => [...values.subarray(at * cols, (at + 1) * cols)]);
}

describe("report/traceJson: gradients", () => {
  it("has each parameter's gradient in the parameter's shape", () => {
    const { trace } = traceOf(randomFile(4, { cells: ["lstm", "dense"], D: 2, units: [3, 2], T: 4 }));
    const gradients = runToEnd(backward(trace, never));
    const { layers } = JSON.parse([...traceJson(trace, { gradients, updates: null })].join(""));
    for (const [index, of] of gradients.layers.entries()) {
      assert.deepEqual(Object.keys(layers[index].gradients), [...of.layer.parameters.keys()]);
      for (const [name, values] of of.parameters) {
        const { cols = 1, isVector = true } = of.layer.parameters.get(name) ?? {};
        assert.deepEqual(layers[index].gradients[name], isVector ? [...values] : matrix(values, cols));
      }
    }
  });

  it("has the gradients of states from t = 0, of a readout's output from t = 1, and of what was read", () => {
    const { trace } = traceOf(randomFile(4, { cells: ["lstm", "dense"], D: 2, units: [3, 2], T: 4 }));
    const gradients = runToEnd(backward(trace, never));
    const { layers } = JSON.parse([...traceJson(trace, { gradients, updates: null })].join(""));
    const [recurrent, dense] = layers.map(({ stateGradients }: { stateGradients: Record<string, unknown>[] }) => stateGradients);
    assert.deepEqual(recurrent.map(Object.keys), [["t", "h", "c"], ...Array.from({ length: 4 }, () => ["t", "h", "c", "x"])]);
    assert.deepEqual(
      dense.map(Object.keys),
      Array.from({ length: 4 }, () => ["t", "yhat", "x"]),
    );
    const [first, second] = gradients.layers;
    for (const step of recurrent) {
      for (const [name, values] of first.states) assert.deepEqual(step[name], [...row(values, step.t + 1, 3)]);
      if (step.t > 0) assert.deepEqual(step.x, [...row(first.x, step.t, 2)]);
    }
    for (const step of dense) {
      assert.deepEqual(step.yhat, [...row(second.yhat ?? new Float64Array(), step.t, 2)]);
      assert.deepEqual(step.x, [...row(second.x, step.t, 3)]);
    }
  });
});

describe("report: updates", () => {
  it("stand in JSON with t after, the loss before, and every moment by parameter and layer", () => {
    const traced = traceOf(withAdam);
    const updates = updatesOf(traced, 2);
    const json = JSON.parse([...traceJson(traced.trace, { gradients: null, updates })].join(""));
    assert.equal(Object.keys(json).at(-1), "updates");
    for (const [k, update] of json.updates.entries()) {
      assert.deepEqual(Object.keys(update), ["t", "loss", "layers"]);
      assert.deepEqual([update.t, update.loss], [4 + k, updates[k].loss]);
      const [layer] = update.layers;
      assert.deepEqual(Object.keys(layer), ["gradients", "V", "S", "V_corr", "S_corr", "parameters"]);
      const { gradients, V, S, VCorr, SCorr, parameters } = updates[k].layers[0];
      for (const [name, arrays] of Object.entries({ gradients, V, S, V_corr: VCorr, S_corr: SCorr, parameters })) {
        assert.deepEqual(layer[name].W_f, matrix(arrays.get("W_f") ?? new Float64Array(), 2));
        assert.deepEqual(layer[name].b_f, [...(arrays.get("b_f") ?? [])]);
      }
    }
  });

  for (const cell of ["lstm", "gru", "rnn", "dense"] as const) {
    it(`and the gradients they start from are the core's, for a ${cell}, in the parameters' shapes`, () => {
      const file = randomFile(5, { cells: [cell, "dense"], D: 2, units: [3, 2], T: 3 });
      const traced = traceOf(file.replace('"inputs"', '"optimizer": { "type": "adam" }, "inputs"'));
      const gradients = runToEnd(backward(traced.trace, never));
      const updates = updatesOf(traced, 2);
      const json = JSON.parse([...traceJson(traced.trace, { gradients, updates })].join(""));
      for (const [index, { layer, states }] of gradients.layers.entries()) {
        const shaped = (arrays: ReadonlyMap<string, Float64Array>) =>
          Object.fromEntries(
            [...layer.parameters.values()].map(({ name, cols, isVector }) => {
              const values = arrays.get(name) ?? new Float64Array();
              return [name, isVector ? [...values] : matrix(values, cols)];
            }),
          );
        assert.deepEqual(json.layers[index].gradients, shaped(gradients.layers[index].parameters));
        assert.deepEqual(json.updates[0].layers[index].gradients, json.layers[index].gradients);
        for (const [k, update] of updates.entries()) {
          const { V, S, VCorr, SCorr, parameters } = update.layers[index];
          const { gradients: _, ...kept } = json.updates[k].layers[index];
          assert.deepEqual(kept, {
            V: shaped(V),
            S: shaped(S),
            V_corr: shaped(VCorr),
            S_corr: shaped(SCorr),
            parameters: shaped(parameters),
          });
        }
        const steps: Record<string, unknown>[] = json.layers[index].stateGradients;
        assert.deepEqual(
          steps.map(({ t }) => t),
          layer.cell === "dense" ? [1, 2, 3] : [0, 1, 2, 3],
        );
        for (const name of states.keys()) assert.ok(steps.every((step) => (step[name] as number[]).length === layer.H));
      }
    });
  }

  it("are taken only when their text is asked for", () => {
    const traced = traceOf(withAdam);
    let taken = 0;
    function* counted(): Generator<Update> {
      for (const update of updatesOf(traced, 1)) {
        taken++;
        yield update;
      }
    }
    const text = traceJson(traced.trace, { gradients: null, updates: counted() });
    assert.equal(taken, 0);
    for (const chunk of text) assert.ok(chunk.length > 0);
    assert.equal(taken, 1);
  });

  it("have no loss where the file gives the gradients", () => {
    const traced = traceOf(given);
    const json = JSON.parse([...traceJson(traced.trace, { gradients: null, updates: updatesOf(traced, 2) })].join(""));
    assert.deepEqual(
      json.updates.map(({ t, loss }: { t: number; loss: null }) => [t, loss]),
      [
        [1, null],
        [2, null],
      ],
    );
    assert.deepEqual(json.updates[1].layers[0].gradients, { W: [[0, -1]], b: [3] });
  });

  it("stand in CSV, a row an update and entry", () => {
    const traced = traceOf(given);
    const updates = updatesOf(traced, 2);
    const lines = [...updatesCsv(traced.trace.model, updates)].join("").trimEnd().split("\n");
    assert.equal(lines[0], "t,loss,layer,parameter,row,column,gradient,V,S,V_corr,S_corr,value");
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(",").slice(0, 7).join(",")),
      ["1,,1,W,1,1,1", "1,,1,W,1,2,1", "1,,1,b,1,1,2", "2,,1,W,1,1,0", "2,,1,W,1,2,-1", "2,,1,b,1,1,3"],
    );
    assert.equal(Number(lines[6].split(",")[11]), updates[1].layers[0].parameters.get("b")?.[0]);
    const [, first] = [...updatesCsv(traceOf(withAdam).trace.model, updatesOf(traceOf(withAdam), 1))].join("").split("\n");
    assert.match(first, /^4,0\.52986\d+,1,W_f,1,1,-0\.0169/);
  });

  it("stand in a table an update, aligned, entries named as in the file", () => {
    const traced = traceOf(given);
    const text = [...updatesTable(traced.trace.model, updatesOf(traced, 2), 3)].join("");
    assert.equal(
      text,
      `update 1, t 1

entry   gradient      V      S  V_corr  S_corr   value
W[1,1]     1.000  0.100  0.001   1.000   1.000   0.900
W[1,2]     1.000  0.100  0.001   1.000   1.000  −2.100
b[1]       2.000  0.200  0.004   2.000   4.000   0.400

update 2, t 2

entry   gradient       V      S  V_corr  S_corr   value
W[1,1]     0.000   0.090  0.001   0.474   0.500   0.833
W[1,2]    −1.000  −0.010  0.002  −0.053   1.000  −2.095
b[1]       3.000   0.480  0.013   2.526   6.501   0.301
`,
    );
  });

  it("name the layer of each entry in a stack", () => {
    const text = randomFile(6, { cells: ["rnn", "dense"], D: 1, units: [1, 1], T: 2 })
      .replace(/"targets": \[.*\],/, '"targets": [1, 0],')
      .replace('"inputs"', '"optimizer": { "type": "adam" }, "inputs"');
    const traced = traceOf(text);
    const table = [...updatesTable(traced.trace.model, updatesOf(traced, 1), 4)].join("");
    assert.match(table, /^update 1, t 1, loss before it \d+\.\d{4}\n\nentry/);
    assert.match(table, /\nlayer1\.U_h\[1,1\] /);
    assert.match(table, /\nlayer2\.W\[1,1\] /);
  });
});
