/** Which range a strip shows. */
import assert from "node:assert/strict";
import type { LayerShape } from "../../../src/protocol/panel.js";
import { fractionOf, lossScale, roundUp, scaleOf } from "../../../src/webview/scales.js";

function layer(change: Partial<LayerShape>): LayerShape {
  return { cell: "lstm", D: 1, H: 1, quantities: ["f", "c", "h"], ranges: {}, gatesAreValves: true, ...change };
}

describe("a round end of a scale", () => {
  it("is never below the value", () => {
    for (const value of [0.2261, 0.999, 1, 1.01, 7.3, 123, 1e-9, 3e107]) assert.ok(roundUp(value) >= value * (1 - 1e-8), String(value));
  });
  it("is the least of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 of its power of ten", () => {
    assert.deepEqual([0.2261, 0.26, 4.1, 61, 81, 100].map(roundUp), [0.25, 0.3, 5, 80, 100, 100]);
  });
  it("is 1 for nothing, and for what is not finite", () => {
    assert.deepEqual([0, Number.NaN, Number.POSITIVE_INFINITY].map(roundUp), [1, 1, 1]);
  });
});

describe("a strip's scale", () => {
  it("is 0 to 1 for a gate that is a valve, whatever its values", () => {
    assert.deepEqual(scaleOf(layer({ ranges: { f: [0.4, 0.5] } }), "f"), { kind: "gate", low: 0, high: 1 });
  });
  it("follows a gate's values where its activation lets them leave 0 to 1", () => {
    assert.deepEqual(scaleOf(layer({ gatesAreValves: false, ranges: { f: [-0.2, 2.7] } }), "f"), { kind: "signed", low: -3, high: 3 });
  });
  it("is −1 to 1 for h, and symmetric about 0 for c by its own range", () => {
    const given = layer({ ranges: { h: [-0.19, 0.22], c: [-0.217, 0.2261] } });
    assert.deepEqual(scaleOf(given, "h"), { kind: "signed", low: -1, high: 1 });
    assert.deepEqual(scaleOf(given, "c"), { kind: "signed", low: -0.25, high: 0.25 });
  });
  it("starts at 0 for outputs that are never negative", () => {
    const given = layer({ cell: "dense", quantities: ["yhat"], ranges: { yhat: [0, 12] } });
    assert.deepEqual(scaleOf(given, "yhat"), { kind: "positive", low: 0, high: 15 });
  });
  it("exists where no value is finite", () => {
    assert.deepEqual(scaleOf(layer({ ranges: {} }), "h"), { kind: "signed", low: -1, high: 1 });
  });
  it("of the loss starts at 0 and holds the greatest", () => {
    const loss = { label: "mse", reduction: "mean", count: 2, total: "0.5", greatest: "0.9799" } as const;
    assert.deepEqual(lossScale(loss), { kind: "positive", low: 0, high: 1 });
  });
});

describe("where a value lies on a scale", () => {
  const scale = { kind: "signed", low: -2, high: 2 } as const;
  it("is a share of it, held at the ends", () => {
    assert.deepEqual(
      [-2, 0, 1, 99, Number.POSITIVE_INFINITY].map((value) => fractionOf(scale, value)),
      [0, 0.5, 0.75, 1, 1],
    );
  });
  it("is nowhere for NaN", () => {
    assert.ok(Number.isNaN(fractionOf(scale, Number.NaN)));
  });
});
