/** The one place where the core leaves IEEE arithmetic: numbers too small to matter and slow to carry. */

/** Below this size a carried gradient or a moment of Adam counts as 0: arithmetic on denormals is up to 67 times slower. */
export const smallest = 1e-300;

/** 0 where |value| < 1e-300, else value; NaN stays NaN. */
export function flush(value: number): number {
  return Math.abs(value) < smallest ? 0 : value;
}

/** Flushes every value in place. */
export function flushInto(values: Float64Array): void {
  for (let k = 0; k < values.length; k++) values[k] = flush(values[k]);
}
