/** The best plain JavaScript found: typed arrays kept from pass to pass, register-blocked products, Math's own exp and tanh. */
import { settings } from "../problem.mjs";
import { addProduct, addProjection, gradientProduct, transposedProduct } from "./plainProducts.mjs";

/** @param {number} z */
const sigma = (z) => 1 / (1 + Math.exp(-z));
/** @param {number} count */
const zeros = (count) => new Float64Array(count);

class PlainLstm {
  /** @param {import("../problem.mjs").Problem} problem */
  constructor({ D, H, T, W, U, b, X, Y }) {
    const M = 4 * H;
    this.D = D;
    this.H = H;
    this.T = T;
    this.M = M;
    this.X = X;
    this.Y = Y;
    this.parameters = Float64Array.from([...W, ...U, ...b]);
    [this.W, this.U, this.b] = this.parts(this.parameters);
    this.gradient = zeros(this.parameters.length);
    [this.dW, this.dU, this.db] = this.parts(this.gradient);
    this.V = zeros(this.parameters.length);
    this.S = zeros(this.parameters.length);
    this.Z = zeros(T * M);
    this.G = zeros(T * M);
    this.DZ = zeros(T * M);
    // Rows 1…T; row 0 is the state before.
    this.h = zeros((T + 1) * H);
    this.c = zeros((T + 1) * H);
    this.tanhC = zeros(T * H);
    this.DH = zeros(T * H);
    this.DC = zeros(T * H);
    this.dhCarried = zeros(H);
    this.dcCarried = zeros(H);
    this.updates = 0;
  }

  /** W, U and b, or their gradients, as views. @param {Float64Array} all */
  parts(all) {
    const { M, D, H } = this;
    return [all.subarray(0, M * D), all.subarray(M * D, M * (D + H)), all.subarray(M * (D + H))];
  }

  forward() {
    const { X, W, U, b, Z, h, T, M, D, H } = this;
    for (let t = 0; t < T; t++) Z.set(b, t * M);
    addProjection(X, W, Z, T, M, D);
    for (let t = 0; t < T; t++) {
      addProduct(U, h, t * H, Z, t * M, M, H);
      this.forwardUnits(t);
    }
  }

  /** @param {number} t from 0 */
  forwardUnits(t) {
    const { Z, G, c, h, tanhC, M, H } = this;
    const [z, before, now] = [t * M, t * H, (t + 1) * H];
    for (let j = 0; j < H; j++) {
      const f = sigma(Z[z + j]);
      const i = sigma(Z[z + H + j]);
      const cTilde = Math.tanh(Z[z + 2 * H + j]);
      const o = sigma(Z[z + 3 * H + j]);
      const cell = f * c[before + j] + i * cTilde;
      const out = Math.tanh(cell);
      G[z + j] = f;
      G[z + H + j] = i;
      G[z + 2 * H + j] = cTilde;
      G[z + 3 * H + j] = o;
      c[now + j] = cell;
      tanhC[before + j] = out;
      h[now + j] = o * out;
    }
  }

  gradients() {
    const { X, U, DZ, h, dW, dU, db, dhCarried, dcCarried, T, M, D, H } = this;
    this.forward();
    dhCarried.fill(0);
    dcCarried.fill(0);
    for (let t = T - 1; t >= 0; t--) {
      this.backwardUnits(t);
      if (t > 0) transposedProduct(U, DZ, t * M, dhCarried, M, H);
    }
    gradientProduct(DZ, X, dW, T, M, D);
    gradientProduct(DZ, h, dU, T, M, H);
    db.fill(0);
    for (let t = 0; t < T; t++) for (let m = 0; m < M; m++) db[m] += DZ[t * M + m];
  }

  /** @param {number} t from 0 */
  backwardUnits(t) {
    const { G, DZ, DH, DC, Y, c, h, tanhC, dhCarried, dcCarried, T, M, H } = this;
    const [z, before, now] = [t * M, t * H, (t + 1) * H];
    const scale = 2 / (T * H);
    for (let j = 0; j < H; j++) {
      const f = G[z + j];
      const i = G[z + H + j];
      const cTilde = G[z + 2 * H + j];
      const o = G[z + 3 * H + j];
      const out = tanhC[before + j];
      const dh = dhCarried[j] + scale * (h[now + j] - Y[before + j]);
      const dc = dh * o * (1 - out * out) + dcCarried[j];
      DH[before + j] = dh;
      DC[before + j] = dc;
      DZ[z + j] = dc * c[before + j] * f * (1 - f);
      DZ[z + H + j] = dc * cTilde * i * (1 - i);
      DZ[z + 2 * H + j] = dc * i * (1 - cTilde * cTilde);
      DZ[z + 3 * H + j] = dh * out * o * (1 - o);
      dcCarried[j] = dc * f;
    }
  }

  adam() {
    const { parameters, gradient, V, S } = this;
    const { alpha, beta1, beta2, epsilon } = settings;
    this.updates++;
    const rate = alpha / (1 - beta1 ** this.updates);
    const correction = 1 / (1 - beta2 ** this.updates);
    for (let k = 0; k < parameters.length; k++) {
      const g = gradient[k];
      const v = beta1 * V[k] + (1 - beta1) * g;
      const s = beta2 * S[k] + (1 - beta2) * g * g;
      V[k] = v;
      S[k] = s;
      parameters[k] -= (rate * v) / (Math.sqrt(s * correction) + epsilon);
    }
  }
}

/** @param {import("../problem.mjs").Problem} problem @returns {import("../problem.mjs").Contestant} */
export function create(problem) {
  const lstm = new PlainLstm(problem);
  lstm.gradients();
  const values = { h: lstm.h.slice(problem.H), gradient: lstm.gradient.slice(), updated: lstm.parameters };
  lstm.adam();
  return {
    forward: () => lstm.forward(),
    gradients: () => lstm.gradients(),
    adam: () => lstm.adam(),
    epoch() {
      lstm.gradients();
      lstm.adam();
    },
    values: () => values,
  };
}
