/** Digits as written, and doubles rounded at them exactly. */
import assert from "node:assert/strict";
import { cutOffAt, readWritten, roundTo, textLike, unitsAt } from "../../../../src/report/answers/decimal.js";
import { isCutOff, type Verdict, verdictOf } from "../../../../src/report/answers/verdict.js";

describe("report/answers: a number as written", () => {
  const texts: readonly [string, bigint, number, number][] = [
    ["0.2330", 2330n, -4, 4],
    ["0.98", 98n, -2, 2],
    ["1e-3", 1n, -3, 1],
    ["-1.50E+2", -150n, 0, 3],
    ["-0", 0n, 0, 0],
    ["0.00", 0n, -2, 0],
    ["100", 100n, 0, 3],
    ["12e3", 12n, 3, 2],
  ];
  for (const [text, units, exponent, significant] of texts) {
    it(`${text} is ${units} units of 1e${exponent}, ${significant} significant digits`, () => {
      const written = readWritten(text);
      assert.deepEqual([written.units, written.exponent, written.significant], [units, exponent, significant]);
    });
  }

  it("is nothing else than a JSON number", () => {
    for (const text of ["", ".5", "1.", "+1", "0x1", "1e", "NaN"]) assert.throws(() => readWritten(text), /is no number/);
  });
});

describe("report/answers: rounding a double at a unit", () => {
  it("goes by the double's exact expansion, half away from zero", () => {
    // 1.005 is the double 1.00499999999999989…, 2.675 is 2.67499999999999982…, 0.125 and 2.5 are ties.
    assert.equal(unitsAt(1.005, -2), 100n);
    assert.equal(unitsAt(2.675, -2), 267n);
    assert.equal(unitsAt(0.125, -2), 13n);
    assert.equal(unitsAt(-0.125, -2), -13n);
    assert.equal(unitsAt(2.5, 0), 3n);
    assert.equal(unitsAt(-2.5, 0), -3n);
    assert.equal(unitsAt(0.1, -20), 10000000000000000555n);
    assert.equal(unitsAt(150, 2), 2n);
  });

  it("is exact at both ends of what a double holds", () => {
    assert.equal(unitsAt(Number.MIN_VALUE, -324), 5n);
    assert.equal(unitsAt(Number.MIN_VALUE, -323), 0n);
    assert.equal(unitsAt(2 ** -1022, -320), 2225073858507n);
    assert.equal(unitsAt(Number.MAX_VALUE, 300), 179769313n);
    assert.equal(unitsAt(Number.MAX_VALUE, 100_000), 0n);
    assert.equal(unitsAt(1, -100_000), null);
    assert.equal(unitsAt(0, -100_000), 0n);
  });

  it("agrees with toFixed, which is exact too, at every place it has", () => {
    let state = 1;
    for (let k = 0; k < 2000; k++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const value = (state / 2 ** 32) * 10 ** ((k % 9) - 4);
      const decimals = k % 15;
      // toFixed breaks ties upwards, which for a positive number is away from zero.
      assert.equal(unitsAt(value, -decimals), BigInt(value.toFixed(decimals).replace(".", "")), `${value} at ${decimals}`);
    }
  });

  it("can cut off instead", () => {
    assert.equal(cutOffAt(0.079854, -4), 798n);
    assert.equal(cutOffAt(-0.079854, -4), -798n);
    assert.equal(cutOffAt(0.5, 0), 0n);
  });

  it("gives doubles back", () => {
    assert.equal(roundTo(0.768525, 4), 0.7685);
    assert.equal(roundTo(-0.125, 2), -0.13);
    assert.equal(roundTo(1.005, 2), 1);
    assert.equal(roundTo(7.5, 0), 8);
    assert.ok(Number.isNaN(roundTo(Number.NaN, 2)));
    assert.equal(roundTo(1e300, 4), 1e300);
  });
});

describe("report/answers: a computed value at the digits claimed", () => {
  const texts: readonly [number, string, string][] = [
    [0.233028, "0.1992", "0.2330"],
    [-0.00004, "0.0001", "0.0000"],
    [0.979867, "0.98", "0.98"],
    [12.6, "13", "13"],
    [0.00123456, "1.23e-3", "1.23e-3"],
    [98.7654321, "1.23e-3", "9.876543e1"],
    [0, "1.23e-3", "0e-5"],
    [4321, "12e2", "4.3e3"],
    [Number.NaN, "1", "NaN"],
    [1 / 3, `0.${"3".repeat(60)}`, "0.3333333333333333"],
  ];
  for (const [value, like, text] of texts) {
    it(`${value} like ${like.slice(0, 12)} is ${text}`, () => assert.equal(textLike(value, readWritten(like)), text));
  }
});

describe("report/answers: the verdict", () => {
  const verdicts: readonly [string, number, Verdict][] = [
    ["0.2330", 0.233028, "right"],
    ["0.233", 0.233028, "right"],
    ["0.2331", 0.233028, "lastDigit"],
    ["0.2332", 0.233028, "wrong"],
    ["0.0798", 0.079854, "lastDigit"],
    ["0.98", 0.979867, "right"],
    ["-0.1899", -0.189882, "right"],
    ["0.1899", -0.189882, "wrong"],
    ["-0.00", 0.001, "right"],
    ["0.0", -0.04, "right"],
    // One unit off, but only one significant digit is written.
    ["0.2", 0.31, "wrong"],
    ["1e-3", 0.002, "wrong"],
    ["1.0e-3", 0.0011, "lastDigit"],
    // A negative value one unit off towards zero and beyond it.
    ["0.10", -0.0001, "wrong"],
    // 0.5 rounds away from zero.
    ["13", 12.5, "right"],
    ["-13", -12.5, "right"],
    ["12", 12.5, "lastDigit"],
    // 1.005 as a double lies below the tie.
    ["1.00", 1.005, "right"],
    ["0.3333333333333", 1 / 3, "right"],
    ["0.33333333333334", 1 / 3, "right"],
    ["0.33333333334", 1 / 3, "lastDigit"],
    ["0.3333333333343", 1 / 3, "wrong"],
    ["0.1", Number.NaN, "wrong"],
    ["1e-99999999", 0.5, "wrong"],
    ["0e-99999999", 0, "right"],
    ["0e99999999", 0.5, "right"],
    [`0.${"3".repeat(5000)}`, 1 / 3, "right"],
    [`0.${"4".repeat(5000)}`, 1 / 3, "wrong"],
  ];
  for (const [text, computed, verdict] of verdicts) {
    it(`on ${text.slice(0, 20)} for ${computed} is ${verdict}`, () => assert.equal(verdictOf(readWritten(text), computed, null), verdict));
  }

  it("goes by the tolerance alone where one is given", () => {
    assert.equal(verdictOf(readWritten("0.5"), 0.5000009, 1e-6), "right");
    assert.equal(verdictOf(readWritten("0.5"), 0.500002, 1e-6), "wrong");
    assert.equal(verdictOf(readWritten("0.2331"), 0.233028, 1e-6), "wrong");
    assert.equal(verdictOf(readWritten("0.5"), 0.5, 0), "right");
  });

  it("knows what was cut off", () => {
    assert.ok(isCutOff(readWritten("0.0798"), 0.079854));
    assert.ok(!isCutOff(readWritten("0.0800"), 0.079854));
  });
});
