/** Objects and lists that are being read: what they hold so far, and what people call them. */
import { type JsonNode, ListNode, type Member, NumbersNode } from "./node.js";
import type { NumberPool } from "./numberPool.js";

/** What an object or list is waiting for. */
export const Due = { first: 0, colon: 1, value: 2, comma: 3, next: 4 } as const;
export type Due = (typeof Due)[keyof typeof Due];

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const NO_MEMBERS: ReadonlyMap<string, Member> = new Map();
const NO_ITEMS: readonly JsonNode[] = [];

/** An object that is being read. */
export class ObjectFrame {
  readonly kind = "object";
  due: Due = Due.first;
  /** The member being read; null where its name is missing or was given before, so that its value is dropped. */
  name: Name | null = null;
  #members: Map<string, Member> | null = null;

  constructor(readonly start: number) {}

  get members(): ReadonlyMap<string, Member> {
    return this.#members ?? NO_MEMBERS;
  }

  add(value: JsonNode): void {
    this.due = Due.comma;
    if (this.name === null) return;
    const { text, start, end } = this.name;
    this.#members ??= new Map();
    if (!this.#members.has(text)) this.#members.set(text, { name: text, nameRange: { start, end }, value });
  }

  close(end: number): JsonNode {
    return { kind: "object", start: this.start, end, members: this.members };
  }
}

/** A list that is being read; its numbers go to the pool while there is nothing else in it. */
export class ListFrame {
  readonly kind = "list";
  due: Due = Due.first;
  /** Null while only numbers and nulls have come: those stand in the pool from `first` on. */
  #head: NumbersNode | null = null;
  #tail: JsonNode[] | null = null;
  readonly #first: number;
  /** Nulls among the numbers of the pool. */
  nulls = 0;

  constructor(
    readonly start: number,
    readonly pool: NumberPool,
  ) {
    this.#first = pool.length;
  }

  /** Whether only numbers and nulls have come, so that more go into the pool. */
  get isCompact(): boolean {
    return this.#head === null;
  }

  get count(): number {
    return (this.#head?.count ?? this.pool.length - this.#first) + (this.#tail?.length ?? 0);
  }

  get holdsLists(): boolean {
    return this.#tail?.some((item) => item.kind === "numbers" || item.kind === "list") ?? false;
  }

  add(value: JsonNode): void {
    this.due = Due.comma;
    if (this.#head === null && value.kind === "number") this.pool.push(value.value, value.start, value.end);
    else if (this.#head === null && value.kind === "null") {
      this.pool.push(Number.NaN, value.start, value.end);
      this.nulls++;
    } else {
      this.endCompact();
      this.#tail ??= [];
      this.#tail.push(value);
    }
  }

  /** To be called before anything but a number or null is read in the list: what comes goes beside the pool. */
  endCompact(): void {
    this.#head ??= this.#asNumbers(this.start);
  }

  close(end: number): JsonNode {
    return this.#head === null ? this.#asNumbers(end) : new ListNode(this.start, end, this.#head, this.#tail ?? NO_ITEMS);
  }

  #asNumbers(end: number): NumbersNode {
    return new NumbersNode(this.start, end, this.pool, this.#first, this.pool.length - this.#first, this.nulls);
  }
}

export type Frame = ObjectFrame | ListFrame;

/** What the innermost frame is called: `parameters`, `row 2 of W_f`, `the rows of W_f`, `layer 1`. */
export function nameOf(stack: readonly Frame[]): string {
  const lists: ListFrame[] = [];
  let at = stack.length - 1;
  const innermost = stack[at];
  if (innermost.kind === "object") at--;
  for (let frame = stack[at]; at >= 0 && frame.kind === "list"; frame = stack[--at]) lists.unshift(frame);
  const holder = stack[at];
  const holderName = holder?.kind === "object" && holder.name !== null ? holder.name.text : null;
  if (innermost.kind === "object" && lists.length === 0) return holderName ?? (stack.length === 1 ? "the file's object" : "this object");
  const list = holderName ?? "this list";
  const within = innermost.kind === "object" ? lists : lists.slice(0, -1);
  if (within.length > 0)
    return `${within.length === 1 ? partOf(list) : "entry"} ${within.map((frame) => frame.count + 1).join(", ")} of ${list}`;
  const holdsRows = lists[0]?.holdsLists ?? false;
  return holdsRows ? `the rows of ${list}` : list;
}

function partOf(list: string): string {
  return /^[WU](?:_|$)/.test(list) ? "row" : "entry";
}
