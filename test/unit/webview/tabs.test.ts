/** Which tabs there are, and how one goes from one to the next. */
import assert from "node:assert/strict";
import type { SheetShape } from "../../../src/protocol/answers.js";
import type { TraceShape } from "../../../src/protocol/panel.js";
import { wholeTyped } from "../../../src/webview/picker.js";
import { type Tab, tabForKey, tabShown, tabsOf } from "../../../src/webview/tabs.js";

const training = {
  ...{ taken: 0, shown: 0, limit: null, t: 0, parameters: [] },
  settings: { alpha: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonRule: "outside" },
} as const;
const layer = { cell: "rnn", D: 1, H: 1, quantities: ["h"], ranges: {}, gatesAreValves: false } as const;
const plain: TraceShape = { revision: 1, T: 2, layers: [layer], loss: null, notFinite: null, training: null };

const sheet: SheetShape = {
  ...{ revision: 1, first: null, firstLastDigit: null, rounding: null, decimals: 4, longest: { name: 2, claimed: 6, computed: 6 } },
  counts: { total: 1, right: 1, lastDigit: 0, wrong: 0, follows: 0, blank: 0, unchecked: 0 },
};

describe("the tabs", () => {
  it("are those that apply to the file", () => {
    assert.deepEqual(tabsOf(null, null), []);
    assert.deepEqual(tabsOf(plain, null), ["trace"]);
    const loss = { label: "mse", reduction: "mean", count: 2, total: "1", greatest: "1" } as const;
    assert.deepEqual(tabsOf({ ...plain, loss }, null), ["trace", "gradients"]);
    assert.deepEqual(tabsOf({ ...plain, loss, training }, null), ["trace", "gradients", "optimizer"]);
    assert.deepEqual(tabsOf({ ...plain, T: 0, layers: [], training }, null), ["optimizer"]);
    assert.deepEqual(tabsOf({ ...plain, T: 0, layers: [] }, null), []);
    assert.deepEqual(tabsOf(plain, sheet), ["trace", "answers"]);
    assert.deepEqual(tabsOf(null, sheet), []);
  });
  it("show the one wanted where it applies, else the first", () => {
    assert.equal(tabShown("optimizer", ["trace", "gradients", "optimizer"]), "optimizer");
    assert.equal(tabShown("optimizer", ["trace"]), "trace");
    assert.equal(tabShown("trace", []), null);
  });
  it("are gone through by the arrow keys, round the ends, and by Home and End", () => {
    const tabs: readonly Tab[] = ["trace", "optimizer"];
    assert.equal(tabForKey("ArrowRight", "trace", tabs), "optimizer");
    assert.equal(tabForKey("ArrowRight", "optimizer", tabs), "trace");
    assert.equal(tabForKey("ArrowLeft", "trace", tabs), "optimizer");
    assert.equal(tabForKey("End", "trace", tabs), "optimizer");
    assert.equal(tabForKey("Home", "optimizer", tabs), "trace");
    assert.equal(tabForKey("Enter", "trace", tabs), null);
  });
});

describe("a number that is typed", () => {
  it("is held to those there are", () => {
    assert.equal(wholeTyped("12", 0, 40), 12);
    assert.equal(wholeTyped("999999", 0, 1_000_000), 999_999);
    assert.equal(wholeTyped("41", 0, 40), 40);
    assert.equal(wholeTyped("-3", 0, 40), 0);
    assert.equal(wholeTyped("2.6", 0, 40), 3);
  });
  it("is none where it is no number", () => {
    for (const text of ["", " ", "x", "1e999"]) assert.equal(wholeTyped(text, 0, 40), null, text);
  });
});
