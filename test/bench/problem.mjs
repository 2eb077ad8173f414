/** The problems every contestant computes: one LSTM layer, batch 1, a mean square error on every h_t, Adam. */

/** D, H, T. @type {readonly (readonly [number, number, number])[]} */
export const sizes = [
  [2, 1, 2],
  [8, 16, 64],
  [32, 64, 256],
  [128, 256, 512],
  [256, 512, 256],
];

/**
 * Rows of W, U and b gate by gate, f, i, c, o; all matrices row by row.
 * @typedef {object} Problem
 * @property {number} D
 * @property {number} H
 * @property {number} T
 * @property {Float64Array} W 4H × D
 * @property {Float64Array} U 4H × H
 * @property {Float64Array} b 4H
 * @property {Float64Array} X T × D
 * @property {Float64Array} Y T × H
 */

/**
 * What a contestant brings: its operations on one problem. `values` gives what it computes: h_1…h_T; dW, dU, db; W, U, b after one update.
 * @typedef {object} Contestant
 * @property {() => unknown} forward every gate kept, where it can keep them
 * @property {() => unknown} [gradients] forward and backward
 * @property {() => unknown} [adam] one update from gradients at hand
 * @property {() => unknown} [epoch] forward, backward, update
 * @property {() => Values | Promise<Values>} values called once, before anything is measured
 */

/**
 * @typedef {object} Values
 * @property {ArrayLike<number>} h
 * @property {ArrayLike<number>} [gradient]
 * @property {ArrayLike<number>} [updated]
 */

/** The operations in the order they are measured. */
export const operations = /** @type {const} */ (["forward", "gradients", "adam", "epoch"]);

/** Adam's numbers. */
export const settings = { alpha: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The same numbers every time, of the size a network is started with. @param {readonly [number, number, number]} size @returns {Problem} */
export function problemOf([D, H, T]) {
  let state = 20261124;
  /** @param {number} count @param {number} scale */
  const numbers = (count, scale) =>
    Float64Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return scale * (state / 2 ** 31 - 1);
    });
  const scale = 1 / Math.sqrt(H);
  return {
    D,
    H,
    T,
    W: numbers(4 * H * D, scale),
    U: numbers(4 * H * H, scale),
    b: numbers(4 * H, scale),
    X: numbers(T * D, 1),
    Y: numbers(T * H, 1),
  };
}

/** A matrix's rows with the gates (each `rows` of them) in another order. @param {Float64Array} matrix @param {readonly number[]} order */
export function reordered(matrix, order) {
  const part = matrix.length / 4;
  const out = new Float64Array(matrix.length);
  for (const [to, from] of order.entries()) out.set(matrix.subarray(from * part, (from + 1) * part), to * part);
  return out;
}

/** A matrix row by row, the other way round. @param {ArrayLike<number>} matrix @param {number} rows @param {number} cols */
export function transposed(matrix, rows, cols) {
  const out = new Float64Array(rows * cols);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) out[c * rows + r] = matrix[r * cols + c];
  return out;
}

/**
 * Greatest difference between two contestants' values, one a part: h, gradient and the update's step, each as part of the greatest number in it.
 * @param {Problem} problem @param {Float64Array} a what `values` gave, one after the other, or its first parts @param {Float64Array} b
 */
export function differences({ T, H, W, U, b: bias }, a, b) {
  const before = Float64Array.from([...W, ...U, ...bias]);
  const ends = [0, T * H, T * H + before.length, T * H + 2 * before.length];
  const parts = ends.slice(1).map((end, part) => ({ from: ends[part], end }));
  return parts.flatMap(({ from, end }, part) => {
    if (from >= a.length) return [];
    /** @param {Float64Array} all */
    const of = (all) => (part < 2 ? all.subarray(from, end) : all.subarray(from, end).map((value, k) => value - before[k]));
    return [difference(of(a), of(b))];
  });
}

/** @param {Float64Array} a @param {Float64Array} b */
function difference(a, b) {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  let size = 0;
  for (let k = 0; k < b.length; k++) {
    const off = Math.abs(a[k] - b[k]);
    if (!(off <= most)) most = off;
    size = Math.max(size, Math.abs(b[k]));
  }
  return most / size;
}
