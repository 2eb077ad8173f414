/** Tells a file that is too large for the machine from a fault of Unroll's own. */

/** What `work` gives; null where memory does not suffice: the one RangeError that is the file's and not ours. */
export function withinMemory<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError && /array (buffer|length)/i.test(error.message)) return null;
    throw error;
  }
}

/** What is said of the file then. */
export const beyondMemory = "its trace is larger than this computer's memory";
