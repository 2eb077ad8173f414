/** Gathers small pieces of text into chunks worth writing, so that output of any length is never one string. */

const chunkLength = 1 << 16;

/**
 * The pieces, joined into chunks of at least 64 k characters; only the last may be shorter. An empty piece is handed on as it is: whoever writes may do
 * something else then, and goes on where it was.
 */
export function* inChunks(pieces: Iterable<string>): Generator<string, void, void> {
  let chunk = "";
  for (const piece of pieces) {
    if (piece === "") yield "";
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
