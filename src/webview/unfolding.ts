/** How many terms of a long sum are shown: few at first, and more each time they are asked for; another number starts anew. */
import { mostTerms } from "../protocol/panel.js";

/** Steps of unfolding. */
const steps = [56, 256, 1024, mostTerms] as const;

export class Unfolding {
  #of = "";
  #at = -1;

  /** For the explanation of `of`; undefined for as many as are usual. */
  termsFor(of: string): number | undefined {
    if (of !== this.#of) {
      this.#of = of;
      this.#at = -1;
    }
    return steps[this.#at];
  }

  /** Whether more can be asked for. */
  get hasMore(): boolean {
    return this.#at < steps.length - 1;
  }

  more(): void {
    this.#at = Math.min(steps.length - 1, this.#at + 1);
  }
}
