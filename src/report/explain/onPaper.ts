/** A long sum with its numbers put in: on paper lines may go on, where the panel folds it. */
import type { EquationLine } from "../explanation.js";
import { applied } from "./activationPoint.js";
import type { Formula } from "./formula.js";
import type { Site } from "./site.js";
import { countEntries, mostWrittenOut, numbersOf } from "./sum.js";
import { line, text } from "./tokens.js";

/** More products than this say less on paper than the sum's value does. */
const mostOnPaper = 24;

/** The lines of a formula's working, with the numbers that were left out of it for their length. */
export function withLongSum(site: Site, formula: Formula, lines: readonly EquationLine[]): readonly EquationLine[] {
  if (formula.kind === "gated") return lines;
  const { sum } = formula;
  const count = countEntries(sum);
  if (count <= mostWrittenOut || count > mostOnPaper) return lines;
  const [first, second, ...others] = lines;
  const numbers = numbersOf(site, sum);
  if (formula.kind === "softmax") return [first, { ...second, right: [...numbers, text(" = "), ...second.right] }, ...others];
  return [first, line([], formula.kind === "sum" ? numbers : applied(formula.activation, numbers)), second, ...others];
}
