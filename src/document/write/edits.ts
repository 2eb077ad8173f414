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
  readonly #closed: TextEdit[] = [];
  /** The last edit, whose text is still in parts. */
  #open: { start: number; end: number; parts: string[] } | null = null;

  constructor(private readonly text: string) {}

  /** All of them, in text order; nothing can be added any more. */
  finish(): readonly TextEdit[] {
    this.#close();
    return this.#closed;
  }

  /** Replaces what stands from `start` to `end`; both are not before the end of the last edit. */
  add(start: number, end: number, text: string): void {
    const last = this.#open;
    if (last !== null && this.#isJoined(last, start, end)) {
      last.parts.push(this.text.slice(last.end, start), text);
      last.end = end;
      return;
    }
    this.#close();
    this.#open = { start, end, parts: [text] };
  }

  #isJoined(last: TextRange, start: number, end: number): boolean {
    if (start === last.end) return true;
    return this.#closed.length >= MOST_SINGLE && start - last.end <= WIDEST_GAP && end - last.start <= LONGEST_JOINED;
  }

  #close(): void {
    if (this.#open === null) return;
    const { start, end, parts } = this.#open;
    this.#closed.push({ range: { start, end }, text: parts.join("") });
    this.#open = null;
  }
}
