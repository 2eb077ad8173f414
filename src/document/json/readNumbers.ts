/** The fast path of the parser: plain numbers and commas inside a list, where nearly all characters of a large file stand. */
import { nearestDouble } from "./decimal.js";
import type { NumberKernel, NumbersRead } from "./numberKernel.js";
import type { NumberPool } from "./numberPool.js";
import { Window } from "./window.js";

/** Longer numbers go the slow path, so that no loop here runs past the end of the text. */
const LONGEST = 30;
/** Characters behind a number's first that are looked at. */
const BEYOND = LONGEST + 4;
const LONG_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/;
/** Digits that make a whole number of 32 bits, whose arithmetic takes a third of the time of doubles'. */
const DIGITS_AT_ONCE = 9;

/** A point's code, from 0's. */
const POINT = 46 - 48;

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Blank , ] } / : what may follow a number. */
const endsNumber = (code: number): boolean => code === 44 || code === 93 || isBlank(code) || code === 125 || code === 47;

/** The first letter of null. */
const NULL = 110;

/** Characters that are looked at for pieces of so many. */
export function stretchOf(piece: number): number {
  return piece + BEYOND;
}

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

  readonly #window: Window;
  /** Up to there a number is too large, so it is read plainly: the kernel would read everything behind each such number anew. */
  #plainUntil = 0;

  /** Reads at most `piece` characters at a time, by a kernel for stretches of `stretchOf(piece)` where there is one. */
  constructor(
    readonly text: string,
    readonly pool: NumberPool,
    piece: number,
    readonly kernel: NumberKernel | null,
  ) {
    this.#window = new Window(text, stretchOf(piece), kernel?.codes);
  }

  /**
   * Reads `number , null , number , …` from `from`, where one of them is due, up to about `limit`. Stops before anything else,
   * faulty numbers included, which are left to the scanner.
   */
  read(from: number, limit: number): void {
    this.#window.cover(from, limit + BEYOND);
    const safe = Math.min(limit, this.#window.end - BEYOND);
    this.count = 0;
    this.nulls = 0;
    this.afterComma = false;
    const isForKernel = this.kernel !== null && safe > from && from >= this.#plainUntil;
    if (!isForKernel || !this.#readByKernel(this.kernel, from, safe)) this.#readPlainly(from, safe);
  }

  /** False, and nothing read, where a number is too large for a double. */
  #readByKernel(kernel: NumberKernel, from: number, safe: number): boolean {
    const { start } = this.#window;
    const read = kernel.read(from - start, safe - start, start);
    if (read.doubtful > 0 && !this.#settle(read)) {
      this.#plainUntil = safe;
      return false;
    }
    this.pool.pushAll(read.count, read);
    this.count = read.count;
    this.nulls = read.nulls;
    this.pos = read.pos;
    this.afterComma = read.comma >= 0;
    this.commaAt = read.comma;
    return true;
  }

  /** Finds the values that the kernel left; false where one is not finite. */
  #settle({ count, values, starts, ends }: NumbersRead): boolean {
    for (let k = 0; k < count; k++) {
      if (!Number.isNaN(values[k]) || this.text.charCodeAt(starts[k]) === NULL) continue;
      values[k] = Number(this.text.slice(starts[k], ends[k]));
      if (!Number.isFinite(values[k])) return false;
    }
    return true;
  }

  #readPlainly(from: number, safe: number): void {
    const { pool } = this;
    const { codes, start } = this.#window;
    let pos = from;
    for (;;) {
      while (pos < safe && isBlank(codes[pos - start])) pos++;
      if (pos >= safe) break;
      const length = this.#numberAt(pos - start, codes);
      if (length < 0) break;
      const end = pos + length;
      pool.push(this.#value, pos, end);
      this.count++;
      this.afterComma = false;
      pos = end;
      while (pos < safe && isBlank(codes[pos - start])) pos++;
      if (pos >= safe || codes[pos - start] !== 44) break;
      this.afterComma = true;
      this.commaAt = pos++;
    }
    this.pos = pos;
  }

  #value = 0;

  /** The length of the well-formed number at `codes[at]`, its value left in `#value`; -1 where there is none. */
  #numberAt(at: number, codes: Uint8Array): number {
    const first = codes[at] === 45 ? at + 1 : at;
    let pos = first;
    let head = 0;
    let tail = 0;
    let digit = codes[pos] - 48;
    // A negative number without its sign is larger than any digit.
    for (const end = first + DIGITS_AT_ONCE; digit >>> 0 < 10 && pos < end; digit = codes[++pos] - 48) head = (head * 10 + digit) | 0;
    if (pos === first) return codes[at] === NULL ? this.#nullAt(at) : -1;
    if (codes[first] === 48 && pos > first + 1) return -1;
    let digits = pos - first;
    let exponent = 0;
    if (digit === POINT) {
      const point = ++pos;
      digit = codes[pos] - 48;
      for (const end = first + 1 + DIGITS_AT_ONCE; digit >>> 0 < 10 && pos < end; digit = codes[++pos] - 48) head = (head * 10 + digit) | 0;
      for (const end = first + 1 + 2 * DIGITS_AT_ONCE; digit >>> 0 < 10 && pos < end; digit = codes[++pos] - 48)
        tail = (tail * 10 + digit) | 0;
      exponent = point - pos;
      if (exponent === 0) return -1;
      digits -= exponent;
    }
    if (digit >>> 0 < 10) return this.#longNumberAt(at);
    if (digit === 101 - 48 || digit === 69 - 48) {
      pos = this.#powerAt(pos + 1, at + LONGEST, codes);
      if (pos < 0) return -1;
      exponent += this.#power;
    }
    if (!endsNumber(codes[pos])) return -1;
    const size = nearestDouble(head, tail, Math.max(0, digits - DIGITS_AT_ONCE), exponent);
    this.#value = Number.isNaN(size) ? Number(this.#text(at, pos)) : first === at ? size : -size;
    return Number.isFinite(this.#value) ? pos - at : -1;
  }

  #power = 0;

  /** The end of the power of ten whose sign or first digit stands at `codes[at]`, left in `#power`; -1 where there is none before `end`. */
  #powerAt(at: number, end: number, codes: Uint8Array): number {
    let pos = at;
    let code = codes[pos];
    const isBelow = code === 45;
    if (isBelow || code === 43) code = codes[++pos];
    if (pos >= end || !isDigit(code)) return -1;
    let power = 0;
    for (; pos < end && isDigit(code) && power < 1000; code = codes[++pos]) power = power * 10 + (code - 48);
    this.#power = isBelow ? -power : power;
    return pos;
  }

  /** The same as `#numberAt`, for numbers of more digits than two whole numbers hold. */
  #longNumberAt(at: number): number {
    const [number = ""] = LONG_NUMBER.exec(this.#text(at, at + LONGEST)) ?? [];
    if (number === "" || !endsNumber(this.#window.codes[at + number.length])) return -1;
    this.#value = Number(number);
    return Number.isFinite(this.#value) ? number.length : -1;
  }

  #nullAt(at: number): number {
    if (this.#text(at, at + 4) !== "null" || !endsNumber(this.#window.codes[at + 4])) return -1;
    this.#value = Number.NaN;
    this.nulls++;
    return 4;
  }

  #text(from: number, to: number): string {
    const { start } = this.#window;
    return this.text.slice(start + from, start + to);
  }
}
