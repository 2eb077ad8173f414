/** How numbers are written for people and for machines. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { exact, exactJson, formatFine, formatNumber, formatTyped, shortest } from "../../../src/report/format.js";

describe("report/format", () => {
  describe("formatFine", () => {
    it("keeps two digits of a small number", () => {
      assert.deepEqual(
        [0.23301, 0.001, -0.00099, 1.06e-5, 0, -0, 12345.678].map((value) => formatFine(value, 4)),
        ["0.2330", "0.0010", "−9.90e−4", "1.06e−5", "0.0000", "0.0000", "12345.6780"],
      );
      assert.deepEqual(
        [Number.NaN, Number.NEGATIVE_INFINITY].map((value) => formatFine(value, 4)),
        ["NaN", "−∞"],
      );
      assert.equal(formatFine(5e-324, 0), "5e−324");
    });
  });

  describe("formatNumber", () => {
    const cases: readonly [number, number, string][] = [
      [0.23301, 4, "0.2330"],
      [-0.58749, 4, "−0.5875"],
      [1, 4, "1.0000"],
      [0.5, 0, "1"],
      [-0.5, 0, "−1"],
      [2.5, 0, "3"],
      [-2.5, 0, "−3"],
      [1.005, 2, "1.01"],
      [-1.005, 2, "−1.01"],
      [1.0049999, 2, "1.00"],
      [0.00005, 4, "0.0001"],
      [5e-7, 6, "0.000001"],
      [1.5e-7, 7, "0.0000002"],
      [4.9e-7, 6, "0.000000"],
      [0, 4, "0.0000"],
      [-0, 4, "0.0000"],
      [-0.00001, 4, "0.0000"],
      [-1e-300, 4, "0.0000"],
      [999_999_999.5, 0, "1000000000"],
      [1e9, 4, "1.0000e9"],
      [-1.23456e300, 2, "−1.23e300"],
      [Number.NaN, 4, "NaN"],
      [Number.POSITIVE_INFINITY, 4, "∞"],
      [Number.NEGATIVE_INFINITY, 4, "−∞"],
    ];
    for (const [value, decimals, expected] of cases) {
      it(`writes ${Object.is(value, -0) ? "-0" : value} at ${decimals} decimals as ${expected}`, () => {
        assert.equal(formatNumber(value, decimals), expected);
      });
    }

    it("is never further from the value than half a unit of its last digit", () => {
      fc.assert(
        fc.property(fc.double({ min: -1e8, max: 1e8, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
          const read = Number(formatNumber(value, decimals).replace("−", "-"));
          assert.ok(Math.abs(read - value) <= 0.5 * 10 ** -decimals * (1 + 1e-7) + Math.abs(value) * 1e-15);
        }),
      );
    });

    it("writes a number and its negative with the same digits", () => {
      fc.assert(
        fc.property(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 12 }), (value, decimals) => {
          assert.equal(formatNumber(-value, decimals).replace("−", ""), formatNumber(value, decimals).replace("−", ""));
        }),
      );
    });
  });

  it("shortest keeps every digit, with a true minus and without a plus", () => {
    assert.equal(shortest(0.1 + 0.2), "0.30000000000000004");
    assert.equal(shortest(-1.5e-9), "−1.5e−9");
    assert.equal(shortest(1e300), "1e300");
    assert.equal(shortest(-0), "0");
    assert.equal(shortest(Number.NEGATIVE_INFINITY), "−∞");
  });

  it("exact reads back to the same bits, whatever the double", () => {
    fc.assert(fc.property(fc.double(), (value) => assert.ok(Object.is(Number(exact(value)), value))));
    assert.equal(exact(-0), "-0");
  });

  it("exactJson quotes what JSON has no number for, and nothing else", () => {
    assert.deepEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(exactJson), [
      '"NaN"',
      '"Infinity"',
      '"-Infinity"',
    ]);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
        assert.ok(Object.is(JSON.parse(exactJson(value)), value)),
      ),
    );
  });

  it("formatTyped changes the minus signs only", () => {
    assert.equal(formatTyped("-1.50E-3"), "−1.50E−3");
    assert.equal(formatTyped("0.50"), "0.50");
  });
});
