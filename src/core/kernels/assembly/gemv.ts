/** Matrix times vector over a matrix packed in panels, so that every weight is read once and in order. */
import { mulAdd } from "./math";

/**
 * Packs the rows from `from` to `to` of a matrix of `rows` × K, entry (r, k) at `source + r · rowStride + k · kStride` (bytes): 16 rows a panel, then 4 a panel,
 * each column by column, rows that are not there as zeros. The panel of row r starts r · K doubles after `panels`; `from` is a multiple of 16.
 */
export function packPanels(from: i32, to: i32, rows: i32, K: i32, source: usize, rowStride: i32, kStride: i32, panels: usize): void {
  for (let row = from; row < to; ) {
    const height = rows - row >= 16 ? 16 : 4;
    packPanel(height, min(height, rows - row), K, source + row * rowStride, rowStride, kStride, panels + ((<usize>row * K) << 3));
    row += height;
  }
}

/** One panel of `height` rows, of which `there` are in the matrix. */
function packPanel(height: i32, there: i32, K: i32, source: usize, rowStride: i32, kStride: i32, target: usize): void {
  for (let k = 0; k < K; k++) {
    let from = source + k * kStride;
    for (let r = 0; r < height; r++) {
      f64.store(target, r < there ? f64.load(from) : 0);
      from += rowStride;
      target += 8;
    }
  }
}

/**
 * y[r] += Σ_k M[r, k] · x[k] for the rows from `from` to `to` (each a panel's edge), the sum in the order of k, from 0. Panels are taken first to last, or last to
 * first: where a matrix is larger than a cache and multiplied again and again, turning round at each end finds there what was read last.
 * M packed by `packPanels`, `rows` × K; x: K; y: rows rounded up to 4.
 */
export function addProduct(from: i32, to: i32, K: i32, panels: usize, x: usize, y: usize, isFromLast: bool): void {
  const end = x + ((<usize>K) << 3);
  const whole = from + ((to - from) & ~15);
  if (isFromLast) addPanels4(whole, to, K, panels, x, end, y);
  for (let row = from; row < whole; row += 16) {
    const at = isFromLast ? from + whole - 16 - row : row;
    addPanel16(panels + ((<usize>at * K) << 3), x, end, y + ((<usize>at) << 3));
  }
  if (!isFromLast) addPanels4(whole, to, K, panels, x, end, y);
}

/** The rows behind the last whole panel of 16. */
function addPanels4(from: i32, to: i32, K: i32, panels: usize, x: usize, end: usize, y: usize): void {
  for (let row = from; row < to; row += 4) addPanel4(panels + ((<usize>row * K) << 3), x, end, y + ((<usize>row) << 3));
}

/** y[0…15] += panel · x, x from `x` to `end`. */
function addPanel16(panel: usize, x: usize, end: usize, y: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (; x < end; x += 8) {
    const v = v128.load64_splat(x);
    a = mulAdd(v128.load(panel), v, a);
    b = mulAdd(v128.load(panel, 16), v, b);
    c = mulAdd(v128.load(panel, 32), v, c);
    d = mulAdd(v128.load(panel, 48), v, d);
    e = mulAdd(v128.load(panel, 64), v, e);
    f = mulAdd(v128.load(panel, 80), v, f);
    g = mulAdd(v128.load(panel, 96), v, g);
    h = mulAdd(v128.load(panel, 112), v, h);
    panel += 128;
  }
  addTo(y, a);
  addTo(y + 16, b);
  addTo(y + 32, c);
  addTo(y + 48, d);
  addTo(y + 64, e);
  addTo(y + 80, f);
  addTo(y + 96, g);
  addTo(y + 112, h);
}

/** y[0…3] += panel · x. */
function addPanel4(panel: usize, x: usize, end: usize, y: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  for (; x < end; x += 8) {
    const v = v128.load64_splat(x);
    a = mulAdd(v128.load(panel), v, a);
    b = mulAdd(v128.load(panel, 16), v, b);
    panel += 32;
  }
  addTo(y, a);
  addTo(y + 16, b);
}

/** The two doubles at `y` += v. */
function addTo(y: usize, v: v128): void {
  v128.store(y, f64x2.add(v128.load(y), v));
}
