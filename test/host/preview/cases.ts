/** The states of the panel that are looked at and tested. */
import { readFileSync } from "node:fs";
import type { PreviewCase } from "./host.js";
import { brokenExample, made, optimizerOnly, runaway, scalarRecurrence, trainable, withAdam, workedExample } from "./problems.js";
import {
  adamSheet,
  cleanSheet,
  exerciseSheet,
  longSheet,
  publishedSheet,
  slippedSheet,
  stackSheet,
  trainedSheet,
  uncheckedSheet,
} from "./sheets.js";

const name = "worked-example.lstm.json";
const saved = { layer: 1, unit: 1, firstStep: 0 };
const answers = { ...saved, tab: "answers" };

/** With the Answers tab open. */
const sheets: Readonly<Record<string, () => PreviewCase>> = {
  "answers-clean": () => ({ fileName: name, text: cleanSheet, t: 2, saved: answers }),
  "answers-last-digit": () => ({ fileName: name, text: publishedSheet, t: 2, saved: answers }),
  "answers-slip": () => ({ fileName: "student-07.lstm.json", text: slippedSheet, t: 2, saved: answers }),
  "answers-graders": () => ({
    fileName: "graders-sheet.lstm.json",
    text: readFileSync("media/examples/graders-sheet.lstm.json", "utf8"),
    t: 2,
    saved: answers,
  }),
  "answers-exercise": () => ({ fileName: "exercise.lstm.json", text: exerciseSheet, t: 2, saved: answers }),
  "answers-unchecked": () => ({ fileName: name, text: uncheckedSheet, t: 2, saved: answers }),
  "answers-stack": () => ({ fileName: "stack.lstm.json", text: stackSheet, t: 1, saved: answers }),
  "answers-adam": () => ({ fileName: "adam-exercise.lstm.json", text: adamSheet, saved: answers }),
  "answers-trained": () => ({ fileName: name, text: trainedSheet, t: 1, updates: { taken: 3, shown: 2 }, saved: answers }),
  "answers-long": () => ({ fileName: "long.lstm.json", text: longSheet(5000), t: 1, saved: answers }),
};

/** Each is made when it is needed: some are large. */
export const cases: Readonly<Record<string, () => PreviewCase>> = {
  ...sheets,
  "small-t1": () => ({ fileName: name, text: workedExample }),
  "small-t2": () => ({ fileName: name, text: workedExample, t: 2 }),
  "small-cell": () => ({ fileName: name, text: workedExample, t: 2, selection: { layer: 1, quantity: "c", t: 2, unit: 1 } }),
  "small-loss": () => ({
    fileName: name,
    text: workedExample,
    t: 2,
    selection: { layer: 1, quantity: "loss", t: 2, unit: 1 },
    marked: { kind: "parameter", layer: 1, name: "U_i", t: 0, row: 1, col: 1 },
  }),
  "one-step": () => ({ fileName: "one.lstm.json", text: made({ cell: "lstm", D: 3, H: 1, T: 1, K: 0, targetEvery: 1, seed: 5 }) }),
  "four-steps": () => ({ fileName: "four.lstm.json", text: made({ cell: "lstm", D: 3, H: 2, T: 4, K: 0, targetEvery: 1, seed: 5 }), t: 3 }),
  lines: () => ({
    fileName: "lines.lstm.json",
    text: made({ cell: "lstm", D: 3, H: 4, T: 40, K: 0, targetEvery: 1, seed: 11 }),
    t: 17,
    selection: { layer: 1, quantity: "c_tilde", t: 17, unit: 2 },
  }),
  heat: () => ({
    fileName: "latch-48.lstm.json",
    text: made({ cell: "lstm", D: 4, H: 48, T: 120, K: 1, targetEvery: 24, seed: 23 }),
    t: 61,
    selection: { layer: 1, quantity: "f", t: 61, unit: 17 },
  }),
  wide: () => ({
    fileName: "wide-256.lstm.json",
    text: made({ cell: "lstm", D: 8, H: 256, T: 500, K: 4, targetEvery: 50, seed: 3 }),
    t: 250,
    selection: { layer: 1, quantity: "o", t: 250, unit: 100 },
  }),
  long: () => ({
    fileName: "long.lstm.json",
    text: made({ cell: "lstm", D: 2, H: 4, T: 100_000, K: 0, targetEvery: 1000, seed: 7 }),
    t: 50_000,
  }),
  gru: () => ({ fileName: "gru.lstm.json", text: made({ cell: "gru", D: 2, H: 1, T: 2, K: 0, targetEvery: 1, seed: 2 }), t: 2 }),
  "gru-long": () => ({ fileName: "gru.lstm.json", text: made({ cell: "gru", D: 2, H: 3, T: 30, K: 0, targetEvery: 5, seed: 2 }), t: 12 }),
  rnn: () => ({ fileName: "recurrence.lstm.json", text: scalarRecurrence, t: 13 }),
  "rnn-short": () => ({ fileName: "rnn.lstm.json", text: made({ cell: "rnn", D: 2, H: 1, T: 2, K: 0, targetEvery: 1, seed: 9 }), t: 2 }),
  dense: () => ({
    fileName: "head.lstm.json",
    text: made({ cell: "lstm", D: 3, H: 4, T: 3, K: 3, targetEvery: 1, seed: 13 }),
    t: 2,
    selection: { layer: 2, quantity: "yhat", t: 2, unit: 2 },
  }),
  "dense-heat": () => ({
    fileName: "head.lstm.json",
    text: made({ cell: "lstm", D: 3, H: 4, T: 60, K: 20, targetEvery: 1, seed: 13 }),
    t: 20,
    selection: { layer: 2, quantity: "yhat", t: 20, unit: 2 },
  }),
  "no-targets": () => ({ fileName: "gru.lstm.json", text: made({ cell: "gru", D: 2, H: 3, T: 30, K: 0, targetEvery: 0, seed: 2 }), t: 12 }),
  fault: () => ({ fileName: name, text: workedExample, t: 2 }),
  "no-trace": () => ({ fileName: name, text: brokenExample }),
  progress: () => ({ fileName: "large.lstm.json", text: "", shown: { fault: null, working: { what: "Tracing", fraction: 0.42 } } }),
  "not-finite": () => ({ fileName: "runaway.lstm.json", text: runaway, t: 6 }),
  gradients: () => ({
    fileName: "latch-48.lstm.json",
    text: made({ cell: "lstm", D: 4, H: 48, T: 120, K: 1, targetEvery: 24, seed: 23 }),
    t: 61,
    selection: { layer: 1, quantity: "f", t: 61, unit: 17 },
    saved: { ...saved, tab: "gradients" },
  }),
  "gradients-small": () => ({ fileName: name, text: workedExample, t: 2, isChecked: true, saved: { ...saved, tab: "gradients" } }),
  "gradients-explained": () => ({
    fileName: name,
    text: workedExample,
    t: 1,
    saved: { ...saved, tab: "gradients", gradient: { kind: "state", layer: 1, name: "h", t: 1, row: 1, col: 0 } },
  }),
  "gradients-long-sum": () => ({
    fileName: "latch-48.lstm.json",
    text: made({ cell: "lstm", D: 4, H: 48, T: 120, K: 1, targetEvery: 24, seed: 23 }),
    t: 61,
    saved: { ...saved, tab: "gradients", gradient: { kind: "state", layer: 1, name: "h", t: 61, row: 17, col: 0 } },
  }),
  "gradients-share": () => ({
    fileName: "gru.lstm.json",
    text: made({ cell: "gru", D: 2, H: 3, T: 30, K: 0, targetEvery: 5, seed: 2 }),
    t: 12,
    saved: { ...saved, tab: "gradients", gradient: { kind: "share", layer: 1, name: "U_n", t: 12, row: 0, col: 0 } },
  }),
  "gradients-fed": () => ({
    fileName: name,
    text: trainable,
    t: 2,
    marked: { kind: "parameter", layer: 1, name: "U_i", t: 0, row: 1, col: 1 },
    saved: { ...saved, tab: "gradients", gradient: { kind: "entry", layer: 1, name: "U_i", t: 0, row: 1, col: 1 } },
  }),
  "trace-fed": () => ({ fileName: name, text: workedExample, t: 1, marked: { kind: "input", layer: 1, name: "", t: 2, row: 2, col: 0 } }),
  "optimizer-fed": () => ({
    fileName: name,
    text: trainable,
    t: 2,
    updates: { taken: 40, shown: 1 },
    marked: { kind: "parameter", layer: 1, name: "W_f", t: 0, row: 1, col: 2 },
    saved: { ...saved, tab: "optimizer", picked: { layer: 1, parameter: "W_f", row: 1, col: 1 } },
  }),
  "gradients-gru": () => ({
    fileName: "gru.lstm.json",
    text: made({ cell: "gru", D: 2, H: 3, T: 30, K: 0, targetEvery: 5, seed: 2 }),
    t: 12,
    isChecked: true,
    saved: { ...saved, tab: "gradients" },
  }),
  "gradients-rnn": () => ({ fileName: "recurrence.lstm.json", text: scalarRecurrence, t: 13, saved: { ...saved, tab: "gradients" } }),
  "gradients-stack": () => ({
    fileName: "stack.lstm.json",
    text: withAdam(made({ cell: "lstm", D: 2, H: 1, T: 2, K: 1, targetEvery: 1, seed: 4 })),
    t: 1,
    saved: { ...saved, tab: "gradients" },
  }),
  "gradients-long": () => ({
    fileName: "long.lstm.json",
    text: made({ cell: "lstm", D: 2, H: 4, T: 20_000, K: 0, targetEvery: 1000, seed: 7 }),
    t: 10_000,
    saved: { ...saved, tab: "gradients" },
  }),
  "optimizer-only": () => ({ fileName: "adam-exercise.lstm.json", text: optimizerOnly, updates: { taken: 1, shown: 1 } }),
  "optimizer-start": () => ({ fileName: name, text: trainable, saved: { ...saved, tab: "optimizer" } }),
  optimizer: () => ({
    fileName: name,
    text: trainable,
    t: 2,
    updates: { taken: 40, shown: 12 },
    saved: { ...saved, tab: "optimizer", picked: { layer: 1, parameter: "U_f", row: 1, col: 1 } },
  }),
  "optimizer-trace": () => ({ fileName: name, text: trainable, t: 2, updates: { taken: 40, shown: 12 } }),
  "optimizer-eight": () => ({
    fileName: "units.lstm.json",
    text: withAdam(made({ cell: "lstm", D: 2, H: 8, T: 3, K: 0, targetEvery: 3, seed: 31 })),
    updates: { taken: 100, shown: 100 },
    saved: { ...saved, tab: "optimizer", picked: { layer: 1, parameter: "U_f", row: 3, col: 4 } },
  }),
  "optimizer-heat": () => ({
    fileName: "latch-48.lstm.json",
    text: withAdam(made({ cell: "lstm", D: 4, H: 48, T: 120, K: 1, targetEvery: 24, seed: 23 })),
    t: 61,
    updates: { taken: 3, shown: 2 },
    saved: { ...saved, tab: "optimizer", picked: { layer: 1, parameter: "U_f", row: 17, col: 3 } },
  }),
  "long-name": () => ({
    fileName: `${"a-very-long-name-of-a-file-that-somebody-gave-".repeat(4)}.lstm.json`,
    text: made({ cell: "lstm", D: 20, H: 1, T: 2, K: 0, targetEvery: 1, seed: 21 }),
    t: 1,
  }),
  decimals: () => ({ fileName: name, text: workedExample, t: 2, decimals: 8 }),
  "open-gates": () => ({
    fileName: "relu-gates.lstm.json",
    text: workedExample.replace('"loss"', '"activations": { "gate": "relu", "candidate": "linear", "output": "linear" }, "loss"'),
    t: 2,
  }),
  units: () => ({
    fileName: "units.lstm.json",
    text: made({ cell: "lstm", D: 2, H: 8, T: 3, K: 0, targetEvery: 3, seed: 31 }),
    t: 2,
    selection: { layer: 1, quantity: "h", t: 2, unit: 7 },
  }),
  stack: () => ({ fileName: "stack.lstm.json", text: made({ cell: "lstm", D: 2, H: 1, T: 2, K: 1, targetEvery: 1, seed: 4 }), t: 1 }),
};
