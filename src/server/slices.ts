/** Runs sliced work on the server's one thread without keeping requests waiting. */
import type { ShouldYield, Sliced } from "../core/slices.js";

/** Milliseconds a slice may hold the thread. */
const sliceLength = 8;

/** Runs the work in slices with a macrotask between them, so that messages come in. Null as soon as it is stale. */
export async function inSlices<T>(begin: (shouldYield: ShouldYield) => Sliced<T>, isStale: () => boolean): Promise<T | null> {
  let started = performance.now();
  const work = begin(() => performance.now() - started > sliceLength);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await macrotask();
    if (isStale()) return null;
    started = performance.now();
  }
}

/** Promises alone would not do: microtasks run before any message is looked at. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
