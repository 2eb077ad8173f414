/** The LSTM over a block of time steps, forward and backward, every gate kept (Hochreiter & Schmidhuber 1997; Gers et al. 2000). */
import { sigmoidInto, tanhInto } from "./activate";
import { addMatrixProduct, addRowsBackward, addToRows, packStrips } from "./gemm";
import { addProduct, packPanels } from "./gemv";
import { flush, storePair } from "./math";

/**
 * Where a layer's numbers lie; `../lstmFrame.ts` fills it in this order. Time counts inside the block: rows 1…n are its steps, row 0 the step before.
 * An array of rows has H doubles a row, but z and dz 4H: f, i, c, o.
 */
@unmanaged
class Lstm {
  H: i32;
  /** U of the four gates, 4H × H, and its transpose, H × 4H, packed. */
  U: usize;
  UTransposed: usize;
  /** b + W x on entry, then all that goes into the activations. */
  z: usize;
  f: usize;
  i: usize;
  cTilde: usize;
  o: usize;
  c: usize;
  h: usize;
  /** On entry dL/dh_t by what reads h_t from above, then dL/dh_t and dL/dc_t by every path. */
  dh: usize;
  dc: usize;
  dz: usize;
  /** H, rounded up to 4: what step t + 1 hands back to h_t and c_t. */
  dhCarried: usize;
  dcCarried: usize;
  /** H: tanh(c_t) of the step at hand. */
  tanhC: usize;
}

/** Steps `from`…`to` forward: z += U h_{t−1}, gates, c and h. */
export function lstmForward(m: Lstm, from: i32, to: i32): void {
  const H = m.H;
  for (let t = from; t <= to; t++) {
    addProduct(0, H << 2, H, m.U, m.h + (((t - 1) * H) << 3), m.z + ((t * H) << 5), (t & 1) === 0);
    lstmForwardUnits(m, t);
  }
}

/** The gates, c and h of step t from its z: f, i, o = σ(z); c̃ = tanh(z_c); c = f c_{t−1} + i c̃; h = o tanh(c). */
export function lstmForwardUnits(m: Lstm, t: i32): void {
  const H = m.H;
  const row = H << 3;
  const at = t * row;
  const z = m.z + (at << 2);
  sigmoidInto(H, z, m.f + at);
  sigmoidInto(H, z + row, m.i + at);
  tanhInto(H, z + 2 * row, m.cTilde + at);
  sigmoidInto(H, z + 3 * row, m.o + at);
  for (let j = 0; j < row; j += 16) {
    const kept = f64x2.mul(v128.load(m.f + at + j), v128.load(m.c + at + j - row));
    const added = f64x2.mul(v128.load(m.i + at + j), v128.load(m.cTilde + at + j));
    storePair(m.c + at + j, f64x2.add(kept, added), j + 8 < row);
  }
  tanhInto(H, m.c + at, m.tanhC);
  for (let j = 0; j < row; j += 16) {
    storePair(m.h + at + j, f64x2.mul(v128.load(m.o + at + j), v128.load(m.tanhC + j)), j + 8 < row);
  }
}

/** Steps `from` down to `to` backward: dh, dc and dz of each, then dhCarried = Uᵀ dz for the step before. */
export function lstmBackward(m: Lstm, from: i32, to: i32): void {
  const H = m.H;
  for (let t = from; t >= to; t--) {
    lstmBackwardUnits(m, t);
    addProduct(0, H, H << 2, m.UTransposed, m.dz + ((t * H) << 5), m.dhCarried, (t & 1) === 0);
  }
}

/**
 * dh, dc and dz of step t: dh and dc by every path, dc with dh o tanh′(c); dz = dc c_{t−1} σ′, dc c̃ σ′, dc i tanh′, dh tanh(c) σ′.
 * Leaves dhCarried 0, and in dcCarried the dc f that goes to c_{t−1}.
 */
export function lstmBackwardUnits(m: Lstm, t: i32): void {
  const row = m.H << 3;
  const at = t * row;
  tanhInto(m.H, m.c + at, m.tanhC);
  let j = 0;
  for (; j + 8 < row; j += 16) backwardPair(m, at + j, m.dz + (at << 2) + j, j, true);
  if (j < row) backwardPair(m, at + j, m.dz + (at << 2) + j, j, false);
}

/** Two units of a step, or one: `at` bytes into the arrays of rows, `j` into those of one row, their dz_f at `dz`. */
function backwardPair(m: Lstm, at: i32, dz: usize, j: i32, isPair: bool): void {
  const row = m.H << 3;
  const f = v128.load(m.f + at);
  const i = v128.load(m.i + at);
  const cTilde = v128.load(m.cTilde + at);
  const o = v128.load(m.o + at);
  const tanhC = v128.load(m.tanhC + j);
  const dh = f64x2.add(v128.load(m.dh + at), flush(v128.load(m.dhCarried + j)));
  const dc = f64x2.add(v128.load(m.dcCarried + j), throughTanh(f64x2.mul(dh, o), tanhC));
  storePair(m.dh + at, dh, isPair);
  storePair(m.dc + at, dc, isPair);
  storePair(dz, throughSigmoid(f64x2.mul(dc, v128.load(m.c + at - row)), f), isPair);
  storePair(dz + row, throughSigmoid(f64x2.mul(dc, cTilde), i), isPair);
  storePair(dz + 2 * row, throughTanh(f64x2.mul(dc, i), cTilde), isPair);
  storePair(dz + 3 * row, throughSigmoid(f64x2.mul(dh, tanhC), o), isPair);
  v128.store(m.dcCarried + j, flush(f64x2.mul(dc, f)));
  v128.store(m.dhCarried + j, f64x2.splat(0));
}

/** v · σ′, from σ. */
function throughSigmoid(v: v128, value: v128): v128 {
  return f64x2.mul(f64x2.mul(v, value), f64x2.sub(f64x2.splat(1), value));
}

/** v · tanh′, from tanh. */
function throughTanh(v: v128, value: v128): v128 {
  return f64x2.mul(v, f64x2.sub(f64x2.splat(1), f64x2.mul(value, value)));
}

/**
 * The whole forward pass of a small layer: T steps from row 0, no sum longer than a tile adds at one go. x: T × D; W (4H × D) and U (4H × H) as they are in the file, b 4H; `left` and `right` have room for x and W packed,
 * the frame's U for U.
 */
export function lstmForwardAtOnce(m: Lstm, D: i32, T: i32, W: usize, U: usize, b: usize, x: usize, left: usize, right: usize): void {
  const H = m.H;
  const rows = H << 2;
  const z = m.z + (H << 5);
  packPanels(0, rows, rows, H, U, H << 3, 8, m.U);
  packStrips(rows, D, W, 8, D << 3, right);
  packStrips(T, D, x, 8, D << 3, left);
  clear(z, T * rows);
  addMatrixProduct(T, rows, D, left, right, z, H << 5);
  addToRows(T, rows, b, z);
  lstmForward(m, 1, T);
}

/**
 * The whole backward pass of a small layer: T steps back to row 0, then the sums over them from the last step back: dW = Σ dz xᵀ, dU = Σ dz h_{t−1}ᵀ, db = Σ dz,
 * and dx = Wᵀ dz (T × D). W and U as above, on entry where dW and dU are to be; `left` and `right` have room for dz and for x or h packed, `WTransposed` and the
 * frame's UTransposed for theirs.
 */
export function lstmBackwardAtOnce(
  m: Lstm,
  D: i32,
  T: i32,
  dW: usize,
  dU: usize,
  db: usize,
  x: usize,
  dx: usize,
  left: usize,
  right: usize,
  WTransposed: usize,
): void {
  const H = m.H;
  const rows = H << 2;
  const row = H << 5;
  packPanels(0, H, H, rows, dU, 8, H << 3, m.UTransposed);
  packStrips(D, rows, dW, D << 3, 8, WTransposed);
  clear(dW, rows * D);
  clear(dU, rows * H);
  clear(db, rows);
  clear(dx, T * D);
  lstmBackward(m, T, 1);
  const last = m.dz + T * row;
  packStrips(rows, T, last, -row, 8, left);
  packStrips(D, T, x + (T - 1) * (D << 3), -(D << 3), 8, right);
  addMatrixProduct(rows, D, T, left, right, dW, D << 3);
  packStrips(H, T, m.h + (T - 1) * (H << 3), -(H << 3), 8, right);
  addMatrixProduct(rows, H, T, left, right, dU, H << 3);
  addRowsBackward(T, rows, last, db);
  packStrips(T, rows, m.dz + row, 8, row, left);
  addMatrixProduct(T, D, rows, left, WTransposed, dx, D << 3);
}

/** Zeros to `count` doubles from `at` on. */
function clear(at: usize, count: i32): void {
  for (const end = at + ((<usize>count) << 3); at < end; at += 8) f64.store(at, 0);
}
