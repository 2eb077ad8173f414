/** Figures asked of a panel's page: each wish is answered by the page, or given up when the panel goes or says nothing. */

import type { PageEvents } from "../protocol/pageEvents.js";
import type { HostEvents } from "../protocol/panel.js";

/** A page that has everything to draw answers at once; one that must compute first may take its time, in milliseconds. */
const patience = 60_000;

/** The bytes of a figure, or why there are none; no reason where the tab shown simply has no figure. */
export type PageFigure = { readonly bytes: Uint8Array } | { readonly bytes: null; readonly reason: string | null };

interface Waiting {
  readonly wanted: HostEvents["figureWanted"];
  readonly resolve: (figure: PageFigure) => void;
}

export class PageFigures {
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  /** Whether there is a page to hear; `listens` says that there is one. */
  isListening = false;

  constructor(private readonly send: (wanted: HostEvents["figureWanted"]) => void) {}

  /** Asks for the figure of the tab shown. */
  ask(format: "svg" | "png"): Promise<PageFigure> {
    const wanted = { id: this.nextId++, format };
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(wanted.id, { bytes: null, reason: "the panel did not answer" }), patience);
      const done = (figure: PageFigure): void => {
        clearTimeout(timer);
        resolve(figure);
      };
      this.waiting.set(wanted.id, { wanted, resolve: done });
      if (this.isListening) this.send(wanted);
    });
  }

  /** A page listens from now on; it may be a new one, that has heard nothing of what was asked of the one before. */
  listens(): void {
    this.isListening = true;
    for (const { wanted } of this.waiting.values()) this.send(wanted);
  }

  figure({ id, bytes }: PageEvents["figure"]): void {
    this.settle(id, { bytes });
  }

  noFigure({ id, message }: PageEvents["noFigure"]): void {
    this.settle(id, { bytes: null, reason: message === "" ? null : message });
  }

  dispose(): void {
    for (const id of [...this.waiting.keys()]) this.settle(id, { bytes: null, reason: "the panel was closed" });
  }

  private settle(id: number, figure: PageFigure): void {
    this.waiting.get(id)?.resolve(figure);
    this.waiting.delete(id);
  }
}
