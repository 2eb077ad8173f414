/** Open files for the server's tests, made of text alone. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { readDocument } from "../../../../src/document/document.js";
import type { OpenFile } from "../../../../src/server/documents.js";

export function open(text: string, uri = "untitled:Untitled-1"): OpenFile {
  return { text: TextDocument.create(uri, "lstm-json", 1, text), document: runToEnd(readDocument(text, never)) };
}

/** A text with the cursor where `¦` stands. */
export function openAtCursor(marked: string): { readonly file: OpenFile; readonly offset: number } {
  const offset = marked.indexOf("¦");
  if (offset < 0) throw new Error("no ¦ in the text");
  return { file: open(marked.replace("¦", "")), offset };
}

/** What stands in the range. */
export function textIn(
  { text }: OpenFile,
  range: { start: { line: number; character: number }; end: { line: number; character: number } },
): string {
  return text.getText(range);
}

/** `D 2 · H 1 · T 2`, with every array of an lstm. */
export const workedExample = `{
  "cell": "lstm",
  "parameters": {
    "W_f": [[1, 2]], "U_f": [[0.5]], "b_f": [0.2],
    "W_i": [[-1, 0]], "U_i": [[2]], "b_i": [-0.1],
    "W_c": [[1, 2]], "U_c": [[1.5]], "b_c": [0.5],
    "W_o": [[3, 0]], "U_o": [[-1]], "b_o": [0.8]
  },
  "initial": { "h": [0], "c": [0] },
  "inputs": [[1, 0], [0.5, -1]],
  "targets": [[0.5], null],
  "loss": "mse",
  "optimizer": { "type": "adam", "alpha": 0.1, "V": { "W_f": [[0.1, 0.2]] } },
  "expect": { "h": [[0.2174], [-0.1899]], "gradients": { "U_f": [[0.01]] } }
}
`;
