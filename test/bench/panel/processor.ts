/** A page's processor time. */
import type { Page } from "playwright-core";

/** Tells the milliseconds the page's thread has had of a processor: what a busy machine leaves meaningful. What computes is in it too. */
export async function watchProcessor(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
}
