/** Runs sliced work beside everything else the extension host does: a few milliseconds at a time, until it is done or no longer wanted. */
import type { Progress, ShouldYield, Sliced } from "../core/slices.js";

/** The host's time: the only clock in the client, so that tests bring their own. */
export interface Clock {
  /** Milliseconds from some fixed moment. */
  now(): number;
  /** Lets every message and timer that is due have its turn. */
  pause(): Promise<void>;
  /** Resolves after that many milliseconds. */
  delay(milliseconds: number): Promise<void>;
}

/** How long a slice may hold the thread, in milliseconds. */
export const sliceLength = 8;

/** Who watches the work: whether it is still wanted, and how far it is. Asked between two slices. */
export interface Watch {
  isWanted(): boolean;
  progressed(progress: Progress): void;
}

/** What becomes of work that nobody wants any more. */
export const unwanted = Symbol("unwanted");

/** The work's result, or `unwanted` as soon as it is not wanted any more. */
export async function inSlices<T>(
  begin: (shouldYield: ShouldYield) => Sliced<T>,
  clock: Clock,
  watch: Watch,
): Promise<T | typeof unwanted> {
  let sliceStart = clock.now();
  const work = begin(() => clock.now() - sliceStart >= sliceLength);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    watch.progressed(step.value);
    await clock.pause();
    if (!watch.isWanted()) return unwanted;
    sliceStart = clock.now();
  }
}
