/** Pauses between slices of work: a turn of the host's event loop for each, so that the slices of several works do not come one right behind the other. */

/** A pause, and those asked for meanwhile, end one a turn in the order they were asked for; `nextTurn` calls back once whatever else is due has had its own. */
export function pausesBy(nextTurn: (resume: () => void) => void): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const resume = () => {
    waiting.shift()?.();
    if (waiting.length > 0) nextTurn(resume);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) nextTurn(resume);
    });
}
