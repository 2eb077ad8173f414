/** Answers that were checked: what each claims, what is computed, and why they differ. */
import type { Path, TextRange } from "../../document/problem.js";
import type { Token } from "../explanation.js";
import { type AnswerPlace, addressOf } from "./place.js";
import type { Verdict } from "./verdict.js";
import type { Slipped } from "./working.js";

/** A slip that was tried on a wrong answer, and what it gives. */
export interface TriedSlip {
  /** Kebab case and stable. */
  readonly id: string;
  /** A noun phrase: `this is what … gives`. */
  readonly label: readonly Token[];
  readonly value: number;
  /** The value at the digits claimed. */
  readonly text: string;
  /** Whether it gives exactly what was written and, where a slip reaches many answers, no other one explains more of them. */
  readonly isMatch: boolean;
  /** For `workingOf`, which writes the slip out; null where its equation is an expression, or too long to be read. */
  readonly equations: Slipped | null;
}

/** Why an answer is wrong, or off in its last digit. */
export type Fault =
  /** It is wrong by itself, whatever came before it. */
  | {
      readonly kind: "root";
      /** Null where slips were not looked for, because too many other answers are wrong by themselves. */
      readonly tried: readonly TriedSlip[] | null;
    }
  /** It is worked out correctly from wrong answers before it: `from` are their indices, the first few, all of them roots. */
  | { readonly kind: "follows"; readonly from: readonly number[] }
  /** It is worked out correctly from values that were rounded on the way. */
  | { readonly kind: "rounded" };

/** What explains a last digit that is off. */
export type Remark = "cut-off" | "rounded-on-the-way";

interface AnswerBase {
  readonly place: AnswerPlace;
  /** Its name as it reads in a sentence: f₂. */
  readonly name: readonly Token[];
  readonly path: Path;
  readonly range: TextRange;
}

/** An answer that could be checked. */
export interface CheckedAnswer extends AnswerBase {
  readonly verdict: Verdict;
  /** As it is written in the file. */
  readonly claimed: string;
  readonly computed: number;
  /** The computed value with the digits claimed: what a fix puts into the file. */
  readonly computedText: string;
  /** What is claimed less what is computed. */
  readonly difference: number;
  /** Null where right; of a last digit, null unless it follows from a wrong answer. */
  readonly fault: Fault | null;
  /** Of a last digit. */
  readonly remarks: readonly Remark[];
  /** One sentence without a full stop: `f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives`. */
  readonly message: string;
}

/** A blank of an exercise, which hides what is computed until it is filled or revealed. */
export interface BlankAnswer extends AnswerBase {
  readonly verdict: "blank";
  /** What it hides, for whoever asks to have it revealed; null where the file computes nothing to it. */
  readonly value: number | null;
  readonly message: string;
}

/** An answer to which the file computes nothing. */
export interface UncheckedAnswer extends AnswerBase {
  readonly verdict: "unchecked";
  readonly claimed: string;
  /** What the file lacks. */
  readonly message: string;
}

export type Answer = CheckedAnswer | BlankAnswer | UncheckedAnswer;

export interface Counts {
  /** Every answer and blank. */
  readonly total: number;
  readonly right: number;
  /** Off in the last digit, but for those that follow from a wrong answer. */
  readonly lastDigit: number;
  /** Wrong by themselves or by rounding on the way. */
  readonly wrong: number;
  /** Wrong, or off in the last digit, because an earlier one is wrong. */
  readonly follows: number;
  readonly blank: number;
  readonly unchecked: number;
}

/** All answers of a file. */
export interface Answers {
  /** In the order the values are computed; indices in `Fault.from` and `first` count from 0 in it. */
  readonly answers: readonly Answer[];
  readonly counts: Counts;
  /** The first wrong answer that does not follow from another; null where none is wrong. */
  readonly first: number | null;
  /** Decimals of `"rounding"`; null without it. */
  readonly rounding: number | null;
  /** What they were checked against: the arrays of the computation, rounded on the way with `"rounding"`. */
  readonly values: ReadonlyMap<string, Float64Array>;
  /** Keys of the numbers that an exercise hides, revealed or not: see `isHidden`; `Hiding` leaves out the revealed ones. */
  readonly hidden: ReadonlySet<string>;
}

/** Whether the number at a place is a blank of an exercise, to be hidden until it is filled. `widths` are the units of each layer. */
export function isHidden({ hidden }: Pick<Answers, "hidden">, place: AnswerPlace, widths: readonly number[]): boolean {
  if (hidden.size === 0) return false;
  return hidden.has(hiddenKey(place, widths));
}

/** The key a place has in `Answers.hidden`. */
export function hiddenKey(place: AnswerPlace, widths: readonly number[]): string {
  const { key, index } = addressOf(place, widths);
  return `${key}#${index}`;
}

/** How many answers there are of each kind. */
export function countsOf(answers: readonly Answer[]): Counts {
  const counts = { total: answers.length, right: 0, lastDigit: 0, wrong: 0, follows: 0, blank: 0, unchecked: 0 };
  for (const answer of answers) {
    const isFollowing = "fault" in answer && answer.fault?.kind === "follows";
    counts[isFollowing ? "follows" : answer.verdict]++;
  }
  return counts;
}
