/** What is looked for in a trace before any of it is shown. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Trace } from "../core/trace.js";
import type { LstmDocument } from "../document/document.js";
import { type Hiding, hidingOf, nothingHidden, seenTrace } from "../report/answers/hiding.js";
import { type Range, ranges } from "../report/summary.js";

/** A trace as it may be seen. */
export interface Survey {
  /** What an exercise hides of it. */
  readonly hiding: Hiding;
  /** The trace with NaN in place of what is hidden: what is sent to a page is cut out of this. */
  readonly seen: Trace;
  /** How far its quantities reach, as far as they are seen: a record a layer. */
  readonly ranges: readonly Readonly<Partial<Record<string, Range>>>[];
}

/** Surveys the trace of a document, which is that after `shown` updates. */
export function* survey(
  document: LstmDocument,
  trace: Trace,
  by: { readonly revealed: readonly string[]; readonly shown: number },
  shouldYield: ShouldYield,
): Sliced<Survey> {
  const { model } = document;
  const hiding = model === null ? nothingHidden : yield* hidingOf(document, model, by, shouldYield);
  const seen = seenTrace(trace, hiding);
  return { hiding, seen, ranges: yield* ranges(seen, shouldYield) };
}
