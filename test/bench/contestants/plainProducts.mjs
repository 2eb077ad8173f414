/** The products of the plain JavaScript contestant: the fastest loops found without WebAssembly, 4 rows by 2 columns in local variables. */

/** y[0…M) += W x, W M × K from index `w` on, x and y from `xAt`, `yAt` on; M a multiple of 4. @param {Float64Array} W @param {Float64Array} x @param {number} xAt @param {Float64Array} y @param {number} yAt @param {number} M @param {number} K */
export function addProduct(W, x, xAt, y, yAt, M, K) {
  for (let m = 0; m < M; m += 4) {
    const [p, q, r, s] = [m * K, (m + 1) * K, (m + 2) * K, (m + 3) * K];
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    let k = 0;
    for (; k + 1 < K; k += 2) {
      const u = x[xAt + k];
      const v = x[xAt + k + 1];
      a += W[p + k] * u;
      b += W[q + k] * u;
      c += W[r + k] * u;
      d += W[s + k] * u;
      e += W[p + k + 1] * v;
      f += W[q + k + 1] * v;
      g += W[r + k + 1] * v;
      h += W[s + k + 1] * v;
    }
    if (k < K) {
      const u = x[xAt + k];
      a += W[p + k] * u;
      b += W[q + k] * u;
      c += W[r + k] * u;
      d += W[s + k] * u;
    }
    y[yAt + m] += a + e;
    y[yAt + m + 1] += b + f;
    y[yAt + m + 2] += c + g;
    y[yAt + m + 3] += d + h;
  }
}

/** y = Wᵀ z, W M × K, z M numbers from `zAt` on, y K. @param {Float64Array} W @param {Float64Array} z @param {number} zAt @param {Float64Array} y @param {number} M @param {number} K */
export function transposedProduct(W, z, zAt, y, M, K) {
  y.fill(0);
  for (let m = 0; m < M; m += 4) {
    const [p, q, r, s] = [m * K, (m + 1) * K, (m + 2) * K, (m + 3) * K];
    const a = z[zAt + m];
    const b = z[zAt + m + 1];
    const c = z[zAt + m + 2];
    const d = z[zAt + m + 3];
    for (let k = 0; k < K; k++) y[k] += W[p + k] * a + W[q + k] * b + (W[r + k] * c + W[s + k] * d);
  }
}

/** Z += X Wᵀ, X T × K, W M × K, Z T × M: two time steps at once. @param {Float64Array} X @param {Float64Array} W @param {Float64Array} Z @param {number} T @param {number} M @param {number} K */
export function addProjection(X, W, Z, T, M, K) {
  let t = 0;
  for (; t + 1 < T; t += 2) {
    const [x0, x1, z0, z1] = [t * K, (t + 1) * K, t * M, (t + 1) * M];
    for (let m = 0; m < M; m += 4) {
      const [p, q, r, s] = [m * K, (m + 1) * K, (m + 2) * K, (m + 3) * K];
      let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < K; k++) {
        const u = X[x0 + k];
        const v = X[x1 + k];
        a += W[p + k] * u;
        b += W[q + k] * u;
        c += W[r + k] * u;
        d += W[s + k] * u;
        e += W[p + k] * v;
        f += W[q + k] * v;
        g += W[r + k] * v;
        h += W[s + k] * v;
      }
      Z[z0 + m] += a;
      Z[z0 + m + 1] += b;
      Z[z0 + m + 2] += c;
      Z[z0 + m + 3] += d;
      Z[z1 + m] += e;
      Z[z1 + m + 1] += f;
      Z[z1 + m + 2] += g;
      Z[z1 + m + 3] += h;
    }
  }
  for (; t < T; t++) addProduct(W, X, t * K, Z, t * M, M, K);
}

const stepsAtOnce = 64;
const strip = new Float64Array(4 * stepsAtOnce);

/** C = DZᵀ B, DZ T × M, B T × N, C M × N: blocks of time steps, 4 rows of DZ packed. @param {Float64Array} DZ @param {Float64Array} B @param {Float64Array} C @param {number} T @param {number} M @param {number} N */
export function gradientProduct(DZ, B, C, T, M, N) {
  C.fill(0);
  for (let start = 0; start < T; start += stepsAtOnce) {
    const end = Math.min(T, start + stepsAtOnce);
    for (let m = 0; m < M; m += 4) {
      let packed = 0;
      for (let t = start; t < end; t++) for (let k = 0; k < 4; k++) strip[packed++] = DZ[t * M + m + k];
      for (let n = 0; n < N; n += 2) addTile(B, start * N + n, N, packed, C, m * N + n, n + 1 < N);
    }
  }
}

/** Four rows and two columns of C, or one. @param {Float64Array} B @param {number} at @param {number} N @param {number} packed @param {Float64Array} C @param {number} to @param {boolean} isPair */
function addTile(B, at, N, packed, C, to, isPair) {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  const next = isPair ? 1 : 0;
  for (let p = 0; p < packed; p += 4, at += N) {
    const u = B[at];
    const v = B[at + next];
    a += strip[p] * u;
    b += strip[p + 1] * u;
    c += strip[p + 2] * u;
    d += strip[p + 3] * u;
    e += strip[p] * v;
    f += strip[p + 1] * v;
    g += strip[p + 2] * v;
    h += strip[p + 3] * v;
  }
  C[to] += a;
  C[to + N] += b;
  C[to + 2 * N] += c;
  C[to + 3 * N] += d;
  if (!isPair) return;
  C[to + 1] += e;
  C[to + N + 1] += f;
  C[to + 2 * N + 1] += g;
  C[to + 3 * N + 1] += h;
}
