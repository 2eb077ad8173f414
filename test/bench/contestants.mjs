/** Who is measured, and the process each one sits in. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} label
 * @property {string} command
 * @property {readonly string[]} args
 * @property {Record<string, string>} [env]
 * @property {readonly number[]} tolerance greatest difference from Unroll's h, gradient and update, each as part of the greatest number in it
 */

const doubles = [1e-12, 1e-12, 1e-9];
// An update divides a gradient by its size: where that is nearly 0, single precision leaves little of it.
const floats = [1e-5, 1e-4, 1e-2];

/** Those that can run here, Unroll first. @param {string} bundle Unroll's contestant @returns {readonly Entry[]} */
export function contestants(bundle) {
  /** @param {string} name @param {string} label @param {string} file @param {readonly number[]} tolerance @param {Record<string, string>} [env] @returns {Entry} */
  const inNode = (name, label, file, tolerance, env = {}) => ({
    name,
    label,
    command: process.execPath,
    args: [path.join(folder, "worker.mjs"), path.resolve(folder, "contestants", file)],
    env,
    tolerance,
  });
  const python = pythonWithTorch();
  if (python === null) console.log("Left out: PyTorch (no python3 here imports torch).");
  const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  /** @param {string} name @param {string} label @param {string} kind @returns {Entry[]} */
  const inPython = (name, label, kind) =>
    python === null
      ? []
      : [{ name, label, command: python, args: [path.join(folder, "contestants/pytorch.py"), kind], env: oneThread, tolerance: doubles }];
  return [
    inNode("unroll", "Unroll", bundle, doubles),
    inNode("plain", "best plain JavaScript", "plain.mjs", doubles),
    inNode("mathjs", "mathjs", "mathjs.mjs", doubles),
    inNode("tfjs-wasm", "TensorFlow.js wasm (f32)", "tensorflow.mjs", floats, { BENCH_BACKEND: "wasm" }),
    inNode("tfjs-cpu", "TensorFlow.js cpu (f32)", "tensorflow.mjs", floats, { BENCH_BACKEND: "cpu" }),
    inNode("onnx", "onnxruntime-node (f32, no gates)", "onnx.mjs", floats),
    ...inPython("torch-nn", "PyTorch nn.LSTM f64, 1 thread (no gates)", "nn"),
    ...inPython("torch-loop", "PyTorch loop f64, 1 thread", "loop"),
  ];
}

/** The Python that has PyTorch, or null. */
function pythonWithTorch() {
  const candidates = ["/usr/bin/python3", "python3"].filter((command) => !path.isAbsolute(command) || existsSync(command));
  return candidates.find((command) => spawnSync(command, ["-c", "import torch"]).status === 0) ?? null;
}

/** A contestant's process: one request at a time, a line of JSON each way. */
export class Seat {
  /** @param {Entry} entry */
  constructor(entry) {
    this.entry = entry;
    this.version = "";
    this.process = spawn(entry.command, entry.args, { env: { ...process.env, ...entry.env }, stdio: ["pipe", "pipe", "ignore"] });
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** @param {object} request @returns {Promise<{ ms?: number, error?: string, version?: string }>} */
  async ask(request) {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.answers.next();
    if (done) return { error: "its process ended" };
    const answer = JSON.parse(value);
    this.version = answer.version ?? this.version;
    return answer;
  }

  leave() {
    this.process.kill();
  }
}
