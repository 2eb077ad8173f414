/** How many terms of a long sum are shown: few at first, and more each time they are asked for; another number starts anew. */

/** Steps of unfolding; the host sends no more at once than the last. */
const steps = [56, 256, 1024, 4096] as const;

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

  more(): void {
    this.#at = Math.min(steps.length - 1, this.#at + 1);
  }
}
