/** What a whole trace comes to. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { Trace } from "../../../src/core/trace.js";
import { ranges, saturatedSteps, saturation, valvesOf } from "../../../src/report/summary.js";
import { randomFile } from "./support/randomFile.js";
import { traceOf, workedExample } from "./support/worked.js";

describe("report/summary", () => {
  it("counts the steps in which a unit's gate is below .05 or above .95, and the units of a step", () => {
    // f = σ(100 x_1), so it is 0, .5 and 1; o of the worked example is .9781 and .8892.
    const text =
      '{ "cell": "gru", "parameters": { "W_r": [[100], [0]], "U_r": [[0, 0], [0, 0]], "W_z": [[0], [100]], "U_z": [[0, 0], [0, 0]], "W_n": [[1], [1]], "U_n": [[0, 0], [0, 0]] }, "inputs": [-1, 0, 1] }';
    const { trace } = traceOf(text);
    const of = (shown: Trace, layer: number, t: number, unit: number) =>
      saturation(shown, layer, t, runToEnd(saturatedSteps(shown, layer, unit, never)));
    assert.deepEqual(of(trace, 1, 1, 1), [
      { quantity: "r", steps: 2, units: 1 },
      { quantity: "z", steps: 0, units: 1 },
    ]);
    assert.deepEqual(of(trace, 1, 2, 2), [
      { quantity: "r", steps: 0, units: 0 },
      { quantity: "z", steps: 2, units: 0 },
    ]);
    assert.deepEqual(of(traceOf(workedExample).trace, 1, 2, 1), [
      { quantity: "f", steps: 0, units: 0 },
      { quantity: "i", steps: 0, units: 0 },
      { quantity: "o", steps: 1, units: 0 },
    ]);
  });

  it("counts a long trace's saturated steps in slices", () => {
    const T = 10_000;
    const { trace } = traceOf(
      `{ "cell": "lstm", "parameters": { "U_f": [[0]], "U_i": [[0]], "U_c": [[0]], "U_o": [[0]], "b_f": [9] }, "steps": ${T} }`,
    );
    const work = saturatedSteps(trace, 1, 1, () => true);
    let yields = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) yields++;
    // Three gates of five pieces each.
    assert.deepEqual([yields, step.value], [15, [T, 0, 0]]);
  });

  it("knows which gates are valves: those whose activation stays from 0 to 1", () => {
    const valves = (gate: string) =>
      valvesOf(traceOf(workedExample.replace('"loss"', `"activations": { "gate": "${gate}" }, "loss"`)).trace.layers[0]);
    assert.deepEqual(valves("sigmoid"), ["f", "i", "o"]);
    assert.deepEqual(valves("hardSigmoid"), ["f", "i", "o"]);
    assert.deepEqual(valves("tanh"), []);
    assert.deepEqual(valves("relu"), []);
    assert.deepEqual(valves("sigmoid(z)"), []);
    assert.deepEqual(valvesOf(traceOf(randomFile(1, { cells: ["rnn"], D: 1, units: [1], T: 1 })).trace.layers[0]), []);
  });

  it("finds least and greatest of every quantity", () => {
    const { trace } = traceOf(randomFile(5, { cells: ["lstm", "dense"], D: 2, units: [3, 2], T: 9 }));
    const all = runToEnd(ranges(trace, () => false));
    for (const [index, { quantities }] of trace.layers.entries()) {
      assert.deepEqual(
        all[index],
        Object.fromEntries([...quantities].map(([name, values]) => [name, [Math.min(...values), Math.max(...values)]])),
      );
    }
  });

  it("leaves out what is not finite, and a quantity that never is", () => {
    const text = '{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": 1e300, "U_h": 0 }, "inputs": [INPUTS] }';
    const of = (inputs: string) => runToEnd(ranges(traceOf(text.replace("INPUTS", inputs)).trace, () => false));
    assert.deepEqual(of("1, -2, 1e300"), [{ h: [-2e300, 1e300] }]);
    assert.deepEqual(of("1e300"), [{}]);
  });

  it("gives the thread back when asked to", () => {
    const work = ranges(traceOf(workedExample).trace, () => true);
    assert.deepEqual(work.next(), { done: false, value: { done: 0, total: 6 } });
    let step = work.next();
    while (!step.done) step = work.next();
    assert.deepEqual(
      step.value[0].h?.map((value) => value.toFixed(4)),
      ["-0.1899", "0.2174"],
    );
  });
});
