/** A faulty file: what is reported, and where. */
import type { Severity, TextRange } from "../../../../src/document/problem.js";

export interface Fault {
  readonly code: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly message: string;
}

export interface FaultyFile {
  readonly text: string;
  readonly faults: readonly Fault[];
}

/**
 * A file and its faults in text order, each as `[where, code, message]`. `where` is a piece of the text whose first place is meant, with the part that is
 * marked between « and » where it is not the whole piece.
 */
export function faulty(text: string, ...faults: readonly [where: string, code: string, message: string][]): FaultyFile {
  return { text, faults: faults.map(([where, code, message]) => ({ code, message, severity: "error", range: placeOf(where, text) })) };
}

/** The same for a file that has warnings only. */
export function doubtful(text: string, ...warnings: readonly [where: string, code: string, message: string][]): FaultyFile {
  const { faults } = faulty(text, ...warnings);
  return { text, faults: faults.map((fault) => ({ ...fault, severity: "warning" })) };
}

function placeOf(where: string, text: string): TextRange {
  const [before, marked, after] = where.includes("«") ? where.split(/[«»]/) : ["", where, ""];
  const found = text.indexOf(before + marked + after);
  if (found < 0) throw new Error(`${where} is not in ${text}`);
  return { start: found + before.length, end: found + before.length + marked.length };
}
