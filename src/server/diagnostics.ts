/** Problems as the editor's diagnostics. Every one comes from `readDocument`, so none is there twice. */
import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver";
import type { Problem, TextRange } from "../document/problem.js";
import type { OpenFile } from "./documents.js";

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

export function diagnostics(file: OpenFile): Diagnostic[] {
  return file.document.problems.map((problem) => diagnosticOf(problem, file));
}

function diagnosticOf({ code, severity, message, range, data }: Problem, file: OpenFile): Diagnostic {
  const diagnostic: Diagnostic = { range: rangeOf(range, file), severity: severities[severity], code, source: "unroll", message };
  if (data !== undefined) diagnostic.data = data;
  return diagnostic;
}

/** A range of the text as lines and characters. */
export function rangeOf({ start, end }: TextRange, { text }: OpenFile): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}
