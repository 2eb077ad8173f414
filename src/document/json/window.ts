/** A stretch of the text as bytes: a string's characters one by one take an engine several times as long. */

/** What stands for a character beyond ASCII: it is part of nothing that is read here. */
const OTHER = 0;

/** The part of the Encoding API used here: the document sees neither Node's nor the DOM's types. */
interface Encoder {
  encodeInto(text: string, target: Uint8Array): { readonly read: number; readonly written: number };
}

const { TextEncoder: Host = null } = globalThis as { TextEncoder?: (new () => Encoder) | null };

/** The text's characters from `start` to `end` (not included) as `codes`: ASCII as it is, anything else as 0. */
export class Window {
  start = 0;
  end = 0;
  readonly codes: Uint8Array;
  readonly #encoder: Encoder | null;

  /** For stretches of up to `size` characters, which `codes` has room for. */
  constructor(
    readonly text: string,
    readonly size: number,
    codes: Uint8Array | null = null,
    Encoder = Host,
  ) {
    this.codes = codes ?? new Uint8Array(Math.min(size, text.length));
    this.#encoder = Encoder === null ? null : new Encoder();
  }

  /** Makes the window hold the characters from `from` to `to`, or to the text's end: at most `size`. */
  cover(from: number, to: number): void {
    if (from >= this.start && Math.min(to, this.text.length) <= this.end) return;
    const piece = this.text.slice(from, from + this.size);
    this.start = from;
    this.end = from + piece.length;
    // All characters in as many bytes: ASCII throughout.
    const { read, written } = this.#encoder?.encodeInto(piece, this.codes) ?? { read: 0, written: 0 };
    if (read === piece.length && written === piece.length) return;
    for (let k = 0; k < piece.length; k++) {
      const code = piece.charCodeAt(k);
      this.codes[k] = code < 128 ? code : OTHER;
    }
  }
}
