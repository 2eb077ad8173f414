/** Lists of parts of the page in a sentence. */
import { phrase } from "../report/phrase.js";

/** `a, b, c`. */
export function separated(pieces: readonly unknown[]): readonly unknown[] {
  return pieces.flatMap((piece, k) => (k === 0 ? [piece] : [", ", piece]));
}

/** `a, b and c`; `joined` is a message with the places `{others}` and `{last}`. */
export function listed(pieces: readonly unknown[], joined: string): readonly unknown[] {
  if (pieces.length < 2) return pieces;
  return phrase(joined, { others: separated(pieces.slice(0, -1)), last: pieces.at(-1) });
}
