/** Numbers of a file's text, read from its bytes. `../../../document/json/readNumbers.ts` reads the same in plain code, and says what is left to others. */

/** Powers of ten that doubles hold exactly: 10^0 … 10^22. */
const powers: usize = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);
const largest = 22;
/** Bytes of a number at most, as the plain reader has it; two more are looked at. */
const longest = 30;
/** Digits at most that a signed number of 64 bits holds, whichever they are. */
const mostDigits = 18;
const exactIntegers: i64 = 1 << 53;
/** Cuts a double's 53 bits into two halves whose products are exact (Dekker 1971). */
const splitter: f64 = 134217729;
/** 2^-100: more than what two divisions of a pair of doubles are off by, as part of the result. */
const doubt: f64 = 7.888609052210118e-31;

/** The value of the number that `numberAt` read last; NaN for a null, and where it is doubtful. */
let value: f64 = 0;
let isDoubtful = false;

/**
 * Reads `number , null , number , …` from byte `at`, where one of them is due, up to about `safe`: values (doubles), starts and ends (u32) to these
 * addresses, one after the other, and returns how many. A place is an address plus `offset`. Stops before anything else, faulty numbers included. To `stop`
 * (4 × i32): the place where it stopped, that of the comma read last (-1 where a number was read last), how many are nulls, and how many are
 * doubtful: those, NaN too, are left to a reader of their text. The 32 bytes behind `safe` must be there to read.
 */
export function readNumbers(at: usize, safe: usize, offset: i32, values: usize, starts: usize, ends: usize, stop: usize): i32 {
  let count = 0;
  let comma = -1;
  let nulls = 0;
  let doubtful = 0;
  for (;;) {
    while (at < safe && isBlank(load<u8>(at))) at++;
    if (at >= safe) break;
    const length = load<u8>(at) === 110 ? nullAt(at) : numberAt(at);
    if (length < 0) break;
    if (load<u8>(at) === 110) nulls++;
    else if (isDoubtful) doubtful++;
    f64.store(values + ((<usize>count) << 3), value);
    i32.store(starts + ((<usize>count) << 2), <i32>at + offset);
    at += length;
    i32.store(ends + ((<usize>count) << 2), <i32>at + offset);
    count++;
    comma = -1;
    while (at < safe && isBlank(load<u8>(at))) at++;
    if (at >= safe || load<u8>(at) !== 44) break;
    comma = <i32>at + offset;
    at++;
  }
  i32.store(stop, <i32>at + offset);
  i32.store(stop, comma, 4);
  i32.store(stop, nulls, 8);
  i32.store(stop, doubtful, 12);
  return count;
}

/** The length of the well-formed number at `at`, its value in `value`; -1 where there is none. */
function numberAt(at: usize): i32 {
  const isNegative = load<u8>(at) === 45;
  const first = isNegative ? at + 1 : at;
  const end = at + longest;
  let whole: i64 = 0;
  let pos = first;
  for (; pos < end && isDigit(load<u8>(pos)); pos++) whole = whole * 10 + (load<u8>(pos) - 48);
  if (pos === first || (load<u8>(first) === 48 && pos > first + 1)) return -1;
  let digits = <i32>(pos - first);
  let exponent = 0;
  if (load<u8>(pos) === 46) {
    const point = ++pos;
    for (; pos + 8 <= end; pos += 8) {
      const eight = load<u64>(pos);
      if (!areDigits(eight)) break;
      whole = whole * 100000000 + wholeOf(eight);
    }
    for (; pos < end && isDigit(load<u8>(pos)); pos++) whole = whole * 10 + (load<u8>(pos) - 48);
    if (pos === point) return -1;
    exponent = <i32>(point - pos);
    digits -= exponent;
  }
  if (digits > mostDigits) digits -= leadingZeros(first, pos);
  const letter = load<u8>(pos);
  if (letter === 101 || letter === 69) {
    pos++;
    const isBelow = load<u8>(pos) === 45;
    if (isBelow || load<u8>(pos) === 43) pos++;
    const digit = pos;
    let power = 0;
    for (; pos < end && power < 1000 && isDigit(load<u8>(pos)); pos++) power = power * 10 + (load<u8>(pos) - 48);
    if (pos === digit) return -1;
    exponent += isBelow ? -power : power;
  }
  if (!endsNumber(load<u8>(pos))) return -1;
  const size = digits > mostDigits ? NaN : nearestDouble(whole, exponent);
  isDoubtful = !(size >= 0);
  value = isNegative ? -size : size;
  return <i32>(pos - at);
}

/** The length of the null at `at`, NaN in `value`; -1 where there is none. */
function nullAt(at: usize): i32 {
  value = NaN;
  // "null", the first letter in the lowest byte.
  return load<u32>(at) === 0x6c6c756e && endsNumber(load<u8>(at, 4)) ? 4 : -1;
}

/** Zeros before the first other digit, from the one at `first` on, a point aside. */
function leadingZeros(first: usize, end: usize): i32 {
  let count = 0;
  for (; first < end && (load<u8>(first) === 48 || load<u8>(first) === 46); first++) if (load<u8>(first) === 48) count++;
  return count;
}

/** The double nearest to whole · 10^exponent; NaN where this does not reach, or cannot tell which of two doubles is the nearer one. */
function nearestDouble(whole: i64, exponent: i32): f64 {
  if (exponent > largest || exponent < -2 * largest) return NaN;
  // A whole number and a power of ten that are both exact give the nearest double in one operation (Clinger 1990).
  if (whole < exactIntegers && exponent >= -largest) {
    const exact = <f64>whole;
    return exponent < 0 ? exact / power(-exponent) : exact * power(exponent);
  }
  return exponent > 0 ? NaN : quotient(whole, -exponent);
}

/** whole / 10^places, worked out as a sum of two doubles: the first of them, where the second cannot change it. */
function quotient(whole: i64, places: i32): f64 {
  let high = <f64>whole;
  let low = <f64>(whole - <i64>high);
  for (let left = places; left > 0; left -= largest) {
    const divisor = power(min(left, largest));
    const ratio = high / divisor;
    const back = ratio * divisor;
    const correction = (high - back - productError(ratio, divisor, back) + low) / divisor;
    high = ratio + correction;
    low = correction - (high - ratio);
  }
  const error = high * doubt;
  return high + (low - error) === high + (low + error) ? high : NaN;
}

/** a · b − product, exactly, for the rounded `product` of a and b. */
function productError(a: f64, b: f64, product: f64): f64 {
  const aScaled = splitter * a;
  const bScaled = splitter * b;
  const aHigh = aScaled - (aScaled - a);
  const bHigh = bScaled - (bScaled - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

function power(exponent: i32): f64 {
  return f64.load(powers + ((<usize>exponent) << 3));
}

/** Whether all eight bytes are digits: their high halves are 3, also when 6 is added. */
function areDigits(eight: u64): bool {
  const high = everyByte(0xf0);
  return ((eight & high) | (((eight + everyByte(6)) & high) >> 4)) === everyByte(0x33);
}

/** The value of eight digits, the first in the lowest byte: pairs, then fours, then all (Lemire 2021). */
function wholeOf(eight: u64): i64 {
  const digits = eight - everyByte(48);
  const pairs = digits * 10 + (digits >> 8);
  const low: u64 = 0x000000ff000000ff;
  return <i64>(((pairs & low) * 0x000f424000000064 + ((pairs >> 16) & low) * 0x0000271000000001) >> 32);
}

function everyByte(byte: u64): u64 {
  const four = byte * 0x01010101;
  return (four << 32) | four;
}

function isBlank(code: i32): bool {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isDigit(code: i32): bool {
  return <u32>(code - 48) < 10;
}

/** Blank , ] } / : what may follow a number. */
function endsNumber(code: i32): bool {
  return code === 44 || code === 93 || isBlank(code) || code === 125 || code === 47;
}
