/** Which steps are in sight, and in which pieces they are asked for. */

/** Steps from … to, both included, counted from 1; empty where `to` is below `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The steps that show at least a part of their column. */
export function stepsInSight(scroll: number, stepWidth: number, plot: number, T: number): Span {
  const from = Math.max(1, Math.floor(scroll / stepWidth) + 1);
  const to = Math.min(T, Math.ceil((scroll + plot) / stepWidth));
  return { from, to };
}

/** The scroll nearest to the present one at which step t stands whole in sight, with some steps round it. */
export function scrollToShow(t: number, scroll: number, stepWidth: number, plot: number, T: number): number {
  const room = Math.min(plot / 2 - stepWidth, Math.max(stepWidth * 2, plot / 8));
  const left = (t - 1) * stepWidth - room;
  const right = t * stepWidth + room - plot;
  const furthest = Math.max(0, T * stepWidth - plot);
  return Math.min(furthest, Math.max(0, Math.min(left, Math.max(right, scroll))));
}

/** `count` neighbouring steps with t in their middle, as far as the ends allow. */
export function stepsAround(t: number, count: number, T: number): Span {
  const from = Math.max(1, Math.min(t - (count >> 1), T - count + 1));
  return { from, to: Math.min(T, from + count - 1) };
}

const PIECE_BYTES = 512 * 1024;

/** Steps in one piece: a power of two, so that a piece stays near half a megabyte. */
export function pieceLength(doublesPerStep: number): number {
  const fitting = PIECE_BYTES / (8 * Math.max(1, doublesPerStep));
  return 2 ** Math.max(4, Math.min(10, Math.floor(Math.log2(fitting))));
}

/** Numbers of the pieces that cover a span, counted from 0. */
export function piecesOf(span: Span, length: number): readonly number[] {
  const pieces: number[] = [];
  for (let piece = Math.floor((span.from - 1) / length); piece * length < span.to; piece++) pieces.push(piece);
  return span.to < span.from ? [] : pieces;
}

/** The steps of one piece. */
export function spanOfPiece(piece: number, length: number, T: number): Span {
  return { from: piece * length + 1, to: Math.min(T, (piece + 1) * length) };
}
