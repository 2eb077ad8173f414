/** The trace that is drawn, and the newer one that takes its place as soon as what is in sight of it is there. */
import type { TraceShape } from "../protocol/panel.js";
import { type AskSteps, StepCache, type Want } from "./stepCache.js";

export class Traces {
  readonly #ask: AskSteps;
  readonly #arrived: () => void;
  #shown: StepCache | null = null;
  #next: StepCache | null = null;

  constructor(ask: AskSteps, arrived: () => void) {
    this.#ask = ask;
    this.#arrived = arrived;
  }

  get shown(): StepCache | null {
    return this.#shown;
  }

  /** A newer trace whose steps in sight are not all there yet: the one shown stays until they are. */
  get next(): StepCache | null {
    return this.#next;
  }

  /** The host's newest trace; none where there is nothing to draw. */
  take(trace: TraceShape | null): void {
    if (trace === null || trace.layers.length === 0) {
      this.#shown = null;
      this.#next = null;
      return;
    }
    const newest = this.#next ?? this.#shown;
    if (newest?.trace.revision === trace.revision) return;
    const steps = new StepCache(trace, this.#ask, this.#arrived);
    if (this.#shown === null) this.#shown = steps;
    else this.#next = steps;
  }

  /** Turns to the newer trace once all that would be in sight of it is there. */
  advance(wantsFor: (steps: StepCache) => readonly Want[]): void {
    if (this.#next === null) return;
    this.#next.want(wantsFor(this.#next));
    if (!this.#next.isComplete) return;
    this.#shown = this.#next;
    this.#next = null;
  }
}
