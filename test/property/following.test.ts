/** Sheets with one fault that is carried on correctly: only the fault is a root, everything else follows from it. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../src/core/slices.js";
import type { Fault } from "../../src/report/answers/answers.js";
import { checkAnswers } from "../../src/report/answers/check.js";
import { follow } from "../../src/report/answers/follow.js";
import { asWritten } from "../../src/report/answers/ledger.js";
import { type AnswerPlace, addressOf } from "../../src/report/answers/place.js";
import { traceOf } from "../unit/report/support/worked.js";
import { Draw } from "./randomModels.js";
import { randomProblem } from "./support/problems.js";
import { expectText, fourDigits, placesOf, valueAt } from "./support/sheet.js";
import { familyOf, problemOf } from "./support/slipCases.js";

const seeds = 60;

describe("property: a fault carried on", () => {
  it("by somebody who keeps all digits is the only root, forward, back and through the update", () => {
    for (let seed = 0; seed < seeds; seed++) holds(seed, null);
  });

  it("by somebody who rounds every quantity to four decimals is the only root of what is computed forward", () => {
    for (let seed = 0; seed < seeds; seed++) holds(seed, 4);
  });
});

/** A gate, state or loss is written wrong, everything after it is worked out from there, and all of it is written. */
function holds(seed: number, rounding: number | null): void {
  const draw = new Draw(seed * 11 + 3);
  const text = randomProblem(seed);
  const { model, right } = problemOf(text("{}"));
  const isForward = (place: AnswerPlace) => familyOf(place) === "step" || familyOf(place) === "loss";
  const place = draw.pick(placesOf(model).filter((each) => familyOf(each) === "step"));
  const wrong = valueAt(right, place, model) + draw.pick([-1, 1]) * (0.05 + draw.next() / 5);
  const widths = model.layers.map(({ H }) => H);
  const { key, index } = addressOf(place, widths);
  const array = new Float64Array(right.get(key)?.length ?? 0).fill(Number.NaN);
  array[index] = Number(wrong.toFixed(4));
  const practice = { rounding, written: new Map([[key, array]]), entryOf: asWritten };
  const { values } = runToEnd(follow(model, practice, { gradients: true, updates: 1 }, never));
  const expect = expectText(model, (each) =>
    rounding === null || isForward(each) ? fourDigits(each, valueAt(values, each, model)) : null,
  );
  const { document, trace } = traceOf(text(expect));
  // Who rounds comes to other digits here and there without any fault.
  const isOwn = (fault: Fault | null) => fault?.kind === "root" || (rounding === null && fault?.kind === "rounded");
  const { answers, first } = runToEnd(checkAnswers(document, trace, never));
  const roots = answers.flatMap((answer, at) => ("fault" in answer && isOwn(answer.fault) ? [at] : []));
  const about = `seed ${seed}: ${roots.map((at) => answers[at].message).join("; ")}`;
  assert.deepEqual(roots.length, 1, about);
  assert.equal(first, roots[0], about);
  assert.deepEqual(answers[roots[0]].place, place, about);
  for (const answer of answers)
    if ("fault" in answer && answer.fault?.kind === "follows") assert.deepEqual(answer.fault.from, roots, about);
}
