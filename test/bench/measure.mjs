/** How long an operation takes: a median over samples of some milliseconds. */

/**
 * @param {() => unknown} operation may give a promise
 * @param {number} warmMs how long it runs before it counts
 * @param {number} ms how long samples are taken
 * @param {boolean} cpu whether processor time counts, that of the engine's helpers included, rather than the clock's
 */
export async function measure(operation, warmMs, ms, cpu) {
  const now = cpu ? processorTime : () => performance.now();
  /** @param {number} times */
  const sample = async (times) => {
    const start = now();
    for (let k = 0; k < times; k++) {
      const result = operation();
      if (result instanceof Promise) await result;
    }
    return (now() - start) / times;
  };
  let one = 0;
  for (const end = now() + warmMs; one === 0 || now() < end; ) {
    one = await sample(1);
    // Optimised code that was compiled beside us is taken up between turns.
    if (one < 1) await new Promise((resolve) => setImmediate(resolve));
  }
  // What takes longer than all samples together is not run once more for one.
  if (one > ms) return one;
  const times = Math.max(1, Math.min(2000, Math.ceil(2 / Math.max(one, 1e-4))));
  /** @type {number[]} */
  const samples = [];
  for (const last = now() + ms; samples.length === 0 || now() < last; ) samples.push(await sample(times));
  return median(samples);
}

/** Milliseconds this process has computed for. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
