/** Every fault of a file: its code, severity, place and message. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { FaultyFile } from "./faults/fault.js";
import { sequenceFaults } from "./faults/sequence.js";
import { settingFaults } from "./faults/settings.js";
import { shapeFaults } from "./faults/shapes.js";
import { syntaxFaults } from "./faults/syntax.js";
import { wordFaults } from "./faults/words.js";
import { read } from "./support.js";

const groups: Readonly<Record<string, readonly FaultyFile[]>> = {
  "brackets, commas, colons, names and ends": syntaxFaults,
  "numbers, words and strings": wordFaults,
  "parameters and states": shapeFaults,
  "form, sequence and loss": sequenceFaults,
  "activations, optimizer, gradients and answers": settingFaults,
};

function titleOf({ text, faults }: FaultyFile): string {
  const { start, end } = faults[0].range;
  const line = JSON.stringify(text.slice(Math.max(0, start - 24), end + 12)).slice(1, -1);
  return `${faults.map((fault) => fault.code).join(", ")}: …${line.slice(0, 80)}…`;
}

describe("A faulty file", () => {
  for (const [name, files] of Object.entries(groups)) {
    describe(name, () => {
      for (const file of files) {
        it(titleOf(file), () => {
          const { problems, model } = read(file.text);
          const found = problems.map(({ code, severity, range, message }) => ({ code, message, severity, range }));
          deepEqual(found, file.faults);
          equal(
            model === null,
            file.faults.some((fault) => fault.severity === "error"),
          );
        });
      }
    });
  }

  it("is one of at least 120 different ones here", () => {
    const texts = new Set(Object.values(groups).flatMap((files) => files.map((file) => file.text)));
    ok(texts.size >= 120, `${texts.size} files`);
  });

  it("carries what a quick fix needs", () => {
    deepEqual(read('{ "cel": "rnn", "steps": 1 }').problems[0].data, { nearest: "cell" });
  });
});
