/** How new members are laid out: on one line, or line by line as their neighbours are. */
import type { TextRange } from "../problem.js";

export interface Layout {
  /** The line end and blanks each line starts with; null where all stands on one line. */
  readonly lineStart: string | null;
  /** By how much what is inside stands further in. */
  readonly unit: string;
}

const isBlank = (character: string): boolean => character === " " || character === "\t";
const isLineEnd = (character: string): boolean => character === "\n" || character === "\r";

/** The layout of what stands at `start` inside of `holder`: line by line where nothing but blanks stands before it on its line. */
export function layoutAt(text: string, start: number, holder: TextRange): Layout {
  let line = start;
  while (isBlank(text[line - 1])) line--;
  if (line === 0 || !isLineEnd(text[line - 1])) return { lineStart: null, unit: "" };
  const blanks = text.slice(line, start);
  const lineEnd = text.startsWith("\r\n", line - 2) ? "\r\n" : text[line - 1];
  const outer = indentOf(text, holder.start);
  const isDeeper = blanks.startsWith(outer) && blanks.length > outer.length;
  return { lineStart: lineEnd + blanks, unit: isDeeper ? blanks.slice(outer.length) : blanks.includes("\t") ? "\t" : "  " };
}

/** The blanks that the line of `offset` starts with. */
function indentOf(text: string, offset: number): string {
  const line = Math.max(text.lastIndexOf("\n", offset), text.lastIndexOf("\r", offset)) + 1;
  let end = line;
  while (isBlank(text[end])) end++;
  return text.slice(line, end);
}

/** The layout one level further in. */
export function inside({ lineStart, unit }: Layout): Layout {
  return { lineStart: lineStart === null ? null : lineStart + unit, unit };
}

/** `items` between brackets: `{ a, b }` and `[a, b]`, or each on a line of its own. */
export function bracketed(items: readonly string[], [open, close]: readonly [string, string], layout: Layout): string {
  const { lineStart } = inside(layout);
  if (layout.lineStart !== null && lineStart !== null) {
    return open + items.map((item) => lineStart + item).join(",") + layout.lineStart + close;
  }
  const edge = open === "{" ? " " : "";
  return open + edge + items.join(", ") + edge + close;
}

/** What stands behind a value on its line. */
export interface Behind {
  /** Whether its comma does. */
  readonly hasComma: boolean;
  /** Where the next line's text can be put in: behind the value, its comma and their comments. */
  readonly end: number;
}

/** Looks from the end of a value, at `from`, to `limit`, where the next name or the closing bracket stands. */
export function behind(text: string, from: number, limit: number): Behind {
  let comma = -1;
  let end = from;
  for (let at = from; at < limit; ) {
    const character = text[at];
    if (isLineEnd(character)) return { hasComma: comma >= 0, end };
    if (character === ",") {
      if (comma >= 0) break;
      comma = at;
      end = ++at;
    } else if (character === "/") {
      const last = commentEnd(text, at);
      // A comment over several lines belongs to what follows as likely as to what is before.
      if (last === null) break;
      at = last;
      end = last;
    } else at++;
  }
  return { hasComma: comma >= 0, end: comma >= 0 ? comma + 1 : from };
}

/** The end of the comment that starts at `start`; null where it goes on over the end of its line. */
function commentEnd(text: string, start: number): number | null {
  let at = start + 2;
  const isLine = text[start + 1] === "/";
  while (at < text.length && !isLineEnd(text[at])) {
    if (!isLine && text.startsWith("*/", at)) return at + 2;
    at++;
  }
  return isLine ? at : null;
}
