/** One question at a time, and always the newest: what is asked while an answer is awaited replaces what waited before. */
import type { Answer } from "./connection.js";

export class Latest<Q, A> {
  readonly #ask: (query: Q) => Promise<Answer<A>>;
  readonly #arrived: () => void;
  #asked = "";
  #isUnderWay = false;
  #next: { readonly key: string; readonly query: Q } | null = null;
  #value: A | null = null;

  constructor(ask: (query: Q) => Promise<Answer<A>>, arrived: () => void) {
    this.#ask = ask;
    this.#arrived = arrived;
  }

  /** The last answer; it stays while a newer one is awaited, so that nothing flickers. */
  get value(): A | null {
    return this.#value;
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
  }

  async #askNext(): Promise<void> {
    while (this.#next !== null) {
      const { key, query } = this.#next;
      this.#next = null;
      this.#asked = key;
      this.#isUnderWay = true;
      const answer = await this.#ask(query);
      this.#isUnderWay = false;
      if (this.#asked !== key) continue;
      this.#value = answer.outcome === "ok" ? answer.value : null;
      this.#arrived();
    }
  }
}
