/** Sentences that hold more than text: a translated message, cut at its numbered places. */

/**
 * The message with what belongs at its places `{0}`, `{1}` … between its text; a translation may have them in another order. Places with names are for
 * plain words and numbers, which are put in where the message is translated.
 */
export function phrase<Of>(message: string, ...places: readonly Of[]): readonly (string | Of)[] {
  const pieces = message.split(/\{(\d+)\}/);
  return pieces.map((piece, at) => (at % 2 === 0 ? piece : (places[Number(piece)] ?? ""))).filter((piece) => piece !== "");
}
