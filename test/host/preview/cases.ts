/** The states of the panel that are looked at and tested. */
import { readFileSync } from "node:fs";
import type { PreviewCase } from "./host.js";
import { brokenExample, made, optimizerOnly, runaway, scalarRecurrence, trainable, withAdam, workedExample } from "./problems.js";
import { sheets } from "./sheetCases.js";
import { slippedSheet } from "./sheets.js";

const name = "worked-example.lstm.json";
const saved = { layer: 1, unit: 1, firstStep: 0 };
const answers = { ...saved, tab: "answers" };

/** 24 units over T steps, the cursor in the midst of the first thousand. */
function wideOf(T: number): PreviewCase {
  return { fileName: "wide.lstm.json", text: made({ cell: "lstm", D: 1, H: 24, T, K: 0, targetEvery: 0, seed: 5 }), t: 500 };
}

/** The worked example with one number changed. */
const nearWorked = workedExample.replace("[[ 0.5]]", "[[ 0.6]]");

/** With another trace beside. */
const compared: Readonly<Record<string, () => PreviewCase>> = {
  compare: () => ({ fileName: name, text: workedExample, t: 2, comparedWith: { name: "from-pytorch.lstm.json", text: nearWorked } }),
  "compare-lines": () => ({
    fileName: "lines.lstm.json",
    text: made({ cell: "lstm", D: 3, H: 4, T: 40, K: 0, targetEvery: 1, seed: 11 }),
    t: 17,
    selection: { layer: 1, quantity: "c_tilde", t: 17, unit: 2 },
    comparedWith: { name: "other.lstm.json", text: made({ cell: "lstm", D: 3, H: 4, T: 30, K: 0, targetEvery: 1, seed: 12 }) },
  }),
  "compare-heat": () => ({
    fileName: "latch-48.lstm.json",
    text: withAdam(made({ cell: "lstm", D: 4, H: 48, T: 120, K: 1, targetEvery: 24, seed: 23 })),
    t: 61,
    updates: { taken: 20, shown: 20 },
    selection: { layer: 1, quantity: "f", t: 61, unit: 17 },
    comparedWith: { update: 0 },
  }),
  "compare-update": () => ({ fileName: name, text: trainable, t: 2, updates: { taken: 40, shown: 12 }, comparedWith: { update: 0 } }),
  "compare-sizes": () => ({
    fileName: "gru.lstm.json",
    text: made({ cell: "gru", D: 2, H: 3, T: 30, K: 0, targetEvery: 5, seed: 2 }),
    t: 12,
    comparedWith: { name: "wider.lstm.json", text: made({ cell: "gru", D: 2, H: 5, T: 20, K: 0, targetEvery: 0, seed: 2 }) },
  }),
  "compare-fault": () => ({ fileName: name, text: workedExample, t: 2, comparedWith: { name: "broken.lstm.json", text: brokenExample } }),
  "compare-same": () => ({ fileName: name, text: workedExample, t: 1, comparedWith: { name: "copy.lstm.json", text: workedExample } }),
};

/** Each is made when it is needed: some are large. */
export const cases: Readonly<Record<string, () => PreviewCase>> = {
  ...sheets,
  ...compared,
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
  "wide-1000": () => wideOf(1000),
  "wide-100000": () => wideOf(100_000),
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
  "what-if": () => ({
    ...{ fileName: name, text: workedExample, t: 2, selection: { layer: 1, quantity: "f", t: 2, unit: 1 } },
    supposed: [{ path: ["parameters", "W_f", 0, 1], value: 0.75 }],
  }),
  "what-if-some": () => ({
    ...{ fileName: name, text: trainable, t: 2, selection: { layer: 1, quantity: "o", t: 2, unit: 1 } },
    supposed: [
      { path: ["parameters", "W_f", 0, 1], value: 0.75 },
      { path: ["parameters", "b_i", 0], value: -0.35 },
      { path: ["parameters", "U_o", 0, 0], value: 1.5 },
      { path: ["parameters", "b_o", 0], value: 0.81 },
    ],
  }),
  "what-if-heat": () => ({
    ...cases.heat(),
    supposed: [{ path: ["layers", 0, "parameters", "b_f", 16], value: 1.5 }],
  }),
  "what-if-optimizer": () => ({
    ...{ fileName: name, text: trainable, supposed: [{ path: ["parameters", "W_f", 0, 1], value: 0.75 }] },
    saved: { ...saved, tab: "optimizer", picked: { layer: 1, parameter: "W_f", row: 1, col: 2 } },
  }),
  "what-if-answers": () => ({
    ...{ fileName: "student-07.lstm.json", text: slippedSheet, t: 2, saved: answers },
    supposed: [{ path: ["parameters", "W_f", 0, 1], value: 0.75 }],
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
  insights: () => ({
    fileName: "memory-4.lstm.json",
    text: readFileSync("media/examples/memory-4.lstm.json", "utf8"),
    t: 12,
    selection: { layer: 1, quantity: "f", t: 12, unit: 1 },
  }),
  "insights-fading": () => ({
    fileName: "logistic-recurrence.lstm.json",
    text: readFileSync("media/examples/logistic-recurrence.lstm.json", "utf8"),
    t: 3,
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
