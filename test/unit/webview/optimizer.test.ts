/** How an update's matrices stand, where the keys lead in them, and the loss over updates. */
import assert from "node:assert/strict";
import type { UpdateOfParameter } from "../../../src/protocol/updates.js";
import { curveFrame, curvePath, updateAt, updateForKey } from "../../../src/webview/optimizer/curve.js";
import { smallCurve } from "../../../src/webview/optimizer/entryCurves.js";
import { entryForKey, gapFor, layOutMatrices } from "../../../src/webview/optimizer/layout.js";
import { matricesOf } from "../../../src/webview/optimizer/view.js";

function update(size: number, value = 0.25): UpdateOfParameter {
  const array = (of = value): Float64Array => new Float64Array(size).fill(of);
  return {
    ...{ t: 1, loss: null, gradient: array() },
    before: { W: array(2), V: array(0), S: array(0) },
    sources: { W: null, V: null, S: null, gradient: null },
    after: { V: array(), S: array(-0.5), VCorr: array(), SCorr: array(), step: array(0.1), W: array(1.9) },
    hidden: [],
  };
}

const lay = (rows: number, cols: number, width: number) =>
  layOutMatrices({ rows, cols }, update(rows * cols), { width, decimals: 4, digit: 7 });

describe("an update's matrices", () => {
  it("stand in lanes, as many side by side as fit", () => {
    assert.deepEqual(
      [940, 640, 420, 300].map((width) => lay(2, 3, width).lanes),
      [4, 3, 2, 1],
    );
    assert.equal(lay(2, 3, 940).kind, "numbers");
  });
  it("are heat maps above twelve rows or columns, and where larger ones do not fit side by side", () => {
    assert.equal(lay(12, 2, 940).kind, "numbers");
    assert.equal(lay(13, 2, 940).kind, "heat");
    assert.equal(lay(2, 13, 2000).kind, "heat");
    assert.equal(lay(8, 8, 2000).kind, "numbers");
    assert.equal(lay(8, 8, 600).kind, "heat");
    assert.equal(lay(4, 12, 350).kind, "numbers");
  });
  it("never are wider than their figure as heat maps", () => {
    for (const [rows, cols] of [
      [13, 1],
      [512, 512],
      [48, 4],
      [1, 2000],
    ] as const)
      for (const width of [318, 668, 952, 1400]) {
        const { lanes, lane, width: own } = lay(rows, cols, width);
        assert.ok(own <= lane && lanes * lane + (lanes - 1) * gapFor(width) <= width, `${rows}×${cols} at ${width}`);
      }
  });
  it("show what the parameter changes by, and share a scale before and after", () => {
    const { values, reach } = matricesOf(update(2));
    assert.deepEqual(values.dw, Float64Array.of(-0.1, -0.1));
    assert.deepEqual([reach.w0, reach.w1, reach.s0, reach.s1], [2, 2, 0.5, 0.5]);
    assert.equal(matricesOf({ ...update(2), after: null }).values.w1, null);
  });
  it("are gone through entry by entry", () => {
    const shape = { rows: 2, cols: 3 };
    assert.deepEqual(entryForKey("ArrowRight", { row: 1, col: 1 }, shape), { row: 1, col: 2 });
    assert.deepEqual(entryForKey("ArrowDown", { row: 2, col: 1 }, shape), { row: 2, col: 1 });
    assert.deepEqual(entryForKey("End", { row: 2, col: 1 }, shape), { row: 2, col: 3 });
    assert.equal(entryForKey("Tab", { row: 2, col: 1 }, shape), null);
    assert.deepEqual(entryForKey("ArrowRight", { row: 7, col: 1 }, { rows: 48, cols: 1 }), { row: 8, col: 1 }, "a column lying down");
  });
});

describe("an entry over updates", () => {
  const updates = Float64Array.of(0, 1, 2, 3);
  it("stands in its own range, with 0 in it where 0 is near", () => {
    const range = (...values: number[]): readonly number[] => {
      const { low, high } = smallCurve(updates, Float64Array.from(values), 1, 300);
      return [low, high];
    };
    assert.deepEqual(range(1, 2, 3, 4), [0, 4]);
    assert.deepEqual(range(10, 10.5, 11, 11), [10, 11]);
    assert.deepEqual(range(-1, -4, -2, -3), [-4, 0]);
    assert.deepEqual(range(2, 2, 2, 2), [0, 2]);
    assert.deepEqual(range(0, 0, 0, 0), [0, 1]);
    assert.deepEqual(range(Number.NaN, Number.NaN, Number.NaN, Number.NaN), [0, 1]);
  });
  it("is one line in two parts that meet at the update shown", () => {
    const { before, after } = smallCurve(updates, Float64Array.of(1, 2, 3, 4), 1, 300);
    assert.equal(before.split("L").at(-1), after.slice(1).split("L")[0]);
    assert.deepEqual(
      [before, after].map((d) => d.match(/[ML]/g)?.length),
      [2, 3],
    );
  });
});

describe("the loss over updates", () => {
  const curve = {
    isFirstHidden: false,
    perColumn: 1,
    least: Float64Array.of(0.53, 0.2, Number.NaN, 0.1),
    greatest: Float64Array.of(0.53, 0.2, Number.NaN, 0.1),
  };
  const frame = curveFrame(curve, 3, 428);
  it("stands on an axis in round steps from 0", () => {
    assert.deepEqual([frame.low, frame.high, frame.pitch], [0, 0.6, 0.2]);
    const below = { ...curve, least: Float64Array.of(-3.1), greatest: Float64Array.of(-3.1) };
    assert.deepEqual([curveFrame(below, 1, 428).low, curveFrame(below, 1, 428).high], [-4, 0]);
    const none = { ...curve, least: Float64Array.of(Number.NaN), greatest: Float64Array.of(Number.NaN) };
    assert.ok(curveFrame(none, 1, 428).high > 0);
  });
  it("leaves a gap where it is no number", () => {
    assert.equal(curvePath(curve, frame, 0, 3).match(/M/g)?.length, 2);
  });
  it("goes from the greatest to the least of a column of many states", () => {
    const many = { ...curve, perColumn: 100, least: Float64Array.of(1, 1), greatest: Float64Array.of(2, 1.5) };
    assert.equal(curvePath(many, curveFrame(many, 199, 428), 0, 199).match(/[ML]/g)?.length, 4);
  });
  it("is read where it is clicked", () => {
    assert.deepEqual([updateAt(frame, 0), updateAt(frame, 52 + 101), updateAt(frame, 1000)], [0, 1, 3]);
  });
  it("is gone through by the keys of a slider", () => {
    assert.deepEqual(
      ["ArrowRight", "ArrowLeft", "PageDown", "Home", "End", "x"].map((key) => updateForKey(key, 12, 40)),
      [13, 11, 8, 0, 40, null],
    );
  });
});
