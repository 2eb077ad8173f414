/** Changes of a text, gathered in text order. */
import type { TextRange } from "../problem.js";

/** `range` of the text gives way to `text`; where the range is empty, `text` is put in there. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** More edits than this are joined with their neighbours: editors take long over hundreds of thousands of small ones. */
const MOST_SINGLE = 1000;
/** Characters between two edits that are joined, at most. */
const WIDEST_GAP = 64;
/** Characters of the text that joined edits span, at most. */
const LONGEST_JOINED = 1 << 16;

/** Edits that do not overlap, each added behind the one before it. */
export class EditList {
  readonly #edits: { range: { start: number; end: number }; text: string }[] = [];

  constructor(private readonly text: string) {}

  get edits(): readonly TextEdit[] {
    return this.#edits;
  }

  /** Replaces what stands from `start` to `end`; both are not before the end of the last edit. */
  add(start: number, end: number, text: string): void {
    const last = this.#edits.at(-1);
    if (last === undefined || !this.#isJoined(last.range, start, end)) {
      this.#edits.push({ range: { start, end }, text });
      return;
    }
    last.text += this.text.slice(last.range.end, start) + text;
    last.range.end = end;
  }

  #isJoined(last: TextRange, start: number, end: number): boolean {
    if (start === last.end) return true;
    return this.#edits.length >= MOST_SINGLE && start - last.end <= WIDEST_GAP && end - last.start <= LONGEST_JOINED;
  }
}
