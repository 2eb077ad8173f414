/** Matrix products by the kernels, in calls short enough to be interrupted between. */
import type { Pace } from "../pace.js";
import type { Sliced } from "../slices.js";
import type { Workspace } from "./workspace.js";

/** Multiplications, or numbers packed, in one call: some 100 µs. */
export const callWork = 1 << 19;
/** How many multiplications the kernels do in the time of one in plain code, which is what a `Pace` counts. */
export const advantage = 8;
/** Terms of a sum that a tile adds at one go: two strips of so many lie in the fastest cache together. */
export const termsAtOnce = 256;
/** Columns of the right side that a call works on: with `termsAtOnce` terms each they lie in the second cache. */
const columnsAtOnce = 128;

/** `count` rounded up to whole strips of 4. */
export function padded(count: number): number {
  return (count + 3) & ~3;
}

/** `width` vectors of K numbers in memory, entry k of vector v at `at + k · kStride + v · stride` (bytes). */
export interface Vectors {
  readonly width: number;
  readonly K: number;
  readonly at: number;
  readonly kStride: number;
  readonly stride: number;
}

/** A side of a product made ready: padded(width) × K doubles at `at`. */
export interface Packed {
  readonly width: number;
  readonly K: number;
  readonly at: number;
}

/** Packs vectors to address `target`. */
export function* pack({ kernels }: Workspace, { width, K, at, kStride, stride }: Vectors, target: number, pace: Pace): Sliced<Packed> {
  for (let k = 0; k < K; k += termsAtOnce) {
    const terms = Math.min(termsAtOnce, K - k);
    const vectors = padded(Math.ceil(callWork / terms));
    for (let v = 0; v < width; v += vectors) {
      const count = Math.min(vectors, width - v);
      kernels.packStrips(count, terms, at + k * kStride + v * stride, kStride, stride, target + (k * padded(width) + v * terms) * 8);
      if (pace.spend(count * terms)) yield pace.progress();
    }
  }
  return { width, K, at: target };
}

/** C[m, n] += Σ_k left[m, k] · right[k, n], in the order of k; C at address `at`, rows `stride` bytes apart. */
export function* multiply({ kernels }: Workspace, left: Packed, right: Packed, at: number, stride: number, pace: Pace): Sliced<void> {
  const { K } = left;
  for (let k = 0; k < K; k += termsAtOnce) {
    const terms = Math.min(termsAtOnce, K - k);
    const leftAt = left.at + k * padded(left.width) * 8;
    const rightAt = right.at + k * padded(right.width) * 8;
    for (let n = 0; n < right.width; n += columnsAtOnce) {
      const columns = Math.min(columnsAtOnce, right.width - n);
      const rows = padded(Math.ceil(callWork / (columns * terms)));
      for (let m = 0; m < left.width; m += rows) {
        const count = Math.min(rows, left.width - m);
        kernels.addMatrixProduct(count, columns, terms, leftAt + m * terms * 8, rightAt + n * terms * 8, at + m * stride + n * 8, stride);
        if (pace.spend((count * columns * terms) / advantage)) yield pace.progress();
      }
    }
  }
}

/** A matrix of `rows` × K in memory, entry (r, k) at `at + r · rowStride + k · kStride` (bytes), packed into panels at `target`. */
export function* packPanels({ kernels }: Workspace, { width, K, at, kStride, stride }: Vectors, target: number, pace: Pace): Sliced<void> {
  const rows = Math.max(16, Math.floor(callWork / K) & ~15);
  for (let from = 0; from < width; from += rows) {
    const to = Math.min(width, from + rows);
    kernels.packPanels(from, to, width, K, at, stride, kStride, target);
    if (pace.spend((to - from) * K)) yield pace.progress();
  }
}

/** A matrix packed into panels at `panels`, and the vectors of y += M x at `x` (K) and `y` (rows, rounded up to 4). */
export interface PanelProduct {
  readonly rows: number;
  readonly K: number;
  readonly panels: number;
  readonly x: number;
  readonly y: number;
}

/** y += M x for one of many products with the same matrix; with every other one from the last row back, a part of a large matrix is found in the cache. */
export function* multiplyPanels(
  { kernels }: Workspace,
  { rows, K, panels, x, y }: PanelProduct,
  isFromLast: boolean,
  pace: Pace,
): Sliced<void> {
  const atOnce = Math.max(16, Math.floor(callWork / K) & ~15);
  const calls = Math.ceil(rows / atOnce);
  for (let call = 0; call < calls; call++) {
    const from = (isFromLast ? calls - 1 - call : call) * atOnce;
    const to = Math.min(rows, from + atOnce);
    kernels.addProduct(from, to, K, panels, x, y, isFromLast);
    if (pace.spend(((to - from) * K) / advantage)) yield pace.progress();
  }
}
