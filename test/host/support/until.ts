/** Waits for something to become true. */

/**
 * Asks again every 20 ms until `question` gives something other than false, null or undefined, and returns it.
 * @throws after `timeout` milliseconds, naming what was waited for
 */
export async function until<Answer>(
  what: string,
  question: () => Answer | Promise<Answer>,
  timeout = 20_000,
): Promise<Exclude<Awaited<Answer>, false | null | undefined>> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await question();
    if (answer !== false && answer !== null && answer !== undefined) return answer as Exclude<Awaited<Answer>, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeout} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
