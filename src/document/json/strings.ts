/** What a string's characters and escapes stand for, each faulty one reported at its place. */
import type { TextRange } from "../problem.js";
import type { Problems } from "../problems.js";

/** Characters of a string that are read at most; nothing a problem file says is longer. */
export const LONGEST_STRING = 10_000;

const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** An escape, a surrogate alone or a control character. */
const SPECIAL = /\\(?:u[0-9a-fA-F]{4}|u[0-9a-fA-F]{0,3}|[\s\S]|$)|\p{Cs}|\p{Cc}/gu;
/** Characters of which nothing is seen, or that change how others are shown. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The content `raw` of a string, which stands from `offset` on, with its escapes put in; null where one is faulty. */
export function decodeString(raw: string, offset: number, problems: Problems): string | null {
  const decoder = new Decoder(offset, problems);
  const decoded = raw.replace(SPECIAL, (piece, at: number) => decoder.decode(piece, at));
  return decoder.finish() ? decoded : null;
}

class Decoder {
  #isSound = true;
  /** The escaped first half of a surrogate pair whose second half has to follow right behind. */
  #half: TextRange | null = null;

  constructor(
    readonly offset: number,
    readonly problems: Problems,
  ) {}

  /** What the piece at `at` stands for. */
  decode(piece: string, at: number): string {
    const range = { start: this.offset + at, end: this.offset + at + piece.length };
    const unit = piece.length === 6 ? Number.parseInt(piece.slice(2), 16) : 0;
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    if (isSecondHalf && this.#half?.end === range.start) {
      this.#half = null;
      return String.fromCharCode(unit);
    }
    this.finish();
    if (unit >= 0xd800 && unit <= 0xdbff) this.#half = range;
    else if (isSecondHalf || /^\p{Cs}$/u.test(piece)) this.#loneSurrogate(range);
    if (piece.length === 6) return String.fromCharCode(unit);
    if (piece.startsWith("\\")) return this.#escape(piece, range);
    if (piece < " ")
      this.#error("control-character", `the control character ${codePoint(piece)} stands in a string; write ${escapeOf(piece)}`, range);
    return piece;
  }

  /** Whether all was in order. */
  finish(): boolean {
    if (this.#half !== null) this.#loneSurrogate(this.#half);
    this.#half = null;
    return this.#isSound;
  }

  #escape(piece: string, range: TextRange): string {
    const escaped = ESCAPES.get(piece.slice(1));
    if (escaped !== undefined) return escaped;
    const known = 'known are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits';
    const hint = piece.startsWith("\\u") ? "\\u takes four hexadecimal digits" : known;
    this.#error("bad-escape", `${printable(piece)} is no escape; ${hint}`, range);
    return piece;
  }

  #loneSurrogate(range: TextRange): void {
    this.#error("lone-surrogate", "half of a surrogate pair: no character has this code alone", range);
  }

  #error(code: string, message: string, range: TextRange): void {
    this.#isSound = false;
    this.problems.error(code, message, range);
  }
}

function escapeOf(control: string): string {
  for (const [letter, character] of ESCAPES) if (character === control) return `\\${letter}`;
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** `U+0009` for a tab. */
export function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text for a message: control characters and lone surrogates as their codes. */
export function printable(text: string): string {
  return text.replace(UNSEEN, codePoint);
}

/** Whether nothing is seen where the character stands, and it is no blank of JSON's: control characters, no-break spaces, marks of direction. */
export function isInvisible(code: number): boolean {
  if (code < 0x7f) return code < 32;
  if (code <= 0xa0 || code === 0x1680 || code === 0x3000 || code === 0xfeff) return true;
  return (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x2064);
}
