/** Small models of every kind, drawn by a seeded generator: the same seed, the same model. */
import type { Activation, Layer, Model } from "../../src/core/model.js";
import { activation, adam, dense, gru, lossOf, lstm, modelOf, type Numbers, rnn } from "../unit/core/models.js";

/** Draws from a seed; every draw follows from the ones before it. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed + 1, 0x9e3779b9);
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `from` to `to`. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.int(0, choices.length - 1)];
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** `count` numbers in [−size, size). */
  numbers(count: number, size = 1): number[] {
    return Array.from({ length: count }, () => (2 * this.next() - 1) * size);
  }

  matrix(rows: number, cols: number): number[][] {
    return Array.from({ length: rows }, () => this.numbers(cols));
  }
}

const gates = ["sigmoid", "sigmoid", "hardSigmoid", "sigmoid(z) - 0.5", "0.5 + 0.5 * sin(z)"];
const squashing = ["tanh", "tanh", "sigmoid", "linear", "z / (1 + abs(z))", "softplus(z) - 1", "z > 0 ? tanh(z) : 0.1 * z"];
const letters = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"], dense: [] } as const;

function numbersOf(draw: Draw, cell: Layer["cell"], D: number, H: number): Numbers {
  const numbers: Record<string, readonly number[] | readonly (readonly number[])[]> = {};
  const hasBiases = draw.chance(0.8);
  for (const k of letters[cell]) {
    if (D > 0) numbers[`W_${k}`] = draw.matrix(H, D);
    numbers[`U_${k}`] = draw.matrix(H, H);
    if (hasBiases && draw.chance(0.9)) numbers[`b_${k}`] = draw.numbers(H);
  }
  if (cell === "dense") numbers.W = draw.matrix(H, D);
  if (cell === "dense" && hasBiases) numbers.b = draw.numbers(H);
  return numbers;
}

/** A gate's activation, the hard sigmoid with other slopes too. */
function gateOf(draw: Draw): Activation {
  return draw.chance(0.15) ? { kind: "named", name: "hardSigmoid", slope: draw.pick([1 / 6, 0.25]) } : activation(draw.pick(gates));
}

/** A layer of `cell`, in any of its forms. */
export function randomLayer(draw: Draw, cell: Layer["cell"], D: number, H: number, denseActivation = draw.pick(squashing)): Layer {
  const numbers = numbersOf(draw, cell, D, H);
  const start = draw.chance(0.5) ? { h: draw.numbers(H), c: draw.numbers(H) } : {};
  switch (cell) {
    case "lstm": {
      const others = { gate: gateOf(draw), candidate: activation(draw.pick(squashing)), output: activation(draw.pick(squashing)) };
      const hasPeepholes = draw.chance(0.4);
      const peepholes = Object.fromEntries(
        ["p_f", "p_i", "p_o"].filter(() => hasPeepholes && draw.chance(0.7)).map((p) => [p, draw.numbers(H)]),
      );
      const plain = lstm(D, H, { ...numbers, ...peepholes }, start);
      return draw.chance(0.5) ? { ...plain, activations: others } : plain;
    }
    case "gru": {
      const resetAfter = draw.chance(0.5);
      const extra = resetAfter && draw.chance(0.7) ? { b_hn: draw.numbers(H) } : {};
      const plain = gru(D, H, { ...numbers, ...extra }, start, { resetAfter, zKeeps: draw.chance(0.5) });
      const others = { gate: gateOf(draw), candidate: activation(draw.pick(squashing)) };
      return draw.chance(0.5) ? { ...plain, activations: others } : plain;
    }
    case "rnn":
      return rnn(D, H, numbers, start, draw.pick(squashing));
    case "dense":
      return dense(D, H, numbers, denseActivation);
  }
}

const losses = ["mse", "mse", "mae", "huber", "0.5 * (yhat - y)^2", "log(1 + abs(yhat - y))"];

/** A model with a loss: one to three layers of any kind, T up to 6, some steps without a target. */
export function randomModel(seed: number): Model {
  const draw = new Draw(seed);
  const D = draw.chance(0.15) ? 0 : draw.int(1, 3);
  const T = draw.int(1, 6);
  const layers: Layer[] = [];
  const depth = draw.int(1, 3);
  for (let index = 0; index < depth; index++) {
    const below = index === 0 ? D : layers[index - 1].H;
    const cells: readonly Layer["cell"][] = below === 0 ? ["lstm", "gru", "rnn"] : ["lstm", "gru", "rnn", "dense"];
    layers.push(randomLayer(draw, draw.pick(cells), below, draw.int(1, 3)));
  }
  const H = layers[layers.length - 1].H;
  const kind = draw.pick(["plain", "plain", "bce", "crossEntropy"]);
  if (kind !== "plain") layers.push(randomLayer(draw, "dense", H, draw.int(2, 3), kind === "bce" ? "sigmoid" : "softmax"));
  const K = layers[layers.length - 1].H;
  const target = () => (kind === "crossEntropy" ? oneHot(draw, K) : draw.numbers(K).map((y) => (kind === "bce" ? (y + 1) / 2 : y)));
  const targets = Array.from({ length: T }, (_, t) => (t > 0 && draw.chance(0.3) ? null : target()));
  return modelOf({
    layers,
    T,
    inputs: draw.matrix(T, D),
    targets,
    loss: lossOf(kind === "plain" ? draw.pick(losses) : kind, draw.pick(["mean", "sum"])),
    optimizer: adam({ alpha: 0.05, epsilonRule: draw.pick(["outside", "hat", "inside"]) }),
  });
}

function oneHot(draw: Draw, K: number): number[] {
  const pick = draw.int(0, K - 1);
  return Array.from({ length: K }, (_, k) => (k === pick ? 1 : 0));
}
