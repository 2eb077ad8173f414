/** Translated sentences with parts of the page in them: `l10n.t` puts in text only. */

/**
 * A message as `l10n.t` gives it without arguments, its places such as `{loss}` filled with what a template can hold. One that nothing is
 * given for stays as text.
 */
export function filled(message: string, pieces: Readonly<Record<string, unknown>>): readonly unknown[] {
  return message.split(/\{(\w+)\}/).map((part, k) => (k % 2 === 0 ? part : (pieces[part] ?? `{${part}}`)));
}

/** `a, b, c`. */
export function separated(pieces: readonly unknown[]): readonly unknown[] {
  return pieces.flatMap((piece, k) => (k === 0 ? [piece] : [", ", piece]));
}

/** `a, b and c`; `joined` is a message with the places `{others}` and `{last}`. */
export function listed(pieces: readonly unknown[], joined: string): readonly unknown[] {
  if (pieces.length < 2) return pieces;
  return filled(joined, { others: separated(pieces.slice(0, -1)), last: pieces.at(-1) });
}
