/** A problem of a file as a line of text. */
import type { Lines } from "../document/lines.js";
import type { Problem } from "../document/problem.js";

/** `FILE:LINE:COL: message`, line and column counted from 1; a warning says that it is one. */
export function faultLine(file: string, lines: Lines, { severity, message, range }: Problem): string {
  const { line, character } = lines.at(range.start);
  return `${file}:${line + 1}:${character + 1}: ${severity === "warning" ? "warning: " : ""}${message}\n`;
}
