/** What the page keeps, and what it makes of it. */
import assert from "node:assert/strict";
import type { TraceShape } from "../../../src/protocol/panel.js";
import { longestNumber, placeOfUnit, unitOf } from "../../../src/webview/derive.js";
import { hueClass, quantityOfParameter, stripOf } from "../../../src/webview/names.js";
import { readSaved } from "../../../src/webview/saved.js";

const keeping = (state: unknown) => ({ getState: () => state, setState: () => {} });

describe("the page's own state", () => {
  it("is read back as it was kept", () => {
    const gradient = { kind: "norm", layer: 1, name: "h", t: 3, row: 0, col: 0 };
    const state = {
      layer: 2,
      unit: 7,
      firstStep: 812.5,
      tab: "optimizer",
      picked: { layer: 1, parameter: "U_f", row: 2, col: 3 },
      gradient,
    };
    assert.deepEqual(readSaved(keeping(state)), state);
    const older = { layer: 2, unit: 7, firstStep: 812.5 };
    assert.deepEqual(readSaved(keeping(older)), { ...older, tab: "trace", picked: null, gradient: null });
  });
  it("starts afresh from what is none", () => {
    const fresh = { layer: 1, unit: 1, firstStep: 0, tab: "trace", picked: null, gradient: null };
    const odd = [
      { layer: 0, unit: 1, firstStep: 0 },
      { layer: 1, unit: 1, firstStep: -4 },
      { layer: 1, unit: 1, firstStep: 0, tab: "toString" },
    ];
    for (const state of [undefined, null, "x", {}, ...odd]) {
      assert.deepEqual(readSaved(keeping(state)), fresh, JSON.stringify(state));
    }
  });
});

describe("the unit shown", () => {
  it("is the selected value's, but for inputs, targets and the loss", () => {
    assert.equal(unitOf({ layer: 1, quantity: "z_f", t: 1, unit: 3 }), 3);
    for (const quantity of ["x", "y", "loss"] as const) assert.equal(unitOf({ layer: 1, quantity, t: 1, unit: 3 }), null);
    assert.equal(unitOf(null), null);
  });
});

describe("another unit", () => {
  const shape = { H: 4, quantities: ["f", "h"] } as const;
  const at = { layer: 1, t: 3, unit: 2 };
  it("is shown by the quantity that is selected, or else by the layer's first", () => {
    assert.deepEqual(placeOfUnit(shape, { layer: 1, quantity: "h", t: 3, unit: 1 }, at), { ...at, quantity: "h" });
    for (const selection of [null, { layer: 2, quantity: "h", t: 3, unit: 1 }, { layer: 1, quantity: "loss", t: 3, unit: 1 }] as const)
      assert.deepEqual(placeOfUnit(shape, selection, at), { ...at, quantity: "f" });
    assert.equal(placeOfUnit(shape, null, { ...at, unit: 9 }).unit, 4);
  });
});

describe("room for numbers", () => {
  const trace = (greatest: number): TraceShape => ({
    revision: 1,
    T: 1,
    layers: [{ cell: "rnn", D: 1, H: 1, quantities: ["h"], ranges: { h: [-greatest, greatest] }, gatesAreValves: false }],
    loss: null,
    notFinite: null,
    training: null,
  });
  it("is enough for the longest of the trace", () => {
    assert.equal(longestNumber(trace(1), 1, 4), "−1.0000".length);
    assert.equal(longestNumber(trace(12345), 1, 4), "−12345.0000".length);
    assert.equal(longestNumber(trace(1e107), 1, 4), "−1.0000e107".length);
  });
});

describe("a parameter", () => {
  it("belongs to the gate it works on", () => {
    assert.deepEqual(
      ["W_f", "U_c", "p_o", "b_i"].map((name) => quantityOfParameter("lstm", name)),
      ["f", "c_tilde", "o", "i"],
    );
    assert.deepEqual(
      ["b_hn", "U_z"].map((name) => quantityOfParameter("gru", name)),
      ["n", "z"],
    );
    assert.equal(quantityOfParameter("dense", "W"), "yhat");
    assert.equal(quantityOfParameter("lstm", "W_q"), null);
  });
});

describe("a place", () => {
  it("stands in its gate's strip and wears its colour before the activation too", () => {
    assert.equal(stripOf("z_c"), "c_tilde");
    assert.equal(hueClass("z_c"), hueClass("c_tilde"));
    assert.equal(hueClass("loss"), "hue-ink");
  });
});
