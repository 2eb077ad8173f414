/** The Gradients tab: where its charts stand, on which axes, and what the page keeps of the numbers. */
import assert from "node:assert/strict";
import type { GradientSteps } from "../../../src/protocol/gradients.js";
import { GradientCache } from "../../../src/webview/gradients/cache.js";
import { axisSteps, rowAt, stepAtX } from "../../../src/webview/gradients/geometry.js";
import { percent } from "../../../src/webview/gradients/gradients.js";
import { layOutGradients, rowsOf } from "../../../src/webview/gradients/layout.js";
import { powerOfTen } from "../../../src/webview/gradients/margin.js";
import { decadesFor, heightOn, namedDecades, shareScale } from "../../../src/webview/gradients/scales.js";

const names = ["W_f", "W_i", "W_c", "W_o", "U_f", "U_i", "U_c", "U_o", "b_f"];
const lstm = { cell: "lstm" } as const;

describe("the gradients' layout", () => {
  it("shows a whole sequence wherever a step has a pixel, and scrolls beyond", () => {
    const short = layOutGradients(952, 120, lstm, names);
    assert.equal(short.content, short.plot);
    const long = layOutGradients(952, 100_000, lstm, names);
    assert.deepEqual([long.stepWidth, long.content], [1, 100_000]);
    for (const width of [318, 668, 952, 1080]) {
      const { gutter, plot, right, width: whole } = layOutGradients(width, 40, lstm, names);
      assert.equal(gutter + plot + right, whole);
    }
  });
  it("stands the charts one below the other", () => {
    const narrow = layOutGradients(290, 120, lstm, names).shares;
    assert.ok(narrow.top - 18 - 6 > narrow.head + 2, "the key of the colours has a line of its own");
    const { norms, factor, shares, foot, height } = layOutGradients(952, 120, lstm, names);
    assert.ok(factor !== null);
    const tops = [norms.top, norms.top + norms.height, factor.top, factor.top + factor.height, shares.top, foot, height];
    assert.deepEqual(
      [...tops].sort((a, b) => a - b),
      tops,
    );
    assert.equal(layOutGradients(952, 120, { cell: "dense" }, ["W", "b"]).factor, null);
  });
  it("groups the parameters by gate", () => {
    const rows = rowsOf("lstm", ["f", "i", "c_tilde", "o", "c", "h"], names);
    assert.deepEqual(rows, ["W_f", "U_f", "b_f", "W_i", "U_i", "W_c", "U_c", "W_o", "U_o"]);
    const { shares } = layOutGradients(952, 120, lstm, rows);
    assert.deepEqual(
      shares.rows.slice(0, 4).map(({ top }) => top),
      [0, 17, 34, 56],
    );
  });
  it("knows the step and the parameter at a point", () => {
    const layout = layOutGradients(952, 4, lstm, names);
    const view = { layout, scroll: 0, T: 4, sight: { from: 1, to: 4 } };
    assert.deepEqual(
      [-5, 1, layout.plot / 2 + 1, 5000].map((x) => stepAtX(view, x)),
      [1, 1, 3, 4],
    );
    assert.equal(rowAt(view, layout.shares.top + 25), "W_i");
    assert.equal(rowAt(view, layout.norms.top), null);
    assert.deepEqual(axisSteps(view, 100), [1, 2, 3, 4]);
  });
});

describe("the gradients' axes", () => {
  it("reach over whole decades", () => {
    assert.deepEqual(decadesFor(0.0021, 0.51), { low: -3, high: 0 });
    assert.deepEqual(decadesFor(0.01, 0.1), { low: -2, high: -1 });
    assert.deepEqual(decadesFor(1e-300, 1e-290), { low: -300, high: -290 });
    assert.deepEqual(decadesFor(0.1, 0.1), { low: -1, high: 0 });
    assert.deepEqual(decadesFor(Number.NaN, Number.NaN), { low: -1, high: 0 });
  });
  it("have no place for 0 and NaN, and hold what is beyond", () => {
    const axis = { low: -2, high: 0 };
    assert.deepEqual(
      [1, 0.1, 0.01, 1e-9, Number.POSITIVE_INFINITY].map((value) => heightOn(axis, value)),
      [1, 0.5, 0, 0, 1],
    );
    assert.ok(Number.isNaN(heightOn(axis, 0)) && Number.isNaN(heightOn(axis, Number.NaN)));
  });
  it("name as many decades as there is room for", () => {
    assert.deepEqual(namedDecades({ low: -3, high: 0 }, 8), [-3, -2, -1, 0]);
    assert.deepEqual(namedDecades({ low: -43, high: -2 }, 8), [-40, -30, -20, -10]);
  });
  it("show shares about 0, to the whole at most", () => {
    assert.equal(shareScale(0.11).high, 0.15);
    assert.equal(shareScale(7).high, 1);
    assert.equal(shareScale(0).high, 1);
  });
});

describe("numbers of gradients", () => {
  it("are per cent where they are shares", () => {
    assert.deepEqual([0.0104, -0.002, 1, Number.NaN, undefined].map(percent), ["1.0 %", "−0.2 %", "100.0 %", "none", ""]);
  });
  it("are powers of ten also where no double is as small or great", () => {
    assert.equal(powerOfTen(-3.2, 4), "6.31e−4");
    assert.equal(powerOfTen(0, 4), "1.0000");
    assert.equal(powerOfTen(-1234.5, 4), "3.16e−1235");
    assert.equal(powerOfTen(400.25, 4), "1.78e400");
    assert.equal(powerOfTen(Number.NEGATIVE_INFINITY, 4), "0");
  });
});

describe("the gradients the page has", () => {
  const steps = (layer: number, from: number, to: number): GradientSteps => {
    const doubles = (): Float64Array => new Float64Array(to - from + 1);
    return {
      ...{ revision: 1, layer, from, to, h: doubles(), c: null, factor: doubles(), f: null },
      ...{ given: new Uint8Array(to - from + 1), parameters: ["W_h"], shares: doubles(), reach: "1", hidden: null },
    };
  };
  it("are asked for piece by piece, once, and only those in sight", async () => {
    const asked: string[] = [];
    let arrived = 0;
    const cache = new GradientCache(
      1,
      100_000,
      ({ layer, from, to }) => {
        asked.push(`${layer}: ${from}…${to}`);
        return Promise.resolve({ outcome: "ok", value: steps(layer, from, to) });
      },
      () => arrived++,
    );
    for (let k = 0; k < 3; k++) cache.want(1, { from: 1000, to: 1800 });
    assert.deepEqual(asked, ["1: 1…1024", "1: 1025…2048"]);
    assert.ok(!cache.isComplete);
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(cache.isComplete && arrived === 2);
    assert.equal(cache.pieceAt(1, 1025)?.from, 1025);
    assert.equal(cache.pieceAt(2, 1025), null);
  });
  it("are not believed where an array is short", async () => {
    const cache = new GradientCache(
      1,
      2,
      () => Promise.resolve({ outcome: "ok", value: { ...steps(1, 1, 2), shares: new Float64Array(1) } }),
      () => {},
    );
    cache.want(1, { from: 1, to: 2 });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(cache.pieceAt(1, 1), null);
  });
});
