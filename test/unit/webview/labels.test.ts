/** Where numbers stand in a strip, and what the axis names. */
import assert from "node:assert/strict";
import type { Strip } from "../../../src/webview/layout.js";
import { waterfallBars } from "../../../src/webview/margin/waterfall.js";
import { axisSteps } from "../../../src/webview/strips/geometry.js";
import { numberSpot } from "../../../src/webview/strips/labels.js";
import type { TraceView } from "../../../src/webview/view.js";

const gate: Strip = {
  quantity: "f",
  kind: "lines",
  top: 0,
  height: 50,
  scale: { kind: "gate", low: 0, high: 1 },
  heat: null,
  difference: null,
};
const signed: Strip = { ...gate, scale: { kind: "signed", low: -1, high: 1 } };

describe("a number beside its dot", () => {
  it("stands level with the dot where no line leaves", () => {
    assert.deepEqual(numberSpot(gate, 0.5, 0.2, undefined), { isLeft: false, y: 29 });
  });
  it("stands below a line that rises and above one that falls", () => {
    const dot = 25;
    assert.ok(numberSpot(gate, 0.5, 0.5, 0.9).y > dot);
    assert.ok(numberSpot(gate, 0.5, 0.5, 0.1).y < dot);
  });
  it("stands on the side no line comes from, and on the right where neither has one", () => {
    assert.equal(numberSpot(gate, 0.5, undefined, 0.9).isLeft, true);
    assert.equal(numberSpot(gate, 0.5, 0.9, undefined).isLeft, false);
    assert.equal(numberSpot(gate, 0.5, undefined, undefined).isLeft, false);
  });
  it("changes sides where the line would run through it", () => {
    assert.equal(numberSpot(gate, 0.05, 0.06, 0.9).isLeft, false);
    assert.equal(numberSpot(gate, 0.05, 0, 0.9).isLeft, true);
  });
  it("stands on the left at the right edge", () => {
    assert.equal(numberSpot(gate, 0.5, 0.5, null).isLeft, true);
  });
  it("keeps off the zero line", () => {
    for (const value of [-0.12, 0, 0.1]) {
      const { y } = numberSpot(signed, value, undefined, undefined);
      assert.ok(y <= 25 - 4 || y >= 25 + 11, `${value}: ${y}`);
    }
  });
  it("stays inside the strip", () => {
    for (let value = 0; value <= 1; value += 0.05) {
      for (const after of [0, 0.5, 1, undefined]) {
        const { y } = numberSpot(gate, value, undefined, after);
        assert.ok(y >= 11 && y <= 50 - 3, `${value} → ${after}: ${y}`);
      }
    }
  });
  it("has a place where it is not finite", () => {
    assert.equal(numberSpot(gate, Number.NaN, 0.5, 0.5).y, 29);
  });
});

describe("the time axis", () => {
  const axis = (from: number, to: number, T: number, stepWidth: number): readonly number[] =>
    axisSteps({ sight: { from, to }, figure: { stepWidth }, trace: { T } } as unknown as TraceView, 56);
  it("names round steps, the first, and the last where it has room", () => {
    assert.deepEqual(axis(1, 120, 120, 6), [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
    assert.deepEqual(axis(1, 40, 40, 16), [1, 5, 10, 15, 20, 25, 30, 35, 40]);
  });
  it("names steps at the same distance anywhere in a long sequence", () => {
    assert.deepEqual(axis(49_915, 50_090, 100_000, 4), [49_920, 49_940, 49_960, 49_980, 50_000, 50_020, 50_040, 50_060, 50_080]);
  });
  it("names every step where there is room", () => {
    assert.deepEqual(axis(1, 3, 3, 200), [1, 2, 3]);
  });
});

describe("the waterfall", () => {
  it("starts each bar where the one before it ended", () => {
    const drawing = waterfallBars([0.5, -2, 0.1], 108);
    assert.ok(drawing !== null);
    const { bars, zero } = drawing;
    assert.equal(bars[0].from, zero);
    assert.equal(bars[1].from, bars[0].to);
    assert.equal(bars[2].from, bars[1].to);
  });
  it("stays within its width", () => {
    const drawing = waterfallBars([3, -9, 1e3, -2], 108);
    for (const { from, to } of drawing?.bars ?? []) assert.ok(Math.min(from, to) >= 0 && Math.max(from, to) <= 108);
  });
  it("draws nothing where a term is no number", () => {
    assert.equal(waterfallBars([1, Number.NaN], 108), null);
  });
});
