/** The table of answers: which digits are marked, which columns and rows are drawn, where the keys lead. */
import assert from "node:assert/strict";
import { differingRuns, padding } from "../../../src/webview/answers/digits.js";
import { groupOf, layOutTable, rowForKey, rowsDrawn } from "../../../src/webview/answers/layout.js";
import { placeInTrace } from "../../../src/webview/answers/links.js";

/** The claimed text with what is marked in brackets. */
const marked = (claimed: string, computed: string): string =>
  differingRuns(claimed, computed)
    .map(({ text, differs }) => (differs ? `[${text}]` : text))
    .join("");

describe("the digits of an answer", () => {
  it("are marked where they differ, place by place", () => {
    assert.equal(marked("0.1992", "0.2330"), "0.[1992]");
    assert.equal(marked("0.0798", "0.0799"), "0.079[8]");
    assert.equal(marked("0.7679", "0.5299"), "0.[767]9");
    assert.equal(marked("0.2431", "0.2531"), "0.2[4]31");
    assert.equal(marked("-0.2245", "-0.2169"), "-0.2[245]");
  });
  it("are none where they agree", () => {
    assert.equal(marked("0.2330", "0.2330"), "0.2330");
  });
  it("are compared from the last one, however many stand in front", () => {
    assert.equal(marked("9.5", "10.5"), "[9].5");
    assert.equal(marked("12.5", "2.5"), "[1]2.5");
    assert.equal(marked("0", "10"), "[0]", "only the digit in front is missing");
  });
  it("all differ under another sign, another exponent, or against what is no number", () => {
    assert.equal(marked("0.1992", "-0.1992"), "[0.1992]");
    assert.equal(marked("1.2e-3", "1.2e-4"), "[1.2e-3]");
    assert.equal(marked("1.25e-3", "1.24e-3"), "1.2[5]e-3");
    assert.equal(marked("0.5", "NaN"), "[0.5]");
    assert.equal(marked("0.5", "0.4999999"), "[0.5]");
  });
  it("stand with their points below one another", () => {
    assert.deepEqual(
      ["0.2330", "0.98", "3", "-1.5", "1e-3", "NaN"].map((text) => padding(text, 4)),
      [0, 2, 5, 3, 0, 0],
    );
    assert.equal(padding("3", 0), 0);
  });
});

describe("the table of answers", () => {
  const small = { longest: { name: 5, claimed: 7, computed: 7 }, decimals: 4 };
  const adam = { longest: { name: 30, claimed: 9, computed: 9 }, decimals: 6 };
  const names = (width: number, sheet = small) => layOutTable(sheet, width, 7.2).columns.map(({ name }) => name);
  it("leaves out what a narrow figure has no room for", () => {
    assert.deepEqual(names(952), ["step", "name", "claimed", "computed", "full", "difference", "verdict"]);
    assert.deepEqual(names(600), ["step", "name", "claimed", "computed", "difference", "verdict"]);
    assert.deepEqual(names(408), ["step", "name", "claimed", "computed", "verdict"]);
    assert.deepEqual(names(330), ["step", "name", "claimed", "computed", "verdict"]);
    assert.deepEqual(names(290), ["name", "claimed", "computed", "verdict"]);
    assert.deepEqual(
      [952, 440, 330, 290].map((width) => layOutTable(small, width, 7.2).verdict),
      ["words", "few", "icon", "icon"],
    );
  });
  it("never needs more than its figure, short of long numbers", () => {
    for (const width of [256, 290, 360, 408, 668, 968, 1200]) assert.ok(layOutTable(small, width, 7.2).least <= width, `${width}`);
    for (const width of [408, 668, 968, 1200]) {
      assert.ok(layOutTable(adam, width, 7.2).least <= Math.max(width, 460), `${width}`);
    }
    assert.notEqual(layOutTable(adam, 408, 7.2).verdict, "words");
    assert.equal(layOutTable(small, 668, 7.2).verdict, "words");
  });
  it("draws every row of a short sheet, and of a long one those in sight", () => {
    assert.deepEqual(rowsDrawn(140, 0), { from: 0, to: 140 });
    assert.deepEqual(rowsDrawn(100_000, 0), { from: 0, to: 140 });
    for (const top of [1, 2_000, 1_000_000, 2_399_000]) {
      const { from, to } = rowsDrawn(100_000, top);
      assert.equal(to - from, 140);
      assert.ok(from <= Math.floor(top / 24) && to >= Math.min(100_000, Math.floor(top / 24) + 80), `${top}: ${from} … ${to}`);
    }
    assert.deepEqual(rowsDrawn(100_000, 9_000_000), { from: 99_860, to: 100_000 });
  });
  it("is gone through by the keys, within its ends", () => {
    assert.deepEqual(
      ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "Enter"].map((key) => rowForKey(key, 5, 12)),
      [6, 4, 11, 0, 0, 11, null],
    );
    assert.equal(rowForKey("ArrowDown", null, 12), 0);
    assert.equal(rowForKey("ArrowDown", null, 0), null);
  });
  it("gathers rows by step and update", () => {
    assert.equal(groupOf({ kind: "step", quantity: "dh", layer: 1, t: 3, unit: 1 }), "t = 3");
    assert.equal(groupOf({ kind: "loss", quantity: "loss", t: null }), "");
    const parameter = { kind: "parameter", layer: 1, parameter: "W", row: 1, column: 1, isVector: false, at: 0 } as const;
    assert.equal(groupOf({ ...parameter, quantity: "gradients", update: 1 }), "gradient");
    assert.equal(groupOf({ ...parameter, quantity: "V", update: 2 }), "update 2");
  });
});

describe("an answer's value in the trace", () => {
  it("is there for what the trace shows", () => {
    assert.deepEqual(placeInTrace({ kind: "step", quantity: "f", layer: 2, t: 3, unit: 4 }), { layer: 2, quantity: "f", t: 3, unit: 4 });
    assert.deepEqual(placeInTrace({ kind: "loss", quantity: "loss_t", t: 2 }), { layer: 1, quantity: "loss", t: 2, unit: 1 });
    assert.equal(placeInTrace({ kind: "step", quantity: "dc", layer: 1, t: 1, unit: 1 }), null);
    assert.equal(placeInTrace({ kind: "loss", quantity: "loss", t: null }), null);
  });
});
