/** What every check of a file's meaning shares: its problems, its text, its time. */
import type { Progress, ShouldYield } from "../../core/slices.js";
import type { JsonNode, Member, ObjectNode } from "../json/node.js";
import { printable } from "../json/strings.js";
import type { Problem, TextRange } from "../problem.js";
import type { Problems } from "../problems.js";
import { nearest } from "./nearest.js";

/** Numbers looked at between two questions whether to yield. */
const PIECE = 8192;
/** More names are not listed in a message. */
const MOST_NAMES_SAID = 16;
/** A value longer than this is marked at its name. */
const LONGEST_MARK = 400;

/** One file being checked: problems go in, and it says when to give the thread back. */
export class Checker {
  #work = 0;

  constructor(
    readonly text: string,
    readonly problems: Problems,
    readonly shouldYield: ShouldYield,
  ) {}

  /** Counts `work` numbers as looked at; true where the thread should be given back. */
  isDue(work: number): boolean {
    this.#work += work;
    if (this.#work < PIECE) return false;
    this.#work = 0;
    return this.shouldYield();
  }

  get progress(): Progress {
    return { done: this.text.length, total: this.text.length };
  }

  error(code: string, message: string, range: TextRange, data?: Problem["data"]): void {
    this.problems.error(code, message, range, data);
  }

  /** Where a fault of a member as a whole is marked: its value where that is short and on one line, else its name. */
  markOf(member: Member): TextRange {
    const { start, end } = member.value;
    const isShort = end - start <= LONGEST_MARK && !/[\r\n]/.test(this.text.slice(start, end));
    return isShort ? member.value : member.nameRange;
  }

  wrongType(label: string, node: JsonNode, needed: string, range: TextRange = node): void {
    if (node.kind === "unreadable") return;
    this.error("wrong-type", `${label} is ${describe(node)}; ${needed}`, range);
  }

  /** The member's value where it is an object; anything else is reported. */
  objectOf(member: Member | undefined, label: string, needed: string): ObjectNode | null {
    if (member === undefined) return null;
    if (member.value.kind === "object") return member.value;
    this.wrongType(label, member.value, needed, this.markOf(member));
    return null;
  }

  /** The number of a member; anything else is reported. */
  numberOf(member: Member | undefined, label: string): number | null {
    if (member === undefined) return null;
    if (member.value.kind === "number") return member.value.value;
    this.wrongType(label, member.value, "a number is needed", this.markOf(member));
    return null;
  }

  booleanOf(member: Member | undefined, label: string): boolean | null {
    if (member === undefined) return null;
    if (member.value.kind === "boolean") return member.value.value;
    this.wrongType(label, member.value, "true or false is needed", this.markOf(member));
    return null;
  }

  /** The one of `choices` that a member names; anything else is reported, with the nearest. */
  choiceOf<Choice extends string>(member: Member | undefined, label: string, choices: readonly Choice[]): Choice | null {
    if (member === undefined) return null;
    const { value } = member;
    const list = orList(choices.map((choice) => `"${choice}"`));
    if (value.kind !== "string") {
      this.wrongType(label, value, `it is ${list}`, this.markOf(member));
      return null;
    }
    const chosen = choices.find((choice) => choice === value.value);
    if (chosen === undefined) this.unknownValue(label, value, choices, `it is ${list}`);
    return chosen ?? null;
  }

  unknownValue(label: string, node: JsonNode & { kind: "string" }, choices: readonly string[], otherwise: string): void {
    const near = nearest(node.value, choices);
    const message = `${quoted(node.value)} is no ${label}; ${near === null ? otherwise : `the nearest is "${near}"`}`;
    this.error("unknown-value", message, node, near === null ? undefined : { nearest: near });
  }

  /** Reports every member whose name is not `known`; gives back the names that were suggested instead. */
  unknownNames(
    object: ObjectNode,
    known: readonly string[] | ReadonlySet<string>,
    reason: (name: string) => string,
    misplaced: (name: string) => string | null = () => null,
  ): Set<string> {
    const suggested = new Set<string>();
    const allowed = known instanceof Set ? known : new Set(known);
    for (const [name, { nameRange }] of object.members) {
      if (allowed.has(name)) continue;
      if (this.problems.isFull) break;
      const elsewhere = misplaced(name);
      if (elsewhere !== null) {
        this.error("misplaced-name", elsewhere, nameRange);
        continue;
      }
      const near = nearest(name, allowed, (candidate) => !object.members.has(candidate));
      if (near !== null) suggested.add(near);
      const shown = name === "" ? '""' : short(name);
      const hint = near === null ? knownNames(allowed) : `; the nearest is ${near}`;
      this.error("unknown-name", `${shown} is ${reason(shown)}${hint}`, nameRange, near === null ? undefined : { nearest: near });
    }
    return suggested;
  }

  missing(name: string, message: string, range: TextRange, data?: Problem["data"]): void {
    this.error("missing-name", message, range, { name, ...data });
  }
}

/** The names known, where they are few enough to read. */
function knownNames(known: ReadonlySet<string>): string {
  if (known.size === 0 || known.size > MOST_NAMES_SAID) return "";
  return `; known ${known.size === 1 ? "is" : "are"} ${andList([...known])}`;
}

/** The place of an object's opening brace: where what it lacks is marked. */
export function openingOf(node: TextRange): TextRange {
  return { start: node.start, end: node.start + 1 };
}

/** `a string`, `a list`, `null`. */
export function describe(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return "an object";
    case "list":
    case "numbers":
      return "a list";
    case "string":
      return "a string";
    case "number":
      return "a number";
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "unreadable":
      return "unreadable";
  }
}

/** A text from the file, fit for a message. */
export function short(text: string): string {
  return printable(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** The same in quotes. */
export function quoted(text: string): string {
  return `"${short(text)}"`;
}

/** `3 numbers`, `1 number`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a, b or c`. */
export function orList(words: readonly string[]): string {
  return joined(words, "or");
}

/** `a, b and c`. */
export function andList(words: readonly string[]): string {
  return joined(words, "and");
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}
