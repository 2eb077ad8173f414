/** What the page supposes of the file's numbers: one request a frame and four under way at the most, the last value of each number wins. */

import type { PanelState } from "../../protocol/panel.js";
import type { NumberPath } from "../../protocol/whatIf.js";
import type { Connection } from "../connection.js";
import { type Adjustable, keyOf, type WhatIfActions } from "./view.js";

/** By the number's key; with a value of null it is to be the file's own again. */
type Asked = Map<string, Omit<Adjustable, "value"> & { readonly value: number | null }>;

/**
 * Requests under way at the most. A value takes longer to the host and back than a frame: with one alone, frames would wait for it; with more, what the
 * host has no time for would come late.
 */
const most = 4;

export class WhatIfState implements WhatIfActions {
  readonly #connection: Pick<Connection, "ask" | "tell">;
  readonly #isSettled: () => boolean;
  readonly #changed: () => void;
  #host: ReadonlyMap<string, Adjustable> = new Map();
  #waiting: Asked = new Map();
  /** In the order they were sent; what is discarded counts no more. */
  #underWay: readonly Asked[] = [];
  /** Requests the host has not answered, discarded or not. */
  #unanswered = 0;
  #held: { readonly place: string; readonly paths: ReadonlyMap<string, NumberPath> } = { place: "", paths: new Map() };
  /** Whether what is supposed is to be applied once all of it has arrived. */
  #isToBeApplied = false;

  /** `isSettled`: whether all that was asked about the trace shown has come, and no other waits to be drawn. */
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
    const asked = [...this.#underWay, this.#waiting].findLast((each) => each.has(key))?.get(key);
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
    if (this.#unanswered === 0) this.pump();
    this.#changed();
  }

  apply(): void {
    this.#isToBeApplied = true;
    this.#applyOnceArrived();
  }

  discard(): void {
    this.#waiting.clear();
    this.#underWay = [];
    this.#isToBeApplied = false;
    this.#connection.tell("discardWhatIf", {});
  }

  /** After each drawing: sends what was asked for last. So there is one a frame at the most, and the host is asked for no more than is drawn. */
  pump(): void {
    if (this.#waiting.size === 0 || this.#unanswered >= most || !this.#isSettled()) return;
    const asked = this.#waiting;
    this.#waiting = new Map();
    this.#underWay = [...this.#underWay, asked];
    this.#unanswered++;
    const changes = [...asked.values()].map(({ path, value }) => ({ path, value }));
    void this.#connection.ask("suppose", { changes }).then(() => {
      this.#unanswered--;
      this.#underWay = this.#underWay.filter((other) => other !== asked);
      this.#applyOnceArrived();
      this.#changed();
    });
  }

  #applyOnceArrived(): void {
    if (!this.#isToBeApplied || this.#waiting.size + this.#underWay.length > 0) return;
    this.#isToBeApplied = false;
    this.#connection.tell("applyWhatIf", {});
  }
}
