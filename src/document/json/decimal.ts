/** The double nearest to a decimal: correctly rounded in a few operations, or not at all. */

/** Powers of ten that doubles hold exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const largest = powers.length - 1;
const exactIntegers = 2 ** 53;
/** Cuts a double's 53 bits into two halves whose products are exact (Dekker 1971). */
const splitter = 2 ** 27 + 1;
/** More than what two divisions of a pair of doubles are off by, as part of the result. */
const doubt = 2 ** -100;

/**
 * The double nearest to (head · 10^tailDigits + tail) · 10^exponent, for whole numbers head < 10^9 and tail < 10^tailDigits, tailDigits ≤ 9;
 * NaN where this does not reach, or cannot tell which of two doubles is the nearer one.
 */
export function nearestDouble(head: number, tail: number, tailDigits: number, exponent: number): number {
  if (exponent > largest || exponent < -2 * largest) return Number.NaN;
  const whole = head * powers[tailDigits] + tail;
  // A whole number and a power of ten that are both exact give the nearest double in one operation (Clinger 1990).
  if (whole < exactIntegers && exponent >= -largest) return exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent];
  return exponent > 0 ? Number.NaN : quotient(head, tail, powers[tailDigits], -exponent);
}

/** (head · power + tail) / 10^places, worked out as a sum of two doubles: the first of them, where the second cannot change it. */
function quotient(head: number, tail: number, power: number, places: number): number {
  const product = head * power;
  const rest = productError(head, power, product) + tail;
  let high = product + rest;
  let low = rest - (high - product);
  for (let left = places; left > 0; left -= largest) {
    const divisor = powers[Math.min(left, largest)];
    const ratio = high / divisor;
    const back = ratio * divisor;
    const correction = (high - back - productError(ratio, divisor, back) + low) / divisor;
    high = ratio + correction;
    low = correction - (high - ratio);
  }
  const error = high * doubt;
  return high + (low - error) === high + (low + error) ? high : Number.NaN;
}

/** a · b − product, exactly, for the rounded `product` of a and b. */
function productError(a: number, b: number, product: number): number {
  const aScaled = splitter * a;
  const bScaled = splitter * b;
  const aHigh = aScaled - (aScaled - a);
  const bHigh = bScaled - (bScaled - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
