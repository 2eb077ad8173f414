/** The first fault as the banner shows it. */
import assert from "node:assert/strict";
import { firstFault, longestExcerpt } from "../../../src/client/fault.js";
import type { Problem } from "../../../src/document/problem.js";

const problem = (start: number, end: number, severity: Problem["severity"] = "error", message = "wrong"): Problem => ({
  code: "test",
  severity,
  message,
  range: { start, end },
});

describe("client/fault", () => {
  it("is null where there is no problem", () => {
    assert.equal(firstFault("{}", []), null);
  });

  it("is null where there are only warnings", () => {
    assert.equal(firstFault("{}", [problem(0, 1, "warning")]), null);
  });

  it("names the first error, past warnings, and counts the other errors", () => {
    const problems = [
      problem(0, 1, "warning", "odd"),
      problem(1, 2, "error", "first"),
      problem(2, 3, "warning"),
      problem(3, 4),
      problem(4, 5),
    ];
    const fault = firstFault("abcdef", problems);
    assert.equal(fault?.message, "first");
    assert.equal(fault?.more, 2);
  });

  for (const [name, end] of [
    ["\\n", "\n"],
    ["\\r\\n", "\r\n"],
    ["\\r", "\r"],
  ]) {
    it(`counts lines and columns from 1, and shows the line, where lines end with ${name}`, () => {
      const text = ["{", '  "W_f": oops', "}"].join(end);
      const start = text.indexOf("oops");
      assert.deepEqual(firstFault(text, [problem(start, start + 4)]), {
        message: "wrong",
        line: 2,
        column: 10,
        lineText: '  "W_f": oops',
        from: 9,
        to: 13,
        more: 0,
      });
    });
  }

  it("stands in an empty file at 1:1", () => {
    const fault = firstFault("", [problem(0, 0)]);
    assert.deepEqual([fault?.line, fault?.column, fault?.lineText, fault?.from, fault?.to], [1, 1, "", 0, 0]);
  });

  it("stands behind the last character where something is missing there", () => {
    const fault = firstFault("{\n[1", [problem(4, 4)]);
    assert.deepEqual([fault?.line, fault?.column, fault?.lineText, fault?.from, fault?.to], [2, 3, "[1", 2, 2]);
  });

  it("ends with the line where the range goes on", () => {
    const fault = firstFault("ab[\n]", [problem(2, 5)]);
    assert.deepEqual([fault?.lineText, fault?.from, fault?.to], ["ab[", 2, 3]);
  });

  it("cuts a long line round the fault", () => {
    const text = `${"1,".repeat(50_000)}oops${",1".repeat(50_000)}`;
    const fault = firstFault(text, [problem(100_000, 100_004)]);
    assert.equal(fault?.lineText.length, longestExcerpt);
    assert.equal(fault?.lineText.slice(fault.from, fault.to), "oops");
    assert.equal(fault?.column, 100_001);
  });

  it("cuts a long line at its end where the fault stands there", () => {
    const text = `${"1,".repeat(500)}oops`;
    const fault = firstFault(text, [problem(1000, 1004)]);
    assert.equal(fault?.lineText.length, longestExcerpt);
    assert.equal(fault?.lineText.slice(fault.from, fault.to), "oops");
  });
});
