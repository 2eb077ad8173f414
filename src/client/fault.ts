/** The first fault of a text as the panel's banner shows it. */
import { Lines } from "../document/lines.js";
import type { Problem } from "../document/problem.js";
import type { Fault } from "../protocol/panel.js";

/** As much of a line as is shown: a file may well be one line of megabytes. */
export const longestExcerpt = 200;

/** What keeps a text from being traced, in text order. */
export function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => problem.severity === "error");
}

/** The first error among `problems`, with its line; null where there is none. */
export function firstFault(text: string, problems: readonly Problem[]): Fault | null {
  const errors = errorsOf(problems);
  const [first] = errors;
  if (first === undefined) return null;
  const { start, end } = first.range;
  const lines = new Lines(text);
  const { line, character } = lines.at(start);
  const lineStart = start - character;
  const lineEnd = lineStart + text.slice(lineStart, lines.offsetAt(line + 1, 0)).replace(/[\r\n]+$/, "").length;
  const excerptStart = Math.max(lineStart, Math.min(start - longestExcerpt / 2, lineEnd - longestExcerpt));
  const excerptEnd = Math.min(lineEnd, excerptStart + longestExcerpt);
  return {
    message: first.message,
    line: line + 1,
    column: character + 1,
    lineText: text.slice(excerptStart, excerptEnd),
    from: start - excerptStart,
    to: Math.max(start, Math.min(end, excerptEnd)) - excerptStart,
    more: errors.length - 1,
  };
}
