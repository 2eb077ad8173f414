/** What a page without VS Code compares its trace with. */
import { Comparison } from "../../../src/client/comparison.js";
import { TraceSession } from "../../../src/client/session.js";
import { clock } from "./clock.js";

export class Compared {
  readonly comparison: Comparison;
  #text = "";
  #version = 1;
  #other: TraceSession | null = null;

  /** Another text, or an update of the session's own. */
  constructor(session: TraceSession, wanted: { readonly name: string; readonly text: string } | { readonly update: number }) {
    const compared = this;
    if ("update" in wanted) {
      const counterpart = { kind: "update", update: wanted.update, name: `update ${wanted.update}` } as const;
      this.comparison = new Comparison(session, counterpart, 1e-9, clock);
      return;
    }
    this.#text = wanted.text;
    const source = {
      get version() {
        return compared.#version;
      },
      getText: () => this.#text,
    };
    this.#other = new TraceSession(source, clock, null);
    this.comparison = new Comparison(session, { kind: "file", name: wanted.name, session: this.#other }, 1e-9, clock);
  }

  /** Types a new text into the other file. */
  async edit(text: string): Promise<void> {
    this.#text = text;
    this.#version++;
    this.#other?.follow();
    await this.comparison.ready();
  }
}
