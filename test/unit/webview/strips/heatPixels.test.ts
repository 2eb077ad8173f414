/** A heat map's kept pixels: what stays in sight is moved and not painted again, and looks as if it were. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type FillColumn, HeatPixels, pixelsOf } from "../../../../src/webview/strips/heatPixels.js";

const [width, rows] = [5, 3];

/** Each pixel says which step and row it is of; every seventh step holds what is no number. */
function recording(filled: number[]): FillColumn {
  return (data, at, t) => {
    filled.push(t);
    for (let row = 0; row < rows; row++) data.set([t % 256, row, 7, 255], at + row * width * 4);
    return t % 7 === 0 ? t : null;
  };
}

function shown(...starts: readonly number[]): { pixels: HeatPixels; filled: number[] } {
  const pixels = new HeatPixels(width, rows);
  const filled: number[] = [];
  for (const from of starts) {
    filled.length = 0;
    pixels.show(from, recording(filled));
  }
  return { pixels, filled };
}

describe("webview/strips/heatPixels", () => {
  it("fills every column at first, and none where nothing moves", () => {
    assert.deepEqual(shown(3).filled, [3, 4, 5, 6, 7]);
    assert.deepEqual(shown(3, 3).filled, []);
  });

  it("fills only the columns that come into sight, on either side", () => {
    assert.deepEqual(shown(3, 5).filled, [8, 9]);
    assert.deepEqual(shown(10, 9).filled, [9]);
    assert.deepEqual(shown(1, 50).filled, [50, 51, 52, 53, 54]);
  });

  it("holds after any way the pixels that one drawing would make", () => {
    const start = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.array(start, { minLength: 1, maxLength: 8 }), (starts) => {
        const [{ pixels: moved }, { pixels: fresh }] = [shown(...starts), shown(starts[starts.length - 1])];
        assert.deepEqual(moved.data, fresh.data);
        for (let count = 0; count <= width; count++) assert.deepEqual(moved.oddAmong(count), fresh.oddAmong(count));
      }),
    );
  });

  it("tells the first column with what is no number, of those asked about", () => {
    const { pixels } = shown(5, 4);
    assert.deepEqual(pixels.oddAmong(width), { column: 3, value: 7 });
    assert.equal(pixels.oddAmong(3), null);
  });

  it("is kept as long as size and key are the same", () => {
    const [owner, trace] = [{}, {}];
    assert.equal(pixelsOf(owner, width, rows, [trace, 1]), pixelsOf(owner, width, rows, [trace, 1]));
    for (const [wide, high, key] of [
      [width, rows, [trace, 2]],
      [width, rows, [{}, 1]],
      [width + 1, rows, [trace, 1]],
      [width, rows + 1, [trace, 1]],
    ] as const) {
      const before = pixelsOf(owner, width, rows, [trace, 1]);
      assert.notEqual(pixelsOf(owner, wide, high, key), before);
    }
    assert.notEqual(pixelsOf({}, width, rows, [trace, 1]), pixelsOf(owner, width, rows, [trace, 1]));
  });
});
