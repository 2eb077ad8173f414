/** Offsets to lines and characters and back; a line ends at \n, \r\n or \r. */

/** Where the lines of a text start: line and character of every offset, and back. */
export class Lines {
  /** Where each line starts. */
  readonly #starts: Uint32Array;
  readonly #length: number;
  readonly count: number;

  constructor(text: string) {
    this.#length = text.length;
    let starts = new Uint32Array(1024);
    let count = 1;
    const add = (start: number): void => {
      if (count === starts.length) {
        const larger = new Uint32Array(starts.length * 2);
        larger.set(starts);
        starts = larger;
      }
      starts[count++] = start;
    };
    let feed = text.indexOf("\n");
    let back = text.indexOf("\r");
    while (feed >= 0 || back >= 0) {
      const isFeed = back < 0 || (feed >= 0 && feed < back);
      const end = isFeed ? feed : back;
      const next = !isFeed && feed === back + 1 ? end + 2 : end + 1;
      add(next);
      if (feed >= 0 && feed < next) feed = text.indexOf("\n", next);
      if (back >= 0 && back < next) back = text.indexOf("\r", next);
    }
    this.#starts = starts;
    this.count = count;
  }

  /** Line and character of an offset, both from 0; offsets outside the text count as its ends. */
  at(offset: number): { line: number; character: number } {
    const place = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: place - this.#starts[low] };
  }

  /** The offset of a line and character, both from 0; what lies behind a line's end counts as the next line's start, or the text's end. */
  offsetAt(line: number, character: number): number {
    if (line < 0) return 0;
    if (line >= this.count) return this.#length;
    const next = line + 1 < this.count ? this.#starts[line + 1] : this.#length;
    return Math.max(0, Math.min(this.#starts[line] + Math.max(0, character), next));
  }
}
