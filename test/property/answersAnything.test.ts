/** Answers of any kind about any file: checked without a throw, sliced or not, and right ones never blamed. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../src/core/slices.js";
import { expectedQuantities } from "../../src/document/names.js";
import { checkAnswers } from "../../src/report/answers/check.js";
import { quantitiesOf } from "../../src/report/answers/step.js";
import { type Cell, randomFile } from "../unit/report/support/randomFile.js";
import { type Traced, traceOf } from "../unit/report/support/worked.js";
import { Draw } from "./randomModels.js";

/** A file of random layers with an optimizer and `answer` at every place that a sheet can speak of. */
function fileWith(seed: number, answer: (layer: number, quantity: string, t: number, unit: number) => string): string {
  const draw = new Draw(seed);
  const cells = Array.from({ length: draw.int(1, 3) }, () => draw.pick<Cell>(["lstm", "gru", "rnn", "dense"]));
  const units = cells.map(() => draw.int(1, 3));
  const T = draw.int(1, 4);
  const file = randomFile(seed, { cells, D: draw.int(1, 2), units, T }, true).trimEnd();
  const objects = cells.map((cell, at) => {
    const gradients = cell === "lstm" ? ["dh", "dc"] : cell === "dense" ? [] : ["dh"];
    const lists = [...expectedQuantities(cell), ...gradients].map((name) => {
      const rows = Array.from(
        { length: T },
        (_, t) => `[${Array.from({ length: units[at] }, (_, unit) => answer(at, name, t, unit)).join(", ")}]`,
      );
      return `"${name}": [${rows.join(", ")}]`;
    });
    const first = cell === "dense" ? "W" : `U_${{ lstm: "f", gru: "r", rnn: "h" }[cell]}`;
    const row = `[${Array.from({ length: units[at] }, () => draw.pick(["0.12", "null", "-3.4e-2"])).join(", ")}]`;
    const matrix = `{ "${first}": [${Array.from({ length: units[at] }, () => row).join(", ")}] }`;
    const updates = cell === "dense" ? "" : `, "gradients": ${matrix}, "V": [${matrix}, ${matrix}], "parameters": ${matrix}`;
    return `{ ${lists.join(", ")}${updates}, "loss": 0.25 }`;
  });
  return `${file.slice(0, -1)}, "optimizer": { "type": "adam" }, "expect": [${objects.join(", ")}] }`;
}

const number = (draw: Draw) => draw.pick([draw.numbers(1)[0].toFixed(2), String(draw.numbers(1, 3)[0]), "null", "0", "1e-3", "5e300"]);

/** The answers but for what a slip's working is computed from when it is asked for, which holds functions: its equations. */
function written(answers: unknown): unknown {
  if (typeof answers !== "object" || answers === null || ArrayBuffer.isView(answers)) return answers;
  if (Array.isArray(answers)) return answers.map(written);
  const members = Object.entries(answers).filter(([name]) => name !== "equations");
  return Object.fromEntries(members.map(([name, member]) => [name, written(member)]));
}

describe("property: answers about anything", () => {
  it("are checked without a throw, whatever is written", () => {
    for (let seed = 0; seed < 120; seed++) {
      const draw = new Draw(seed + 1000);
      const { document, trace } = traceOf(fileWith(seed, () => number(draw)));
      const { counts } = runToEnd(checkAnswers(document, trace, never));
      assert.equal(counts.right + counts.lastDigit + counts.wrong + counts.follows + counts.unchecked, counts.total, `seed ${seed}`);
    }
  });

  it("are the same in the smallest slices, and rounded on the way as well", () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = new Draw(seed + 2000);
      const text = fileWith(seed, () => number(draw)).replace('"loss": 0.25', `"loss": 0.25, "rounding": ${seed % 6}`);
      const { document, trace } = traceOf(text);
      const work = checkAnswers(document, trace, () => true);
      const done: number[] = [];
      let step = work.next();
      for (; !step.done; step = work.next()) done.push(step.value.done / step.value.total);
      assert.ok(
        done.length > 4 && done.every((fraction, at) => fraction >= (done[at - 1] ?? 0) && fraction <= 1),
        `seed ${seed}: ${done.join()}`,
      );
      assert.deepEqual(written(step.value), written(runToEnd(checkAnswers(document, trace, never))), `seed ${seed}`);
    }
  });

  it("that are right are all right, with five digits and with seventeen, and no slip is looked for", () => {
    for (let seed = 0; seed < 60; seed++) {
      const { trace }: Traced = traceOf(fileWith(seed, () => "null"));
      for (const digits of [5, 17]) {
        const right = (layer: number, quantity: string, t: number, unit: number) => {
          const of = trace.layers[layer];
          const known = quantitiesOf[of.layer.cell].find((name) => name === quantity);
          const value = known === undefined ? null : (of.quantities.get(known)?.[t * of.layer.H + unit] ?? null);
          return value === null ? "null" : value.toPrecision(digits).replace("e+", "e");
        };
        const { document } = traceOf(fileWith(seed, right));
        const { answers } = runToEnd(checkAnswers(document, trace, never));
        for (const answer of answers) {
          if (answer.place.kind !== "step" || answer.place.quantity === "dh" || answer.place.quantity === "dc") continue;
          assert.equal(answer.verdict, "right", `seed ${seed}: ${answer.message}`);
        }
      }
    }
  });
});
