/** What the page supposes of the file's numbers: one request under way at the most, the last value of each number wins. */

import type { PanelState } from "../../protocol/panel.js";
import type { NumberPath } from "../../protocol/whatIf.js";
import type { Connection } from "../connection.js";
import { type Adjustable, keyOf, type WhatIfActions } from "./view.js";

/** By the number's key; with a value of null it is to be the file's own again. */
type Asked = Map<string, Omit<Adjustable, "value"> & { readonly value: number | null }>;

export class WhatIfState implements WhatIfActions {
  readonly #connection: Pick<Connection, "ask" | "tell">;
  readonly #isSettled: () => boolean;
  readonly #changed: () => void;
  #host: ReadonlyMap<string, Adjustable> = new Map();
  #waiting: Asked = new Map();
  #underWay: Asked = new Map();
  #held: { readonly place: string; readonly paths: ReadonlyMap<string, NumberPath> } = { place: "", paths: new Map() };
  /** Whether what is supposed is to be applied once all of it has arrived. */
  #isToBeApplied = false;

  /** `isSettled`: whether all that was asked about the trace shown has come and is drawn. */
  constructor(connection: Pick<Connection, "ask" | "tell">, isSettled: () => boolean, changed: () => void) {
    this.#connection = connection;
    this.#isSettled = isSettled;
    this.#changed = changed;
  }

  take({ whatIf }: PanelState): void {
    this.#host = new Map(
      whatIf.suppositions.map(({ path, was, value }) => [keyOf(path), { path, was: Number(was), value: Number(value) }]),
    );
  }

  adjusted(path: NumberPath): Adjustable | null {
    const key = keyOf(path);
    const asked = this.#waiting.get(key) ?? this.#underWay.get(key);
    if (asked === undefined) return this.#host.get(key) ?? null;
    const { value } = asked;
    return value === null ? null : { ...asked, value };
  }

  held(place: string, numbers: ReadonlyMap<string, Adjustable>): readonly Adjustable[] {
    const before = this.#held.place === place ? this.#held.paths : new Map<string, NumberPath>();
    const shown = new Map<string, Adjustable>();
    for (const [key, path] of before) {
      const number = numbers.get(key) ?? this.adjusted(path);
      if (number !== null) shown.set(key, number);
    }
    for (const [key, number] of numbers) if (!shown.has(key)) shown.set(key, number);
    this.#held = { place, paths: new Map([...shown].map(([key, { path }]) => [key, path])) };
    return [...shown.values()];
  }

  suppose({ path, was }: Adjustable, value: number | null): void {
    this.#waiting.set(keyOf(path), { path, was, value });
    this.pump();
    this.#changed();
  }

  apply(): void {
    this.#isToBeApplied = true;
    this.#applyOnceArrived();
  }

  discard(): void {
    this.#waiting.clear();
    this.#connection.tell("discardWhatIf", {});
  }

  /** Sends what was asked for last as soon as the one before is drawn: so there is one a frame at the most, and none is drawn in vain. */
  pump(): void {
    if (this.#waiting.size === 0 || this.#underWay.size > 0 || !this.#isSettled()) return;
    this.#underWay = this.#waiting;
    this.#waiting = new Map();
    const changes = [...this.#underWay.values()].map(({ path, value }) => ({ path, value }));
    void this.#connection.ask("suppose", { changes }).then(() => {
      this.#underWay = new Map();
      this.#applyOnceArrived();
      this.#changed();
    });
  }

  #applyOnceArrived(): void {
    if (!this.#isToBeApplied || this.#waiting.size + this.#underWay.size > 0) return;
    this.#isToBeApplied = false;
    this.#connection.tell("applyWhatIf", {});
  }
}
