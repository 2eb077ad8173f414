/** What the host may say. */
import assert from "node:assert/strict";
import type { PanelState } from "../../../src/protocol/panel.js";
import { isAnswerTo, readMessage } from "../../../src/webview/inbound.js";

const state: PanelState = {
  fileName: "a.lstm.json",
  trace: {
    revision: 1,
    T: 2,
    layers: [{ cell: "lstm", D: 2, H: 1, quantities: ["f"], ranges: { f: [0, 1] }, gatesAreValves: true }],
    loss: { label: "mse", reduction: "mean", count: 2, total: "0.5", greatest: "Infinity" },
    notFinite: null,
    training: null,
  },
  isStale: false,
  fault: null,
  t: 1,
  selection: { layer: 1, quantity: "f", t: 1, unit: 1 },
  decimals: 4,
  working: null,
  checked: null,
  sheet: null,
  comparison: null,
  whatIf: { isStack: false, suppositions: [], lossWas: null, dropped: [] },
  notice: null,
};

const sheet = {
  ...{ revision: 1, first: 0, firstLastDigit: null, rounding: 4, decimals: 4, longest: { name: 2, claimed: 6, computed: 6 } },
  counts: { total: 1, right: 0, lastDigit: 0, wrong: 1, follows: 0, blank: 0, unchecked: 0 },
};

const comparison = {
  ...{ revision: 4, name: "b.lstm.json", tolerance: 1e-9, trace: state.trace, T: 2, layers: [{ f: 0.5 }, null], loss: null },
  first: { place: { layer: 1, quantity: "f", t: 2, unit: 1 }, here: "1", there: "NaN", difference: "NaN" },
  ...{ mismatches: ["D is 1 here, 2 there"], fault: null },
};

describe("a message of the host", () => {
  it("is believed where it has its form", () => {
    for (const message of [
      { kind: "event", name: "state", detail: state },
      { kind: "event", name: "state", detail: { ...state, trace: null, selection: null } },
      { kind: "event", name: "state", detail: { ...state, sheet } },
      { kind: "event", name: "state", detail: { ...state, comparison } },
      { kind: "event", name: "marked", detail: null },
      { kind: "event", name: "marked", detail: { kind: "parameter", layer: 1, name: "W_f", t: 0, row: 1, col: 2 } },
      { kind: "event", name: "figureWanted", detail: { id: 1, format: "svg" } },
      { kind: "answer", id: 3, outcome: "ok", value: 1 },
      { kind: "answer", id: 3, outcome: "error", message: "no" },
      { kind: "answer", id: 3, outcome: "disposed" },
    ]) {
      assert.equal(readMessage(message), message);
    }
  });
  it("is not believed where it lacks it", () => {
    for (const message of [
      null,
      "state",
      {},
      { kind: "event", name: "state" },
      { kind: "event", name: "state", detail: { ...state, t: "1" } },
      { kind: "event", name: "state", detail: { ...state, trace: { ...state.trace, layers: [{}] } } },
      { kind: "event", name: "state", detail: { ...state, sheet: { ...sheet, counts: {} } } },
      { kind: "event", name: "state", detail: { ...state, comparison: { ...comparison, layers: [{ f: "0" }] } } },
      { kind: "event", name: "reload", detail: null },
      { kind: "answer", id: "3", outcome: "ok" },
      { kind: "answer", id: 3, outcome: "error" },
    ]) {
      assert.equal(readMessage(message), null, JSON.stringify(message));
    }
  });
});

describe("an answer with steps", () => {
  const steps = {
    revision: 1,
    layer: 1,
    from: 1,
    to: 1,
    x: new Float64Array(2),
    quantities: { f: new Float64Array(1) },
    before: {},
    loss: null,
    targets: null,
    outputs: new Float64Array(1),
    hidden: { f: Uint32Array.of(0) },
  };
  it("holds doubles", () => {
    assert.ok(isAnswerTo.steps(steps));
  });
  it("holds no plain list, which would have lost NaN and −0 on its way", () => {
    assert.ok(!isAnswerTo.steps({ ...steps, x: [0, 0] }));
    assert.ok(!isAnswerTo.steps({ ...steps, quantities: { f: [1] } }));
  });
});

describe("an explanation", () => {
  const explanation = {
    place: { layer: 1, quantity: "f", t: 1, unit: 1 },
    title: "Forget gate",
    equation: [{ left: [{ kind: "symbol", text: "f", sub: "1", hue: "f" }], right: [{ kind: "number", index: 0, isAnswer: true }] }],
    terms: [],
    hue: "f",
    activation: null,
    usedIn: [],
    comesFrom: [{ symbols: [{ kind: "text", text: "x" }], label: "line 1", link: { kind: "source", path: ["inputs", 0] } }],
    numbers: Float64Array.of(1),
  };
  it("is believed with its tokens and links", () => {
    assert.ok(isAnswerTo.explain(explanation));
  });
  it("is not believed with a token of no kind", () => {
    assert.ok(!isAnswerTo.explain({ ...explanation, usedIn: [{ left: [{ kind: "html", text: "<b>" }], right: [] }] }));
  });
});

describe("an answer of the sheet", () => {
  const row = {
    ...{ index: 0, name: [{ kind: "symbol", text: "f", sub: "2", hue: "f" }], path: ["expect", "f", 1], message: "", verdict: "wrong" },
    place: { kind: "step", quantity: "f", layer: 1, t: 2, unit: 1 },
    ...{ claimed: "0.1992", computed: { value: "NaN", text: "NaN", difference: "NaN" }, fault: "root", from: [], remarks: [] },
  };
  it("is believed with its numbers as texts", () => {
    assert.ok(isAnswerTo.answers({ revision: 1, from: 0, rows: [row] }));
  });
  it("is not believed with numbers that JSON may have changed, nor with a verdict of no kind", () => {
    const computed = { value: null, text: "NaN", difference: "NaN" };
    assert.ok(!isAnswerTo.answers({ revision: 1, from: 0, rows: [{ ...row, computed }] }));
    assert.ok(!isAnswerTo.answers({ revision: 1, from: 0, rows: [{ ...row, verdict: "<b>" }] }));
    assert.ok(!isAnswerTo.answers({ revision: 1, from: 0, rows: [{ ...row, place: { kind: "loss", quantity: "f", t: 1 } }] }));
  });
});
