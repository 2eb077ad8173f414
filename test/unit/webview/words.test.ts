/** Lists in the sentences of the page. */
import assert from "node:assert/strict";
import { listed, separated } from "../../../src/webview/words.js";

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
