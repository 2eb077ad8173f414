/** The text of an export, computed beside everything else, until it is whole or given up. */
import { backward } from "../core/backward.js";
import { forward } from "../core/forward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { LstmDocument } from "../document/document.js";
import { type Manner, traceText } from "../report/traceText.js";
import { updatesOf } from "../report/updates.js";
import type { Traced } from "./session.js";

/** More is not held in memory; the command line writes any length. */
export const mostBytes = 512 * 2 ** 20;

/** What comes of the work: the bytes, or why there are none. */
export type ExportedBytes = { readonly kind: "bytes"; readonly parts: readonly Uint8Array[] } | { readonly kind: "cancelled" | "tooLarge" };

export interface ExportJob extends Manner {
  /** Adam updates to write too. */
  readonly updates: number;
}

/** The text of the file's own numbers, whatever updates are shown; progress is told in bytes, of no known total. */
export function* exportedBytes(
  traced: Traced,
  { updates, ...manner }: ExportJob,
  isCancelled: () => boolean,
  shouldYield: ShouldYield,
): Sliced<ExportedBytes> {
  const work = partsOf(traced.document, traced, { updates, ...manner }, shouldYield);
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const part of work) {
    if (part !== null) parts.push(part);
    done += part?.length ?? 0;
    if (isCancelled()) return { kind: "cancelled" };
    if (done > mostBytes) return { kind: "tooLarge" };
    if (part === null || shouldYield()) yield { done, total: 0 };
  }
  return { kind: "bytes", parts };
}

/** The text in pieces; a null where the work is to be left for a while. */
function* partsOf(
  document: LstmDocument,
  traced: Traced,
  { updates, ...manner }: ExportJob,
  shouldYield: ShouldYield,
): Generator<Uint8Array | null, void, void> {
  const { model } = document;
  if (model === null) throw new Error("a document that is traced has a model");
  const trace = traced.updates.shown === 0 ? traced.trace : yield* pausing(forward(model, shouldYield));
  const gradients = trace.loss === null || manner.format === "csv" ? null : yield* pausing(backward(trace, shouldYield));
  const taken = updates > 0 ? updatesOf(model, updates, shouldYield) : null;
  const encoder = new TextEncoder();
  for (const chunk of traceText({ document, trace, gradients, updates: taken }, manner)) {
    if (chunk !== "") yield encoder.encode(chunk);
    else if (shouldYield()) yield null;
  }
}

function* pausing<T>(work: Sliced<T>): Generator<null, T, void> {
  let step = work.next();
  while (!step.done) {
    yield null;
    step = work.next();
  }
  return step.value;
}
