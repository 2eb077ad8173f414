/** The gradients by step that the page has of one trace, piece by piece; asks for those in sight. */
import type { GradientSteps } from "../../protocol/gradients.js";
import type { HostRequests } from "../../protocol/panel.js";
import type { Answer } from "../connection.js";
import { piecesOf, type Span, spanOfPiece } from "../windowing.js";

type Ask = (query: Parameters<HostRequests["gradientSteps"]>[0]) => Promise<Answer<GradientSteps>>;

/** Steps in a piece, and pieces kept: some ten megabytes. */
const pieceSteps = 1024;
const mostPieces = 64;

export class GradientCache {
  readonly #ask: Ask;
  readonly #arrived: () => void;
  /** In the order of their arrival. */
  readonly #pieces = new Map<string, GradientSteps>();
  /** Asked for, answered or not: nothing is asked for twice unless it was dropped. */
  readonly #asked = new Set<string>();
  #wanted: readonly string[] = [];
  /** Answers so far: a drawing made at this count has all that is there. */
  answers = 0;

  constructor(
    readonly revision: number,
    readonly T: number,
    ask: Ask,
    arrived: () => void,
  ) {
    this.#ask = ask;
    this.#arrived = arrived;
  }

  want(layer: number, span: Span): void {
    const pieces = piecesOf(span, pieceSteps);
    this.#wanted = pieces.map((piece) => key(layer, piece));
    for (const piece of pieces) if (!this.#asked.has(key(layer, piece))) void this.#fetch(layer, piece);
  }

  /** Whether everything wanted is there. */
  get isComplete(): boolean {
    return this.#wanted.every((name) => this.#pieces.has(name));
  }

  pieceAt(layer: number, t: number): GradientSteps | null {
    return this.#pieces.get(key(layer, Math.floor((t - 1) / pieceSteps))) ?? null;
  }

  async #fetch(layer: number, piece: number): Promise<void> {
    const name = key(layer, piece);
    this.#asked.add(name);
    const { from, to } = spanOfPiece(piece, pieceSteps, this.T);
    const answer = await this.#ask({ revision: this.revision, layer, from, to });
    this.answers++;
    if (answer.outcome === "ok" && isOf(answer.value, layer, from, to)) this.#keep(name, answer.value);
    this.#arrived();
  }

  #keep(name: string, steps: GradientSteps): void {
    this.#pieces.set(name, steps);
    for (const old of this.#pieces.keys()) {
      if (this.#pieces.size <= mostPieces) return;
      if (this.#wanted.includes(old)) continue;
      this.#pieces.delete(old);
      this.#asked.delete(old);
    }
  }
}

const key = (layer: number, piece: number): string => `${layer}/${piece}`;

// The lengths of the arrays are what drawing relies on.
function isOf(steps: GradientSteps, layer: number, from: number, to: number): boolean {
  const count = to - from + 1;
  const { h, c, factor, f, given, parameters, shares } = steps;
  const columns = [h, c, factor, f?.lower ?? null, f?.upper ?? null, f?.mean ?? null, given];
  const areWhole = columns.every((column) => column === null || column.length === count);
  const isHere = steps.layer === layer && steps.from === from && steps.to === to;
  return isHere && areWhole && shares.length === parameters.length * count;
}
