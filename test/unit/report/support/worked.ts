/** The published worked example (shared by the reports' tests), and what reads a text to a document and a trace. */
import assert from "node:assert/strict";
import { forward } from "../../../../src/core/forward.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import type { Trace } from "../../../../src/core/trace.js";
import { type LstmDocument, readDocument } from "../../../../src/document/document.js";

export interface Traced {
  readonly document: LstmDocument;
  readonly trace: Trace;
}

/** Fails with the file's own faults where it has any. */
export function traceOf(text: string): Traced {
  const document = runToEnd(readDocument(text, never));
  const { model, problems } = document;
  assert.ok(
    model,
    `not usable: ${problems.map(({ message, range }) => `${message} (${text.slice(range.start, range.start + 60)})`).join("; ")}\n${text.slice(0, 2000)}`,
  );
  return { document, trace: runToEnd(forward(model, never)) };
}

/** `seed-values`: one unit, two inputs, two steps. Line numbers are part of what is tested. */
export const workedExample = `{
  "cell": "lstm",
  "parameters": {
    "W_f": [[ 1, 2]], "U_f": [[ 0.5]], "b_f": [ 0.2],
    "W_i": [[-1, 0]], "U_i": [[ 2  ]], "b_i": [-0.1],
    "W_c": [[ 1, 2]], "U_c": [[ 1.5]], "b_c": [ 0.5],
    "W_o": [[ 3, 0]], "U_o": [[-1  ]], "b_o": [ 0.8]
  },
  "initial": { "h": [0], "c": [0] },
  "inputs":  [[1, 0], [0.5, -1]],
  "targets": [[0.5], [0.8]],
  "loss": "mse"
}
`;
