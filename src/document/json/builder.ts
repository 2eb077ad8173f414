/** The tree as far as it is read: what is open, where values go, and what is missing where something ends too early. */
import type { TextRange } from "../problem.js";
import type { Problems } from "../problems.js";
import { Due, type Frame, ListFrame, nameOf, ObjectFrame } from "./frames.js";
import type { JsonNode } from "./node.js";
import { NumberPool } from "./numberPool.js";

/** Objects and lists inside each other at most. */
export const DEEPEST = 100;
/** Objects, lists and single values at most, numbers of plain lists not counted. */
const MOST_NODES = 5_000_000;
/** Names in one object at most. */
const MOST_NAMES = 10_000;

/** Builds the tree from the outside in; the grammar says what comes, this where it goes. */
export class TreeBuilder {
  root: JsonNode | null = null;
  /** Whether every bracket, name and value was where it belongs. */
  isSound = true;
  /** Whether no more is read: the text is at its end, or not worth going on. */
  isDone = false;
  readonly pool: NumberPool;
  readonly #stack: Frame[] = [];
  #nodes = 0;

  /** For a text of `length` characters. */
  constructor(
    readonly problems: Problems,
    length: number,
  ) {
    // A number in a list takes two characters at least, with its comma or bracket.
    this.pool = new NumberPool((length >> 1) + 1);
  }

  /** The innermost object or list that is open. */
  get frame(): Frame | undefined {
    return this.#stack.at(-1);
  }

  /** How many are open. */
  get depth(): number {
    return this.#stack.length;
  }

  /** What the innermost is called. */
  get frameName(): string {
    return nameOf(this.#stack);
  }

  /** How deep the innermost object or list stands, the outermost being 0; -1 where none is open. */
  deepest(kind: Frame["kind"]): number {
    return this.#stack.findLastIndex((frame) => frame.kind === kind);
  }

  /** Reports a fault after which the tree is not what was meant. */
  unsound(code: string, message: string, range: TextRange, data?: Record<string, string | number>): void {
    this.isSound = false;
    this.problems.error(code, message, range, data);
  }

  open(kind: Frame["kind"], start: number): void {
    const holder = this.frame;
    if (holder?.kind === "list") holder.endCompact();
    this.#stack.push(kind === "object" ? new ObjectFrame(start) : new ListFrame(start, this.pool));
  }

  /** Closes the innermost object or list. */
  close(end: number): void {
    const frame = this.#stack.pop();
    if (frame === undefined) return;
    this.reportDangling(frame);
    this.add(frame.close(end));
  }

  /** Closes everything that is `depth` deep and deeper at `end`, and reports at `range` that its brackets are missing. */
  closeUnclosed(depth: number, range: TextRange, end: number): void {
    const name = this.frameName;
    const missing = this.#stack.slice(depth).reverse();
    const marks = missing.map((frame) => (frame.kind === "object" ? "}" : "]")).join("");
    const verb = name.startsWith("the rows") ? "are" : "is";
    this.unsound("bracket-missing", `${marks} expected: ${name} ${verb} not closed`, range, { marks, opened: missing[0].start });
    while (this.depth > depth) this.close(end);
  }

  add(value: JsonNode): void {
    const { frame } = this;
    if (frame === undefined) this.root = value;
    else frame.add(value);
    if (++this.#nodes > MOST_NODES) this.#stop(`the file holds more than ${MOST_NODES} values besides lists of numbers`, value);
  }

  /** Names the member that comes next in the innermost object; null where its name is missing or cannot be read. */
  name(text: string | null, range: TextRange): void {
    const { frame } = this;
    if (frame?.kind !== "object") return;
    const before = text === null ? undefined : frame.members.get(text);
    if (before !== undefined) {
      this.problems.error("duplicate-name", `${text} is given twice in the same object`, range, { first: before.nameRange.start });
    }
    frame.name = text === null || before !== undefined ? null : { text, start: range.start, end: range.end };
    frame.due = Due.colon;
    if (frame.members.size >= MOST_NAMES) this.#stop(`an object holds more than ${MOST_NAMES} names here`, range);
  }

  /** A value or colon where a name should be: what follows is read as a member without a name. */
  nameless(range: TextRange): void {
    this.unsound("name-missing", "a name in double quotes is expected here", range);
    this.name(null, range);
    if (this.frame !== undefined) this.frame.due = Due.value;
  }

  /** Reports a member that has a name but no value when its object goes on or ends. */
  reportDangling(frame: Frame): void {
    if (frame.kind !== "object" || frame.name === null || (frame.due !== Due.colon && frame.due !== Due.value)) return;
    this.unsound("value-missing", `a value is expected: ${frame.name.text} has none`, frame.name);
  }

  #stop(message: string, range: TextRange): void {
    this.unsound("too-large", message, range);
    this.isDone = true;
  }
}
