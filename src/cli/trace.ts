/** `unroll trace FILE`: the trace on stdout. */
import path from "node:path";
import type { Update } from "../core/adam.js";
import { backward, type Gradients } from "../core/backward.js";
import { forward } from "../core/forward.js";
import type { Model } from "../core/model.js";
import { never, runToEnd } from "../core/slices.js";
import type { Trace } from "../core/trace.js";
import { updatesPossible } from "../core/training.js";
import { type LstmDocument, readDocument } from "../document/document.js";
import { Lines } from "../document/lines.js";
import { notFiniteWarnings, updateWarning } from "../report/notFinite.js";
import { traceTable } from "../report/traceTable.js";
import { traceText } from "../report/traceText.js";
import { updatesOf } from "../report/updates.js";
import { updatesTable } from "../report/updatesTable.js";
import type { Format, TraceOptions } from "./arguments.js";
import { faultLine } from "./faultLine.js";
import { readText } from "./readText.js";
import { beyondMemory, withinMemory } from "./withinMemory.js";

/** The trace's text, piece by piece, and what is to be said beside it; no text where the file cannot be used. */
export interface Traced {
  readonly chunks: Iterable<string> | null;
  readonly remarks: readonly string[];
  /** What is to be said when the text has been written. */
  readonly afterwards: readonly string[];
}

export function trace(file: string, how: TraceOptions): Traced {
  const read = readText(file);
  if (read.kind === "fault") return unusable([`${read.message}\n`]);
  const document = runToEnd(readDocument(read.text, never));
  const { model, problems, text } = document;
  const lines = new Lines(text);
  const remarks = problems.map((problem) => faultLine(file, lines, problem));
  if (model === null) return unusable(remarks);
  const unable = whyNoUpdates(model, how.updates);
  if (unable !== null) return unusable([...remarks, `${file}: ${unable}\n`]);
  const computed = withinMemory(() => compute(document, model, how.format));
  if (computed === null) return unusable([...remarks, `${file}: ${beyondMemory}\n`]);
  const warning = (text: string) => `${file}: warning: ${text}\n`;
  const afterwards: string[] = [];
  return {
    chunks: chunksOf(computed, { ...how, name: path.basename(file) }, (text) => afterwards.push(warning(text))),
    remarks: [...remarks, ...notFiniteWarnings(computed.trace, computed.gradients).map(warning)],
    afterwards,
  };
}

function unusable(remarks: readonly string[]): Traced {
  return { chunks: null, remarks, afterwards: [] };
}

/** Why the file cannot take the updates asked for; null where it can. */
function whyNoUpdates(model: Model, updates: number | null): string | null {
  const possible = updatesPossible(model);
  if (updates === null || updates <= possible) return null;
  if (model.optimizer === null) return '--updates needs an "optimizer" in the file';
  if (model.given === null) return '--updates needs "targets" in the file';
  return `--updates ${updates} is more than the file has gradients for: "gradients" has ${possible}`;
}

interface Computed {
  readonly document: LstmDocument;
  readonly trace: Trace;
  readonly gradients: Gradients | null;
}

function compute(document: LstmDocument, model: Model, format: Format): Computed {
  const computed = runToEnd(forward(model, never));
  const isWithGradients = computed.loss !== null && format !== "table" && format !== "csv";
  return { document, trace: computed, gradients: isWithGradients ? runToEnd(backward(computed, never)) : null };
}

/** The updates as they are, one by one; the first that is not finite leaves a remark. */
function* watched(model: Model, updates: Iterable<Update | null>, remark: (text: string) => void): Generator<Update | null, void, void> {
  let number = 0;
  let warning: string | null = null;
  for (const update of updates) {
    if (update === null) continue;
    number++;
    warning ??= updateWarning(model, update, number);
    yield update;
  }
  if (warning !== null) remark(warning);
}

/** A problem that gives its gradients takes an update for each unless told otherwise; what runs through time takes none. */
function* chunksOf(
  computed: Computed,
  { format, decimals, updates, name }: TraceOptions & { readonly name: string },
  remark: (text: string) => void,
): Generator<string, void, void> {
  const { model } = computed.trace;
  const count = updates ?? (model.given ? updatesPossible(model) : 0);
  const taken = count > 0 ? watched(model, updatesOf(model, count, never), remark) : null;
  if (format !== "table") return yield* traceText({ ...computed, updates: taken }, { format, decimals, name });
  yield* traceTable(computed.trace, decimals);
  if (taken === null) return;
  yield "\n";
  yield* updatesTable(model, taken, decimals);
}
