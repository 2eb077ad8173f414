/** Sentences that hold more than text: a translated message, cut at its places. */

/**
 * The message with what belongs at its places, `{0}` of an array or `{loss}` of an object, between its text; a translation may have them in another
 * order. A place that nothing is given for stays as text.
 */
export function phrase<Of>(message: string, places: readonly Of[] | Readonly<Record<string, Of>>): readonly (string | Of)[] {
  const given = new Map<string, Of>(Object.entries(places));
  const pieces = message.split(/\{(\w+)\}/);
  return pieces.map((piece, at) => (at % 2 === 0 ? piece : (given.get(piece) ?? `{${piece}}`))).filter((piece) => piece !== "");
}
