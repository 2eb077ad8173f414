/** What the page knows of a comparison: the other trace's steps as they come into sight. */
import type { PanelState } from "../../protocol/panel.js";
import type { Connection } from "../connection.js";
import { StepCache, type Want } from "../stepCache.js";
import type { TraceView } from "../view.js";
import type { ComparisonActions, Other } from "./view.js";

export class ComparisonState implements ComparisonActions {
  readonly #connection: Connection;
  readonly #changed: () => void;
  #shown: Other | null = null;
  /** A newer comparison whose steps in sight are not all there yet: the one shown stays until they are. */
  #next: Other | null = null;

  constructor(connection: Connection, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
  }

  take({ comparison }: PanelState): void {
    if (comparison === null || comparison.trace === null) {
      this.#shown = null;
      this.#next = null;
      return;
    }
    if ((this.#next ?? this.#shown)?.shape.revision === comparison.revision) return;
    const steps = new StepCache(comparison.trace, (query) => this.#connection.ask("otherSteps", query), this.#changed);
    const other = { shape: comparison, steps };
    if (this.#shown === null) this.#shown = other;
    else this.#next = other;
  }

  get other(): Other | null {
    return this.#shown;
  }

  /** Asks the host for what a drawing needs; turns to the newer comparison once that is there. */
  want(view: TraceView): void {
    for (const other of [this.#shown, this.#next]) other?.steps.want(wantsOf(other, view));
    if (this.#next === null || !this.#next.steps.isComplete) return;
    this.#shown = this.#next;
    this.#next = null;
    this.#changed();
  }

  end(): void {
    this.#connection.tell("endComparison", {});
  }

  goToFault(): void {
    this.#connection.tell("goToOtherFault", {});
  }
}

/** The steps in sight and the cursor's, as far as both traces have them. */
function wantsOf({ shape }: Other, { layer, sight, t }: TraceView): readonly Want[] {
  if (!shape.layers[layer - 1]) return [];
  const spans = [
    { from: Math.max(1, sight.from - 1), to: Math.min(shape.T, sight.to + 1) },
    { from: t, to: Math.min(shape.T, t) },
  ];
  return spans.filter(({ from, to }) => from <= to).map((span) => ({ layer, span }));
}
