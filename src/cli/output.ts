/** Writes to the terminal, a pipe or a file, as fast as it takes what it is given. */
import { once } from "node:events";
import type { Writable } from "node:stream";

/** Writes the chunks one by one and waits where the reader is slower. */
export async function writeAll(stream: Writable, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) {
    if (!stream.write(chunk)) await once(stream, "drain");
  }
}

/** Ends quietly when whoever reads (`| head`) has read enough, and with a word where nothing more can be written, as on a full disk. */
export function endWithReader(stream: Writable): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`unroll: the output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
}
