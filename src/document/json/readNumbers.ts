/** The fast path of the parser: plain numbers and commas inside a list, where nearly all characters of a large file stand. */
import type { NumberPool } from "./numberPool.js";

/** Longer numbers go the slow path, so that no loop here runs past the end of the text. */
const LONGEST = 30;
const EXACT_INTEGERS = 2 ** 53;
/** Powers of ten that doubles hold exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Blank , ] } / : what may follow a number. */
const endsNumber = (code: number): boolean => code === 44 || code === 93 || isBlank(code) || code === 125 || code === 47;

/** Where reading stopped. */
export class NumberReader {
  pos = 0;
  /** Whether a comma (rather than a number) was read last. */
  afterComma = false;
  /** Where that comma stands. */
  commaAt = 0;
  /** Numbers and nulls read. */
  count = 0;
  /** Nulls among them. */
  nulls = 0;

  constructor(
    readonly text: string,
    readonly pool: NumberPool,
  ) {}

  /**
   * Reads `number , null , number , …` from `from`, where one of them is due, up to about `limit`. Stops before anything else,
   * faulty numbers included, which are left to the scanner.
   */
  read(from: number, limit: number): void {
    const { text, pool } = this;
    const safe = Math.min(limit, text.length - LONGEST - 4);
    let pos = from;
    this.count = 0;
    this.nulls = 0;
    this.afterComma = false;
    for (;;) {
      while (pos < safe && isBlank(text.charCodeAt(pos))) pos++;
      if (pos >= safe) break;
      const end = this.#numberAt(pos);
      if (end < 0) break;
      pool.push(this.#value, pos, end);
      this.count++;
      this.afterComma = false;
      pos = end;
      while (pos < safe && isBlank(text.charCodeAt(pos))) pos++;
      if (pos >= safe || text.charCodeAt(pos) !== 44) break;
      this.afterComma = true;
      this.commaAt = pos++;
    }
    this.pos = pos;
  }

  #value = 0;

  /** The end of the well-formed number at `start`, its value left in `#value`; -1 where there is none. */
  #numberAt(start: number): number {
    const { text } = this;
    const stop = start + LONGEST;
    let pos = start;
    let code = text.charCodeAt(pos);
    const isNegative = code === 45;
    if (isNegative) code = text.charCodeAt(++pos);
    if (!isDigit(code)) return code === 110 && !isNegative ? this.#nullAt(pos) : -1;
    let mantissa = code - 48;
    const startsWithZero = code === 48;
    code = text.charCodeAt(++pos);
    if (startsWithZero && isDigit(code)) return -1;
    for (; isDigit(code) && pos < stop; code = text.charCodeAt(++pos)) mantissa = mantissa * 10 + (code - 48);
    let exponent = 0;
    if (code === 46) {
      const point = pos + 1;
      code = text.charCodeAt(++pos);
      for (; isDigit(code) && pos < stop; code = text.charCodeAt(++pos)) mantissa = mantissa * 10 + (code - 48);
      exponent = point - pos;
      if (exponent === 0) return -1;
    }
    if (code === 101 || code === 69) {
      code = text.charCodeAt(++pos);
      const isBelow = code === 45;
      if (isBelow || code === 43) code = text.charCodeAt(++pos);
      if (!isDigit(code)) return -1;
      let power = 0;
      for (; isDigit(code) && pos < stop; code = text.charCodeAt(++pos)) power = power * 10 + (code - 48);
      exponent += isBelow ? -power : power;
    }
    if (!endsNumber(code)) return -1;
    // A mantissa and a power of ten that are both exact give the correctly rounded double in one operation.
    if (mantissa < EXACT_INTEGERS && exponent >= -22 && exponent <= 22) {
      const size = exponent < 0 ? mantissa / EXACT_POWERS[-exponent] : mantissa * EXACT_POWERS[exponent];
      this.#value = isNegative ? -size : size;
      return pos;
    }
    this.#value = Number(text.slice(start, pos));
    return Number.isFinite(this.#value) ? pos : -1;
  }

  #nullAt(start: number): number {
    if (!this.text.startsWith("null", start) || !endsNumber(this.text.charCodeAt(start + 4))) return -1;
    this.#value = Number.NaN;
    this.nulls++;
    return start + 4;
  }
}
