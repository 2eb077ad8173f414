/** The Trace tab's margin: asks the host for what explains the value selected. */
import type { HostRequests, Saturation } from "../../protocol/panel.js";
import type { Explanation } from "../../report/explanation.js";
import type { Connection } from "../connection.js";
import { hasValue } from "../derive.js";
import { Latest } from "../latest.js";
import type { MarginView, TraceView } from "../view.js";

type Query<K extends keyof HostRequests> = Parameters<HostRequests[K]>[0];

export class MarginState {
  readonly #explanation: Latest<Query<"explain">, Explanation>;
  readonly #saturation: Latest<Query<"saturation">, readonly Saturation[]>;

  constructor(connection: Connection, changed: () => void) {
    this.#explanation = new Latest((query) => connection.ask("explain", query), changed);
    this.#saturation = new Latest((query) => connection.ask("saturation", query), changed);
  }

  /** Asks for what explains the selection of the trace of `revision`. */
  ask(view: TraceView, revision: number): void {
    if (view.selection === null || !hasValue(view, view.selection)) this.#explanation.forget();
    else this.#explanation.want({ revision, place: view.selection });
    if (view.figure.cell.kind === "loupe") this.#saturation.want({ revision, layer: view.layer, t: view.t, unit: view.unit });
  }

  get view(): Omit<MarginView, "insights"> {
    return { explanation: this.#explanation.value, saturation: this.#saturation.value };
  }
}
