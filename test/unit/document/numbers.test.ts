/** Numbers in lists against JSON.parse, bit for bit. */
import { deepEqual, ok } from "node:assert/strict";
import { array, assert, double, property, stringMatching } from "fast-check";
import { plain, read } from "./support.js";

/** The numbers of a list in the file, as doubles bit for bit. */
function bitsRead(texts: readonly string[]): BigUint64Array {
  const { root } = read(`{ "inputs": [${texts.join(", ")}], "and": [${texts.join(" /**/,")}] }`);
  const { inputs, and } = plain(root) as { inputs: number[]; and: number[] };
  deepEqual(bitsOf(and), bitsOf(inputs));
  return bitsOf(inputs);
}

function bitsOf(values: readonly number[]): BigUint64Array {
  return new BigUint64Array(Float64Array.from(values).buffer);
}

function bitsParsed(texts: readonly string[]): BigUint64Array {
  return bitsOf(texts.map((text) => JSON.parse(text) as number));
}

describe("A number in a list", () => {
  it("is the double that JSON.parse gives, bit for bit, for every double", () => {
    const finite = double({ noDefaultInfinity: true, noNaN: true });
    assert(
      property(array(finite, { minLength: 1 }), (values) => {
        const texts = values.map((value) => JSON.stringify(value));
        deepEqual(bitsRead(texts), bitsParsed(texts));
      }),
      { seed: 1 },
    );
  });

  it("is so however it is written", () => {
    const written = stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,25})?([eE][+-]?\d{1,2})?$/);
    assert(
      property(array(written, { minLength: 1 }), (texts) => {
        deepEqual(bitsRead(texts), bitsParsed(texts));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("is so at the edges: halfway cases, 2^53, the smallest and the largest doubles, minus zero", () => {
    const texts = [
      ...[
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.0",
        "90071992547409930e-1",
        "-0",
        "-0.0",
        "0e5",
        "1e22",
        "1e23",
      ],
      ...[
        "4.9406564584124654e-324",
        "2.4703282292062327e-324",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
        "179769313486231570000e288",
      ],
      ...[
        "0.1",
        "0.30000000000000004",
        "123456789012345678",
        "1.0000000000000002",
        "1e-22",
        "1e-23",
        "5e-324",
        "8.5e-22",
        "0.000001e22",
        "3.0e0",
      ],
    ];
    deepEqual(bitsRead(texts), bitsParsed(texts));
  });

  it("is read from a list that ends with the text, where the fast path must not run", () => {
    const { root } = read("[1, -2.5e-1, null]");
    ok(root?.kind === "numbers");
    deepEqual([root.value(0), root.value(1), root.nulls], [1, -0.25, 1]);
  });
});
