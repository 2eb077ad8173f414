/** The text without the numbers of its matrices: all that the schema's service needs, and small however large the file is. */
import type { LstmDocument } from "../document/document.js";
import { isList, type JsonNode, type ListNode, type NumbersNode } from "../document/json/node.js";
import type { TextRange } from "../document/problem.js";

export interface Skeleton {
  readonly text: string;
  /** Where the offset asked about stands in `text`. */
  readonly offset: number;
  /** The offset of the whole text that `offset` of `text` stands for. */
  original(offset: number): number;
}

/** Shorter pieces are not worth cutting. */
const shortestCut = 64;
/** Characters and brackets the service is given at most: it reads without pause, and recursively. */
const longest = 50_000;
const deepest = 200;

/** Null where the schema has nothing to say about the offset (it stands among numbers cut out), or the text cannot be made small. */
export function skeletonAt({ root, text }: LstmDocument, offset: number): Skeleton | null {
  const cuts: TextRange[] = [];
  if (root !== null && text.length > shortestCut) findCuts(root, cuts);
  if (cuts.some(({ start, end }) => start <= offset && offset <= end)) return null;
  let kept = "";
  let from = 0;
  for (const { start, end } of cuts) {
    kept += text.slice(from, start);
    from = end;
    if (kept.length > longest) return null;
  }
  if (kept.length + text.length - from > longest) return null;
  kept += text.slice(from);
  if (depthOf(kept) > deepest) return null;
  return { text: kept, offset: withCuts(offset, cuts), original: (at) => withoutCuts(at, cuts) };
}

/** Keeps the first entry of a list of numbers or of rows, so that the schema still sees what kind of list it is. */
function findCuts(node: JsonNode, cuts: TextRange[]): void {
  if (node.kind === "object") {
    for (const { value } of node.members.values()) findCuts(value, cuts);
  } else if (isList(node) && !isNumeric(node)) {
    for (let index = 0; index < node.count; index++) findCuts(node.item(index), cuts);
  } else if (isList(node) && node.count > 0) {
    const first = node.item(0);
    findCuts(first, cuts);
    const rest = { start: first.end, end: node.end - 1 };
    if (rest.end - rest.start > shortestCut) cuts.push(rest);
  }
}

function isNumeric(node: ListNode | NumbersNode): boolean {
  if (node.kind === "numbers") return true;
  return node.tail.every(({ kind }) => kind === "numbers" || kind === "number" || kind === "null");
}

function withCuts(offset: number, cuts: readonly TextRange[]): number {
  let removed = 0;
  for (const { start, end } of cuts) if (end <= offset) removed += end - start;
  return offset - removed;
}

function withoutCuts(offset: number, cuts: readonly TextRange[]): number {
  let at = offset;
  for (const { start, end } of cuts) if (start < at) at += end - start;
  return at;
}

/** Brackets inside each other at most; those in strings count too, which errs on the safe side. */
function depthOf(text: string): number {
  let depth = 0;
  let greatest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) | 0x20;
    // [ and { differ in one bit, as do ] and }.
    if (code === 0x7b) greatest = Math.max(greatest, ++depth);
    else if (code === 0x7d) depth--;
  }
  return greatest;
}
