/** How answers came out, in one line. */
import * as l10n from "@vscode/l10n";
import type { Counts } from "./answers.js";

/** Counts of several files together. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    total: a.total + b.total,
    right: a.right + b.right,
    lastDigit: a.lastDigit + b.lastDigit,
    wrong: a.wrong + b.wrong,
    follows: a.follows + b.follows,
    blank: a.blank + b.blank,
    unchecked: a.unchecked + b.unchecked,
  };
}

/** Of no answers. */
export const noCounts: Counts = { total: 0, right: 0, lastDigit: 0, wrong: 0, follows: 0, blank: 0, unchecked: 0 };

/** `15 answers: 9 right, 1 off in the last digit, 1 wrong, 4 that follow from a wrong one`; only `right` is said where it is 0. */
export function countsText({ total, right, lastDigit, wrong, follows, blank, unchecked }: Counts): string {
  const parts = [
    [right, l10n.t("{0} right", right)],
    [lastDigit, l10n.t("{0} off in the last digit", lastDigit)],
    [wrong, l10n.t("{0} wrong", wrong)],
    [follows, follows === 1 ? l10n.t("{0} that follows from a wrong one", follows) : l10n.t("{0} that follow from a wrong one", follows)],
    [blank, l10n.t("{0} blank", blank)],
    [unchecked, l10n.t("{0} not checked", unchecked)],
  ] as const;
  const said = parts.filter(([count], at) => count > 0 || at === 0).map(([, words]) => words);
  const all = total === 1 ? l10n.t("{0} answer", total) : l10n.t("{0} answers", total);
  return total === 0 ? all : `${all}: ${said.join(", ")}`;
}
