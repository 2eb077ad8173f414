/** An equation in pieces: what a slip leaves out of it, and what it puts in. */
import { text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { formatTyped, shortest } from "../format.js";

/** A piece of an equation; `left-out` is to be struck out, `put-in` stands in place of what should. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly change: "left-out" | "put-in" | null;
}

/** One summand or factor, and what tells it from another. */
export interface Part {
  /** What joins it to the one before: ` + `, ` − `, `·`, ` / `. Where it stands first, only a minus is written. */
  readonly joint: string;
  readonly tokens: readonly Token[];
  readonly signature: string;
}

/** Numbers of so many characters were written so in the file; the view rounds longer ones. */
const longestShown = 8;

/** Gathers the numbers of an equation. */
export class Ink {
  readonly numbers: number[] = [];

  number(value: number, inParentheses: boolean): Token {
    const index = this.numbers.push(value) - 1;
    const short = shortest(value);
    return { kind: "number", index, inParentheses, ...(short.length <= longestShown ? { typed: formatTyped(short) } : {}) };
  }

  /** The tokens as text, every digit of their numbers. */
  signature(tokens: readonly Token[]): string {
    return tokens.map((token) => (token.kind === "number" ? String(this.numbers[token.index]) : token.text)).join("");
  }
}

/** Parts that are there before and after stay; what is gone is left out, what is new or stands in another's place is put in. */
export function merged(before: readonly Part[], after: readonly Part[]): readonly Piece[] {
  const pieces = new Pieces();
  let at = 0;
  let isHeadLeftOut = false;
  for (const [index, part] of before.entries()) {
    for (; after.length - at > before.length - index && !isSame(part, after.at(at)); at++) pieces.add(after[at], after[at].joint, "put-in");
    const next = after.at(at);
    const isKept = isHeadLeftOut || isSame(part, next);
    isHeadLeftOut = false;
    if (next === undefined || (!isKept && before.length - index > after.length - at)) {
      const follower = before.at(index + 1);
      // Of a product that goes on without it: what joins it to what stands before stays.
      isHeadLeftOut = follower?.joint === "·" && follower.signature === next?.signature && part.joint !== "·" && next.joint === part.joint;
      if (isHeadLeftOut) pieces.leaveOutHead(part);
      else pieces.add(part, part.joint, "left-out");
      continue;
    }
    // What stood first has no joint of its own.
    pieces.add(next, (isKept || at === 0 ? part.joint : next.joint) || next.joint, isKept ? null : "put-in");
    at++;
  }
  for (const part of after.slice(at)) pieces.add(part, part.joint, "put-in");
  return pieces.all;
}

function isSame(one: Part, other: Part | undefined): boolean {
  if (other === undefined || one.signature !== other.signature || one.joint.includes("−") !== other.joint.includes("−")) return false;
  return one.joint === "" || other.joint === "" || one.joint.includes("/") === other.joint.includes("/");
}

class Pieces {
  readonly all: Piece[] = [];
  /** Whether the joint of the next part is written already. */
  private isJoined = false;

  /** A part with what joins it to those before: a negative number behind that needs parentheses, one that stands first does not. */
  add({ tokens }: Part, joint: string, change: Piece["change"]): void {
    const lead = this.isJoined ? "" : this.all.length === 0 ? joint.replace(/[^−]/g, "") : joint;
    const before = this.all.at(-1)?.tokens.at(-1);
    const isFirst = lead === "" && (before === undefined || (before.kind === "text" && before.text.endsWith("(")));
    this.isJoined = false;
    const [first, ...rest] = tokens;
    const own = first?.kind === "number" ? { ...first, inParentheses: !isFirst } : first;
    this.all.push({ tokens: [...(lead === "" ? [] : [text(lead)]), ...(own === undefined ? [] : [own]), ...rest], change });
  }

  /** ` + ` as it is, and behind it `0.1·` left out. */
  leaveOutHead({ joint, tokens }: Part): void {
    if (joint !== "" && this.all.length > 0) this.all.push({ tokens: [text(joint)], change: null });
    this.all.push({ tokens: [...tokens, text("·")], change: "left-out" });
    this.isJoined = true;
  }
}
