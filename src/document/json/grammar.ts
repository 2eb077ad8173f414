/** What each token means where it stands: a pushdown loop's one step, with its faults. */
import type { TextRange } from "../problem.js";
import { DEEPEST, type TreeBuilder } from "./builder.js";
import { Due } from "./frames.js";
import { type Scanner, Token } from "./scanner.js";
import { readWord } from "./words.js";

/** A longer gap is not marked as a whole. */
const LONGEST_GAP = 400;

/** Takes one token after the other and tells the tree; what is wrong is reported, and reading goes on. */
export class Grammar {
  /** Brackets open below the deepest level read. */
  tooDeep = 0;
  /** Where the token before the present one stands. */
  #lastStart = 0;
  #lastEnd = 0;
  /** Where the last token ends that is no comma. */
  #valueEnd = 0;

  constructor(
    readonly text: string,
    readonly scanner: Scanner,
    readonly tree: TreeBuilder,
  ) {}

  /** Notes where the token just read stands. */
  passed(start: number, end: number, isComma: boolean): void {
    this.#lastStart = start;
    this.#lastEnd = end;
    if (!isComma) this.#valueEnd = end;
  }

  /** Takes the scanner's token. */
  take(token: Token): void {
    if (token === Token.end) this.#finish();
    else if (this.tree.depth === 0 && this.tree.root !== null) this.#trailing();
    else if (token === Token.openBrace || token === Token.openBracket) this.#open(token);
    else if (token === Token.closeBrace || token === Token.closeBracket) this.#close(token);
    else if (token === Token.comma) this.#comma();
    else if (token === Token.colon) this.#colon();
    else if (token === Token.string) this.#string();
    else this.#word();
  }

  #trailing(): void {
    this.tree.unsound("trailing-text", "the file should end here: its object is closed", this.scanner);
    this.tree.isDone = true;
  }

  #finish(): void {
    const { tree } = this;
    tree.isDone = true;
    if (tree.depth > 0) tree.closeUnclosed(0, { start: this.#lastStart, end: this.#lastEnd }, this.#lastEnd);
    else if (tree.root === null && !tree.problems.hasErrors) {
      tree.unsound("empty-file", 'the file is empty; a problem starts with { "cell": "lstm", … }', { start: 0, end: 0 });
    }
  }

  #open(token: Token): void {
    const { tree } = this;
    this.#makeRoomForValue();
    if (tree.depth < DEEPEST) tree.open(token === Token.openBrace ? "object" : "list", this.scanner.start);
    else {
      tree.unsound("too-deep", `objects and lists stand more than ${DEEPEST} deep in each other here`, this.scanner);
      this.tooDeep = 1;
    }
  }

  #close(token: Token): void {
    const { tree } = this;
    const kind = token === Token.closeBrace ? "object" : "list";
    const mark = kind === "object" ? "}" : "]";
    const depth = tree.deepest(kind);
    // Right behind another ] inside an object, this one is more likely too many than the object unclosed.
    const isStray = depth < 0 || (kind === "list" && tree.frame?.kind === "object" && this.text[this.#lastEnd - 1] === "]");
    if (isStray) {
      tree.unsound("bracket-unmatched", `${mark} does not belong here: nothing is open that it could close`, this.scanner);
      return;
    }
    if (depth === 0 && tree.depth === 2 && !this.scanner.isEndNext()) {
      const marks = kind === "object" ? "]" : "}";
      const message = `${marks} expected, not ${mark}: ${tree.frameName} is still open`;
      tree.unsound("bracket-missing", message, this.scanner, { marks, opened: tree.frame?.start ?? 0 });
    } else if (depth < tree.depth - 1) tree.closeUnclosed(depth + 1, this.#gapBeforeToken(), this.#lastEnd);
    tree.close(this.scanner.end);
  }

  /** From the end of the last value to that of the token, where both stand on one line; else the last token. */
  #gapBeforeToken(): TextRange {
    const gap = { start: this.#valueEnd, end: this.scanner.end };
    const isOneLine = gap.end - gap.start < LONGEST_GAP && !/[\r\n]/.test(this.text.slice(gap.start, gap.end));
    return isOneLine ? gap : { start: this.#lastStart, end: this.#lastEnd };
  }

  #comma(): void {
    const { tree } = this;
    const { frame } = tree;
    if (frame === undefined) tree.unsound("unexpected-mark", ", does not belong here", this.scanner);
    else if (frame.due === Due.comma) frame.due = Due.next;
    else if (frame.kind === "list") tree.unsound("value-missing", "a value is expected before this comma", this.scanner);
    else {
      const isNameDue = frame.due === Due.first || frame.due === Due.next;
      if (isNameDue) tree.unsound("name-missing", "a name in double quotes is expected before this comma", this.scanner);
      else tree.reportDangling(frame);
      frame.due = Due.next;
    }
  }

  #colon(): void {
    const { frame } = this.tree;
    if (frame?.kind === "object" && frame.due === Due.colon) frame.due = Due.value;
    else if (frame?.kind === "object" && (frame.due === Due.first || frame.due === Due.next)) this.tree.nameless(this.scanner);
    else this.tree.unsound("unexpected-mark", ": does not belong here", this.scanner);
  }

  #string(): void {
    const { start, end, value, isClosed, isReadable } = this.scanner;
    if (!isClosed) this.#openString();
    else if (this.#isNameDue(true)) {
      if (!isReadable) this.tree.isSound = false;
      this.tree.name(isReadable ? value : null, this.scanner);
    } else {
      this.#makeRoomForValue();
      this.tree.add(isReadable ? { kind: "string", start, end, value } : { kind: "unreadable", start, end });
    }
  }

  /** A string that runs to the end of its line took the comma there along: what follows is read as if it stood there. */
  #openString(): void {
    const { start, end } = this.scanner;
    const { frame } = this.tree;
    this.tree.isSound = false;
    if (frame?.due !== Due.comma && !this.#isNameDue(true)) {
      this.#makeRoomForValue();
      this.tree.add({ kind: "unreadable", start, end });
    }
    if (frame !== undefined) frame.due = Due.next;
  }

  #word(): void {
    const { start, end } = this.scanner;
    const word = this.text.slice(start, Math.min(end, start + 100));
    if (!this.#isNameDue(false)) this.#wordAsValue();
    else if (/^[\p{L}_$]/u.test(word)) {
      this.tree.problems.error("quotes-missing", `a name stands in double quotes: "${word}"`, this.scanner, { better: `"${word}"` });
      this.tree.name(word, this.scanner);
    } else {
      this.tree.unsound("name-missing", "a name in double quotes is expected here", this.scanner);
      this.tree.name(null, this.scanner);
    }
  }

  #wordAsValue(): void {
    if (this.#isOtherMark()) return;
    const { start, end } = this.scanner;
    const read = readWord(this.text, start, end, this.tree.problems);
    const { frame } = this.tree;
    if (read === null) return;
    const isUnreadable = read.kind === "unreadable";
    // What follows a faulty word is most likely part of it, and said with it.
    if (isUnreadable && frame?.due === Due.comma) return;
    if (isUnreadable && frame?.due === Due.colon) {
      this.tree.isSound = false;
      frame.due = Due.value;
    }
    this.#makeRoomForValue();
    // In a list a number that cannot be read keeps its place, so that the shape is known.
    if (isUnreadable && read.isNumeric && frame?.kind === "list") this.tree.add({ kind: "number", value: 0, start, end });
    else this.tree.add(read);
  }

  /** Whether the word is = in place of a colon or ; in place of a comma, which is reported and taken as such. */
  #isOtherMark(): boolean {
    const { frame, problems } = this.tree;
    const mark = this.scanner.end - this.scanner.start === 1 ? this.text[this.scanner.start] : "";
    if (mark === "=" && frame?.kind === "object" && frame.due === Due.colon) {
      problems.error("colon-missing", ": expected between a name and its value, not =", this.scanner, { better: ":" });
      frame.due = Due.value;
      return true;
    }
    if (mark !== ";" || frame?.due !== Due.comma) return false;
    problems.error("comma-missing", ", expected, not ;", this.scanner, { better: "," });
    frame.due = Due.next;
    return true;
  }

  /** Whether a name comes next; closes lists and puts in a comma, with their faults, where a name shows that they are missing. */
  #isNameDue(isString: boolean): boolean {
    const { frame } = this.tree;
    if (frame === undefined) return false;
    if (frame.kind === "object" && (frame.due === Due.first || frame.due === Due.next)) return isString || this.scanner.isColonNext();
    if ((frame.kind === "object" && frame.due !== Due.comma) || !this.scanner.isColonNext()) return false;
    const { start, end } = this.scanner;
    if (frame.kind === "object") {
      const name = this.text.slice(start, Math.min(end, start + 40));
      this.tree.problems.error("comma-missing", `, expected before ${name}`, this.scanner);
      return true;
    }
    const holder = this.tree.deepest("object");
    if (holder >= 0) this.tree.closeUnclosed(holder + 1, this.#gapBeforeToken(), this.#lastEnd);
    return holder >= 0;
  }

  /** Makes the innermost object or list ready to take a value, with a fault where it is not. */
  #makeRoomForValue(): void {
    const { tree } = this;
    const { frame } = tree;
    if (frame === undefined) return;
    if (frame.due === Due.comma) {
      tree.problems.error("comma-missing", ", expected before this value", this.scanner);
      if (frame.kind === "list") return;
      tree.isSound = false;
      frame.name = null;
    } else if (frame.kind === "object" && frame.due === Due.colon) {
      tree.problems.error("colon-missing", ": expected between a name and its value", this.scanner);
    } else if (frame.kind === "object" && frame.due !== Due.value) tree.nameless(this.scanner);
  }
}
