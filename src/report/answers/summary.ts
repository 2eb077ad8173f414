/** How answers came out, in one line. */
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
    [right, "right"],
    [lastDigit, "off in the last digit"],
    [wrong, "wrong"],
    [follows, `that follow${follows === 1 ? "s" : ""} from a wrong one`],
    [blank, "blank"],
    [unchecked, "not checked"],
  ] as const;
  const said = parts.filter(([count], at) => count > 0 || at === 0).map(([count, words]) => `${count} ${words}`);
  return `${total} answer${total === 1 ? "" : "s"}${total === 0 ? "" : `: ${said.join(", ")}`}`;
}
