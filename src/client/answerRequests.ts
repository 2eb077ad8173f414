/** What the page is told of the answers under `expect`. */
import type { AnswerDetail, AnswerRow, AnswerRows, NamedAnswer } from "../protocol/answers.js";
import type { Answer, BlankAnswer, TriedSlip } from "../report/answers/answers.js";
import { type Hiding, hidingPlaces } from "../report/answers/hiding.js";
import type { AnswerPlace } from "../report/answers/place.js";
import { rightEquation } from "../report/answers/rightEquation.js";
import { workingOf } from "../report/answers/working.js";
import { exact, formatFine } from "../report/format.js";
import { canReplace, isHiddenBlank, type ShownSheet } from "./panelSheet.js";

/** More that follow from one answer are counted rather than named. */
const mostFollowers = 12;

/** Answers from … to, as far as there are any. */
export function rowsOf(sheet: ShownSheet, { from, to }: { readonly from: number; readonly to: number }): AnswerRows {
  const rows = sheet.answers.answers.slice(from, to + 1).map((_, at) => rowOf(sheet, from + at));
  return { revision: sheet.shape.revision, from, rows };
}

/** One answer worked out. Throws where there is none at this index. */
export function detailOf(sheet: ShownSheet, index: number): AnswerDetail {
  const { answers } = sheet.answers;
  const answer = answers[index];
  if (answer === undefined) throw new RangeError(`there is no answer ${index}`);
  const fault = "fault" in answer ? answer.fault : null;
  const tried = fault?.kind === "root" ? fault.tried : null;
  return {
    ...{ revision: sheet.shape.revision, row: rowOf(sheet, index) },
    tried: tried === null ? null : triedOf(sheet, tried),
    working: workingOfMatch(sheet, tried ?? []),
    equation: answer.verdict === "unchecked" ? null : equationOf(sheet, answer.place),
    followers: fault?.kind === "root" ? followersOf(answers, index) : { count: 0, first: [] },
    canPut: canReplace(answer),
    canReveal: isHiddenBlank(answer, sheet),
  };
}

function rowOf(sheet: ShownSheet, index: number): AnswerRow {
  const { answers } = sheet.answers;
  const answer = answers[index];
  const { name, place, path, verdict, message } = answer;
  const base = { index, name, place, path, verdict, message, from: [], remarks: [], fault: null };
  if (!("claimed" in answer)) return { ...base, claimed: null, computed: isHiddenBlank(answer, sheet) ? null : revealed(answer) };
  if (!("computed" in answer)) return { ...base, claimed: answer.claimed, computed: null };
  const { claimed, computed, computedText, difference, fault, remarks } = answer;
  const from = fault?.kind === "follows" ? fault.from.map((root) => ({ index: root, name: answers[root].name })) : [];
  const numbers = { value: exact(computed), text: computedText, difference: exact(difference) };
  return { ...base, claimed, remarks, from, computed: numbers, fault: fault?.kind ?? null };
}

/** Digits that a revealed number is written with: nobody has claimed any. */
const revealedDigits = 4;

/** A blank that was asked to be shown; null where the file computes nothing to it. */
function revealed({ value }: BlankAnswer): AnswerRow["computed"] {
  if (value === null) return null;
  return { value: exact(value), text: formatFine(value, revealedDigits), difference: exact(0) };
}

/** What is still to be found, whatever it is called. */
function isToBeFound(sheet: ShownSheet, values: Iterable<number>): boolean {
  const all = [...values];
  const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(b);
  return sheet.answers.answers.some((answer) => {
    if (!isHiddenBlank(answer, sheet)) return false;
    const { value } = answer;
    return value !== null && all.some((one) => isSame(one, value));
  });
}

/**
 * A slip may give the value of another gate, which may be a number of an exercise that is still to be found: it is left out, and where it is what was
 * claimed it is told no more digits than were.
 */
function triedOf(sheet: ShownSheet, tried: readonly TriedSlip[]): AnswerDetail["tried"] {
  return tried.flatMap(({ label, value, text, isMatch }) => {
    if (!isToBeFound(sheet, [value])) return [{ label, value: exact(value), text, isMatch }];
    return isMatch ? [{ label, value: text, text, isMatch }] : [];
  });
}

/** Nothing where numbers that are still to be found stand in it. */
function workingOfMatch(sheet: ShownSheet, tried: readonly TriedSlip[]): AnswerDetail["working"] {
  const matching = tried.find(({ isMatch, equations }) => isMatch && equations !== null);
  const working = matching?.equations == null ? null : workingOf(matching.equations);
  return working === null || isToBeFound(sheet, [...working.numbers, working.slipped, working.z?.slipped ?? working.slipped])
    ? null
    : working;
}

/** Nothing where numbers that are still to be found stand in it; the equations of steps and losses have boxes there. */
function equationOf(sheet: ShownSheet, place: AnswerPlace): AnswerDetail["equation"] {
  const decimals = Math.min(8, Math.max(4, sheet.shape.decimals));
  const equation = rightEquation({ ...sheet, hiding: hidingOf(sheet), decimals }, place);
  const hasBoxes = place.kind === "loss" || (place.kind === "step" && place.quantity !== "dh" && place.quantity !== "dc");
  return equation === null || (!hasBoxes && isToBeFound(sheet, equation.numbers)) ? null : equation;
}

/** What the sheet hides of the trace of the file's own numbers. */
function hidingOf(sheet: ShownSheet): Hiding {
  const blanks = sheet.answers.answers.filter((answer) => isHiddenBlank(answer, sheet));
  return hidingPlaces(
    blanks.map(({ place }) => place),
    sheet.trace.model,
    { revealed: sheet.revealed, shown: 0 },
  );
}

function followersOf(answers: readonly Answer[], root: number): AnswerDetail["followers"] {
  const first: NamedAnswer[] = [];
  let count = 0;
  for (const [index, answer] of answers.entries()) {
    if (!("fault" in answer) || answer.fault?.kind !== "follows" || !answer.fault.from.includes(root)) continue;
    count++;
    if (first.length < mostFollowers) first.push({ index, name: answer.name });
  }
  return { count, first };
}
