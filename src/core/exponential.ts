/** exp, tanh and σ in arithmetic that every engine does alike: Math.exp and Math.tanh are each engine's own, and the kernels need the same bits two at a time. */

const log2e = Math.LOG2E;
/** ln 2 in two parts; the first ends in zeros, so that a whole number of up to 11 bits times it is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
/** Adding it and taking it away rounds to a whole number. */
const round = 1.5 * 2 ** 52;
/** Powers of two that are doubles at full precision: entry n + 1022 is 2^n, for n from −1022 to 1023. */
const powers = Float64Array.from({ length: 2046 }, (_, k) => 2 ** (k - 1022));

/**
 * e^r − 1 for |r| ≤ ln 2 / 2, to 2^−55 of its size: r + r²/2 + r³ · (polynomial of degree 8, by Remez's exchange).
 * The order of the sums (Estrin's) is that of the kernels.
 */
function expm1OfReduced(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const a = r * 0.1666666666666668 + 0.5;
  const b = r * 0.008333333333319022 + 0.04166666666661973;
  const c = r * 0.00019841269894174104 + 0.001388888892061519;
  const d = r * 2.7557235292718813e-6 + 2.480151621226011e-5;
  const e = r * 2.5112306207236095e-8 + 2.76222807188028e-7;
  return r2 * ((e * r4 + (d * r2 + c)) * r4 + (b * r2 + a)) + r;
}

/** e^x, to 1 unit in the last place; below −745.2 it is 0, above 709.8 ∞. */
export function exp(x: number): number {
  if (!(x < 710)) return x * Number.POSITIVE_INFINITY;
  const y = Math.max(x, -746);
  const n = y * log2e + round - round;
  const mantissa = 1 + expm1OfReduced(y - n * ln2High - n * ln2Low);
  // Twice, since 2^n alone may be too large for a double, or too small for a full one.
  return n > 0 ? mantissa * powers[n - 1 + 1022] * 2 : mantissa * powers[n + 64 + 1022] * 2 ** -64;
}

/** σ(z) = 1 / (1 + e^−z), as e^z / (1 + e^z) below 0, where e^−z would overflow before σ is 0. */
export function sigmoid(z: number): number {
  const e = exp(-Math.abs(z));
  return (z < 0 ? e : 1) / (1 + e);
}

/**
 * tanh x = −(e − 1) / (1 + e) with e = e^−2|x|, and the sign of x; ±1 from |x| = 19.1 on.
 * Larger |x| take 1 − 2e / (1 + e), whose rounding errors are those of a small number. Numerator and denominator are both doubled.
 */
export function tanh(x: number): number {
  const y = Math.max(-2 * Math.abs(x), -80);
  const n = y * log2e + round - round;
  const power = 2 * powers[n + 1022];
  const product = power * expm1OfReduced(y - n * ln2High - n * ln2Low);
  const less1 = product + (power - 2);
  const whole = product + power;
  const size = Math.abs(x) > 0.55 ? 1 - (whole + whole) / (4 + less1) : 0 - less1 / (4 + less1);
  return x > 0 ? size : x < 0 ? -size : x;
}
