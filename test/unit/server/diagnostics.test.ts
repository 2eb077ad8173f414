/** Problems as diagnostics. */
import assert from "node:assert/strict";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { diagnostics } from "../../../src/server/diagnostics.js";
import type { OpenFile } from "../../../src/server/documents.js";
import { open, textIn, workedExample } from "./support/files.js";

/** The diagnostic of the one word in the text that is none. */
function wordIn(file: OpenFile): Diagnostic {
  const found = diagnostics(file).find(({ code }) => code === "unknown-word");
  assert.ok(found !== undefined);
  return found;
}

describe("diagnostics", () => {
  it("are none for a file without faults", () => {
    assert.deepEqual(diagnostics(open(workedExample)), []);
  });

  it("carry code, source, severity and message of the problem, and its data for quick fixes", () => {
    const file = open(workedExample.replace("[[0.5]]", "[[0.5, 1]]"));
    const [found, ...others] = diagnostics(file);
    assert.deepEqual(others, []);
    assert.equal(found.code, "shape-mismatch");
    assert.equal(found.source, "unroll");
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.equal(found.message, file.document.problems[0].message);
    assert.deepEqual(found.data, file.document.problems[0].data);
  });

  it("say a warning is a warning", () => {
    const [found] = diagnostics(open(`// \ufffd\n${workedExample}`));
    assert.equal(found.code, "replacement-character");
    assert.equal(found.severity, DiagnosticSeverity.Warning);
    assert.deepEqual(found.range, { start: { line: 0, character: 3 }, end: { line: 0, character: 4 } });
  });

  it("put an empty file's fault at its very start", () => {
    const [found, ...others] = diagnostics(open(""));
    assert.deepEqual(others, []);
    assert.deepEqual(found.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
  });

  for (const [name, end] of [
    ["\\n", "\n"],
    ["\\r\\n", "\r\n"],
    ["\\r", "\r"],
  ]) {
    it(`stand at the same line and character where lines end with ${name}`, () => {
      const text = workedExample.replace('"mse"', "mse").replaceAll("\n", end);
      const file = open(text);
      const [found] = diagnostics(file);
      assert.deepEqual(found.range, { start: { line: 11, character: 10 }, end: { line: 11, character: 13 } });
      assert.equal(textIn(file, found.range), "mse");
    });
  }

  it("count a byte order mark the client sent along as one character of the first line", () => {
    const file = open(`\ufeff{ "cell": lstm }`);
    const found = wordIn(file);
    assert.equal(textIn(file, found.range), "lstm");
    assert.equal(found.range.start.character, 11);
  });

  it("count characters beyond the basic plane as two, as editors do", () => {
    assert.equal(wordIn(open(`{ /* 🙂🙂 */ "cell": lstm }`)).range.start.character, 21);
  });

  it("are at most 1000", () => {
    assert.equal(diagnostics(open(`[${"x,".repeat(3000)}]`)).length, 1000);
  });
});
