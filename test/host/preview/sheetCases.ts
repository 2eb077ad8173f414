/** Sheets of answers and exercises, as the panel shows them. */
import { readFileSync } from "node:fs";
import type { PreviewCase } from "./host.js";
import {
  adamSheet,
  cleanSheet,
  exerciseSheet,
  heatSheet,
  hiddenSheet,
  longSheet,
  publishedSheet,
  slippedSheet,
  stackSheet,
  trainedSheet,
  uncheckedSheet,
} from "./sheets.js";

const name = "worked-example.lstm.json";
const exercise = "fill-in-the-blanks.lstm.json";
const saved = { layer: 1, unit: 1, firstStep: 0 };
const answers = { ...saved, tab: "answers" };

/** With the Answers tab open. */
export const sheets: Readonly<Record<string, () => PreviewCase>> = {
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
  "exercise-trace": () => ({ fileName: exercise, text: readFileSync(`media/examples/${exercise}`, "utf8"), t: 2 }),
  "exercise-cell": () => ({
    fileName: exercise,
    text: readFileSync(`media/examples/${exercise}`, "utf8"),
    t: 2,
    selection: { layer: 1, quantity: "c", t: 2, unit: 1 },
  }),
  "exercise-hidden": () => ({ fileName: "hidden.lstm.json", text: hiddenSheet, t: 2, updates: { taken: 2, shown: 0 } }),
  "exercise-heat": () => ({
    fileName: "hidden.lstm.json",
    text: heatSheet,
    t: 10,
    selection: { layer: 1, quantity: "f", t: 10, unit: 5 },
  }),
  "exercise-gradients": () => ({
    fileName: "hidden.lstm.json",
    text: hiddenSheet,
    t: 2,
    isChecked: true,
    saved: { ...saved, tab: "gradients" },
  }),
  "exercise-optimizer": () => ({
    fileName: "hidden.lstm.json",
    text: hiddenSheet,
    updates: { taken: 3, shown: 1 },
    saved: { ...saved, tab: "optimizer" },
  }),
  "answers-unchecked": () => ({ fileName: name, text: uncheckedSheet, t: 2, saved: answers }),
  "answers-stack": () => ({ fileName: "stack.lstm.json", text: stackSheet, t: 1, saved: answers }),
  "answers-adam": () => ({ fileName: "adam-exercise.lstm.json", text: adamSheet, saved: answers }),
  "answers-trained": () => ({ fileName: name, text: trainedSheet, t: 1, updates: { taken: 3, shown: 2 }, saved: answers }),
  "answers-long": () => ({ fileName: "long.lstm.json", text: longSheet(5000), t: 1, saved: answers }),
};
