/** Paths to places in the text and back. */
import { deepEqual, equal } from "node:assert/strict";
import { locate, locateName, locateNearest, nodeAt, pathAt, typedText } from "../../../src/document/locate.js";
import type { Path } from "../../../src/document/problem.js";
import { read } from "./support.js";

const text = '{ "cell": "rnn", "parameters": { "W_h": [[1.50, -2]], "U_h": 0.5 }, "inputs": [1, [2], null], "steps": 01 }';
const document = read(text);

describe("locate", () => {
  const places: readonly (readonly [Path, string | null])[] = [
    [[], text],
    [["cell"], '"rnn"'],
    [["parameters", "W_h"], "[[1.50, -2]]"],
    [["parameters", "W_h", 0], "[1.50, -2]"],
    [["parameters", "W_h", 0, 1], "-2"],
    [["parameters", "U_h"], "0.5"],
    [["inputs", 0], "1"],
    [["inputs", 1, 0], "2"],
    [["inputs", 2], "null"],
    [["nothing"], null],
    [["toString"], null],
    [["inputs", 3], null],
    [["inputs", -1], null],
    [["inputs", 0.5], null],
    [["inputs", "length"], null],
    [["parameters", 0], null],
    [["cell", 0], null],
    [["parameters", "W_h", 0, 1, 0], null],
  ];
  for (const [path, expected] of places) {
    it(`${expected === null ? "finds nothing" : "finds the value"} at ${JSON.stringify(path)}`, () => {
      const range = locate(document, path);
      equal(range === null ? null : text.slice(range.start, range.end), expected);
      equal(typedText(document, path), expected);
    });
  }

  it("keeps numbers as they were typed", () => {
    equal(typedText(document, ["parameters", "W_h", 0, 0]), "1.50");
    equal(nodeAt(document, ["parameters", "W_h", 0, 0])?.kind, "number");
  });

  it("finds nothing in a file without a value", () => {
    equal(locate(read(""), []), null);
    equal(locate(read(""), ["cell"]), null);
  });

  it("finds a member's name", () => {
    const range = locateName(document, ["parameters", "U_h"]);
    equal(range === null ? null : text.slice(range.start, range.end), '"U_h"');
    equal(locateName(document, ["inputs", 0]), null);
    equal(locateName(document, []), null);
  });
});

describe("locateNearest", () => {
  it("finds as much of the way as there is", () => {
    const whole = locate(document, ["inputs"]);
    deepEqual(locateNearest(document, ["inputs"]), whole);
    deepEqual(locateNearest(document, ["inputs", 900, 3]), whole);
    equal(locateNearest(document, ["nothing", 0]), null);
  });
});

describe("pathAt", () => {
  const at = (piece: string, shift = 0): Path => pathAt(document, text.indexOf(piece) + shift);

  it("gives the innermost value or member at an offset, ends included", () => {
    deepEqual(at("1.50"), ["parameters", "W_h", 0, 0]);
    deepEqual(at("1.50", 4), ["parameters", "W_h", 0, 0]);
    deepEqual(at("-2", 1), ["parameters", "W_h", 0, 1]);
    deepEqual(at("[2]", 1), ["inputs", 1, 0]);
    deepEqual(at("null"), ["inputs", 2]);
    deepEqual(at('"rnn"', 2), ["cell"]);
  });

  it("gives the member on its name and before its value", () => {
    deepEqual(at('"U_h"', 2), ["parameters", "U_h"]);
    deepEqual(at('"U_h"', 6), ["parameters", "U_h"]);
  });

  it("gives the list between its entries, and the object between its members", () => {
    deepEqual(at("[[1.50"), ["parameters", "W_h"]);
    deepEqual(at(" -2"), ["parameters", "W_h", 0]);
    deepEqual(at(', "U_h"', 1), ["parameters"]);
    deepEqual(pathAt(document, 0), []);
    deepEqual(pathAt(document, -1), []);
    deepEqual(pathAt(document, 10_000), []);
    deepEqual(pathAt(read(""), 0), []);
  });

  it("leads back to where every value stands", () => {
    for (let offset = 0; offset <= text.length; offset++) {
      const range = locate(document, pathAt(document, offset));
      const name = locateName(document, pathAt(document, offset));
      const start = Math.min(range?.start ?? 0, name?.start ?? Number.POSITIVE_INFINITY);
      equal(start <= offset && offset <= (range?.end ?? 0), true, `at ${offset}`);
    }
  });
});
