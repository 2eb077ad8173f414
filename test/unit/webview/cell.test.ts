/** Geometry of the cell's drawings. */
import assert from "node:assert/strict";
import { unitsThatFit } from "../../../src/webview/cell/dense.js";
import { fittingInputs, formatEnd } from "../../../src/webview/cell/foot.js";
import { gruPlaces, keptShare } from "../../../src/webview/cell/gru.js";
import { lstm, lstmPlaces, outputActivation } from "../../../src/webview/cell/lstm.js";
import { level } from "../../../src/webview/cell/pen.js";
import type { StepValues } from "../../../src/webview/cell/step.js";

function step(now: StepValues["now"], h = 0): StepValues {
  return {
    t: 1,
    layer: 1,
    unit: 1,
    now,
    before: { h, c: 0 },
    x: new Float64Array(),
    units: new Float64Array(1),
    targets: null,
    loss: Number.NaN,
  };
}

describe("the lstm's drawing", () => {
  const label = 74;
  it("keeps its parts apart from the narrowest column to a wide one", () => {
    for (const width of [lstm.leastWidth(label), 284, 422, 900]) {
      const small = (label * 11) / 12;
      const places = lstmPlaces(width, small);
      assert.ok(places.f < places.iWire, "the forget gate stands before the input gate's wire");
      assert.ok(places.candidate + 14 + 8 + small <= places.oWire, "the candidate's label ends before the output gate's wire");
      assert.ok(places.output + 14 + 8 + small <= width, "the output's label ends inside the column");
    }
  });
  it("says what the output gate is opened on", () => {
    assert.deepEqual(outputActivation(step({ o: 0.5, c: 0.3, h: 0.5 * Math.tanh(0.3) }))?.label, "tanh c");
    assert.deepEqual(outputActivation(step({ o: 0.5, c: 0.3, h: 0.15 })), { label: "φ(c)", value: 0.3 });
    assert.equal(outputActivation(step({ o: 0, c: 0.3, h: 0 })), null);
  });
});

describe("the gru's drawing", () => {
  it("keeps its parts apart", () => {
    for (const width of [290, 422, 900]) {
      const places = gruPlaces(width, 68);
      assert.ok(places.z < places.candidate - 14 - 20);
      assert.ok(places.candidate + 14 + 9 < places.output && places.output < width);
    }
  });
  it("finds which share of the old state stays", () => {
    const [z, n, old] = [0.8, -0.3, 0.5];
    assert.equal(keptShare(step({ z, n, h: z * old + (1 - z) * n }, old)), z);
    assert.equal(keptShare(step({ z, n, h: (1 - z) * old + z * n }, old)), 1 - z);
  });
});

describe("a level", () => {
  it("is held to 0…1, and empty for what is no number", () => {
    assert.deepEqual([-1, 0.5, 2, Number.NaN, Number.POSITIVE_INFINITY].map(level), [0, 0.5, 1, 0, 1]);
  });
});

describe("the inputs' label", () => {
  it("shows all numbers where they fit", () => {
    assert.equal(fittingInputs(["0.5", "−1"], 12), 2);
  });
  it("cuts what does not fit, with room for the count", () => {
    const texts = Array.from({ length: 20 }, () => "0.25");
    const fitting = fittingInputs(texts, 24);
    assert.ok(fitting >= 2 && fitting < 20);
    assert.ok(fitting * 6 + 6 <= 24);
  });
});

describe("a dense layer's bars", () => {
  it("are all of them where they fit, else those round the selected unit", () => {
    assert.deepEqual(unitsThatFit(20, 2, 200), { from: 1, to: 20 });
    const { from, to } = unitsThatFit(1000, 500, 200);
    assert.ok(from < 500 && to > 500 && to - from + 1 <= 67);
    assert.deepEqual(unitsThatFit(1000, 1000, 30), { from: 991, to: 1000 });
  });
});

describe("the end of an axis", () => {
  it("is as short as it is", () => {
    assert.deepEqual(
      [1, -0.25, 0.015, 2e107].map((value) => formatEnd(value, 4)),
      ["1", "−0.25", "0.015", "2e107"],
    );
  });
});
