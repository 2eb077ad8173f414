/** Numbers as text: rounded for people, whole for machines. */

const minus = "\u2212";

/** From here on a number is written with an exponent: fixed digits would claim more than a double knows, and break every column. */
const firstWithExponent = 1e9;

/**
 * Half away from zero, by the digits a person sees: 1.005 is rounded to 1.01 although the double lies a little below 1.005. A tie has exactly one digit
 * more than wanted and that digit is a 5; as a 6 it rounds the same way and is no tie.
 */
function withoutTie(size: number, decimals: number): number {
  const scaled = size * 10 ** decimals;
  // Far from a tie, as nearly always, the digits need not be looked at.
  if (Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-6 * Math.max(1, scaled)) return size;
  const [mantissa = "", exponent = "0"] = String(size).split("e");
  const fraction = mantissa.split(".")[1]?.length ?? 0;
  const isTie = fraction - Number(exponent) === decimals + 1 && mantissa.endsWith("5");
  return isTie ? Number(`${mantissa.slice(0, -1)}6e${exponent}`) : size;
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "∞" : `${minus}∞`;
}

/**
 * For reading: `decimals` digits after the point, rounded half away from zero, a true minus sign (U+2212) and never a negative zero. From 1e9 on with an
 * exponent (`1.2346e12`). What is not finite is `NaN`, `∞` or `−∞`.
 */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  const digits = size < firstWithExponent ? withoutTie(size, decimals).toFixed(decimals) : size.toExponential(decimals).replace("+", "");
  return value < 0 && Number(digits) > 0 ? minus + digits : digits;
}

/** For reading in full: the shortest digits that tell this double from every other, with a true minus sign. */
export function shortest(value: number): string {
  return Number.isFinite(value) ? String(value).replace("e+", "e").replaceAll("-", minus) : notFinite(value);
}

/** For machines: the shortest text that `Number` reads back to the same double, bit for bit (`-0`, `NaN`, `Infinity` and `-Infinity` included). */
export function exact(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A double in JSON: `exact`, with quotes round what JSON has no number for. */
export function exactJson(value: number): string {
  return Number.isFinite(value) ? exact(value) : `"${value}"`;
}

/** A number's text from the file as it reads among equations: a true minus sign, everything else as typed. */
export function formatTyped(typed: string): string {
  return typed.replaceAll("-", minus);
}

/**
 * As `formatNumber`, but a number of which fewer than two digits would be left is written with an exponent (`1.06e−5`): gradients and moments are small.
 */
export function formatFine(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0 || size >= 10 ** (1 - decimals)) return formatNumber(value, decimals);
  return value.toExponential(Math.min(2, decimals)).replaceAll("-", minus);
}
