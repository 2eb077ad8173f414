/** The kernels' reader of numbers against the plain one: the same numbers at the same places, and the same stops. */
import assert from "node:assert/strict";
import { array, constantFrom, assert as holds, oneof, property, stringMatching, tuple } from "fast-check";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { JsonNode } from "../../../src/document/json/node.js";
import { NumberKernel } from "../../../src/document/json/numberKernel.js";
import { NumberPool } from "../../../src/document/json/numberPool.js";
import { parse } from "../../../src/document/json/parser.js";
import { NumberReader, stretchOf } from "../../../src/document/json/readNumbers.js";
import { Problems } from "../../../src/document/problems.js";

/** A reader of its own for a text, by a kernel or without one. */
function readerOf(text: string, piece: number, kernel: NumberKernel | null): NumberReader {
  return new NumberReader(text, new NumberPool(text.length + 1), piece, kernel);
}

function entries({ pool }: NumberReader): readonly (readonly number[])[] {
  return Array.from({ length: pool.length }, (_, k) => [pool.valueAt(k), pool.startAt(k), pool.endAt(k)]);
}

/** Where a reader stopped, and with what. */
function stopOf({ pos, count, nulls, afterComma, commaAt }: NumberReader) {
  return { pos, count, nulls, afterComma, commaAt: afterComma ? commaAt : null };
}

/** Has both read the text from everywhere they stop on, in pieces; returns how many numbers they read. */
function compare(text: string, piece: number): number {
  const padded = `${text}${" ".repeat(40)}`;
  const kernel = NumberKernel.lease(stretchOf(piece)) ?? assert.fail("no kernel");
  const [plain, fast] = [readerOf(padded, piece, null), readerOf(padded, piece, kernel)];
  for (let pos = 0; pos < padded.length; ) {
    for (const reader of [plain, fast]) reader.read(pos, Math.min(padded.length, pos + piece));
    assert.deepEqual(stopOf(fast), stopOf(plain), `from ${pos} of ${padded}`);
    pos = plain.pos + (plain.count > 0 && plain.afterComma ? 0 : 1);
  }
  assert.deepEqual(entries(fast), entries(plain), padded);
  kernel.release();
  return plain.pool.length;
}

describe("document/json/numberKernel", () => {
  it("reads the shortest text of 40,000 doubles as the plain reader does", () => {
    let state = 5;
    const bits = new DataView(new ArrayBuffer(8));
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state;
    };
    const words = Array.from({ length: 40_000 }, (_, k) => {
      bits.setUint32(0, next());
      bits.setUint32(4, next());
      const value = k % 3 === 0 ? bits.getFloat64(0) : (next() / 2 ** 32 + next() / 2 ** 64 - 0.5) * 10 ** ((k % 7) - 4);
      return Number.isFinite(value) ? String(value).replace("+", "") : "0";
    });
    assert.equal(compare(words.join(","), 16_384), words.length);
  });

  it("is the same however a number is written, and whatever stands between", () => {
    const word = stringMatching(/^-?(0|[1-9]\d{0,9})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/);
    const between = constantFrom(",", ", ", " ,\n", ",\t\r\n ", " ", "", "]", ", [", "/**/,", "}");
    const other = constantFrom(
      "null",
      "nul",
      "nullx",
      "-",
      "01",
      "-01",
      "1.",
      ".5",
      "1e",
      "1e+",
      "1a",
      "--1",
      "+1",
      "1e999",
      "é",
      '"1"',
      "true",
    );
    const piece = constantFrom(16, 64, 1024);
    holds(
      property(array(tuple(oneof(word, word, word, other), between), { minLength: 1, maxLength: 40 }), piece, (parts, size) => {
        compare(parts.flat().join(""), size);
      }),
      { numRuns: 600, seed: 3 },
    );
  });

  it("is the same at the edges of what it settles itself", () => {
    const digits = "123456789012345678901234567890";
    const edges = [
      ...Array.from({ length: 29 }, (_, k) => digits.slice(0, k + 1)),
      ...Array.from({ length: 27 }, (_, k) => `0.${digits.slice(0, k + 1)}`),
      ...Array.from({ length: 24 }, (_, k) => `0.0000${digits.slice(0, k + 1)}`),
      ...Array.from({ length: 26 }, (_, k) => `9.${"9".repeat(k + 1)}`),
      ...["9007199254740992", "9007199254740993", "9007199254740993e-1", "900719925474099.25", "4503599627370497.5"],
      ...["1e22", "1e23", "123456789012345e22", "9007199254740993e1", "1e-22", "1e-44", "1e-45", "123456789012345678e-44"],
      ...[
        "0",
        "-0",
        "-0.0e5",
        "0.000000000000000000001",
        "1e0000000000000000000000005",
        "1e000000000000000000000000005",
        "5e-324",
        "2.2250738585072011e-308",
        "1e308",
        "1.7976931348623157e308",
      ],
    ];
    assert.equal(compare(edges.join(","), 16_384), edges.length);
    for (const edge of edges) compare(edge, 64);
  });

  it("leaves a number too large for a double, and what follows, to the plain reader", () => {
    // Both go on inside it: 999, and 0e300.
    assert.equal(compare("1, 2, 1e999, 3", 1024), 4);
    assert.equal(compare(`${"0.5, ".repeat(50)}1${"0".repeat(20)}e300, 4`, 1024), 52);
  });

  it("is what a large text is read by: its list, nulls and comments alike, is that of the same text when small", () => {
    const numbers = "1.25, null, -3e-2, /* four */ 0.1234567890123456789, 7 // the last\n, 1e22, -0";
    const read = (text: string) => {
      const problems = new Problems();
      const { root } = runToEnd(parse(text, problems, never));
      assert.deepEqual(problems.inTextOrder(), []);
      assert.equal(root?.kind, "numbers");
      return Array.from({ length: root.count }, (_, k) => root.item(k));
    };
    const small = read(`[${numbers}]`);
    assert.equal(small.length, 7);
    assert.deepEqual(read(`[${numbers}]${" ".repeat(100_000)}`), small);
    // It was by this one, which waits for the next.
    const kernel = NumberKernel.lease(stretchOf(16_384)) ?? assert.fail("no kernel");
    assert.equal(String.fromCharCode(...kernel.codes.subarray(0, 4)), "1.25");
    kernel.release();
  });

  it("keeps two texts apart that are read in turns", () => {
    const texts = ["1.5", "-2e3"].map((number) => `[${`${number}, `.repeat(40_000)}0]`);
    const parts = texts.map((text) => parse(text, new Problems(), () => true));
    const roots: (JsonNode | null)[] = [];
    for (let open = parts.length; open > 0; ) {
      for (const [k, part] of parts.entries()) {
        const step = part.next();
        if (!step.done || roots[k] !== undefined) continue;
        roots[k] = step.value.root;
        open--;
      }
    }
    for (const [k, value] of [1.5, -2000].entries()) {
      const root = roots[k];
      assert.ok(root?.kind === "numbers");
      const values = new Float64Array(root.count);
      root.copyInto(values, 0);
      assert.ok(values.subarray(0, 40_000).every((each) => each === value));
    }
  });

  it("reads what stands behind numbers too large once, and not behind each of them", () => {
    const piece = 16_384;
    const text = `${"1e999, ".repeat(2000)}${" ".repeat(3000)}`;
    const kernel = NumberKernel.lease(stretchOf(piece)) ?? assert.fail("no kernel");
    let reads = 0;
    const read = kernel.read.bind(kernel);
    kernel.read = (...places) => {
      reads++;
      return read(...places);
    };
    const reader = readerOf(text, piece, kernel);
    for (let pos = 0; pos < 14_000; pos += 7) reader.read(pos, piece);
    assert.equal(reader.pool.length, 0);
    assert.equal(reads, 1);
  });
});
