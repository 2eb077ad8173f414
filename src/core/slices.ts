/** How long work is cut into slices: the work is a generator, the caller owns the clock. */

/** Asked between units of work; true where the work should give the thread back. */
export type ShouldYield = () => boolean;

/** How far a sliced computation has come. */
export interface Progress {
  /** Units done so far, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** Work that yields its progress whenever its `ShouldYield` says so, and returns its result. */
export type Sliced<T> = Generator<Progress, T, void>;

/** A `ShouldYield` for callers that want the whole result at once. */
export const never: ShouldYield = () => false;

/** Runs sliced work to its end without giving the thread back. */
export function runToEnd<T>(work: Sliced<T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Sliced work as a part of larger work, whose progress it tells instead of its own; `fraction` says how far the part has come. */
export function* within<T>(part: Sliced<T>, progress: (fraction: number) => Progress): Sliced<T> {
  let step = part.next();
  while (!step.done) {
    const { done, total } = step.value;
    yield progress(total === 0 ? 0 : done / total);
    step = part.next();
  }
  return step.value;
}
