/** Work done one piece at a time: what is asked for meanwhile is put together and done next. */

interface Next<Asked, Result> {
  asked: Asked;
  readonly result: Promise<Result | null>;
  readonly settle: (result: Promise<Result> | null) => void;
}

export class InTurn<Asked, Result> {
  #isWorking = false;
  #next: Next<Asked, Result> | null = null;

  /** `together`: what was asked for first, then what came later, as one. */
  constructor(
    private readonly work: (asked: Asked) => Promise<Result>,
    private readonly together: (first: Asked, later: Asked) => Asked,
  ) {}

  /** The result of the work that does what is asked; null where it was forgotten before its turn came. */
  ask(asked: Asked): Promise<Result | null> {
    if (!this.#isWorking) return this.#do(asked);
    if (this.#next === null) {
      let settle: Next<Asked, Result>["settle"] = () => undefined;
      const result = new Promise<Result | null>((resolve) => {
        settle = resolve;
      });
      this.#next = { asked, result, settle };
    } else this.#next.asked = this.together(this.#next.asked, asked);
    return this.#next.result;
  }

  /** What waits for its turn is not done. */
  forget(): void {
    this.#next?.settle(null);
    this.#next = null;
  }

  async #do(asked: Asked): Promise<Result> {
    this.#isWorking = true;
    try {
      return await this.work(asked);
    } finally {
      this.#isWorking = false;
      const next = this.#next;
      this.#next = null;
      if (next !== null) next.settle(this.#do(next.asked));
    }
  }
}
