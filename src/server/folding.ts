/** Folding: objects, lists and comments that stand on several lines. */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import { isList, type JsonNode } from "../document/json/node.js";
import type { OpenFile } from "./documents.js";

/** Ranges given at most, outer ones first: editors show no more. */
const most = 5000;

export function foldingRanges(file: OpenFile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let level: JsonNode[] = file.document.root === null ? [] : [file.document.root];
  for (const { start, end } of commentsOf(file)) fold(start, end, file, ranges, FoldingRangeKind.Comment);
  while (level.length > 0 && ranges.length < most) {
    const below: JsonNode[] = [];
    for (const node of level) {
      // The line of the closing bracket stays in sight.
      if (ranges.length < most && !fold(node.start, node.end, file, ranges)) continue;
      if (node.kind === "object") for (const { value } of node.members.values()) addTo(below, value);
      else if (node.kind === "list") for (const item of node.tail) addTo(below, item);
    }
    level = below;
  }
  return ranges;
}

function addTo(nodes: JsonNode[], node: JsonNode): void {
  if (node.kind === "object" || isList(node)) nodes.push(node);
}

/** False where the stretch stands on one line, so that nothing in it folds either. */
function fold(start: number, end: number, { text }: OpenFile, ranges: FoldingRange[], kind?: FoldingRangeKind): boolean {
  const startLine = text.positionAt(start).line;
  const lastLine = text.positionAt(end).line;
  if (lastLine === startLine) return false;
  const endLine = kind === undefined ? lastLine - 1 : lastLine;
  if (endLine > startLine) ranges.push(kind === undefined ? { startLine, endLine } : { startLine, endLine, kind });
  return true;
}

/** Block comments, and runs of line comments on lines of their own, wherever there are no numbers: between members and around the file's value. */
function commentsOf({ document: { root, text } }: OpenFile): { start: number; end: number }[] {
  const comments: { start: number; end: number }[] = [];
  const search = (from: number, to: number): void => {
    const gap = text.slice(from, to);
    if (!gap.includes("/")) return;
    for (const { 0: found, index } of gap.matchAll(/\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/[^\r\n]*(?:\r\n?|\n|$)[ \t]*)+/g)) {
      comments.push({ start: from + index, end: from + index + found.trimEnd().length });
    }
  };
  const visit = (node: JsonNode): void => {
    if (node.kind !== "object") return;
    let from = node.start;
    for (const { nameRange, value } of node.members.values()) {
      search(from, nameRange.start);
      visit(value);
      from = value.end;
    }
    search(from, node.end);
  };
  search(0, root?.start ?? text.length);
  if (root !== null) visit(root);
  search(root?.end ?? text.length, text.length);
  return comments;
}
