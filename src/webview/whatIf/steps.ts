/** How far a key or a pixel moves a number: by the digits it is written with. */

/** Pixels' and fine keys' share of a step, and what is finer still. */
const pixel = -1;
const finest = -2;

/** Keys that move a number, in steps. */
const keys: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** Digits behind the point, as a number is written in full. */
function decimalsOf(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent));
}

/**
 * The power of ten of one step: the last digit written, at most the second that counts and at least tenths; 0.5 moves by 0.1, 0.25 by 0.01, 3 by 0.1,
 * 1500 by 10, 0.123456 by 0.01.
 */
export function stepExponent(value: number): number {
  const first = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return Math.max(Math.min(-1, Math.max(-decimalsOf(value), first - 1)), first - 2);
}

/** The number `count` steps of 10^`exponent` on, without the noise of binary fractions. */
export function stepped(value: number, count: number, exponent: number): number {
  const digits = Math.min(100, Math.max(decimalsOf(value), -exponent));
  // No negative zero: adding 0 makes it none.
  return Number((value + count * 10 ** exponent).toFixed(digits)) + 0;
}

/** Where a key leads; null for a key that is none of a number's own. With Shift a tenth as far. `was` is the file's own number, whose digits say how far. */
export function valueForKey(event: Pick<KeyboardEvent, "key" | "shiftKey">, value: number, was: number): number | null {
  const count = keys[event.key];
  return count === undefined ? null : stepped(value, count, stepExponent(was) + (event.shiftKey ? pixel : 0));
}

/** A number under the pointer: a pixel is a tenth of a step, with Shift a hundredth. */
export class Drag {
  #x: number;
  #moved = 0;

  constructor(
    x: number,
    private readonly start: number,
    private readonly was: number,
  ) {
    this.#x = x;
  }

  /** The number with the pointer at `x`. */
  to(x: number, isFine: boolean): number {
    this.#moved += (x - this.#x) * (isFine ? 1 : 10 ** (pixel - finest));
    this.#x = x;
    return stepped(this.start, Math.round(this.#moved), stepExponent(this.was) + finest);
  }
}

/** The number that was typed, with either minus sign; null where it is none. */
export function numberTyped(text: string): number | null {
  const value = Number(text.replaceAll("\u2212", "-"));
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
}
