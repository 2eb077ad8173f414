/** Sentences with more than text in them. */
import assert from "node:assert/strict";
import { phrase } from "../../../src/report/phrase.js";

const pick = { kind: "button" };

describe("a message with places", () => {
  it("has what is given in them, wherever another language puts them", () => {
    assert.deepEqual(phrase("First wrong: {answer}", { answer: pick }), ["First wrong: ", pick]);
    assert.deepEqual(phrase("{answer} von {count}", { answer: pick, count: 0 }), [pick, " von ", 0]);
  });

  it("has the numbered ones from a list", () => {
    assert.deepEqual(phrase("{1} von {0}", ["a", pick]), [pick, " von ", "a"]);
  });

  it("shows a place that nothing is given for", () => {
    assert.deepEqual(phrase("{answr} ist falsch", { answer: pick }), ["{answr}", " ist falsch"]);
  });

  it("knows no places but those given", () => {
    assert.deepEqual(phrase("{constructor}", {}), ["{constructor}"]);
  });

  it("takes no places from what is put in", () => {
    assert.deepEqual(phrase("Claimed {claimed}", { claimed: "{claimed}" }), ["Claimed ", "{claimed}"]);
  });
});
