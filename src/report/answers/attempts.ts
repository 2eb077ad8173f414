/** What slips give for one wrong answer, gathered by what they are called. */
import type { TriedSlip } from "./answers.js";
import { textLike } from "./decimal.js";
import type { Mark } from "./mark.js";
import { plainText } from "./naming.js";
import type { Label } from "./slips/slip.js";
import { verdictOf } from "./verdict.js";
import type { Slipped } from "./working.js";

/** What a slip gives, and how. */
export interface Result {
  readonly value: number;
  readonly equations: Slipped | null;
}

interface Attempt {
  readonly id: string;
  readonly label: Label;
  /** One a way of having worked out the values before. */
  readonly results: Result[];
  /** How many other answers the slip explains too. */
  score: number;
}

/** The attempts on one answer. */
export class Attempts {
  private readonly byLabel = new Map<string, Attempt>();

  constructor(private readonly mark: Mark) {}

  /** A slip that is made at many places at once has as its `score` how many answers it explains. */
  add(id: string, label: Label, result: Result, score = 0): void {
    const key = plainText(label);
    const known = this.byLabel.get(key);
    if (known === undefined) {
      this.byLabel.set(key, { id, label, results: [result], score });
      return;
    }
    known.results.push(result);
    known.score = Math.max(known.score, score);
  }

  /** Each with the value that gives what is written, or else its first. What is not finite is no attempt. */
  tried(): readonly TriedSlip[] {
    const { written } = this.mark;
    const all = [...this.byLabel.values()].map((attempt) => ({
      ...attempt,
      match: attempt.results.find(({ value }) => verdictOf(written, value, null) === "right"),
    }));
    const best = Math.max(...all.filter(({ match }) => match !== undefined).map(({ score }) => score));
    return all.flatMap(({ id, label, results, match, score }) => {
      const { value, equations } = match ?? results[0];
      const isMatch = match !== undefined && score === best;
      return Number.isFinite(value) ? [{ id, label, value, text: textLike(value, written), isMatch, equations }] : [];
    });
  }
}
