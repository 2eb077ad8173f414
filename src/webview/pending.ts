/** What the page has asked the host to change and not yet seen changed: shown at once, corrected by what the host says. */

/** After this long without an echo the host's own value counts again. */
const PATIENCE_MS = 1000;

export class Pending<T> {
  readonly #same: (a: T, b: T) => boolean;
  readonly #expired: () => void;
  #sent: T[] = [];
  #confirmed: T | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(same: (a: T, b: T) => boolean, expired: () => void) {
    this.#same = same;
    this.#expired = expired;
  }

  /** What to show, given the host's last value. */
  shown(host: T): T {
    return this.#sent.at(-1) ?? host;
  }

  sent(value: T): void {
    this.#sent.push(value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#sent = [];
      this.#expired();
    }, PATIENCE_MS);
  }

  /** The host's value came in: an echo settles all that was sent up to it; a value of the host's own settles everything. */
  confirmed(value: T): void {
    const echo = this.#sent.findIndex((sent) => this.#same(sent, value));
    const isNews = this.#confirmed === undefined || !this.#same(this.#confirmed, value);
    if (echo >= 0) this.#sent.splice(0, echo + 1);
    else if (isNews) this.#sent = [];
    this.#confirmed = value;
    if (this.#sent.length === 0) clearTimeout(this.#timer);
  }
}
