/** mathjs 15: matrices of its own, in doubles. */
import { all, create as createMath } from "mathjs";
import { settings } from "../problem.mjs";

const math = createMath(all);

/** @typedef {import("mathjs").Matrix} Matrix */

/** @param {ArrayLike<number>} values @param {number} rows @param {number} cols */
const matrix = (values, rows, cols) =>
  /** @type {Matrix} */ (math.matrix(Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => values[r * cols + c]))));
/** @param {ArrayLike<number>} values */
const vector = (values) => /** @type {Matrix} */ (math.matrix(Array.from(values)));
/** @param {Matrix} v @param {(x: number) => number} change @returns {Matrix} */
const map = (v, change) => math.map(v, change);
/** @param {Matrix} a @param {Matrix} b */
const times = (a, b) => /** @type {Matrix} */ (math.dotMultiply(a, b));
/** @param {Matrix} v @returns {Matrix} */
const oneMinus = (v) => /** @type {Matrix} */ (math.subtract(1, v));
/** @param {Matrix} v @returns {number[]} */
const numbers = (v) => /** @type {number[]} */ (v.valueOf());
/** @param {number} x */
const sigma = (x) => 1 / (1 + Math.exp(-x));

/** @typedef {Record<"f" | "i" | "cTilde" | "o" | "tanhC" | "h" | "c" | "hBefore" | "cBefore", Matrix>} Step */

class MathjsLstm {
  /** @param {import("../problem.mjs").Problem} problem */
  constructor({ D, H, T, W, U, b, X, Y }) {
    this.H = H;
    this.T = T;
    this.parameters = [matrix(W, 4 * H, D), matrix(U, 4 * H, H), vector(b)];
    this.x = Array.from({ length: T }, (_, t) => vector(X.subarray(t * D, (t + 1) * D)));
    this.y = Array.from({ length: T }, (_, t) => vector(Y.subarray(t * H, (t + 1) * H)));
    this.moments = this.parameters.map((p) => ({ V: math.multiply(p, 0), S: math.multiply(p, 0) }));
    this.updates = 0;
  }

  /** @returns {Step[]} */
  forward() {
    const { H, x } = this;
    const [W, U, b] = this.parameters;
    let h = vector(new Float64Array(H));
    let c = h;
    return x.map((input) => {
      const z = numbers(math.add(math.add(math.multiply(W, input), math.multiply(U, h)), b));
      const [zf, zi, zc, zo] = [0, 1, 2, 3].map((k) => vector(z.slice(k * H, (k + 1) * H)));
      const [f, i, cTilde, o] = [map(zf, sigma), map(zi, sigma), map(zc, Math.tanh), map(zo, sigma)];
      const [hBefore, cBefore] = [h, c];
      c = math.add(times(f, c), times(i, cTilde));
      const tanhC = map(c, Math.tanh);
      h = times(o, tanhC);
      return { f, i, cTilde, o, tanhC, h, c, hBefore, cBefore };
    });
  }

  /** dW, dU, db. */
  gradients() {
    const { H, T, x, y } = this;
    const steps = this.forward();
    const transposed = math.transpose(this.parameters[1]);
    let dh = vector(new Float64Array(H));
    let dc = dh;
    const dz = new Array(T);
    for (let t = T - 1; t >= 0; t--) {
      const step = steps[t];
      dh = math.add(dh, math.multiply(math.subtract(step.h, y[t]), 2 / (T * H)));
      dc = math.add(dc, times(times(dh, step.o), oneMinus(times(step.tanhC, step.tanhC))));
      dz[t] = dzOf(step, dh, dc);
      dh = math.multiply(transposed, vector(dz[t]));
      dc = times(dc, step.f);
    }
    const columns = math.transpose(/** @type {Matrix} */ (math.matrix(dz)));
    const db = /** @type {number[][]} */ (columns.valueOf()).map((row) => row.reduce((sum, value) => sum + value, 0));
    /** @param {Matrix[]} rows */
    const timesRows = (rows) => math.multiply(columns, math.matrix(rows.map(numbers)));
    return [timesRows(x), timesRows(steps.map(({ hBefore }) => hBefore)), vector(db)];
  }

  /** @param {readonly Matrix[]} gradient */
  update(gradient) {
    const { alpha, beta1, beta2, epsilon } = settings;
    this.updates++;
    const rate = alpha / (1 - beta1 ** this.updates);
    const correction = 1 - beta2 ** this.updates;
    this.moments = this.moments.map(({ V, S }, k) => ({
      V: math.add(math.multiply(V, beta1), math.multiply(gradient[k], 1 - beta1)),
      S: math.add(math.multiply(S, beta2), math.multiply(times(gradient[k], gradient[k]), 1 - beta2)),
    }));
    this.parameters = this.parameters.map((p, k) => {
      const below = math.add(
        map(this.moments[k].S, (s) => Math.sqrt(s / correction)),
        epsilon,
      );
      return math.subtract(p, /** @type {Matrix} */ (math.dotDivide(math.multiply(this.moments[k].V, rate), below)));
    });
  }
}

/** dL/dz of a step's four gates. @param {Step} step @param {Matrix} dh @param {Matrix} dc */
function dzOf({ f, i, cTilde, o, tanhC, cBefore }, dh, dc) {
  const parts = [
    times(times(dc, cBefore), times(f, oneMinus(f))),
    times(times(dc, cTilde), times(i, oneMinus(i))),
    times(times(dc, i), oneMinus(times(cTilde, cTilde))),
    times(times(dh, tanhC), times(o, oneMinus(o))),
  ];
  return parts.flatMap(numbers);
}

/** @param {import("../problem.mjs").Problem} problem @returns {import("../problem.mjs").Contestant} */
export function create(problem) {
  const lstm = new MathjsLstm(problem);
  const atHand = lstm.gradients();
  return {
    forward: () => lstm.forward(),
    gradients: () => lstm.gradients(),
    adam: () => lstm.update(atHand),
    epoch: () => lstm.update(lstm.gradients()),
    values() {
      const h = lstm.forward().flatMap((step) => numbers(step.h));
      lstm.update(atHand);
      return { h, gradient: atHand.flatMap((g) => numbers(g).flat()), updated: lstm.parameters.flatMap((p) => numbers(p).flat()) };
    },
  };
}
