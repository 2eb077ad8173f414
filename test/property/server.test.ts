/** Every feature on texts that are broken in every way: nothing throws, and every range lies in the text. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type CompletionItem, type DocumentSymbol, type Position, type Range, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completion } from "../../src/server/completion.js";
import { diagnostics } from "../../src/server/diagnostics.js";
import type { OpenFile } from "../../src/server/documents.js";
import { foldingRanges } from "../../src/server/folding.js";
import { hover } from "../../src/server/hover.js";
import { documentSymbols } from "../../src/server/symbols.js";
import { open, workedExample } from "../unit/server/support/files.js";

const stack = `// a stack
{ "layers": [{ "cell": "gru", "parameters": { "U_r": [[1, 0], [0, 1]], "b_r": [1, null] } }, null, { "cell": "dense", "parameters": { "W": 3 }, "activation": "z^2" }],
  "inputs": [[1, 2], 3, "x"], "targets": [null, []], "optimizer": { "V": [{ "U_r": [[]] }, {}], "S": null }, "expect": [{ "h": [[1, null]] }, { "yhat": 1 }] }`;
const optimizerOnly = `{ "parameters": { "W": [[1, 2]], "__proto__": [1], "constructor": 2 }, "gradients": [{ "W": [[1, 2]] }, {}], "optimizer": { "t": 1, "V": { "W": [[0, 0]] } }, "$schema": "http://example.com/x" }`;
const sources = [workedExample, workedExample.replaceAll("\n", "\r\n"), `\ufeff${workedExample}`, stack, optimizerOnly];

/** What breaks JSON: marks, halves of tokens, odd characters. */
const pieces = [
  "{",
  "}",
  "[",
  "]",
  '"',
  ",",
  ":",
  "//",
  "/*",
  "*/",
  "\\",
  "\n",
  "\r",
  "1e999",
  "nul",
  "'",
  "\u0000",
  "\ud83d",
  "🙂",
  "[[[[",
  '"a": {',
  "\ufffd",
  "$1",
  "W_f",
  " ",
];

const mutation = fc.record({
  kind: fc.constantFrom("insert", "remove", "repeat", "cut"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  piece: fc.constantFrom(...pieces),
});

const brokenText = fc.tuple(fc.constantFrom(...sources), fc.array(mutation, { maxLength: 4 })).map(([source, mutations]) =>
  mutations.reduce((text, { kind, at, length, piece }) => {
    const from = Math.floor(at * text.length);
    if (kind === "insert") return text.slice(0, from) + piece + text.slice(from);
    if (kind === "remove") return text.slice(0, from) + text.slice(from + length);
    if (kind === "repeat") return text.slice(0, from + length) + text.slice(from);
    return text.slice(0, from);
  }, source),
);

/** The ends, the middle of things and both sides of every mark near the place. */
function offsetsIn(text: string, place: number): number[] {
  const near = Math.floor(place * text.length);
  const marks = [...text.slice(near, near + 60).matchAll(/["{}[\],:/]/g)]
    .slice(0, 5)
    .flatMap(({ index }) => [near + index, near + index + 1]);
  return [0, text.length, near, ...marks];
}

function assertInside(range: Range, { text }: OpenFile): void {
  const end = text.positionAt(text.getText().length);
  const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character <= b.character);
  assert.ok(isBefore(range.start, range.end) && isBefore(range.end, end), JSON.stringify(range));
}

function assertSymbol(symbol: DocumentSymbol, file: OpenFile): void {
  assert.notEqual(symbol.name.trim(), "");
  assertInside(symbol.range, file);
  const [outer, inner] = [symbol.range, symbol.selectionRange].map(({ start, end }) => [
    file.text.offsetAt(start),
    file.text.offsetAt(end),
  ]);
  assert.ok(outer[0] <= inner[0] && inner[1] <= outer[1], `${symbol.name} is not reached inside itself`);
  for (const child of symbol.children ?? []) assertSymbol(child, file);
}

function assertItem(item: CompletionItem, file: OpenFile, offset: number): void {
  assert.ok(TextEdit.is(item.textEdit), item.label);
  const { range } = item.textEdit;
  assertInside(range, file);
  // An editor drops items whose range does not hold the cursor on one line.
  assert.equal(range.start.line, range.end.line, item.label);
  assert.ok(file.text.offsetAt(range.start) <= offset && offset <= file.text.offsetAt(range.end), item.label);
  TextDocument.applyEdits(file.text, [item.textEdit]);
}

async function useEverything(file: OpenFile, offsets: readonly number[]): Promise<void> {
  for (const { range } of diagnostics(file)) assertInside(range, file);
  for (const symbol of documentSymbols(file)) assertSymbol(symbol, file);
  for (const { startLine, endLine } of foldingRanges(file)) assert.ok(startLine < endLine && endLine < file.text.lineCount);
  for (const somewhere of offsets) {
    // Where an editor's cursor can stand: never before the text, nor between \r and \n.
    const offset = file.text.offsetAt(file.text.positionAt(somewhere));
    const found = await hover(file, offset, true);
    if (found?.range !== undefined) assertInside(found.range, file);
    const items = await completion(file, offset, true);
    assert.equal(new Set(items.map(({ label }) => label)).size, items.length);
    for (const item of items) assertItem(item, file, offset);
  }
}

describe("every feature of the server", () => {
  it("takes broken text, wherever it is asked about", async () => {
    await fc.assert(
      fc.asyncProperty(brokenText, fc.double({ min: 0, max: 1, noNaN: true }), async (text, place) => {
        await useEverything(open(text), offsetsIn(text, place));
      }),
      { numRuns: 400 },
    );
  });

  it("takes text cut off at every character", async () => {
    const text = workedExample.slice(0, 260);
    for (let end = 0; end <= text.length; end += 3) await useEverything(open(text.slice(0, end)), [end]);
  });

  const extremes: Record<string, string> = {
    "an empty file": "",
    blanks: " \r\n\t",
    "100,000 brackets": "[".repeat(100_000),
    "100,000 objects": '{"a":'.repeat(100_000),
    "a line of 5 MB": `{ "cell": "lstm", "inputs": [${"0.25, ".repeat(800_000)}0], "loss": "mse" }`,
    "a string of 1 MB": `{ "loss": "${"a".repeat(1_000_000)}" }`,
    "a comment of 1 MB": `{ /*${"* ".repeat(500_000)}*/ "loss": "mse" }`,
    "20,000 members": `{ ${Array.from({ length: 20_000 }, (_, index) => `"a${index}": [1]`).join(", ")} }`,
  };
  for (const [name, text] of Object.entries(extremes)) {
    it(`takes ${name}`, async () => {
      await useEverything(open(text), [0, 1, text.length >> 1, text.length - 1, text.length]);
    });
  }
});
