/** The steps in sight, as they cross to the page. */
import assert from "node:assert/strict";
import { stepsOf } from "../../../src/client/steps.js";
import { longer, running, stack, traced, worked } from "./fakes.js";

const rounded = (values: Float64Array | null | undefined) => Array.from(values ?? [], (value) => Number(value.toFixed(4)));

describe("client/steps", () => {
  it("cuts out the steps asked for, row by row", () => {
    const steps = stepsOf(traced(worked), { revision: 1, layer: 1, from: 2, to: 2 });
    assert.deepEqual(rounded(steps.x), [0.5, -1]);
    assert.deepEqual(Object.keys(steps.quantities), ["f", "i", "c_tilde", "o", "c", "h"]);
    assert.deepEqual(rounded(steps.quantities.f), [0.233]);
    assert.deepEqual(rounded(steps.quantities.h), [-0.1899]);
    assert.deepEqual(rounded(steps.outputs), [-0.1899]);
    assert.deepEqual(rounded(steps.loss), [0.9799]);
    assert.deepEqual(rounded(steps.targets), [0.8]);
  });

  it("says the states before the first of them: of the step before, or the initial ones", () => {
    const trace = traced(worked);
    const at = (from: number) => stepsOf(trace, { revision: 1, layer: 1, from, to: 2 }).before;
    assert.deepEqual([rounded(at(1).h), rounded(at(1).c)], [[0], [0]]);
    assert.deepEqual([rounded(at(2).h), rounded(at(2).c)], [[0.2174], [0.2261]]);
  });

  it("repeats which trace, layer and steps it is about", () => {
    const { revision, layer, from, to } = stepsOf(traced(longer(9)), { revision: 7, layer: 1, from: 3, to: 5 });
    assert.deepEqual({ revision, layer, from, to }, { revision: 7, layer: 1, from: 3, to: 5 });
  });

  it("gives every array a buffer of its own size, because a whole buffer crosses", () => {
    const steps = stepsOf(traced(stack), { revision: 1, layer: 1, from: 2, to: 2 });
    const arrays = [steps.x, steps.outputs, steps.loss, steps.targets, ...Object.values(steps.quantities), ...Object.values(steps.before)];
    assert.equal(arrays.length, 12);
    for (const array of arrays) assert.equal(array?.buffer.byteLength, array?.byteLength);
  });

  it("has NaN where a step has no target, and the top layer's outputs for every layer", () => {
    const steps = stepsOf(traced(stack), { revision: 1, layer: 1, from: 1, to: 3 });
    assert.deepEqual(rounded(steps.targets), [Number.NaN, 0.25, Number.NaN]);
    assert.deepEqual([...(steps.loss ?? [])].map(Number.isNaN), [true, false, true]);
    assert.equal(steps.outputs.length, 3);
    assert.equal(steps.quantities.h?.length, 6);
  });

  it("has no states before a dense layer's steps", () => {
    assert.deepEqual(stepsOf(traced(stack), { revision: 1, layer: 2, from: 1, to: 3 }).before, {});
  });

  it("has neither losses nor targets where the file gives none", () => {
    const { loss, targets } = stepsOf(traced(longer(2)), { revision: 1, layer: 1, from: 1, to: 2 });
    assert.deepEqual([loss, targets], [null, null]);
  });

  it("throws for a layer or a step the trace has not", () => {
    const trace = traced(worked);
    assert.throws(() => stepsOf(trace, { revision: 1, layer: 2, from: 1, to: 1 }), RangeError);
    assert.throws(() => stepsOf(trace, { revision: 1, layer: 1, from: 1, to: 3 }), RangeError);
  });

  it("throws for more steps than any screen shows", () => {
    const trace = traced(running(500_000));
    assert.throws(() => stepsOf(trace, { revision: 1, layer: 1, from: 1, to: 500_000 }), /too many/);
    assert.equal(stepsOf(trace, { revision: 1, layer: 1, from: 1, to: 4096 }).outputs.length, 4096);
  });
});
