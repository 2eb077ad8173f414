/** Whether an answer is right, by the digits it is written with. */
import { cutOffAt, unitsAt, type Written } from "./decimal.js";

/**
 * right: rounded at the unit written, the computed value is what is written, or more than 12 significant digits are written and it agrees to 1e-12 of
 * its size. lastDigit: one unit off, at least two significant digits written. wrong: anything else.
 */
export type Verdict = "right" | "lastDigit" | "wrong";

/** From more significant digits than these on, rounding in the last place of a double shows. */
const digitsCompared = 12;
const slack = 1e-12;
/** With more digits than any double has, only the slack can make an answer right. */
const digitsOfDouble = 800;

/** The verdict on what is written, by the computed double; `tolerance`, where given, replaces the digits: right is |difference| ≤ tolerance. */
export function verdictOf(written: Written, computed: number, tolerance: number | null): Verdict {
  if (!Number.isFinite(computed)) return "wrong";
  const difference = Math.abs(written.value - computed);
  if (tolerance !== null) return difference <= tolerance ? "right" : "wrong";
  if (isPlainlyRight(written, difference)) return "right";
  if (written.significant > digitsCompared && difference <= slack * Math.abs(written.value)) return "right";
  if (written.significant > digitsOfDouble) return "wrong";
  const units = unitsAt(computed, written.exponent);
  if (units === null) return "wrong";
  const off = units - written.units;
  if (off === 0n) return "right";
  return (off === 1n || off === -1n) && written.significant >= 2 ? "lastDigit" : "wrong";
}

/** Most answers are so far inside half a unit that no rounding of doubles can matter. */
function isPlainlyRight({ exponent, significant }: Written, difference: number): boolean {
  return significant <= digitsCompared && Math.abs(exponent) <= digitsCompared && difference < 0.499 * 10 ** exponent;
}

/** Whether the computed value, cut off behind the digits written instead of rounded, is what is written. */
export function isCutOff(written: Written, computed: number): boolean {
  return Number.isFinite(computed) && cutOffAt(computed, written.exponent) === written.units;
}
