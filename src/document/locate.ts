/** From a path to its place in the text and back. */
import type { LstmDocument } from "./document.js";
import { isList, type JsonNode, type ListNode, type NumbersNode } from "./json/node.js";
import type { Path, TextRange } from "./problem.js";

/** The value at `path`; null where there is none. */
export function nodeAt(document: Pick<LstmDocument, "root">, path: Path): JsonNode | null {
  let node = document.root;
  for (const step of path) {
    if (node === null) return null;
    node = childOf(node, step);
  }
  return node;
}

function childOf(node: JsonNode, step: string | number): JsonNode | null {
  if (typeof step === "string") return node.kind === "object" ? (node.members.get(step)?.value ?? null) : null;
  if (!isList(node) || !Number.isInteger(step) || step < 0 || step >= node.count) return null;
  return node.item(step);
}

/** Where the value at `path` stands; null where there is none. */
export function locate(document: Pick<LstmDocument, "root">, path: Path): TextRange | null {
  const node = nodeAt(document, path);
  return node === null ? null : { start: node.start, end: node.end };
}

/** Where the value at `path` stands, or as much of the way to it as there is; null where nothing of it is there. */
export function locateNearest(document: Pick<LstmDocument, "root">, path: Path): TextRange | null {
  for (let length = path.length; length > 0; length--) {
    const range = locate(document, path.slice(0, length));
    if (range !== null) return range;
  }
  return null;
}

/** Where the name of the member at `path` stands, with its quotes; null where `path` does not end in a member's name. */
export function locateName(document: Pick<LstmDocument, "root">, path: Path): TextRange | null {
  const holder = nodeAt(document, path.slice(0, -1));
  const name = path.at(-1);
  if (holder?.kind !== "object" || typeof name !== "string") return null;
  return holder.members.get(name)?.nameRange ?? null;
}

/** The text of the value at `path` as it was typed; null where there is none. */
export function typedText(document: Pick<LstmDocument, "root" | "text">, path: Path): string | null {
  const range = locate(document, path);
  return range === null ? null : document.text.slice(range.start, range.end);
}

/** The path of the innermost value, or member with its name, that stands at `offset`; empty outside everything. */
export function pathAt(document: Pick<LstmDocument, "root">, offset: number): Path {
  const path: (string | number)[] = [];
  let node = document.root;
  while (node !== null) {
    if (node.kind === "object") {
      const member = [...node.members.values()].find(({ nameRange, value }) => nameRange.start <= offset && offset <= value.end);
      if (member === undefined) break;
      path.push(member.name);
      // On the name, or between name and value, the member itself is meant.
      node = offset >= member.value.start ? member.value : null;
    } else if (isList(node)) {
      const index = indexAt(node, offset);
      if (index < 0) break;
      path.push(index);
      node = node.item(index);
    } else break;
  }
  return path;
}

/** The entry that stands at `offset`; -1 where none does. */
function indexAt(node: ListNode | NumbersNode, offset: number): number {
  let low = 0;
  let high = node.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (node.item(middle).start <= offset) low = middle;
    else high = middle - 1;
  }
  if (low > high) return -1;
  const item = node.item(low);
  return item.start <= offset && offset <= item.end ? low : -1;
}
