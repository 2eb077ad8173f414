/** Folding ranges. */
import assert from "node:assert/strict";
import { foldingRanges } from "../../../src/server/folding.js";
import { open } from "./support/files.js";

const fold = (text: string): string[] =>
  foldingRanges(open(text)).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === undefined ? "" : ` ${kind}`}`);

describe("folding", () => {
  it("leaves the closing bracket's line in sight", () => {
    assert.deepEqual(fold('{\n  "cell": "lstm",\n  "inputs": [\n    [1],\n    [2]\n  ]\n}'), ["0-5", "2-4"]);
  });

  it("folds nothing that stands on one line, or on two with the second for the bracket alone", () => {
    assert.deepEqual(fold('{ "cell": "lstm" }'), []);
    assert.deepEqual(fold('{ "cell": "lstm"\n}'), []);
  });

  it("folds block comments and runs of line comments, before, between and behind members", () => {
    const text =
      '// one\n// two\n{\n  /* three\n     four */\n  "cell": "lstm", // five\n  "loss": "mse"\n  // six\n  // seven\n}\n// eight\n// nine\n';
    assert.deepEqual(fold(text), ["0-1 comment", "3-4 comment", "7-8 comment", "10-11 comment", "2-8"]);
  });

  it("gives outer ranges first and 5000 at most", () => {
    const rows = Array.from({ length: 6000 }, () => "[\n1,\n2\n]").join(",\n");
    const ranges = foldingRanges(open(`{\n"inputs": [\n${rows}\n]\n}`));
    assert.equal(ranges.length, 5000);
    assert.deepEqual([ranges[0].startLine, ranges[1].startLine, ranges[2].startLine], [0, 1, 2]);
  });

  it("folds the same where lines end with \\r\\n", () => {
    assert.deepEqual(fold('{\r\n  "inputs": [\r\n    1,\r\n    2\r\n  ]\r\n}'), ["0-4", "1-3"]);
  });
});
