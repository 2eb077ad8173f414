/** What an explanation is made from, and the numbers it collects. */
import type { LayerTrace, Trace } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import type { Hiding } from "../answers/hiding.js";

/** Numbers kept apart from the text that shows them, so that every bit crosses to the page. */
export class Numbers {
  readonly #values: number[] = [];

  /** Keeps `value` and returns its index. */
  add(value: number): number {
    return this.#values.push(value) - 1;
  }

  /** Keeps `values` in a row and returns the index of the first. */
  addAll(values: readonly number[]): number {
    const start = this.#values.length;
    for (const value of values) this.#values.push(value);
    return start;
  }

  toArray(): Float64Array {
    return Float64Array.from(this.#values);
  }
}

export interface Site {
  readonly document: LstmDocument;
  readonly trace: Trace;
  /** What an exercise hides of it. */
  readonly hiding: Hiding;
  readonly numbers: Numbers;
  /** So many of the largest terms of a long sum are shown; as many as usual where it is left out. */
  readonly mostTerms?: number;
}

/** The layer that people count as `layer` (from 1). */
export function layerTrace(site: Site, layer: number): LayerTrace {
  const found = site.trace.layers[layer - 1];
  if (!found) throw new RangeError(`no layer ${layer} in a trace of ${site.trace.layers.length}`);
  return found;
}

/** Whether `layer` (from 1) is the one whose output the loss compares with the targets. */
export function isTop(site: Site, layer: number): boolean {
  return layer === site.trace.layers.length;
}
