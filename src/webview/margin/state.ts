/** The Trace tab's margin: asks the host for what explains the value selected. */
import type { HostRequests, Saturation } from "../../protocol/panel.js";
import type { Explanation } from "../../report/explanation.js";
import { placeKey } from "../cell/pen.js";
import type { Connection } from "../connection.js";
import { hasValue } from "../derive.js";
import { Latest } from "../latest.js";
import { Unfolding } from "../unfolding.js";
import type { MarginActions, MarginView, TraceView } from "../view.js";

type Query<K extends keyof HostRequests> = Parameters<HostRequests[K]>[0];

export class MarginState implements MarginActions {
  readonly #explanation: Latest<Query<"explain">, Explanation>;
  readonly #saturation: Latest<Query<"saturation">, readonly Saturation[]>;
  readonly #unfolding = new Unfolding();
  readonly #changed: () => void;

  constructor(connection: Connection, changed: () => void) {
    this.#changed = changed;
    this.#explanation = new Latest((query) => connection.ask("explain", query), changed);
    this.#saturation = new Latest((query) => connection.ask("saturation", query), changed);
  }

  /** Asks for what explains the selection of the trace of `revision`. */
  ask(view: TraceView, revision: number): void {
    const { selection } = view;
    if (selection === null || !hasValue(view, selection)) this.#explanation.forget();
    else {
      const terms = this.#unfolding.termsFor(placeKey(selection));
      this.#explanation.want({ revision, place: selection, ...(terms !== undefined && { terms }) });
    }
    if (view.figure.cell.kind === "loupe") this.#saturation.want({ revision, layer: view.layer, t: view.t, unit: view.unit });
  }

  get view(): Omit<MarginView, "insights"> {
    return { explanation: this.#explanation.value, canUnfold: this.#unfolding.hasMore, saturation: this.#saturation.value };
  }

  /** Shows more terms of a long sum. */
  unfold(): void {
    this.#unfolding.more();
    this.#changed();
  }
}
