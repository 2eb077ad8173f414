/** What the page is told of the answers under `expect`. */
import type { AnswerDetail, AnswerRow, AnswerRows, NamedAnswer } from "../protocol/answers.js";
import type { Answer, TriedSlip } from "../report/answers/answers.js";
import type { AnswerPlace } from "../report/answers/place.js";
import { workingOf } from "../report/answers/working.js";
import { explain } from "../report/explain.js";
import type { Explanation, Place } from "../report/explanation.js";
import { exact } from "../report/format.js";
import { canReplace, type ShownSheet } from "./panelSheet.js";

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
    tried: tried?.map(({ label, value, text, isMatch }) => ({ label, value: exact(value), text, isMatch })) ?? null,
    working: isHiding(sheet) ? null : workingOfMatch(tried ?? []),
    equation: answer.verdict === "blank" ? null : equationOf(sheet, answer.place),
    followers: fault?.kind === "root" ? followersOf(answers, index) : { count: 0, first: [] },
    canPut: canReplace(answer),
  };
}

function rowOf({ answers: { answers } }: ShownSheet, index: number): AnswerRow {
  const answer = answers[index];
  const { name, place, path, verdict, message } = answer;
  const base = { index, name, place, path, verdict, message, from: [], remarks: [], fault: null };
  if (!("claimed" in answer)) return { ...base, claimed: null, computed: null };
  if (!("computed" in answer)) return { ...base, claimed: answer.claimed, computed: null };
  const { claimed, computed, computedText, difference, fault, remarks } = answer;
  const from = fault?.kind === "follows" ? fault.from.map((root) => ({ index: root, name: answers[root].name })) : [];
  const numbers = { value: exact(computed), text: computedText, difference: exact(difference) };
  return { ...base, claimed, remarks, from, computed: numbers, fault: fault?.kind ?? null };
}

/** Numbers of an exercise that are still to be found stand in others' equations. */
function isHiding({ answers: { hidden } }: ShownSheet): boolean {
  return hidden.size > 0;
}

function workingOfMatch(tried: readonly TriedSlip[]): AnswerDetail["working"] {
  const matching = tried.find(({ isMatch, equations }) => isMatch && equations !== null);
  return matching?.equations == null ? null : workingOf(matching.equations);
}

/** With `"rounding"` the answers are checked against other numbers than those of the trace. */
function equationOf(sheet: ShownSheet, answerPlace: AnswerPlace): Pick<Explanation, "equation" | "numbers"> | null {
  const place = inTrace(answerPlace);
  if (place === null || isHiding(sheet) || sheet.answers.rounding !== null) return null;
  const { equation, numbers } = explain(sheet.document, sheet.trace, place);
  return { equation, numbers };
}

function inTrace(place: AnswerPlace): Place | null {
  if (place.kind !== "step" || place.quantity === "dh" || place.quantity === "dc") return null;
  const { layer, quantity, t, unit } = place;
  return { layer, quantity, t, unit };
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
