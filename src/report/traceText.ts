/** A trace in any of the formats it is written in: the command line and the editor write the same text. */

import type { Update } from "../core/adam.js";
import type { Gradients } from "../core/backward.js";
import type { Trace } from "../core/trace.js";
import type { LstmDocument } from "../document/document.js";
import { traceCsv } from "./traceCsv.js";
import { traceJson } from "./traceJson.js";
import { updatesCsv } from "./updatesCsv.js";
import { worksheetLatex } from "./worked/latex.js";
import { worksheetMarkdown } from "./worked/markdown.js";

export const exportFormats = ["json", "csv", "md", "tex"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a text is written from. */
export interface Exported {
  readonly document: LstmDocument;
  /** Of the file's own parameters. */
  readonly trace: Trace;
  /** Of the trace's loss; null where there is none. CSV does without. */
  readonly gradients: Gradients | null;
  /** See `updatesOf`; null where none are wanted. */
  readonly updates: Iterable<Update | null> | null;
}

/** How it is written. */
export interface Manner {
  readonly format: ExportFormat;
  /** Digits after the point in Markdown and LaTeX; JSON and CSV hold every digit. */
  readonly decimals: number;
  /** The file's, which heads Markdown and LaTeX. */
  readonly name: string;
}

/** The text as chunks, to be written one after the other; an empty one where who writes may do something else first. */
export function traceText(exported: Exported, { format, decimals, name }: Manner): Generator<string, void, void> {
  const { trace, gradients, updates } = exported;
  switch (format) {
    case "json":
      return traceJson(trace, { gradients, updates });
    case "csv":
      return updates === null ? traceCsv(trace) : updatesCsv(trace.model, updates);
    case "md":
      return worksheetMarkdown({ ...exported, decimals, name });
    case "tex":
      return worksheetLatex({ ...exported, decimals, name });
  }
}
