/** Offsets to lines and back. */
import { deepEqual, equal } from "node:assert/strict";
import { array, assert, constantFrom, integer, property } from "fast-check";
import { Lines } from "../../../src/document/lines.js";

describe("Lines", () => {
  it("end at \\n, \\r\\n and \\r, each one line end", () => {
    const lines = new Lines("a\nb\r\nc\rd\n\re");
    equal(lines.count, 6);
    deepEqual(lines.at(0), { line: 0, character: 0 });
    deepEqual(lines.at(2), { line: 1, character: 0 });
    deepEqual(lines.at(5), { line: 2, character: 0 });
    deepEqual(lines.at(7), { line: 3, character: 0 });
    deepEqual(lines.at(9), { line: 4, character: 0 });
    deepEqual(lines.at(10), { line: 5, character: 0 });
  });

  it("count one for the empty text, and one more behind a last line end", () => {
    equal(new Lines("").count, 1);
    equal(new Lines("a\n").count, 2);
  });

  it("take offsets and places outside the text as its ends", () => {
    const lines = new Lines("ab\ncd");
    deepEqual(lines.at(-5), { line: 0, character: 0 });
    deepEqual(lines.at(99), { line: 1, character: 2 });
    equal(lines.offsetAt(-1, 4), 0);
    equal(lines.offsetAt(7, 0), 5);
    equal(lines.offsetAt(0, 99), 3);
  });

  it("lead back to every offset", () => {
    assert(
      property(array(constantFrom("a", "\n", "\r", "\r\n", "σ")), integer({ min: 0, max: 30 }), (pieces, offset) => {
        const text = pieces.join("");
        const place = Math.min(offset, text.length);
        const lines = new Lines(text);
        const { line, character } = lines.at(place);
        equal(lines.offsetAt(line, character), place);
        equal(line, text.slice(0, place).split(/\r\n|\r|\n/).length - (isInsideCrLf(text, place) ? 2 : 1));
      }),
      { seed: 1 },
    );
  });

  it("of a million are found at once", () => {
    const lines = new Lines("x\n".repeat(1_000_000));
    equal(lines.count, 1_000_001);
    deepEqual(lines.at(1_999_999), { line: 999_999, character: 1 });
  });
});

/** Between \r and \n the line has not ended yet. */
function isInsideCrLf(text: string, place: number): boolean {
  return text[place - 1] === "\r" && text[place] === "\n";
}
