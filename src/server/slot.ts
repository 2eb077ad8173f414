/** Where completion was asked for: at a member's name or at its value, told even where the text around is not finished. */
import type { LstmDocument } from "../document/document.js";
import type { JsonNode, ObjectNode } from "../document/json/node.js";
import { nodeAt } from "../document/locate.js";
import type { Path, TextRange } from "../document/problem.js";
import { spotAt } from "./spot.js";

export interface Slot {
  readonly kind: "name" | "value";
  /** Of the object. */
  readonly path: Path;
  readonly holder: ObjectNode;
  /** The member's name: what stands there of it, or for a value the name it belongs to. */
  readonly name: string;
  /** What is typed of it, to be replaced. */
  readonly typed: TextRange;
}

/** Text between members is looked through up to this length; longer stretches are faulty and say nothing. */
const longestGap = 20_000;

/** Null where neither a name nor a member's value can stand. */
export function slotAt(document: LstmDocument, offset: number): Slot | null {
  const spot = spotAt(document, offset);
  if (spot === null) return null;
  if (spot.node.kind === "object" && spot.named === null) return slotInGap(document, spot.path, spot.node, offset);
  const name = spot.path.at(-1);
  const path = spot.path.slice(0, -1);
  const holder = nodeAt(document, path);
  if (holder?.kind !== "object" || typeof name !== "string") return null;
  if (spot.named !== null) return { kind: "name", path, holder, name, typed: spot.named.nameRange };
  return isSingle(spot.node) ? { kind: "value", path, holder, name, typed: { start: spot.node.start, end: spot.node.end } } : null;
}

function isSingle(node: JsonNode): boolean {
  return node.kind !== "object" && node.kind !== "list" && node.kind !== "numbers";
}

/** The text behind the last member (or its name) that ends before the offset is not in the tree: it is read here. */
function slotInGap({ text }: LstmDocument, path: Path, holder: ObjectNode, offset: number): Slot | null {
  let from = holder.start + 1;
  let name: string | null = null;
  let isValueThere = false;
  for (const member of holder.members.values()) {
    if (member.nameRange.start >= offset) break;
    isValueThere = member.value.end <= offset;
    from = isValueThere ? member.value.end : member.nameRange.end;
    name = isValueThere ? null : member.name;
  }
  if (offset <= holder.start || offset - from > longestGap) return null;
  const tokens = tokensIn(text, from, offset);
  if (tokens === null) return null;
  const last = tokens.at(-1);
  const word = last?.kind === "word" && last.end === offset ? last : null;
  const typed = word === null ? { start: offset, end: offset } : wholeWord(text, word.start, offset);
  const before = word === null ? last : tokens.at(-2);
  const opening = { path, holder, typed };
  if (before?.kind === ":") {
    const named = tokens.at(word === null ? -2 : -3);
    const owner = named?.kind === "word" ? unquoted(text.slice(named.start, named.end)) : name;
    return owner === null ? null : { kind: "value", name: owner, ...opening };
  }
  const isFirst = before === undefined && name === null;
  // Behind a value without its comma a name can only start on a new line.
  if (isFirst && isValueThere && !/[\r\n]/.test(text.slice(from, typed.start))) return null;
  if (!isFirst && before?.kind !== ",") return null;
  return { kind: "name", name: unquoted(text.slice(typed.start, typed.end)), ...opening };
}

interface GapToken {
  readonly kind: "word" | ":" | ",";
  readonly start: number;
  readonly end: number;
}

/** Blanks, comments, strings (closed or not), marks, and words up to the next of these. */
const piece = /[\s\ufeff]+|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\r\n]|\\.)*"?|[:,{}[\]]|[^\s":,{}[\]/]+|\//g;

/** Null inside a comment, and inside brackets the tree leaves out. */
function tokensIn(text: string, from: number, to: number): GapToken[] | null {
  const gap = text.slice(from, to);
  const tokens: GapToken[] = [];
  let depth = 0;
  for (const { 0: found, index } of gap.matchAll(piece)) {
    const start = from + index;
    const end = start + found.length;
    const isComment = found.startsWith("//") || found.startsWith("/*");
    if (isComment && end === to && !(found.length > 3 && found.endsWith("*/"))) return null;
    if (found === "{" || found === "[") depth++;
    else if (found === "}" || found === "]") depth--;
    else if (depth > 0 || isComment || /^[\s\ufeff]/.test(found)) continue;
    else tokens.push({ kind: found === ":" || found === "," ? found : "word", start, end });
  }
  return depth > 0 ? null : tokens;
}

/** The word begun at `start`, on past the offset: to its closing quote where it has one of its own. */
function wholeWord(text: string, start: number, offset: number): TextRange {
  const ahead = text.slice(offset, offset + 200);
  const rest = text[start] === '"' ? (/^[^"\\:,{}[\]\r\n]*"/.exec(ahead)?.[0] ?? "") : (/^[\w$]*/.exec(ahead)?.[0] ?? "");
  const isClosed = text[start] === '"' && offset - start > 1 && text[offset - 1] === '"';
  return { start, end: isClosed ? offset : offset + rest.length };
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/g, "");
}
