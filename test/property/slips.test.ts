/** Slips made in random problems and written with four digits: how often the slip named is the one that was made. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../src/core/slices.js";
import { checkAnswers } from "../../src/report/answers/check.js";
import { readWritten } from "../../src/report/answers/decimal.js";
import { plainText } from "../../src/report/answers/naming.js";
import { type AnswerPlace, addressOf } from "../../src/report/answers/place.js";
import type { Values } from "../../src/report/answers/values.js";
import { verdictOf } from "../../src/report/answers/verdict.js";
import { traceOf } from "../unit/report/support/worked.js";
import { Draw } from "./randomModels.js";
import { randomProblem } from "./support/problems.js";
import { expectText, fourDigits, placesOf, valueAt } from "./support/sheet.js";
import { type Family, families, familyOf, type Problem, problemOf, type Slipped, slippedAt } from "./support/slipCases.js";

/** Cases of each family, and how often they come out. */
const cases = 150;
const least = 0.95;

interface Tally {
  named: number;
  /** Named among others that give the same digits. */
  ambiguous: number;
  missed: number;
}

describe("property: slips", () => {
  const tallies = new Map<Family, Tally>(families.map((family) => [family, { named: 0, ambiguous: 0, missed: 0 }]));

  for (const family of families) {
    it(`of the family ${family} are named where one was made`, () => {
      const tally = tallies.get(family) ?? { named: 0, ambiguous: 0, missed: 0 };
      for (let seed = 0; tally.named + tally.ambiguous + tally.missed < cases; seed++) count(tally, family, seed);
      const rate = tally.named / cases;
      console.log(
        `      ${family}: ${(100 * rate).toFixed(1)} % named, ${tally.ambiguous} with others, ${tally.missed} missed of ${cases}`,
      );
      assert.ok(rate >= least, `${family}: ${JSON.stringify(tally)}`);
    });
  }
});

/** Makes one slip in the problem of a seed, if one can be made there, and counts what is said of it. */
function count(tally: Tally, family: Family, seed: number): void {
  const draw = new Draw(seed * 7 + 1);
  const text = randomProblem(seed);
  const problem = problemOf(text("{}"));
  const place = draw.pick(placesOf(problem.model).filter((each) => familyOf(each) === family));
  // Who goes on with the digits written down makes the slip with these.
  const atHand = seed % 2 === 0 || family === "backward" ? problem : { ...problem, right: writtenDown(problem) };
  const possible = slippedAt(atHand, place).filter((slipped) => isWrong(problem, place, slipped));
  if (possible.length === 0) return;
  const made = draw.pick(possible);
  const { document, trace } = traceOf(text(sheetWith(problem, place, made)));
  const { answers, first } = runToEnd(checkAnswers(document, trace, never));
  const root = first === null ? null : answers[first];
  const fault = root?.verdict === "wrong" ? root.fault : null;
  const named = fault?.kind === "root" ? (fault.tried ?? []).filter(({ isMatch }) => isMatch).map(({ label }) => plainText(label)) : [];
  if (!named.includes(made.label)) tally.missed++;
  else if (named.length > 1) tally.ambiguous++;
  else tally.named++;
}

/** The right values as they are written with four digits. */
function writtenDown({ model, right }: Problem): Values {
  const written: Values = new Map([...right].map(([key, array]) => [key, array.slice()]));
  for (const place of placesOf(model)) {
    const { key, index } = addressOf(
      place,
      model.layers.map(({ H }) => H),
    );
    const array = written.get(key);
    if (array !== undefined) array[index] = Number(fourDigits(place, array[index]));
  }
  return written;
}

/** Whether what the slip gives at the place is wrong as it would be written. */
function isWrong({ model, right }: Problem, place: AnswerPlace, { valueAt: at }: Slipped): boolean {
  const slipped = at(place);
  return Number.isFinite(slipped) && verdictOf(readWritten(fourDigits(place, slipped)), valueAt(right, place, model), null) === "wrong";
}

/** Right answers, but for the slip: at its place or, on the way back, at everything of its kind. Of gradients only that kind is written. */
function sheetWith({ model, right }: Problem, place: AnswerPlace, made: Slipped): string {
  const isBackward = familyOf(place) === "backward";
  const isSlipped = (other: AnswerPlace) =>
    sameAs(place, other) || (isBackward && familyOf(other) === "backward" && other.kind === place.kind);
  const isWritten = (other: AnswerPlace) => isSlipped(other) || !isBackward || familyOf(other) === "step";
  return expectText(model, (other) => {
    if (!isWritten(other) || (isBackward && familyOf(other) === "backward" && other.kind !== place.kind)) return null;
    return fourDigits(other, isSlipped(other) ? made.valueAt(other) : valueAt(right, other, model));
  });
}

function sameAs(a: AnswerPlace, b: AnswerPlace): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
