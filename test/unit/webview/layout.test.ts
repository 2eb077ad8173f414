/** Where everything in the figure stands. */
import assert from "node:assert/strict";
import type { LayerShape, TraceShape } from "../../../src/protocol/panel.js";
import { type FigureLayout, heatRows, LEAST_STEP, layOutFigure } from "../../../src/webview/layout.js";

const lstm: LayerShape["quantities"] = ["f", "i", "c_tilde", "o", "c", "h"];

function lay(width: number, H: number, T: number, hasLoss = true): FigureLayout {
  const layer: LayerShape = { cell: "lstm", D: 2, H, quantities: lstm, ranges: {}, gatesAreValves: true };
  const loss = { label: "mse", reduction: "mean", count: T, total: "1", greatest: "1" } as const;
  const trace: TraceShape = { revision: 1, T, layers: [layer], loss: hasLoss ? loss : null, notFinite: null, training: null };
  return layOutFigure({ width, trace, layer, numberWidth: 51, fullWidth: 280 });
}

describe("the figure's layout", () => {
  it("draws a short sequence's cell whole, on the strips' own columns", () => {
    for (const width of [668, 952]) {
      const { cell, stepWidth, slice } = lay(width, 1, 2);
      assert.equal(cell.kind, "full");
      assert.equal(cell.columnWidth, stepWidth);
      assert.equal(slice, 0);
    }
  });
  it("condenses the cell on the same columns while they are wide enough", () => {
    assert.equal(lay(952, 1, 5).cell.kind, "aligned");
  });
  it("fits the panel's width in a window of 1280 pixels with the explorer open, both columns of two steps in sight", () => {
    const { width, cell, gutter } = lay(438, 1, 2);
    assert.equal(width, 438);
    assert.deepEqual([cell.kind, cell.columns], ["aligned", 2]);
    assert.ok(gutter + 2 * cell.columnWidth <= 438);
  });
  it("shows an odd number of steps round the cursor for a long sequence", () => {
    const { cell } = lay(952, 1, 300);
    assert.equal(cell.kind, "loupe");
    assert.equal(cell.columns % 2, 1);
  });
  it("never shows more steps round the cursor than there are", () => {
    for (const T of [6, 7, 8]) assert.ok(lay(668, 48, T).cell.columns <= T);
  });
  it("scrolls from where a step would be narrower than can be told apart", () => {
    const { stepWidth, content, plot } = lay(952, 4, 100_000);
    assert.equal(stepWidth, LEAST_STEP);
    assert.ok(content > plot);
  });
  it("does not scroll where every step fits", () => {
    for (const T of [1, 2, 40, 150]) {
      const { content, plot } = lay(952, 4, T);
      assert.ok(content <= plot + 1e-9, `T = ${T}`);
    }
  });
  it("stands heat maps on whole pixels", () => {
    for (const T of [10, 99, 120]) assert.ok(Number.isInteger(lay(952, 48, T).stepWidth), `T = ${T}`);
  });
  it("draws up to eight units as lines and more as heat maps", () => {
    assert.ok(lay(952, 8, 40).strips.every(({ kind }) => kind === "lines"));
    const { strips } = lay(952, 9, 40);
    assert.deepEqual(
      strips.map(({ kind }) => kind),
      [...Array(6).fill("heat"), "lines"],
    );
  });
  it("stacks the strips without overlap, the loss last", () => {
    const { strips, stripsHeight } = lay(952, 4, 40);
    for (let k = 1; k < strips.length; k++) assert.ok(strips[k].top >= strips[k - 1].top + strips[k - 1].height);
    assert.equal(strips.at(-1)?.quantity, "loss");
    assert.ok(stripsHeight >= (strips.at(-1)?.top ?? 0) + (strips.at(-1)?.height ?? 0));
  });
  it("has no strip for a loss that is not there", () => {
    assert.ok(lay(952, 4, 40, false).strips.every(({ quantity }) => quantity !== "loss"));
  });
  it("puts numbers at the steps only where each has room", () => {
    assert.equal(lay(952, 1, 8).hasNumbers, true);
    assert.equal(lay(952, 1, 40).hasNumbers, false);
  });
});

describe("the rows of a heat map", () => {
  it("are whole pixels, all alike, at every size", () => {
    for (const H of [9, 48, 100, 128, 129, 256, 512, 4096]) {
      const { rows, rowHeight, unitsPerRow } = heatRows(H, 6);
      assert.ok(Number.isInteger(rowHeight) && rowHeight >= 1, `H = ${H}`);
      assert.ok(rows * unitsPerRow >= H && (rows - 1) * unitsPerRow < H, `H = ${H}`);
    }
  });
  it("give each unit its own row up to 128 units", () => {
    assert.equal(heatRows(128, 6).unitsPerRow, 1);
    assert.equal(heatRows(256, 6).unitsPerRow, 2);
  });
  it("never stand taller than six maps can be seen together", () => {
    for (const H of [9, 48, 256, 512]) {
      const { rows, rowHeight } = heatRows(H, 6);
      assert.ok(rows * rowHeight <= 128, `H = ${H}`);
    }
  });
  it("stand higher where there is but one map", () => {
    const { rows, rowHeight } = heatRows(20, 1);
    assert.ok(rows * rowHeight > 128);
  });
});
