/** What an insight is, and how its sentence is put together. */
import * as l10n from "@vscode/l10n";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Trace } from "../../core/trace.js";
import { text, worded } from "../explain/tokens.js";
import type { Place, Token } from "../explanation.js";

/** In the order they are told: the one that matters most first. */
export const insightKinds = [
  "notFinite",
  "exploded",
  "vanished",
  "negative",
  "cut",
  "dead",
  "saturated",
  "forgets",
  "neverForgets",
  "zeroInput",
] as const;

export type InsightKind = (typeof insightKinds)[number];

/** Something noteworthy about a whole trace. */
export interface Insight {
  readonly kind: InsightKind;
  /** A sentence without a full stop; its numbers are indices into `numbers`. */
  readonly sentence: readonly Token[];
  readonly numbers: Float64Array;
  /** The value it rests on. */
  readonly place: Place;
}

/** A number in a sentence, written as `typed` or, without it, at the decimals set. */
interface Figure {
  readonly value: number;
  readonly typed?: string;
}

export type Piece = Token | Figure;

/** A number rounded at the decimals set. */
export function figure(value: number): Figure {
  return { value };
}

/** A number that may be very small or large: three digits of it, without zeros at their end. */
export function fine(value: number): Figure {
  if (!Number.isFinite(value)) return { value };
  const size = Math.abs(value);
  const isPlain = value === 0 || (size >= 1e-3 && size < 1e6);
  const typed = isPlain
    ? String(Number(value.toPrecision(3)))
    : value
        .toExponential(2)
        .replace(/\.?0+e/, "e")
        .replace("e+", "e");
  return { value, typed };
}

/** `∂L/∂` before a symbol, with a word joiner, so that no line ends behind the stroke. */
export const slopeOf = text("∂L/\u2060∂");

/** How many of something. */
export function count(value: number): Figure {
  return { value, typed: String(value) };
}

/** The insight whose sentence consists of `pieces`. */
export function insight(kind: InsightKind, place: Place, pieces: readonly Piece[]): Insight {
  const numbers: number[] = [];
  const sentence = pieces.map((piece): Token => {
    if (!("value" in piece)) return piece;
    const index = numbers.push(piece.value) - 1;
    return piece.typed === undefined ? { kind: "number", index } : { kind: "number", index, typed: piece.typed };
  });
  return { kind, place, sentence, numbers: Float64Array.from(numbers) };
}

/** ` in layer 2` of a stack; nothing where there is one layer. `layer` counts from 1. */
export function inLayer({ layers }: Trace, layer: number): string {
  return layers.length > 1 ? l10n.t(" in layer {0}", layer) : "";
}

/** `, and 3 more units`; nothing for 0. */
export function andMoreUnits(others: number): readonly Piece[] {
  if (others === 0) return [];
  return worded<Piece>(others === 1 ? l10n.t(", and {0} more unit") : l10n.t(", and {0} more units"), count(others));
}

/** Values looked at between two questions whether to yield. */
const block = 1 << 14;

/** Looks at each of T rows of `width` values in turn: `look` is given the time (from 1) and where its row starts. Progress counts rows. */
export function* eachStep(T: number, width: number, shouldYield: ShouldYield, look: (t: number, start: number) => void): Sliced<void> {
  const rows = Math.max(1, Math.floor(block / Math.max(1, width)));
  for (let t = 1; t <= T; t++) {
    look(t, (t - 1) * width);
    if (t % rows === 0 && shouldYield()) yield { done: t, total: T };
  }
}
