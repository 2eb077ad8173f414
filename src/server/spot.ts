/** What stands at an offset of the text: the innermost value or member name there, and what it is part of. */
import type { LstmDocument } from "../document/document.js";
import { isList, type JsonNode, type ListNode, type Member, type NumbersNode, type ObjectNode } from "../document/json/node.js";
import type { Path, TextRange } from "../document/problem.js";

export interface Spot {
  /** Of the value, or of the member whose name it is. */
  readonly path: Path;
  /** The value at `path`. */
  readonly node: JsonNode;
  /** The member whose name the offset touches, or null where it stands in the value. */
  readonly named: Member | null;
}

/** Null outside the file's one value. The ends of names and single values count as part of them; a bracket belongs to its list or object. */
export function spotAt({ root, text }: LstmDocument, offset: number): Spot | null {
  if (root === null || !holds(root, offset, text)) return null;
  const path: (string | number)[] = [];
  for (let node: JsonNode = root; ; ) {
    const child = childAt(node, offset, text);
    if (child === null) return { path, node, named: null };
    path.push(child.step);
    if (child.named !== null) return { path, node: child.node, named: child.named };
    node = child.node;
  }
}

interface Child {
  readonly step: string | number;
  readonly node: JsonNode;
  readonly named: Member | null;
}

function childAt(node: JsonNode, offset: number, text: string): Child | null {
  if (node.kind === "object") return memberAt(node, offset, text);
  if (!isList(node)) return null;
  const step = lastFrom(node, offset);
  if (step < 0) return null;
  const item = node.item(step);
  return holds(item, offset, text) ? { step, node: item, named: null } : null;
}

function memberAt(node: ObjectNode, offset: number, text: string): Child | null {
  let last: Member | null = null;
  for (const member of node.members.values()) {
    if (member.nameRange.start > offset) break;
    last = member;
  }
  if (last === null) return null;
  if (touches(last.nameRange, offset)) return { step: last.name, node: last.value, named: last };
  return holds(last.value, offset, text) ? { step: last.name, node: last.value, named: null } : null;
}

/** The last entry that starts at or before the offset; −1 where there is none. */
function lastFrom(node: ListNode | NumbersNode, offset: number): number {
  let low = 0;
  let high = node.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (node.item(middle).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function touches({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function holds(node: JsonNode, offset: number, text: string): boolean {
  if (node.kind !== "object" && !isList(node)) return touches(node, offset);
  // Where the closing mark is missing, what follows still stands inside.
  return node.start <= offset && (offset < node.end || text[node.end - 1] !== (node.kind === "object" ? "}" : "]"));
}
