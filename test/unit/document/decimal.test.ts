/** Numbers as the fast path reads them, held against the engine's own reading to the bit. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../../src/core/slices.js";
import { nearestDouble } from "../../../src/document/json/decimal.js";
import { parse } from "../../../src/document/json/parser.js";
import { Problems } from "../../../src/document/problems.js";

/** Whole numbers below `below`, the same each time. */
function randomIntegers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The numbers of a list as the parser reads them. */
function read(words: readonly string[]): Float64Array {
  const problems = new Problems();
  const { root } = runToEnd(parse(`[${words.join(",")}]${" ".repeat(40)}`, problems, never));
  assert.deepEqual(problems.inTextOrder(), []);
  assert.equal(root?.kind, "numbers");
  const values = new Float64Array(words.length);
  root.copyInto(values, 0);
  return values;
}

function assertSame(words: readonly string[]): void {
  for (const [k, value] of read(words).entries()) assert.ok(Object.is(value, Number(words[k])), `${words[k]} is read as ${value}`);
}

describe("document/json/decimal", () => {
  it("reads the shortest text of any double back as that double", () => {
    const next = randomIntegers(1);
    const bits = new DataView(new ArrayBuffer(8));
    const words = Array.from({ length: 20_000 }, () => {
      bits.setUint32(0, next(2 ** 32));
      bits.setUint32(4, next(2 ** 32));
      const value = bits.getFloat64(0);
      return Number.isFinite(value) ? String(value).replace("+", "") : "0";
    });
    assertSame(words);
  });

  it("reads up to nineteen digits with a point anywhere to the nearest double", () => {
    const next = randomIntegers(2);
    const words = Array.from({ length: 30_000 }, () => {
      const digits = Array.from({ length: 1 + next(19) }, () => next(10)).join("");
      const point = next(digits.length + 1);
      const whole = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
      return `${next(2) ? "-" : ""}${whole}${point < digits.length ? `.${digits.slice(point)}` : ""}${next(4) ? "" : `e${next(60) - 30}`}`;
    });
    assertSame(words);
  });

  it("rounds what lies halfway between two doubles to the even one, and what lies beside it to its side", () => {
    const next = randomIntegers(3);
    const words = Array.from({ length: 5000 }, () => {
      const spacing = 2n ** BigInt(1 + next(6));
      const half = (2n ** 53n + BigInt(next(2 ** 31))) * spacing + spacing / 2n;
      return String(half + BigInt(next(3) - 1));
    });
    assertSame(words);
    const places = words.map((word) => `${word.slice(0, -next(16) - 1)}.${word.slice(-1)}`);
    assertSame(places);
  });

  it("leaves hardly any number of seventeen digits to the engine", () => {
    const next = randomIntegers(4);
    let left = 0;
    for (let k = 0; k < 10_000; k++) if (Number.isNaN(nearestDouble(1e8 + next(9e8), next(1e8), 8, -17 - next(20)))) left++;
    assert.ok(left < 10, `${left} of 10000`);
  });

  it("has no answer where a power of ten is out of its reach", () => {
    assert.ok(Number.isNaN(nearestDouble(1, 0, 0, 23)));
    assert.ok(Number.isNaN(nearestDouble(1, 0, 0, -45)));
    assert.ok(Number.isNaN(nearestDouble(123456789, 123456789, 9, 1)));
  });
});
