/** Which steps are in sight, and in which pieces they are asked for. */
import assert from "node:assert/strict";
import { pieceLength, piecesOf, scrollToShow, spanOfPiece, stepsAround, stepsInSight } from "../../../src/webview/windowing.js";

describe("the steps in sight", () => {
  it("are all of them where they fit", () => {
    assert.deepEqual(stepsInSight(0, 100, 400, 4), { from: 1, to: 4 });
  });
  it("count a column that is cut at either edge", () => {
    assert.deepEqual(stepsInSight(6, 4, 20, 100), { from: 2, to: 7 });
  });
  it("depend on the plot's width, not on the sequence's length", () => {
    for (const T of [1_000, 100_000]) {
      const { from, to } = stepsInSight(2_000, 4, 800, T);
      assert.equal(to - from + 1, 200);
    }
  });
  it("end with the sequence", () => {
    assert.deepEqual(stepsInSight(380, 4, 40, 100), { from: 96, to: 100 });
  });
});

describe("bringing a step into sight", () => {
  it("leaves the strips where they are when the step stands well inside", () => {
    assert.equal(scrollToShow(60, 100, 4, 400, 1_000), 100);
  });
  it("moves no further than to the ends", () => {
    assert.equal(scrollToShow(1, 500, 4, 400, 1_000), 0);
    assert.equal(scrollToShow(1_000, 0, 4, 400, 1_000), 1_000 * 4 - 400);
  });
  it("leaves steps before and after it in sight", () => {
    const scroll = scrollToShow(500, 0, 4, 400, 1_000);
    const { from, to } = stepsInSight(scroll, 4, 400, 1_000);
    assert.ok(from < 498 && to > 502, `${from} … ${to}`);
  });
  it("stays at 0 where everything fits", () => {
    assert.equal(scrollToShow(3, 0, 100, 300, 3), 0);
  });
});

describe("steps round the cursor", () => {
  it("have the cursor in their middle", () => {
    assert.deepEqual(stepsAround(50, 5, 100), { from: 48, to: 52 });
  });
  it("stay inside the sequence", () => {
    assert.deepEqual(stepsAround(1, 5, 100), { from: 1, to: 5 });
    assert.deepEqual(stepsAround(100, 5, 100), { from: 96, to: 100 });
    assert.deepEqual(stepsAround(2, 5, 3), { from: 1, to: 3 });
  });
});

describe("the pieces steps are asked for in", () => {
  it("are shorter the more numbers a step has", () => {
    assert.equal(pieceLength(26), 1024);
    assert.equal(pieceLength(6 * 256 + 8), 32);
    assert.equal(pieceLength(1_000_000), 16);
  });
  it("cover the span and no more", () => {
    assert.deepEqual(piecesOf({ from: 1, to: 64 }, 64), [0]);
    assert.deepEqual(piecesOf({ from: 64, to: 65 }, 64), [0, 1]);
    assert.deepEqual(piecesOf({ from: 5, to: 4 }, 64), []);
  });
  it("end with the sequence", () => {
    assert.deepEqual(spanOfPiece(1, 64, 100), { from: 65, to: 100 });
  });
});
