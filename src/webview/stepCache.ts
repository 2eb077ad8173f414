/** The steps of one trace that the page has, piece by piece; asks for those it lacks, the ones wanted last first. */
import type { HostRequests, Steps, TraceShape } from "../protocol/panel.js";
import type { Answer } from "./connection.js";
import type { Quantity } from "./names.js";
import { pieceLength, piecesOf, type Span, spanOfPiece } from "./windowing.js";

export type AskSteps = (query: Parameters<HostRequests["steps"]>[0]) => Promise<Answer<Steps>>;

/** Requests under way at once: one being answered, one on its way. */
const UNDER_WAY = 2;
const MOST_BYTES = 64 * 1024 * 1024;

export interface Want {
  readonly layer: number;
  readonly span: Span;
}

export class StepCache {
  readonly trace: TraceShape;
  readonly #ask: AskSteps;
  readonly #arrived: () => void;
  /** In the order of their last use. */
  readonly #pieces = new Map<string, Steps>();
  readonly #underWay = new Set<string>();
  /** Asked for once and refused: not asked again for this trace. */
  readonly #refused = new Set<string>();
  #wanted: readonly { readonly layer: number; readonly piece: number }[] = [];
  #bytes = 0;
  /** Answers so far: a drawing made at this count has all that is there. */
  answers = 0;

  constructor(trace: TraceShape, ask: AskSteps, arrived: () => void) {
    this.trace = trace;
    this.#ask = ask;
    this.#arrived = arrived;
  }

  /** Says what is in sight now; what was wanted before and is not yet asked for is forgotten. */
  want(wants: readonly Want[]): void {
    this.#wanted = wants.flatMap(({ layer, span }) => piecesOf(span, this.lengthOf(layer)).map((piece) => ({ layer, piece })));
    for (const { layer, piece } of this.#wanted) this.#touch(key(layer, piece));
    this.#askNext();
  }

  /** Whether everything wanted is there, or will never be. */
  get isComplete(): boolean {
    return this.#wanted.every(({ layer, piece }) => this.#pieces.has(key(layer, piece)) || this.#refused.has(key(layer, piece)));
  }

  lengthOf(layer: number): number {
    const { D, H, quantities } = this.trace.layers[layer - 1];
    return pieceLength(D + H * quantities.length);
  }

  /** The piece that holds step t, where it is there. */
  pieceAt(layer: number, t: number): Steps | null {
    return this.#pieces.get(key(layer, Math.floor((t - 1) / this.lengthOf(layer)))) ?? null;
  }

  /** NaN is a value; undefined says that the step is not there (yet). Step 0 is the initial state. */
  value(layer: number, quantity: Quantity, t: number, unit: number): number | undefined {
    const { H } = this.trace.layers[layer - 1];
    if (t === 0) return quantity === "h" || quantity === "c" ? this.pieceAt(layer, 1)?.before[quantity]?.[unit - 1] : undefined;
    const piece = this.pieceAt(layer, t);
    return piece?.quantities[quantity]?.[(t - piece.from) * H + unit - 1];
  }

  /** Whether an exercise hides the number: what stands there is NaN then. The loss is the same in every layer. */
  isHidden(layer: number, quantity: Quantity | "x" | "loss", t: number, unit: number): boolean {
    const piece = t === 0 ? null : this.pieceAt(layer, t);
    const hidden = piece?.hidden[quantity];
    if (piece === null || hidden === undefined) return false;
    const { D, H } = this.trace.layers[layer - 1];
    const width = quantity === "loss" ? 1 : quantity === "x" ? D : H;
    return hidden.includes((t - piece.from) * width + unit - 1);
  }

  #askNext(): void {
    for (const { layer, piece } of this.#wanted) {
      if (this.#underWay.size >= UNDER_WAY) return;
      const name = key(layer, piece);
      if (this.#pieces.has(name) || this.#underWay.has(name) || this.#refused.has(name)) continue;
      this.#underWay.add(name);
      void this.#fetch(name, layer, piece);
    }
  }

  async #fetch(name: string, layer: number, piece: number): Promise<void> {
    const span = spanOfPiece(piece, this.lengthOf(layer), this.trace.T);
    const answer = await this.#ask({ revision: this.trace.revision, layer, from: span.from, to: span.to });
    this.#underWay.delete(name);
    this.answers++;
    if (answer.outcome === "ok" && isTheSteps(answer.value, this.trace, layer, span)) this.#keep(name, answer.value);
    else this.#refused.add(name);
    this.#askNext();
    this.#arrived();
  }

  #keep(name: string, steps: Steps): void {
    this.#pieces.set(name, steps);
    this.#bytes += bytesOf(steps);
    const wanted = new Set(this.#wanted.map(({ layer, piece }) => key(layer, piece)));
    for (const [old, kept] of this.#pieces) {
      if (this.#bytes <= MOST_BYTES) return;
      if (wanted.has(old)) continue;
      this.#pieces.delete(old);
      this.#bytes -= bytesOf(kept);
    }
  }

  #touch(name: string): void {
    const steps = this.#pieces.get(name);
    if (steps === undefined) return;
    this.#pieces.delete(name);
    this.#pieces.set(name, steps);
  }
}

const key = (layer: number, piece: number): string => `${layer}/${piece}`;

// The lengths of the arrays are what drawing relies on.
function isTheSteps(steps: Steps, trace: TraceShape, layer: number, span: Span): boolean {
  const { D, H, quantities } = trace.layers[layer - 1];
  const K = trace.layers[trace.layers.length - 1].H;
  const count = span.to - span.from + 1;
  return (
    steps.revision === trace.revision &&
    steps.from === span.from &&
    steps.to === span.to &&
    steps.x.length === count * D &&
    steps.outputs.length === count * K &&
    (steps.loss === null || steps.loss.length === count) &&
    (steps.targets === null || steps.targets.length === count * K) &&
    quantities.every((quantity) => steps.quantities[quantity]?.length === count * H)
  );
}

function bytesOf(steps: Steps): number {
  const arrays = [steps.x, steps.outputs, steps.loss, steps.targets, ...Object.values(steps.quantities), ...Object.values(steps.before)];
  return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
}
