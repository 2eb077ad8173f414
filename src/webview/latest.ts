/** One question at a time, and always the newest: what is asked while an answer is awaited replaces what waited before. */
import type { Answer } from "./connection.js";

export class Latest<Q, A> {
  readonly #ask: (query: Q) => Promise<Answer<A>>;
  readonly #arrived: () => void;
  #asked = "";
  #isUnderWay = false;
  #next: { readonly key: string; readonly query: Q } | null = null;
  #value: A | null = null;
  #answered: Q | null = null;
  #refusal: string | null = null;

  constructor(ask: (query: Q) => Promise<Answer<A>>, arrived: () => void) {
    this.#ask = ask;
    this.#arrived = arrived;
  }

  /** The last answer; it stays while a newer one is awaited, so that nothing flickers. */
  get value(): A | null {
    return this.#value;
  }

  /** What was asked for last and answered. */
  get answered(): Q | null {
    return this.#answered;
  }

  /** Why there is no value, where the last answer was an error. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Asks unless just this was asked last. */
  want(query: Q): void {
    const key = JSON.stringify(query);
    if (key === (this.#next?.key ?? this.#asked)) return;
    this.#next = { key, query };
    if (!this.#isUnderWay) void this.#askNext();
  }

  forget(): void {
    this.#asked = "";
    this.#next = null;
    this.#value = null;
    this.#answered = null;
    this.#refusal = null;
  }

  async #askNext(): Promise<void> {
    while (this.#next !== null) {
      const { key, query } = this.#next;
      this.#next = null;
      this.#asked = key;
      this.#isUnderWay = true;
      const answer = await this.#ask(query);
      this.#isUnderWay = false;
      // What was asked of a trace that has gone meanwhile says nothing: the last answer stays.
      if (this.#asked !== key || answer.outcome === "disposed") continue;
      this.#answered = query;
      this.#value = answer.outcome === "ok" ? answer.value : null;
      this.#refusal = answer.outcome === "error" ? answer.message : null;
      this.#arrived();
    }
  }
}
