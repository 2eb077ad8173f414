/** The text without its numbers. */
import assert from "node:assert/strict";
import { skeletonAt } from "../../../src/server/skeleton.js";
import { open, workedExample } from "./support/files.js";

const row = `[${Array.from({ length: 50 }, (_, index) => index).join(", ")}]`;
const large = `{ // with a comment
  "cell": "lstm",
  "parameters": { "W_f": [${row}, ${row}] },
  "gradients": [{ "b_f": ${row} }, null],
  "loss": "mse"
}`;

describe("the skeleton", () => {
  it("is the text itself where there is little to cut", () => {
    const { document } = open(workedExample);
    assert.equal(skeletonAt(document, 5)?.text, workedExample);
  });

  it("keeps the first number of a long list and of a matrix's first row, and every comment", () => {
    const { document } = open(large);
    const skeleton = skeletonAt(document, 0);
    assert.equal(
      skeleton?.text,
      '{ // with a comment\n  "cell": "lstm",\n  "parameters": { "W_f": [[0]] },\n  "gradients": [{ "b_f": [0] }, null],\n  "loss": "mse"\n}',
    );
  });

  it("moves offsets there and back", () => {
    const { document } = open(large);
    for (const word of ['"cell"', '"W_f"', '"gradients"', "null", '"mse"']) {
      const offset = large.indexOf(word);
      const skeleton = skeletonAt(document, offset);
      assert.ok(skeleton !== null);
      assert.equal(skeleton.text.slice(skeleton.offset, skeleton.offset + word.length), word);
      assert.equal(skeleton.original(skeleton.offset), offset);
      assert.equal(skeleton.original(skeleton.offset + word.length), offset + word.length);
    }
  });

  it("has nothing to say inside what it cuts out", () => {
    assert.equal(skeletonAt(open(large).document, large.indexOf("17, 18")), null);
  });

  it("is not made of text that stays long, or brackets too deep, without its numbers", () => {
    assert.equal(skeletonAt(open(`{ "loss": "${"a".repeat(60_000)}" }`).document, 3), null);
    assert.equal(skeletonAt(open("[".repeat(10_000)).document, 3), null);
  });
});
