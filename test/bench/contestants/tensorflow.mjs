/** TensorFlow.js 4, 32-bit floats: its own operations and its own differentiation, on the backend named in the environment (cpu or wasm). */
import { createRequire } from "node:module";
import path from "node:path";
import { settings, transposed } from "../problem.mjs";

// Its ES modules leave out file endings, which Node does not take; its CommonJS build is whole.
const require = createRequire(import.meta.url);
/** @type {typeof import("@tensorflow/tfjs")} */
const tf = require("@tensorflow/tfjs");

const backend = process.env.BENCH_BACKEND ?? "cpu";
if (backend === "wasm") {
  const { setWasmPaths, setThreadsCount } = require("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(`${path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}${path.sep}`);
  setThreadsCount(1);
}
await tf.setBackend(backend);
await tf.ready();

/** @typedef {import("@tensorflow/tfjs").Tensor2D} Tensor2D */
/** @typedef {{ f: any, i: any, cTilde: any, o: any, c: Tensor2D, h: Tensor2D }} Step */

/** @param {Float64Array} values @param {number} rows @param {number} cols its transpose, as W and U stand on the right here */
const variableOf = (values, rows, cols) => tf.variable(tf.tensor2d(Float32Array.from(transposed(values, rows, cols)), [cols, rows]));

class TensorflowLstm {
  /** @param {import("../problem.mjs").Problem} problem */
  constructor({ D, H, T, W, U, b, X, Y }) {
    this.D = D;
    this.H = H;
    this.T = T;
    this.W = variableOf(W, 4 * H, D);
    this.U = variableOf(U, 4 * H, H);
    this.b = tf.variable(tf.tensor1d(Float32Array.from(b)));
    this.X = tf.tensor2d(Float32Array.from(X), [T, D]);
    this.Y = tf.tensor2d(Float32Array.from(Y), [T, H]);
    this.optimizer = tf.train.adam(settings.alpha, settings.beta1, settings.beta2, settings.epsilon);
    this.atHand = /** @type {any} */ (tf.tidy(() => /** @type {any} */ (this.differentiate())));
  }

  /** @returns {Step[]} */
  steps() {
    const { X, W, U, b, T, H } = this;
    let h = /** @type {Tensor2D} */ (tf.zeros([1, H]));
    let c = h;
    return tf.split(tf.add(tf.matMul(X, W), b), T, 0).map((row) => {
      const [zf, zi, zc, zo] = tf.split(tf.add(row, tf.matMul(h, U)), 4, 1);
      const [f, i, cTilde, o] = [tf.sigmoid(zf), tf.sigmoid(zi), tf.tanh(zc), tf.sigmoid(zo)];
      c = /** @type {Tensor2D} */ (tf.add(tf.mul(f, c), tf.mul(i, cTilde)));
      h = /** @type {Tensor2D} */ (tf.mul(o, tf.tanh(c)));
      return { f, i, cTilde, o, c, h };
    });
  }

  h() {
    return tf.concat(
      this.steps().map(({ h }) => h),
      0,
    );
  }

  /** The gradients by name, computed and read out. */
  differentiate() {
    const loss = () => /** @type {import("@tensorflow/tfjs").Scalar} */ (tf.mean(tf.square(tf.sub(this.h(), this.Y))));
    const { value, grads } = tf.variableGrads(loss, [this.W, this.U, this.b]);
    value.dataSync();
    for (const gradient of Object.values(grads)) gradient.dataSync();
    return grads;
  }

  /** @param {any} grads */
  update(grads) {
    this.optimizer.applyGradients(grads);
    this.W.dataSync();
  }

  /** Every gate is read out, as everything Unroll keeps can be read. */
  readForward() {
    for (const step of this.steps()) for (const tensor of Object.values(step)) tensor.dataSync();
  }

  values() {
    const { D, H, W, U, b } = this;
    const h = this.h().dataSync();
    const grads = this.differentiate();
    /** @param {any[]} tensors as they stand here @returns {number[]} */
    const rows = ([ofW, ofU, ofb]) => [...transposed(ofW.dataSync(), D, 4 * H), ...transposed(ofU.dataSync(), H, 4 * H), ...ofb.dataSync()];
    const gradient = rows([grads[W.name], grads[U.name], grads[b.name]]);
    this.update(grads);
    return { h, gradient, updated: rows([W, U, b]) };
  }
}

/** Runs `action` and frees the tensors it made. @param {() => unknown} action */
const tidy = (action) =>
  tf.tidy(() => {
    action();
  });

/** @param {import("../problem.mjs").Problem} problem @returns {import("../problem.mjs").Contestant} */
export function create(problem) {
  const lstm = new TensorflowLstm(problem);
  return {
    forward: () => tidy(() => lstm.readForward()),
    gradients: () => tidy(() => lstm.differentiate()),
    adam: () => tidy(() => lstm.update(lstm.atHand)),
    epoch: () => tidy(() => lstm.update(lstm.differentiate())),
    values: () => /** @type {any} */ (tf.tidy(() => /** @type {any} */ (lstm.values()))),
  };
}
