/** What a person waits for just after the extension has started goes before what can wait: two processes that start at once take twice as long. */
import type { Clock } from "./slicer.js";

/** In milliseconds: what the extension was started for has begun by then. */
const afterStart = 100;
/** In milliseconds: the longest that others wait. */
const patience = 3000;

/** Commands that open panels, and panels on their way to their first drawing. */
export class Coming {
  private underWay = 0;
  private arrived: () => void = () => undefined;

  /** Others wait until this has settled; returns it. */
  first<T>(work: Promise<T>): Promise<T> {
    this.underWay++;
    const settled = (): void => {
      this.underWay--;
      if (this.underWay === 0) this.arrived();
    };
    work.then(settled, settled);
    return work;
  }

  /** Settles when nothing is on its way any more, or when that takes too long. To be asked once, at the start. */
  async none({ delay }: Pick<Clock, "delay">): Promise<void> {
    await delay(afterStart);
    if (this.underWay === 0) return;
    const arrived = new Promise<void>((resolve) => {
      this.arrived = resolve;
    });
    await Promise.race([arrived, delay(patience)]);
  }
}
