/** Checks the answers of a file: verdicts, first wrong step, slips. */
import * as l10n from "@vscode/l10n";
import type { Model } from "../../core/model.js";
import { type Progress, type ShouldYield, type Sliced, within } from "../../core/slices.js";
import type { Trace } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import { text } from "../explain/tokens.js";
import { type Answer, type Answers, type CheckedAnswer, countsOf, type Fault, hiddenKey, type Remark, type TriedSlip } from "./answers.js";
import { type Claim, readClaims } from "./claims.js";
import { textLike } from "./decimal.js";
import { type Descent, descentsOf } from "./descent.js";
import { slipsOf } from "./diagnose.js";
import { eachOf } from "./eachOf.js";
import { follow } from "./follow.js";
import { type Ledger, plainPractice, type Written } from "./ledger.js";
import { computedFor, type Mark, markOf, whyNot, widthsOf } from "./mark.js";
import { messageOf } from "./message.js";
import { nameOf } from "./naming.js";
import { RoundedWork } from "./rounded.js";
import { type Needs, needsOf, type Values, valuesOf } from "./values.js";
import { isCutOff, verdictOf } from "./verdict.js";

/** A right answer of fewer characters is the computed value at its digits. */
const shortAnswer = 12;

/** More answers that are wrong by themselves are not looked at for slips. */
const mostDiagnosed = 200;

/**
 * The answers under `expect`, checked against `trace`, which is that of the document's model; none where it has no `expect`.
 * What is wrong is worked out again from the person's own values, so that what only follows is told from where it began. Progress counts five stages.
 */
export function* checkAnswers(document: LstmDocument, trace: Trace, shouldYield: ShouldYield): Sliced<Answers> {
  const { model } = trace;
  const { claims, rounding } = yield* within(readClaims(document, model, shouldYield), () => stage(0));
  const needs = needsOf(claims, model);
  const values = yield* within(rightValues(trace, needs, rounding, claims.length > 0, shouldYield), () => stage(1));
  const widths = widthsOf(model);
  const marks: (Mark | null)[] = [];
  const mark = (claim: Claim) => marks.push(markOf(claim, values, model, widths));
  yield* within(eachOf(claims, mark, shouldYield), () => stage(2));
  const reasons = yield* within(reasonsOf(model, marks, values, needs, rounding, shouldYield), () => stage(3));
  const answers = yield* within(answersFrom({ model, values, widths }, claims, marks, reasons, shouldYield), () => stage(4));
  const hidden = new Set(claims.filter(({ text: typed }) => typed === null).map(({ place }) => hiddenKey(place, widths)));
  const first = answers.findIndex((answer) => answer.verdict === "wrong" && answer.fault?.kind !== "follows");
  return { answers, counts: countsOf(answers), first: first < 0 ? null : first, rounding, values, hidden };
}

const stages = 5;

/** `done` stages are behind. Within a stage there are passes over the sheet, and none knows how many will follow. */
function stage(done: number): Progress {
  return { done, total: stages };
}

/** What the answers are checked against: the trace, or the same rounded on the way. */
function* rightValues(trace: Trace, needs: Needs, rounding: number | null, isAsked: boolean, shouldYield: ShouldYield): Sliced<Values> {
  if (!isAsked) return new Map();
  if (rounding === null) return yield* valuesOf(trace, needs, shouldYield);
  return (yield* follow(trace.model, { ...plainPractice, rounding }, needs, shouldYield)).values;
}

/** Why an answer is not right. */
interface Reason {
  readonly fault: Fault | null;
  readonly remarks: readonly Remark[];
}

const none: Reason = { fault: null, remarks: [] };

/** The reasons of all answers that are not right, by the index of their mark. */
function* reasonsOf(
  model: Model,
  marks: readonly (Mark | null)[],
  values: Values,
  needs: Needs,
  rounding: number | null,
  shouldYield: ShouldYield,
): Sliced<ReadonlyMap<number, Reason>> {
  const reasons = new Map<number, Reason>();
  if (marks.every((mark) => mark === null || mark.verdict === "right")) return reasons;
  const descents = yield* descentsOf(model, marks, values, needs, rounding, shouldYield);
  const rounded = new RoundedWork(model, needs, wrongOnly(marks, values));
  const roots = marks.filter((mark, at) => mark !== null && descents.descents.get(at) === null).filter((mark) => mark !== null);
  const slips = yield* slipsOf({ model, right: values, descents, marks, shouldYield }, roots.slice(0, mostDiagnosed));
  for (const [at, mark] of marks.entries()) {
    if (mark === null || mark.verdict === "right") continue;
    const isRounded = yield* rounded.explains(mark, shouldYield);
    if (mark.verdict === "lastDigit")
      reasons.set(at, lastDigitReason(mark, descents.descents.get(at) ?? null, descents.fromWritten, isRounded));
    else reasons.set(at, { fault: faultOf(descents.descents.get(at) ?? null, slips.get(mark) ?? null, isRounded, mark), remarks: [] });
  }
  return reasons;
}

/** A last digit may follow from an answer that is wrong; else it may be cut off, or come from rounding on the way. */
function lastDigitReason({ written, computed, address }: Mark, from: Descent, fromWritten: Ledger, isRounded: boolean): Reason {
  if (from !== null) return { fault: { kind: "follows", from }, remarks: [] };
  const own = fromWritten.derived.get(address.key)?.[address.index] ?? Number.NaN;
  const remarks: Remark[] = isCutOff(written, computed) ? ["cut-off"] : [];
  if (isRounded || verdictOf(written, own, null) === "right") remarks.push("rounded-on-the-way");
  return { fault: null, remarks };
}

/** What is written where it is wrong: who rounds on the way rounds the rest himself. */
function wrongOnly(marks: readonly (Mark | null)[], values: Values): Written {
  const written = new Map<string, Float64Array>();
  for (const mark of marks) {
    if (mark?.verdict !== "wrong") continue;
    const { key, index } = mark.address;
    const array = written.get(key) ?? new Float64Array(values.get(key)?.length ?? 0).fill(Number.NaN);
    array[index] = mark.written.value;
    written.set(key, array);
  }
  return written;
}

/** Rounding on the way is a slip like the others; it is tried last. */
function faultOf(from: readonly number[] | null, tried: readonly TriedSlip[] | null, isRounded: boolean, { written }: Mark): Fault {
  if (from !== null) return from.length === 0 ? { kind: "rounded" } : { kind: "follows", from };
  if (tried === null || !isRounded) return { kind: "root", tried };
  const label = [text(roundingOnTheWay(-written.exponent))];
  const slip = { id: "rounded", label, value: written.value, text: written.text, isMatch: true, equations: null };
  return { kind: "root", tried: [...tried, slip] };
}

function roundingOnTheWay(decimals: number): string {
  return decimals === 1
    ? l10n.t("rounding every value to {0} decimal on the way", decimals)
    : l10n.t("rounding every value to {0} decimals on the way", decimals);
}

/** What there is to compare with. */
interface Computed {
  readonly model: Model;
  readonly values: Values;
  /** Units of each layer. */
  readonly widths: readonly number[];
}

function* answersFrom(
  { model, values, widths }: Computed,
  claims: readonly Claim[],
  marks: readonly (Mark | null)[],
  reasons: ReadonlyMap<number, Reason>,
  shouldYield: ShouldYield,
): Sliced<readonly Answer[]> {
  const answers: Answer[] = [];
  const nameAt = (index: number) => nameOf(claims[index].place, model);
  const answerOf = (claim: Claim, at: number): Answer => {
    const { place, path, range, text: claimed } = claim;
    const mark = marks[at];
    const base = { place, name: nameAt(at), path, range };
    if (claimed === null)
      return { ...base, verdict: "blank", value: computedFor(claim, values, model, widths), message: l10n.t("to be filled in") };
    if (mark !== null) return checked(mark, nameAt(at), reasons.get(at) ?? none, nameAt);
    return { ...base, verdict: "unchecked", claimed, message: whyNot(claim, model) ?? "" };
  };
  yield* eachOf(claims, (claim, at) => answers.push(answerOf(claim, at)), shouldYield);
  return answers;
}

function checked(
  { claim, written, computed, verdict }: Mark,
  name: CheckedAnswer["name"],
  { fault, remarks }: Reason,
  nameAt: (index: number) => CheckedAnswer["name"],
): CheckedAnswer {
  const claimed = written.text;
  const isShown = verdict === "right" && claim.tolerance === null && claimed.length < shortAnswer;
  const atDigits = isShown ? claimed : textLike(computed, written);
  // Within a tolerance the digits written may not show the difference.
  const computedText = verdict !== "right" && atDigits === claimed ? String(computed) : atDigits;
  const { place, path, range } = claim;
  const difference = written.value - computed;
  const message = messageOf({ name, verdict, claimed, computedText, fault, remarks }, nameAt);
  return { place, name, path, range, verdict, claimed, computed, computedText, difference, fault, remarks, message };
}
