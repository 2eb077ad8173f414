/** Stand-ins for what the extension host gives the client: a clock, a text, and files to trace. */

import { noUpdates } from "../../../src/client/cursor.js";
import type { Source, Traced } from "../../../src/client/session.js";
import { shapeOf } from "../../../src/client/shape.js";
import type { Clock } from "../../../src/client/slicer.js";
import { survey } from "../../../src/client/survey.js";
import { forward } from "../../../src/core/forward.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import { readDocument } from "../../../src/document/document.js";

/** A clock that moves on by `tick` whenever it is looked at, and counts what it is asked for. */
export class FakeClock implements Clock {
  time = 0;
  pauses = 0;
  readonly delays: number[] = [];

  constructor(public tick = 0) {}

  now(): number {
    this.time += this.tick;
    return this.time;
  }

  pause(): Promise<void> {
    this.pauses++;
    return new Promise((resolve) => setImmediate(resolve));
  }

  delay(milliseconds: number): Promise<void> {
    this.delays.push(milliseconds);
    this.time += milliseconds;
    return new Promise((resolve) => setImmediate(resolve));
  }
}

/** A text that is edited. */
export class FakeText implements Source {
  version = 1;
  reads = 0;

  constructor(private text: string) {}

  getText(): string {
    this.reads++;
    return this.text;
  }

  edit(text: string): void {
    this.text = text;
    this.version++;
  }
}

/** The worked example: an lstm with D = 2, H = 1, T = 2. */
export const worked = `{
  "cell": "lstm",
  "parameters": {
    "W_f": [[1, 2]], "U_f": [[0.5]], "b_f": [0.2],
    "W_i": [[-1, 0]], "U_i": [[2]], "b_i": [-0.1],
    "W_c": [[1, 2]], "U_c": [[1.5]], "b_c": [0.5],
    "W_o": [[3, 0]], "U_o": [[-1]], "b_o": [0.8]
  },
  "inputs": [[1, 0], [0.5, -1]],
  "targets": [[0.5], [0.8]]
}
`;

/** The worked example with an optimizer. */
export const trainable = worked.replace('"inputs"', '"optimizer": { "type": "adam", "alpha": 0.1 },\n  "inputs"');

/** The worked example with as many steps as asked for, without targets. */
export function longer(T: number): string {
  return worked.replace(/"inputs"[\s\S]*/, `"inputs": ${JSON.stringify(Array.from({ length: T }, (_, t) => [t % 2, -1]))}\n}\n`);
}

/** A layer of one unit that runs on its own for as many steps as asked for. */
export function running(steps: number): string {
  return `{ "cell": "lstm", "parameters": { "U_f": 1, "U_i": 1, "U_c": 1, "U_o": 1, "b_f": 1, "b_i": 1, "b_c": 1, "b_o": 1 }, "steps": ${steps} }`;
}

/** Two layers: an lstm of two units, and a dense layer of one, with a target at the second step only. */
export const stack = `{
  "layers": [
    { "cell": "lstm", "parameters": {
      "W_f": [[1], [2]], "U_f": [[1, 0], [0, 1]], "W_i": [[1], [2]], "U_i": [[1, 0], [0, 1]],
      "W_c": [[1], [2]], "U_c": [[1, 0], [0, 1]], "W_o": [[1], [2]], "U_o": [[1, 0], [0, 1]] } },
    { "cell": "dense", "parameters": { "W": [[1, -1]] } }
  ],
  "inputs": [1, 2, 3],
  "targets": [null, [0.25], null]
}
`;

/** Gradients given, no sequence. */
export const optimizerOnly = '{ "parameters": { "W": [[1, 2]] }, "gradients": [{ "W": [[0.5, 0.5]] }], "optimizer": { "type": "adam" } }';

/** The trace of a text that has no faults; of its blanks those whose keys are given are revealed. */
export function traced(text: string, revision = 1, revealed: readonly string[] = []): Traced {
  const document = runToEnd(readDocument(text, never));
  if (document.model === null) throw new Error(document.problems.map((problem) => problem.message).join("\n"));
  const trace = runToEnd(forward(document.model, never));
  const behind = { training: null, updates: noUpdates };
  const found = runToEnd(survey(document, trace, { revealed, shown: 0 }, never));
  return { document, trace, ...found, shape: shapeOf(revision, found, behind), ...behind };
}
