/** Cuts the text into tokens, a bounded piece at a time, so that no token is too long for a slice. */
import type { Problems } from "../problems.js";
import { decodeString, isInvisible, LONGEST_STRING } from "./strings.js";

export const Token = {
  /** The limit was reached inside blanks, a comment or a token: call again. */
  unfinished: 0,
  end: 1,
  openBrace: 2,
  closeBrace: 3,
  openBracket: 4,
  closeBracket: 5,
  colon: 6,
  comma: 7,
  string: 8,
  /** Anything else up to the next blank or mark: numbers, true, false, null and what should not be there. */
  word: 9,
} as const;
export type Token = (typeof Token)[keyof typeof Token];

const Inside = { nothing: 0, lineComment: 1, blockComment: 2, string: 3, word: 4 } as const;

/** The token a character is by itself; `unfinished` where it is none. */
const MARKS = new Uint8Array(128);
for (const [mark, token] of [
  ["{", Token.openBrace],
  ["}", Token.closeBrace],
  ["[", Token.openBracket],
  ["]", Token.closeBracket],
  [":", Token.colon],
  [",", Token.comma],
] as const) {
  MARKS[mark.charCodeAt(0)] = token;
}

const SLASH = 47;
const STAR = 42;
const QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
/** Blanks and comments looked through at most to see what follows a token. */
const LOOKAHEAD = 4096;

const isLineEnd = (code: number): boolean => code === 10 || code === 13;
/** A byte order mark counts as blank where the text starts with it; elsewhere it is part of a word. */
const isBlank = (code: number, pos: number): boolean =>
  code === 32 || code === 10 || code === 13 || code === 9 || (code === 0xfeff && pos === 0);
const endsWord = (code: number): boolean =>
  code === 32 || isLineEnd(code) || code === 9 || code === QUOTE || code === SINGLE_QUOTE || MARKS[code] > 0;

/** One token at a time, comments and blanks passed over. */
export class Scanner {
  pos = 0;
  /** The last token. */
  start = 0;
  end = 0;
  /** The content of the last string token. */
  value = "";
  /** Whether the last string token had its closing quote. */
  isClosed = true;
  /** Whether `value` is what it says. */
  isReadable = true;
  #inside: number = Inside.nothing;
  #quote = QUOTE;
  /** Whether the string being read holds anything but plain characters. */
  #needsDecoding = false;

  constructor(
    readonly text: string,
    readonly problems: Problems,
  ) {}

  /** Whether a comment or token is being read. */
  get isInside(): boolean {
    return this.#inside !== Inside.nothing;
  }

  /** The next token, or `unfinished` where it does not end before about `limit`. */
  next(limit: number): Token {
    if (this.#inside < Inside.string) {
      if (!this.#skipBlanks(limit)) return Token.unfinished;
      this.start = this.pos;
      if (this.pos >= this.text.length) {
        this.end = this.pos;
        return Token.end;
      }
      const code = this.text.charCodeAt(this.pos);
      if (MARKS[code] > 0) {
        this.end = ++this.pos;
        return MARKS[code] as Token;
      }
      this.#open(code);
    }
    return this.#inside === Inside.string ? this.#readString(limit) : this.#readWord(limit);
  }

  /** Whether a colon follows the last token, blanks and comments aside. */
  isColonNext(): boolean {
    return this.text[afterBlanks(this.text, this.pos)] === ":";
  }

  /** Whether nothing but blanks and comments follows the last token. */
  isEndNext(): boolean {
    return afterBlanks(this.text, this.pos) >= this.text.length;
  }

  #open(code: number): void {
    const isQuote = code === QUOTE || code === SINGLE_QUOTE;
    this.#inside = isQuote ? Inside.string : Inside.word;
    if (!isQuote) return;
    this.#quote = code;
    this.#needsDecoding = false;
    this.pos++;
  }

  /** False where the limit comes first. */
  #skipBlanks(limit: number): boolean {
    const { text } = this;
    for (;;) {
      if (this.#inside === Inside.nothing) {
        while (this.pos < limit && isBlank(text.charCodeAt(this.pos), this.pos)) this.pos++;
        if (this.pos >= text.length) return true;
        if (this.pos >= limit) return false;
        if (!this.#opensComment()) return true;
      }
      const isDone = this.#inside === Inside.lineComment ? this.#skipLineComment(limit) : this.#skipBlockComment(limit);
      if (!isDone) return false;
    }
  }

  #opensComment(): boolean {
    const code = this.text.charCodeAt(this.pos);
    const after = code === SLASH ? this.text.charCodeAt(this.pos + 1) : 0;
    if (code === 35) {
      this.problems.error("bad-comment", "a comment starts with // here, not with #", { start: this.pos, end: this.pos + 1 });
    } else if (after !== SLASH && after !== STAR) return false;
    this.start = this.pos;
    this.#inside = after === STAR ? Inside.blockComment : Inside.lineComment;
    this.pos += code === SLASH ? 2 : 1;
    return true;
  }

  #skipLineComment(limit: number): boolean {
    while (this.pos < limit && !isLineEnd(this.text.charCodeAt(this.pos))) this.pos++;
    if (this.pos >= limit && this.pos < this.text.length) return false;
    this.#inside = Inside.nothing;
    return true;
  }

  #skipBlockComment(limit: number): boolean {
    const { text } = this;
    while (this.pos < limit && !(text.charCodeAt(this.pos) === STAR && text.charCodeAt(this.pos + 1) === SLASH)) this.pos++;
    if (this.pos >= limit && this.pos < text.length) return false;
    if (this.pos >= text.length) {
      this.problems.error("comment-open", "*/ expected: this comment is not closed", { start: this.start, end: this.start + 2 });
    } else this.pos += 2;
    this.#inside = Inside.nothing;
    return true;
  }

  #readString(limit: number): Token {
    const { text } = this;
    for (; this.pos < limit; this.pos++) {
      const code = text.charCodeAt(this.pos);
      if (code === this.#quote) return this.#finishString(true);
      if (isLineEnd(code)) return this.#finishString(false);
      if (code === BACKSLASH && this.pos + 1 < text.length && !isLineEnd(text.charCodeAt(this.pos + 1))) {
        this.#needsDecoding = true;
        this.pos++;
      } else if (code < 32 || code === BACKSLASH || (code >= 0xd800 && code <= 0xdfff)) this.#needsDecoding = true;
    }
    return this.pos < text.length ? Token.unfinished : this.#finishString(false);
  }

  #finishString(isClosed: boolean): Token {
    const contentStart = this.start + 1;
    const contentEnd = Math.min(this.pos, this.text.length);
    this.pos = this.end = contentEnd + (isClosed ? 1 : 0);
    this.#inside = Inside.nothing;
    this.isClosed = isClosed;
    const range = { start: this.start, end: this.end };
    if (!isClosed) this.problems.error("string-open", '" expected: this string is not closed on its line', range);
    else if (this.#quote === SINGLE_QUOTE) this.problems.error("single-quotes", 'a string stands in double quotes here: "…"', range);
    if (contentEnd - contentStart > LONGEST_STRING) {
      this.problems.error(
        "string-too-long",
        `this string has ${contentEnd - contentStart} characters; at most ${LONGEST_STRING} are read`,
        range,
      );
      this.isReadable = false;
      return Token.string;
    }
    const raw = this.text.slice(contentStart, contentEnd);
    const decoded = this.#needsDecoding && isClosed ? decodeString(raw, contentStart, this.problems) : raw;
    this.isReadable = isClosed && decoded !== null;
    this.value = decoded ?? "";
    return Token.string;
  }

  #readWord(limit: number): Token {
    const { text } = this;
    // Characters that nobody sees make words of their own, so that what stands beside them is still read.
    const invisible = isInvisible(text.charCodeAt(this.start));
    for (; this.pos < limit; this.pos++) {
      const code = text.charCodeAt(this.pos);
      if (endsWord(code) || isInvisible(code) !== invisible || (this.pos > this.start && this.#startsComment())) break;
    }
    if (this.pos >= limit && this.pos < text.length) return Token.unfinished;
    this.end = this.pos;
    this.#inside = Inside.nothing;
    return Token.word;
  }

  #startsComment(): boolean {
    if (this.text.charCodeAt(this.pos) !== SLASH) return false;
    const after = this.text.charCodeAt(this.pos + 1);
    return after === SLASH || after === STAR;
  }
}

/** Where the first character stands that is neither blank nor comment, from `from` on; where looking for it ends at the latest. */
function afterBlanks(text: string, from: number): number {
  const last = from + LOOKAHEAD;
  let pos = from;
  while (pos < last) {
    if (isBlank(text.charCodeAt(pos), pos)) pos++;
    else if (text.startsWith("//", pos)) while (pos < last && pos < text.length && !isLineEnd(text.charCodeAt(pos))) pos++;
    else if (text.startsWith("/*", pos)) {
      pos += 2;
      while (pos < last && pos < text.length && !text.startsWith("*/", pos)) pos++;
      pos += 2;
    } else break;
  }
  return pos;
}
