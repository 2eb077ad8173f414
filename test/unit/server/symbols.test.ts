/** The outline. */
import assert from "node:assert/strict";
import type { DocumentSymbol } from "vscode-languageserver";
import { documentSymbols } from "../../../src/server/symbols.js";
import { open, textIn, workedExample } from "./support/files.js";

const lines = (symbols: readonly DocumentSymbol[], indent = ""): string[] =>
  symbols.flatMap(({ name, detail, children }) => [`${indent}${name}: ${detail}`, ...lines(children ?? [], `${indent}  `)]);

describe("document symbols", () => {
  it("are the file's members, arrays with their shapes and the cell with its sizes", () => {
    const outline = lines(documentSymbols(open(workedExample)));
    assert.deepEqual(outline.slice(0, 5), ["cell: lstm · D 2 · H 1", "parameters: ", "  W_f: 1×2", "  U_f: 1×1", "  b_f: 1"]);
    assert.deepEqual(outline.slice(14), [
      "initial: ",
      "  h: 1",
      "  c: 1",
      "inputs: 2×2",
      "targets: 2",
      "loss: mse",
      "optimizer: ",
      "  type: adam",
      "  alpha: 0.1",
      "  V: ",
      "    W_f: 1×2",
      "expect: ",
      "  h: 2×1",
      "  gradients: ",
      "    U_f: 1×1",
    ]);
  });

  it("number layers and updates from 1", () => {
    const text =
      '{ "layers": [{ "cell": "rnn", "parameters": { "U_h": [[1]] } }, { "cell": "dense" }], "inputs": [[1, 2]], "gradients": [{ "W": [1, 2] }, null] }';
    assert.deepEqual(lines(documentSymbols(open(text))), [
      "layers: 2",
      "  1: rnn · D 2 · H 1",
      "    cell: rnn",
      "    parameters: ",
      "      U_h: 1×1",
      "  2: dense · D 1",
      "    cell: dense",
      "inputs: 1×2",
      "gradients: 2",
      "  1: ",
      "    W: 2",
      "  2: null",
    ]);
  });

  it("span name and value, and are reached at their name", () => {
    const file = open(workedExample.replaceAll("\n", "\r\n"));
    const bias = documentSymbols(file)[1].children?.[2];
    assert.ok(bias !== undefined);
    assert.equal(textIn(file, bias.range), '"b_f": [0.2]');
    assert.equal(textIn(file, bias.selectionRange), '"b_f"');
  });

  it("say how ragged rows are", () => {
    assert.deepEqual(lines(documentSymbols(open('{ "inputs": [[1, 2], [3]] }'))), ["inputs: 2 rows of 1 to 2"]);
  });

  it("name a member without a name by its quotes, which an editor takes", () => {
    assert.deepEqual(lines(documentSymbols(open('{ "": 1, "  ": 2 }'))), ['"": 1', '"  ": 2']);
  });

  it("are none where there is no object, and 5000 at most", () => {
    assert.deepEqual(documentSymbols(open("")), []);
    assert.deepEqual(documentSymbols(open("[1, 2]")), []);
    const many = Array.from({ length: 6000 }, (_, index) => `"a${index}": 1`).join(", ");
    assert.equal(documentSymbols(open(`{ ${many} }`)).length, 5000);
  });
});
