/** How far gates reach, their negative entries and their sums. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { gateFacts, negativeGates } from "../../../../src/report/insights/gates.js";
import { gru, lstm, modelOf, rnn, traceOf, workedExample } from "../../core/models.js";
import { read, still } from "../support/insights.js";

const linear = (W_f: readonly (readonly number[])[], inputs: readonly (readonly number[])[]) =>
  traceOf(modelOf({ layers: [lstm(1, W_f.length, { ...still(W_f.length), W_f }, {}, { gate: "linear" })], inputs }));

describe("the facts about gates", () => {
  it("are the least and greatest entry and sum, each with its step", () => {
    // f_1 = (0.25, 0.5), f_2 = (−0.5, −1)
    const [f, i, o] = runToEnd(gateFacts(linear([[1], [2]], [[0.25], [-0.5]]), never));
    assert.deepEqual([f.quantity, i.quantity, o.quantity], ["f", "i", "o"]);
    assert.deepEqual([...f.numbers], [-1, 0.5, -1.5, 0.75]);
    assert.deepEqual(f.least, { layer: 1, quantity: "f", t: 2, unit: 2 });
    assert.deepEqual(f.greatest, { layer: 1, quantity: "f", t: 1, unit: 2 });
    assert.deepEqual([f.leastSum, f.greatestSum, f.negative, f.entries, f.isDistribution], [2, 1, 2, 4, false]);
    assert.deepEqual([...i.numbers], [0, 0, 0, 0]);
  });

  it("of the worked example: no gate is negative, and no gate's entries add up to 1", () => {
    const facts = runToEnd(gateFacts(traceOf(workedExample()), never));
    assert.deepEqual(
      facts.map(({ quantity, numbers, negative, isDistribution }) => [
        quantity,
        ...Array.from(numbers, (n) => n.toFixed(4)),
        negative,
        isDistribution,
      ]),
      [
        ["f", "0.2330", "0.7685", "0.2330", "0.7685", 0, false],
        ["i", "0.2497", "0.4588", "0.2497", "0.4588", 0, false],
        ["o", "0.8892", "0.9781", "0.8892", "0.9781", 0, false],
      ],
    );
  });

  it("say that entries are a distribution only where every step adds up to 1 and none is below 0", () => {
    const [f] = runToEnd(gateFacts(linear([[0.25], [0.75]], [[1], [1]]), never));
    assert.equal(f.isDistribution, true);
    const [once] = runToEnd(gateFacts(linear([[0.25], [0.75]], [[1], [2]]), never));
    assert.equal(once.isDistribution, false);
    const [below] = runToEnd(gateFacts(linear([[-1], [2]], [[1]]), never));
    assert.deepEqual([...below.numbers, below.isDistribution], [-1, 2, 1, 1, false]);
  });

  it("leave out what is not finite, layers without gates, and gates without a finite entry", () => {
    const facts = runToEnd(gateFacts(linear([[1]], [[2], [Number.NaN]]), never));
    assert.deepEqual([...facts[0].numbers], [2, 2, 2, 2]);
    assert.equal(facts[0].isDistribution, false);
    assert.deepEqual(runToEnd(gateFacts(linear([[1]], [[Number.NaN]]), never)), []);
    assert.deepEqual(runToEnd(gateFacts(traceOf(modelOf({ layers: [rnn(0, 1, { U_h: 1 })], T: 2 })), never)), []);
    const numbers = { U_r: 0, U_z: 0, U_n: 0 };
    const ofGru = runToEnd(gateFacts(traceOf(modelOf({ layers: [gru(0, 1, numbers)], T: 2 })), never));
    assert.deepEqual(
      ofGru.map(({ quantity }) => quantity),
      ["r", "z"],
    );
  });
});

describe("negative gates", () => {
  it("are told with how many entries are below 0 and the least of them", () => {
    const trace = linear([[1], [2]], [[0.25], [-0.5]]);
    const [told, ...others] = negativeGates(trace, runToEnd(gateFacts(trace, never)));
    assert.equal(read(told), "f has 2 of 4 entries below 0, the least −1.0000");
    assert.deepEqual([told.kind, told.place.t, told.place.unit], ["negative", 2, 2]);
    assert.deepEqual(others, []);
  });

  it("are none with σ", () => {
    const trace = traceOf(workedExample());
    assert.deepEqual(negativeGates(trace, runToEnd(gateFacts(trace, never))), []);
  });
});
