/** Answers the host's wish for the figure of the tab shown, once everything in it is there. */
import type { HostEvents } from "../../protocol/panel.js";
import type { Connection } from "../connection.js";
import { pngOf } from "./png.js";
import type { Figure } from "./svg.js";

export class Figures {
  readonly #connection: Pick<Connection, "tell">;
  readonly #changed: () => void;
  #wanted: HostEvents["figureWanted"][] = [];

  /** `changed` has the page drawn: it is asked for the figure when it has come to rest. */
  constructor(connection: Pick<Connection, "tell">, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
  }

  want(wanted: HostEvents["figureWanted"]): void {
    this.#wanted.push(wanted);
    this.#changed();
  }

  get isWanted(): boolean {
    return this.#wanted.length > 0;
  }

  /** `print` draws the figure; null where the tab has none. */
  async answer(print: () => Figure | null): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = [];
    for (const { id, format } of wanted) {
      try {
        const figure = print();
        if (figure === null) this.#connection.tell("noFigure", { id, message: "" });
        else this.#connection.tell("figure", { id, bytes: format === "png" ? await pngOf(figure) : new TextEncoder().encode(figure.svg) });
      } catch (error) {
        this.#connection.tell("noFigure", { id, message: error instanceof Error ? error.message : String(error) });
      }
    }
  }
}
