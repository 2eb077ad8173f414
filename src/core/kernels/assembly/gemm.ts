/** Matrix times matrix by tiles of 4 × 4 that stay in registers, both sides packed so that a tile reads them in order (Goto & van de Geijn 2008). */
import { mulAdd } from "./math";

/** A tile at the edge is worked on here: 4 × 4 doubles. */
const edge: usize = memory.data(128, 16);

/**
 * Packs a side of a product into strips: `width` vectors of K numbers, entry k of vector v at `source + k · kStride + v · stride` (bytes, also negative).
 * A strip is 4 vectors, K × 4; vectors that are not there are zeros.
 */
export function packStrips(width: i32, K: i32, source: usize, kStride: i32, stride: i32, target: usize): void {
  for (let v = 0; v < width; v += 4) {
    packStrip(min(4, width - v), K, source, kStride, stride, target);
    source += stride << 2;
    target += (<usize>K) << 5;
  }
}

/** One strip of `width` ≤ 4 vectors. */
function packStrip(width: i32, K: i32, source: usize, kStride: i32, stride: i32, target: usize): void {
  if (width === 4 && stride === 8) {
    for (let k = 0; k < K; k++) {
      v128.store(target, v128.load(source));
      v128.store(target, v128.load(source, 16), 16);
      source += kStride;
      target += 32;
    }
    return;
  }
  for (let v = 0; v < 4; v++) {
    let from = source + v * stride;
    let to = target + (v << 3);
    for (let k = 0; k < K; k++) {
      f64.store(to, v < width ? f64.load(from) : 0);
      from += kStride;
      to += 32;
    }
  }
}

/**
 * C[m, n] += Σ_k left[m, k] · right[k, n], each entry one running sum in the order of k that starts at what stands in C.
 * `left` and `right` packed by `packStrips` (M and N vectors of K numbers); C is M × N, rows `cStride` bytes apart.
 */
export function addMatrixProduct(M: i32, N: i32, K: i32, left: usize, right: usize, C: usize, cStride: i32): void {
  const strip = (<usize>K) << 5;
  for (let m = 0; m < M; m += 4) {
    const height = min(4, M - m);
    let panel = right;
    for (let n = 0; n < N; n += 4) {
      const width = min(4, N - n);
      if (height === 4 && width === 4) addTile(K, left, panel, C + (n << 3), cStride);
      else addEdgeTile(K, left, panel, C + (n << 3), cStride, height, width);
      panel += strip;
    }
    left += strip;
    C += cStride << 2;
  }
}

/** The tile at C (4 × 4, rows `stride` bytes apart) += leftᵀ · right, strips of K × 4. */
function addTile(K: i32, left: usize, right: usize, C: usize, stride: i32): void {
  const row1 = C + stride;
  const row2 = row1 + stride;
  const row3 = row2 + stride;
  let c00 = v128.load(C);
  let c01 = v128.load(C, 16);
  let c10 = v128.load(row1);
  let c11 = v128.load(row1, 16);
  let c20 = v128.load(row2);
  let c21 = v128.load(row2, 16);
  let c30 = v128.load(row3);
  let c31 = v128.load(row3, 16);
  const end = left + ((<usize>K) << 5);
  for (; left < end; left += 32) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load64_splat(left);
    c00 = mulAdd(a0, b0, c00);
    c01 = mulAdd(a0, b1, c01);
    const a1 = v128.load64_splat(left, 8);
    c10 = mulAdd(a1, b0, c10);
    c11 = mulAdd(a1, b1, c11);
    const a2 = v128.load64_splat(left, 16);
    c20 = mulAdd(a2, b0, c20);
    c21 = mulAdd(a2, b1, c21);
    const a3 = v128.load64_splat(left, 24);
    c30 = mulAdd(a3, b0, c30);
    c31 = mulAdd(a3, b1, c31);
    right += 32;
  }
  storeRow(C, c00, c01);
  storeRow(row1, c10, c11);
  storeRow(row2, c20, c21);
  storeRow(row3, c30, c31);
}

/** The same for a tile of which only height × width lies in C. */
function addEdgeTile(K: i32, left: usize, right: usize, C: usize, stride: i32, height: i32, width: i32): void {
  for (let m = 0; m < height; m++) copy(width, C + m * stride, edge + (m << 5));
  addTile(K, left, right, edge, 32);
  for (let m = 0; m < height; m++) copy(width, edge + (m << 5), C + m * stride);
}

/** `count` doubles from `from` to `to`. */
function copy(count: i32, from: usize, to: usize): void {
  for (let n = 0; n < count; n++) f64.store(to + (n << 3), f64.load(from + (n << 3)));
}

/** A tile's row of 4. */
function storeRow(at: usize, a: v128, b: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
}

/** Each of `count` rows (`width` doubles, a multiple of 4; one after the other from `rows` on) = v + row. */
export function addToRows(count: i32, width: i32, v: usize, rows: usize): void {
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < width; k += 4) {
      const row = rows + (k << 3);
      v128.store(row, f64x2.add(v128.load(v + (k << 3)), v128.load(row)));
      v128.store(row, f64x2.add(v128.load(v + (k << 3), 16), v128.load(row, 16)), 16);
    }
    rows += width << 3;
  }
}

/** sum += each of `count` rows (`width` doubles, a multiple of 4), from the one at `last` back. */
export function addRowsBackward(count: i32, width: i32, last: usize, sum: usize): void {
  for (let t = 0; t < count; t++) {
    addToRows(1, width, last, sum);
    last -= width << 3;
  }
}
