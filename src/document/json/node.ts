/** The tree a file is read into: values with their places, lists of numbers kept compactly. */
import type { TextRange } from "../problem.js";
import type { NumberPool } from "./numberPool.js";

export type JsonNode = ObjectNode | ListNode | NumbersNode | StringNode | NumberNode | BooleanNode | NullNode | UnreadableNode;

export interface Member {
  readonly name: string;
  /** The name with its quotes. */
  readonly nameRange: TextRange;
  readonly value: JsonNode;
}

export interface ObjectNode extends TextRange {
  readonly kind: "object";
  /** In the file's order; where a name is given twice, the first. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface StringNode extends TextRange {
  readonly kind: "string";
  readonly value: string;
}

export interface NumberNode extends TextRange {
  readonly kind: "number";
  readonly value: number;
}

export interface BooleanNode extends TextRange {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullNode extends TextRange {
  readonly kind: "null";
}

/** Something whose fault is already reported; nothing more is to be said about it. */
export interface UnreadableNode extends TextRange {
  readonly kind: "unreadable";
}

/** A list of numbers and nulls (the empty list too): `count` entries of the document's pool from `first`. */
export class NumbersNode implements TextRange {
  readonly kind = "numbers";

  constructor(
    readonly start: number,
    readonly end: number,
    readonly pool: NumberPool,
    readonly first: number,
    readonly count: number,
    /** How many of the entries are null. */
    readonly nulls: number,
  ) {}

  /** Entry `index` (from 0); NaN where the file says null. */
  value(index: number): number {
    return this.pool.valueAt(this.first + index);
  }

  /** Writes the `count` values into `target` from `at` on. */
  copyInto(target: Float64Array, at: number): void {
    this.pool.copyInto(target, at, this.first, this.count);
  }

  /** Entry `index` (from 0) as a node of its own. */
  item(index: number): NumberNode | NullNode {
    const at = this.first + index;
    const place = { start: this.pool.startAt(at), end: this.pool.endAt(at) };
    const value = this.pool.valueAt(at);
    return Number.isNaN(value) ? { kind: "null", ...place } : { kind: "number", value, ...place };
  }
}

/** A list that does not hold numbers and nulls alone: those it starts with, then the rest one by one. */
export class ListNode implements TextRange {
  readonly kind = "list";

  constructor(
    readonly start: number,
    readonly end: number,
    readonly head: NumbersNode,
    readonly tail: readonly JsonNode[],
  ) {}

  get count(): number {
    return this.head.count + this.tail.length;
  }

  /** Entry `index` (from 0). */
  item(index: number): JsonNode {
    return index < this.head.count ? this.head.item(index) : this.tail[index - this.head.count];
  }
}

/** Whether the node is a list of either kind. */
export function isList(node: JsonNode): node is ListNode | NumbersNode {
  return node.kind === "list" || node.kind === "numbers";
}
