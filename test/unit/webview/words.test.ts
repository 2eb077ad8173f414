/** Sentences with parts of the page in them. */
import assert from "node:assert/strict";
import { filled, listed, separated } from "../../../src/webview/words.js";

const pick = { kind: "button" };

describe("a message with places", () => {
  it("has what is given in them, wherever another language puts them", () => {
    assert.deepEqual(filled("First wrong: {answer}", { answer: pick }), ["First wrong: ", pick, ""]);
    assert.deepEqual(filled("{answer} von {count}", { answer: pick, count: 0 }), ["", pick, " von ", 0, ""]);
  });

  it("shows a place that nothing is given for", () => {
    assert.deepEqual(filled("{answr} ist falsch", { answer: pick }), ["", "{answr}", " ist falsch"]);
  });

  it("takes no places from what is put in", () => {
    assert.deepEqual(filled("Claimed {claimed}", { claimed: "{claimed}" }), ["Claimed ", "{claimed}", ""]);
  });
});

describe("a list", () => {
  const text = (pieces: readonly unknown[]): string => pieces.flat(3).join("");

  it("joins its last two as its language does", () => {
    assert.equal(text(listed(["a", "b", "c"], "{others} and {last}")), "a, b and c");
    assert.equal(text(listed(["a", "b"], "{last} oder {others}")), "b oder a");
  });

  it("of one is that one, of none is nothing", () => {
    assert.deepEqual(listed(["a"], "{others} and {last}"), ["a"]);
    assert.deepEqual(listed([], "{others} and {last}"), []);
  });

  it("has commas between where it goes on", () => {
    assert.equal(text(separated(["a", "b", "c"])), "a, b, c");
  });
});
