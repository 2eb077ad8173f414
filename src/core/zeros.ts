/** Arrays of a result, allocated together. */

/** Arrays of up to so many doubles lie in an engine's own heap; a larger one takes a buffer, which costs about a microsecond, as much as a whole small pass. */
const fewest = 8;

/** Hands out arrays of zeros, `count` doubles in all at most; all but the smallest lie one after the other in one buffer. */
export function zerosTogether(count: number): (length: number) => Float64Array {
  let buffer: ArrayBuffer | null = null;
  let at = 0;
  return (length) => {
    if (length <= fewest) return new Float64Array(length);
    buffer ??= new ArrayBuffer(8 * count);
    const array = new Float64Array(buffer, at, length);
    at += 8 * length;
    return array;
  };
}
