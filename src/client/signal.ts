/** A list of listeners that are told when something happened. */
export class Signal<T = void> {
  private readonly listeners = new Set<(what: T) => void>();

  /** Adds a listener; the function returned takes it away again. */
  subscribe(listener: (what: T) => void): () => void {
    // A function of its own, so that one listener added twice is taken away once.
    const own = (what: T) => listener(what);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  fire(what: T): void {
    for (const listener of [...this.listeners]) listener(what);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
