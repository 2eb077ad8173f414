/** When two numbers count as different. */

/** Two traces of the same model agree to some 1e-13; a mistake shows long before 1e-6. */
export const defaultTolerance = 1e-9;

/**
 * |a − b| > tolerance · max(1, |a|, |b|): absolute among numbers up to 1, relative above. Two NaN are the same, as are two equal infinities; what is not
 * finite differs from everything else.
 */
export function areApart(a: number, b: number, tolerance: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return false;
  const difference = Math.abs(a - b);
  return !Number.isFinite(difference) || difference > tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
