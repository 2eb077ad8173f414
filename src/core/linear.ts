/** The three products of a matrix (row by row) with vectors, over a block of rows at a time so that a large one can be interrupted. */

/**
 * rows[r] += Σ_c matrix[r, c] · cols[c] for `from` ≤ r < `to`.
 * Each row's terms are added in the order of its columns, so the sum does not depend on how the rows are cut into blocks.
 */
export function addProductInto(rows: Float64Array, matrix: Float64Array, cols: Float64Array, from: number, to: number): void {
  const width = cols.length;
  let r = from;
  // Four rows at a time: one load of cols[k] serves four sums that do not wait for one another.
  for (; r + 4 <= to; r += 4) {
    const a = r * width;
    const b = a + width;
    const c = b + width;
    const d = c + width;
    let sumA = 0;
    let sumB = 0;
    let sumC = 0;
    let sumD = 0;
    for (let k = 0; k < width; k++) {
      const value = cols[k];
      sumA += matrix[a + k] * value;
      sumB += matrix[b + k] * value;
      sumC += matrix[c + k] * value;
      sumD += matrix[d + k] * value;
    }
    rows[r] += sumA;
    rows[r + 1] += sumB;
    rows[r + 2] += sumC;
    rows[r + 3] += sumD;
  }
  for (; r < to; r++) {
    let sum = 0;
    for (let k = 0, at = r * width; k < width; k++) sum += matrix[at++] * cols[k];
    rows[r] += sum;
  }
}

/** cols[c] += Σ_r matrix[r, c] · rows[r] over `from` ≤ r < `to`: the product with the transpose. */
export function addTransposedProductInto(cols: Float64Array, matrix: Float64Array, rows: Float64Array, from: number, to: number): void {
  const width = cols.length;
  let r = from;
  // Four rows at a time: each cols[k] is loaded and stored once for four terms.
  for (; r + 4 <= to; r += 4) {
    const a = r * width;
    const b = a + width;
    const c = b + width;
    const d = c + width;
    const rowA = rows[r];
    const rowB = rows[r + 1];
    const rowC = rows[r + 2];
    const rowD = rows[r + 3];
    for (let k = 0; k < width; k++) {
      cols[k] = cols[k] + matrix[a + k] * rowA + matrix[b + k] * rowB + matrix[c + k] * rowC + matrix[d + k] * rowD;
    }
  }
  for (; r < to; r++) {
    const row = rows[r];
    for (let k = 0, at = r * width; k < width; k++) cols[k] += matrix[at++] * row;
  }
}

/** matrix[r, c] += rows[r] · cols[c] for `from` ≤ r < `to`. */
export function addOuterInto(matrix: Float64Array, rows: Float64Array, cols: Float64Array, from: number, to: number): void {
  const width = cols.length;
  for (let r = from; r < to; r++) {
    const row = rows[r];
    for (let k = 0, at = r * width; k < width; k++) matrix[at++] += row * cols[k];
  }
}

/** Copies `to.length` numbers of `from`, from `at` on; a loop, because a subarray a step would be garbage a step. */
export function copyFromInto(to: Float64Array, from: Float64Array, at: number): void {
  for (let k = 0; k < to.length; k++) to[k] = from[at + k];
}

/** Copies all of `from` into `to`, from `at` on. */
export function copyToInto(to: Float64Array, at: number, from: Float64Array): void {
  for (let k = 0; k < from.length; k++) to[at + k] = from[k];
}

/** √Σ v², scaled by the largest |v| so that squares neither overflow nor vanish. */
export function norm(values: Float64Array): number {
  let greatest = 0;
  for (let k = 0; k < values.length; k++) greatest = Math.max(greatest, Math.abs(values[k]));
  if (greatest === 0 || !Number.isFinite(greatest)) return greatest;
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += (values[k] / greatest) ** 2;
  return greatest * Math.sqrt(sum);
}
