/** Text to a tree with places: a pushdown loop that keeps its own stack, cut into slices by its caller. */
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Problems } from "../problems.js";
import { TreeBuilder } from "./builder.js";
import { Due } from "./frames.js";
import { Grammar } from "./grammar.js";
import type { JsonNode } from "./node.js";
import { NumberKernel } from "./numberKernel.js";
import { NumberReader, stretchOf } from "./readNumbers.js";
import { Scanner, Token } from "./scanner.js";

/** Characters read between two questions whether to yield: a fraction of a millisecond. */
const PIECE = 16_384;
/** Characters from which on the kernels' reader is worth its instance. */
const LARGE = 1 << 16;

export interface Parsed {
  /** Null where the text holds no value at all. */
  readonly root: JsonNode | null;
  /** Whether every bracket, name and value is where it belongs, so that the tree is what was meant. */
  readonly isSound: boolean;
}

/** Reads JSON with comments and trailing commas. Faults go to `problems`; reading goes on behind each. Never throws. */
export function* parse(text: string, problems: Problems, shouldYield: ShouldYield): Sliced<Parsed> {
  const tree = new TreeBuilder(problems, text.length);
  const kernel = text.length < LARGE ? null : NumberKernel.lease(stretchOf(PIECE));
  const parser = new Parser(text, tree, kernel);
  while (!tree.isDone) {
    parser.read(Math.min(text.length, parser.pos + PIECE));
    if (shouldYield()) yield { done: Math.min(parser.pos, text.length), total: text.length };
  }
  kernel?.release();
  return { root: tree.root, isSound: tree.isSound };
}

class Parser {
  readonly #scanner: Scanner;
  readonly #numbers: NumberReader;
  readonly #grammar: Grammar;

  constructor(
    readonly text: string,
    readonly tree: TreeBuilder,
    kernel: NumberKernel | null,
  ) {
    this.#scanner = new Scanner(text, tree.problems);
    this.#numbers = new NumberReader(text, tree.pool, PIECE, kernel);
    this.#grammar = new Grammar(text, this.#scanner, tree);
  }

  get pos(): number {
    return this.#scanner.pos;
  }

  /** Reads on to about `limit`. */
  read(limit: number): void {
    const scanner = this.#scanner;
    const grammar = this.#grammar;
    while (!this.tree.isDone) {
      this.#readNumbers(limit);
      const token = scanner.next(limit);
      if (token === Token.unfinished) return;
      if (grammar.tooDeep > 0) this.#skip(token);
      else grammar.take(token);
      grammar.passed(scanner.start, scanner.end, token === Token.comma);
      if (scanner.pos >= limit && token !== Token.end && limit < this.text.length) return;
    }
  }

  /** Where numbers are due in a list of numbers, reads them the fast way. */
  #readNumbers(limit: number): void {
    const { frame, pool } = this.tree;
    if (frame?.kind !== "list" || !frame.isCompact || frame.due === Due.comma || this.#grammar.tooDeep > 0) return;
    if (this.#scanner.isInside) return;
    const numbers = this.#numbers;
    numbers.read(this.#scanner.pos, limit);
    this.#scanner.pos = numbers.pos;
    if (numbers.count === 0) return;
    frame.due = numbers.afterComma ? Due.next : Due.comma;
    frame.nulls += numbers.nulls;
    const last = pool.length - 1;
    this.#grammar.passed(pool.startAt(last), pool.endAt(last), false);
    if (numbers.afterComma) this.#grammar.passed(numbers.commaAt, numbers.commaAt + 1, true);
  }

  #skip(token: Token): void {
    const { start, end } = this.#scanner;
    if (token === Token.openBrace || token === Token.openBracket) this.#grammar.tooDeep++;
    else if (token === Token.closeBrace || token === Token.closeBracket) {
      if (--this.#grammar.tooDeep === 0) this.tree.add({ kind: "unreadable", start, end });
    } else if (token === Token.end) this.tree.isDone = true;
  }
}
