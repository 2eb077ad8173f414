/** What crosses about the answers under `expect`: what they are checked as, row by row, and one of them worked out. */
import type { Path } from "../document/problem.js";
import type { Answer, Counts, Remark } from "../report/answers/answers.js";
import type { AnswerPlace } from "../report/answers/place.js";
import type { SlipWorking } from "../report/answers/working.js";
import type { Explanation, Token } from "../report/explanation.js";
import type { Exact } from "./panel.js";

/** The answers of a text as a whole. */
export interface SheetShape {
  /** Grows with every sheet that is checked; answers about an older one are dropped. Not the trace's: answers are about the file's own numbers. */
  readonly revision: number;
  readonly counts: Counts;
  /** Index of the first wrong answer that does not follow from another; null where none is wrong. */
  readonly first: number | null;
  /** Index of the first that is off in its last digit by itself; null where none is. */
  readonly firstLastDigit: number | null;
  /** Decimals of `"rounding"`; null without it. */
  readonly rounding: number | null;
  /** Characters of the longest of each, for the columns of a table that is drawn in parts. */
  readonly longest: { readonly name: number; readonly claimed: number; readonly computed: number };
  /** The most digits written after the point. */
  readonly decimals: number;
}

/** An answer that is named. */
export interface NamedAnswer {
  /** From 0, in the order the values are computed. */
  readonly index: number;
  readonly name: readonly Token[];
}

/** One answer. */
export interface AnswerRow extends NamedAnswer {
  readonly place: AnswerPlace;
  readonly path: Path;
  readonly verdict: Answer["verdict"];
  /** As written in the file; null for a blank. */
  readonly claimed: string | null;
  /** Null for a blank until it is revealed, and for what the file computes nothing to. */
  readonly computed: {
    readonly value: Exact;
    /** With the digits claimed. */
    readonly text: string;
    /** What is claimed less what is computed. */
    readonly difference: Exact;
  } | null;
  /** Why it is not right: wrong by itself, by earlier answers, or by rounding on the way; null otherwise. */
  readonly fault: "root" | "follows" | "rounded" | null;
  /** What it follows from: the first few. */
  readonly from: readonly NamedAnswer[];
  readonly remarks: readonly Remark[];
  /** One sentence without a full stop. */
  readonly message: string;
}

/** Neighbouring answers. */
export interface AnswerRows {
  readonly revision: number;
  /** Index of the first. */
  readonly from: number;
  readonly rows: readonly AnswerRow[];
}

/** A slip that was tried on a wrong answer. */
export interface Slip {
  readonly label: readonly Token[];
  readonly value: Exact;
  /** With the digits claimed. */
  readonly text: string;
  readonly isMatch: boolean;
}

/** One answer worked out. */
export interface AnswerDetail {
  readonly revision: number;
  readonly row: AnswerRow;
  /** Those tried; null where none were looked for. */
  readonly tried: readonly Slip[] | null;
  /** How the slip that matches comes to the number, where one does, its equation is not too long to be read, and no number in it is still to be found. */
  readonly working: SlipWorking | null;
  /** The equation as it should be; null where the value has none of its own. */
  readonly equation: Pick<Explanation, "equation" | "numbers"> | null;
  /** The first few that follow from it, of `followers.count`. */
  readonly followers: { readonly count: number; readonly first: readonly NamedAnswer[] };
  /** Whether the computed value can be put into the file in its place. */
  readonly canPut: boolean;
  /** Whether it is a blank whose number can be revealed. */
  readonly canReveal: boolean;
}
