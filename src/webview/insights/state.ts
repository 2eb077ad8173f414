/** What the page knows of a trace as a whole: asked for when everything is drawn, so that nothing waits for it. */
import type { InsightsOfTrace } from "../../protocol/insights.js";
import type { Connection } from "../connection.js";
import { Latest } from "../latest.js";
import type { PageView } from "../view.js";

export class InsightsState {
  readonly #latest: Latest<{ readonly revision: number }, InsightsOfTrace>;

  constructor(connection: Connection, changed: () => void) {
    this.#latest = new Latest((query) => connection.ask("insights", query), changed);
  }

  get value(): InsightsOfTrace | null {
    return this.#latest.value;
  }

  /** Nothing has been drawn for a while, and this is what stands there: asks where the Trace tab shows the newest trace. */
  want(page: PageView | null): void {
    if (page === null || page.tab !== "trace" || page.trace === null || page.host.trace === null) return;
    const { revision } = page.host.trace;
    if (page.trace.trace.revision === revision && page.trace.steps.isComplete) this.#latest.want({ revision });
  }
}
