/** Tells the one RangeError that is the file's and not ours. */

/** Whether an array was asked for that memory does not hold. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /array (buffer|length)/i.test(error.message);
}
