/** Random LSTM problems in the core's own types, and how two results are held against each other. */
import assert from "node:assert/strict";
import type { LstmLayer, Model, Parameter } from "../../../../src/core/model.js";
import { adam } from "../models.js";

/** Numbers between −1 and 1, the same for the same seed. */
export function randomNumbers(seed: number): (count: number, scale?: number) => Float64Array {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return (count, scale = 1) => Float64Array.from({ length: count }, () => scale * next());
}

/** A layer of the textbook's form; `biases` false leaves them out. */
export function randomLstm(D: number, H: number, numbers: ReturnType<typeof randomNumbers>, { scale = 1, biases = true } = {}): LstmLayer {
  const parameters = new Map<string, Parameter>();
  const put = (name: string, rows: number, cols: number, isVector: boolean, size: number) =>
    parameters.set(name, { name, rows, cols, isVector, values: numbers(rows * cols, size) });
  for (const gate of ["f", "i", "c", "o"]) {
    if (D > 0) put(`W_${gate}`, H, D, false, scale / Math.sqrt(D));
    put(`U_${gate}`, H, H, false, scale / Math.sqrt(H));
    if (biases) put(`b_${gate}`, H, 1, true, scale);
  }
  const named = (name: "sigmoid" | "tanh") => ({ kind: "named", name }) as const;
  return {
    cell: "lstm",
    D,
    H,
    parameters,
    initial: { h: numbers(H), c: numbers(H) },
    activations: { gate: named("sigmoid"), candidate: named("tanh"), output: named("tanh") },
  };
}

/** One such layer over T random steps, each with a target. */
export function randomModel(D: number, H: number, T: number, seed: number, options?: { scale?: number; biases?: boolean }): Model {
  const numbers = randomNumbers(seed);
  return {
    layers: [randomLstm(D, H, numbers, options)],
    T,
    inputs: numbers(T * D),
    targets: { values: numbers(T * H), given: new Uint8Array(T).fill(1) },
    loss: { kind: { kind: "named", name: "mse" }, reduction: "mean" },
    optimizer: adam(),
    given: null,
  };
}

/** D, H and T that meet every edge: single units, odd rows, one panel more or less, several blocks of time, sums longer than a tile takes at once,
 * a step too large for one call, or for two. */
export const sizes = [
  [2, 1, 2],
  [0, 1, 3],
  [1, 1, 1],
  [3, 2, 5],
  [0, 5, 4],
  [7, 3, 9],
  [1, 4, 6],
  [5, 7, 11],
  [4, 15, 5],
  [8, 16, 33],
  [3, 17, 20],
  [3, 40, 330],
  [300, 9, 30],
  [5, 67, 20],
  [1, 360, 2],
  [1, 600, 2],
] as const;

/** Fails unless the arrays of both maps are the same to the bit (−0 is not 0). */
export function assertSameBits(actual: ReadonlyMap<string, Float64Array>, expected: ReadonlyMap<string, Float64Array>): void {
  assert.deepEqual([...actual.keys()], [...expected.keys()]);
  for (const [name, values] of actual) {
    const other = expected.get(name);
    assert.equal(values.length, other?.length, name);
    const at = values.findIndex((value, k) => !Object.is(value, other?.[k]));
    assert.equal(at, -1, `${name}[${at}] is ${values[at]} by the kernels and ${other?.[at]} by the reference`);
  }
}
