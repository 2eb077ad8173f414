/** A list of listeners that are told when something happened. */
export class Signal<T = void> {
  /** Of all signals together. */
  private static alive = 0;
  private readonly listeners = new Set<(what: T) => void>();

  /** How many listeners all signals have. */
  static get listenersAlive(): number {
    return Signal.alive;
  }

  /** Adds a listener; the function returned takes it away again. */
  subscribe(listener: (what: T) => void): () => void {
    // A function of its own, so that one listener added twice is taken away once.
    const own = (what: T) => listener(what);
    this.listeners.add(own);
    Signal.alive++;
    return () => {
      if (this.listeners.delete(own)) Signal.alive--;
    };
  }

  fire(what: T): void {
    for (const listener of [...this.listeners]) listener(what);
  }

  dispose(): void {
    Signal.alive -= this.listeners.size;
    this.listeners.clear();
  }
}
