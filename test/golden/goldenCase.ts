/** Reads what make.py wrote, and builds the same models from the same hash. */
import { readdirSync, readFileSync } from "node:fs";
import { isExpressionFault, parseExpression } from "../../src/core/expression.js";
import type { Activation, Layer, Loss, LossName, Model, Optimizer, Parameter, Targets } from "../../src/core/model.js";

interface LayerSpec {
  readonly cell: Layer["cell"];
  readonly H: number;
  readonly scale?: number;
  readonly initial?: boolean;
  readonly peepholes?: boolean;
  readonly resetAfter?: boolean;
  readonly zKeeps?: boolean;
  readonly without?: readonly string[];
  readonly activation?: string;
  readonly activations?: { readonly gate?: string; readonly candidate?: string; readonly output?: string };
}

export interface GoldenCase {
  readonly name: string;
  readonly seed: number;
  readonly D: number;
  readonly T: number;
  readonly layers: readonly LayerSpec[];
  readonly loss?: string;
  readonly reduction?: "mean" | "sum";
  readonly mask?: boolean;
  readonly gradients?: boolean;
  readonly preactivations?: boolean;
  readonly adam?: Pick<Optimizer, "alpha" | "beta1" | "beta2" | "epsilon" | "epsilonRule"> & { readonly updates: number };
}

/** A tensor as PyTorch had it, row by row. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export interface Golden {
  readonly case: GoldenCase;
  readonly tensors: ReadonlyMap<string, GoldenTensor>;
}

const folder = "test/golden/data";

/** Every case on disk. */
export function goldens(): readonly Golden[] {
  return readdirSync(folder).map((file) => {
    const { case: spec, tensors } = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
    const entries = Object.entries<{ shape: number[]; data: string }>(tensors);
    return { case: spec, tensors: new Map(entries.map(([name, { shape, data }]) => [name, { shape, values: doubles(data) }])) };
  });
}

function doubles(base64: string): Float64Array {
  const bytes = Buffer.from(base64, "base64");
  return Float64Array.from({ length: bytes.length / 8 }, (_, k) => bytes.readDoubleLE(8 * k));
}

/** Doubles in [−scale/2, scale/2), the same that `numbers` of make.py gives. */
function numbers(seed: number, name: string, count: number, scale: number): Float64Array {
  let h = 0x811c9dc5 ^ seed;
  for (const byte of Buffer.from(name)) h = Math.imul(h ^ byte, 0x01000193);
  return Float64Array.from({ length: count }, (_, k) => {
    let x = h + Math.imul(k + 1, 0x9e3779b9);
    x ^= x >>> 16;
    x = Math.imul(x, 0x85ebca6b);
    x ^= x >>> 13;
    x = Math.imul(x, 0xc2b2ae35);
    x ^= x >>> 16;
    return ((x >>> 0) / 4294967296 - 0.5) * scale;
  });
}

const gates = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"], dense: [] } as const;

function shapesOf(spec: LayerSpec, D: number): readonly (readonly [string, number, number | null])[] {
  const { cell, H } = spec;
  const shapes: [string, number, number | null][] =
    cell === "dense"
      ? [
          ["W", H, D],
          ["b", H, null],
        ]
      : [];
  for (const k of gates[cell]) shapes.push([`W_${k}`, H, D], [`U_${k}`, H, H], [`b_${k}`, H, null]);
  if (spec.peepholes) for (const k of "fio") shapes.push([`p_${k}`, H, null]);
  if (cell === "gru" && spec.resetAfter !== false) shapes.push(["b_hn", H, null]);
  return shapes.filter(([name]) => !spec.without?.includes(name));
}

function activation(text: string): Activation {
  if (/^\w+$/.test(text)) return { kind: "named", name: text as "tanh" };
  const expression = parseExpression(text, ["z"]);
  if (isExpressionFault(expression)) throw new Error(expression.message);
  return { kind: "expression", expression };
}

function layerOf(golden: GoldenCase, index: number, D: number): Layer {
  const spec = golden.layers[index];
  const { cell, H } = spec;
  const draw = (name: string, count: number, scale: number) => numbers(golden.seed, `${index}.${name}`, count, scale);
  const parameters = new Map<string, Parameter>();
  for (const [name, rows, cols] of shapesOf(spec, D)) {
    const values = draw(name, rows * (cols ?? 1), spec.scale ?? 1);
    parameters.set(name, { name, rows, cols: cols ?? 1, isVector: cols === null, values });
  }
  const state = (name: string) => draw(`${name}0`, H, spec.initial ? 2 : 0);
  const base = { D, H, parameters };
  const named = spec.activations ?? {};
  const gate = activation(named.gate ?? "sigmoid");
  const candidate = activation(named.candidate ?? "tanh");
  switch (cell) {
    case "lstm":
      return {
        cell,
        ...base,
        initial: { h: state("h"), c: state("c") },
        activations: { gate, candidate, output: activation(named.output ?? "tanh") },
      };
    case "gru":
      return {
        cell,
        ...base,
        initial: { h: state("h") },
        activations: { gate, candidate },
        resetAfter: spec.resetAfter ?? true,
        zKeeps: spec.zKeeps ?? true,
      };
    case "rnn":
      return { cell, ...base, initial: { h: state("h") }, activation: activation(spec.activation ?? "tanh") };
    case "dense":
      return { cell, ...base, activation: activation(spec.activation ?? "linear") };
  }
}

function lossOf({ loss = "mse", reduction = "mean" }: GoldenCase): Loss {
  if (/^\w+$/.test(loss)) return { kind: { kind: "named", name: loss as LossName }, reduction };
  const expression = parseExpression(loss, ["yhat", "y"]);
  if (isExpressionFault(expression)) throw new Error(expression.message);
  return { kind: { kind: "expression", expression }, reduction };
}

function targetsOf({ seed, T, loss, mask }: GoldenCase, K: number): Targets | null {
  if (loss === undefined) return null;
  const given = Uint8Array.from({ length: T }, (_, t) => (mask && t % 3 === 1 ? 0 : 1));
  const raw = numbers(seed, "y", T * K, 1);
  if (loss === "bce") return { given, values: raw.map((v) => v + 0.5) };
  if (loss !== "crossEntropy") return { given, values: raw.map((v) => v * 2) };
  const values = new Float64Array(T * K);
  numbers(seed, "pick", T, 1).forEach((v, t) => {
    const pick = Math.floor((v + 0.5) * K);
    values[t * K + pick] += t % 2 ? 0.5 : 1;
    values[t * K + ((pick + 1) % K)] += t % 2 ? 0.5 : 0;
  });
  return { given, values };
}

function optimizerOf({ adam, layers }: GoldenCase): Optimizer | null {
  if (adam === undefined) return null;
  const none = layers.map(() => new Map<string, Float64Array>());
  return { ...adam, t: 0, V: none, S: none };
}

/** The model a case stands for. */
export function modelOf(golden: GoldenCase): Model {
  const layers: Layer[] = [];
  for (const index of golden.layers.keys()) layers.push(layerOf(golden, index, index === 0 ? golden.D : layers[index - 1].H));
  return {
    layers,
    T: golden.T,
    inputs: numbers(golden.seed, "x", golden.T * golden.D, 2),
    targets: targetsOf(golden, layers[layers.length - 1].H),
    loss: lossOf(golden),
    optimizer: optimizerOf(golden),
    given: null,
  };
}
