/** The files the preview opens: the worked example, and larger models from a seeded generator. */

export const workedExample = `{
  "cell": "lstm",
  // gates: forget, input, candidate, output
  "parameters": {
    "W_f": [[ 1, 2]], "U_f": [[ 0.5]], "b_f": [ 0.2],
    "W_i": [[-1, 0]], "U_i": [[ 2  ]], "b_i": [-0.1],
    "W_c": [[ 1, 2]], "U_c": [[ 1.5]], "b_c": [ 0.5],
    "W_o": [[ 3, 0]], "U_o": [[-1  ]], "b_o": [ 0.8]
  },
  "initial": { "h": [0], "c": [0] },
  "inputs": [[1, 0], [0.5, -1]],
  "targets": [[0.5], [0.8]],
  "loss": "mse"
}
`;

/** A model's text with an optimizer of its own. */
export function withAdam(text: string): string {
  return text.replace('"inputs"', '"optimizer": { "type": "adam", "alpha": 0.1 }, "inputs"');
}

export const trainable = withAdam(workedExample);

export const brokenExample = workedExample.replace('[[ 1, 2]], "U_f"', '[[ 1, 2], "U_f"');

type Kind = "lstm" | "gru" | "rnn";
const gates: Readonly<Record<Kind, readonly string[]>> = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"] };

/** Normal numbers from a seed (mulberry32 and Box–Muller), so that every run draws the same. */
export function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}

const round = (value: number): number => Number(value.toFixed(3));

function matrix(rows: number, cols: number, next: () => number): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => round(next())));
}

export interface Size {
  readonly cell: Kind;
  readonly D: number;
  readonly H: number;
  readonly T: number;
  /** Steps from one target to the next; 0 for none. */
  readonly targetEvery: number;
  /** Outputs of a dense layer on top; 0 for none. */
  readonly K: number;
  readonly seed: number;
}

function recurrentParameters({ cell, D, H }: Size, next: () => number): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const gate of gates[cell]) {
    // The forget gate's biases fall from unit to unit, so that some units remember and others do not.
    const lean = (unit: number): number => (gate === "f" ? 2.8 - (4.2 * unit) / H : gate === "i" ? -1.2 + (1.8 * unit) / H : 0);
    parameters[`W_${gate}`] = matrix(H, D, () => next() * (gate === "c" || gate === "n" || gate === "h" ? 1.1 : 0.6));
    parameters[`U_${gate}`] = matrix(H, H, () => (next() * 0.9) / Math.sqrt(H));
    parameters[`b_${gate}`] = Array.from({ length: H }, (_, unit) => round(lean(unit) + next() * 0.3));
  }
  return parameters;
}

/** A model of this size on a slow wave, a square wave and noise. */
export function made(size: Size): string {
  const next = normals(size.seed);
  const { cell, D, H, T, K, targetEvery } = size;
  const recurrent = { cell, parameters: recurrentParameters(size, next) };
  const layers =
    K > 0
      ? {
          layers: [
            recurrent,
            {
              cell: "dense",
              parameters: { W: matrix(K, H, () => (next() * 0.8) / Math.sqrt(H)), b: Array.from({ length: K }, () => round(next() * 0.1)) },
            },
          ],
        }
      : recurrent;
  const inputs = Array.from({ length: T }, (_, k) =>
    Array.from({ length: D }, (_, d) => round(d === 0 ? Math.sin(k / 9) : d === 1 ? (k % 40 < 20 ? 0.6 : -0.6) : next() * 0.5)),
  );
  const width = K > 0 ? K : H;
  const target = (k: number): number[] | null =>
    targetEvery > 0 && (k + 1) % targetEvery === 0 ? Array.from({ length: width }, (_, u) => round(0.5 * Math.sin(k / 17 + u))) : null;
  return JSON.stringify({ ...layers, inputs, ...(targetEvery > 0 ? { targets: inputs.map((_, k) => target(k)) } : {}) });
}

/** A plain recurrence whose state runs away: from some step on its values are no numbers. */
export const runaway = JSON.stringify({
  cell: "rnn",
  activation: "z * z * z",
  parameters: {
    W_h: [[0.5], [0.2]],
    U_h: [
      [2, 0.1],
      [0, 1.1],
    ],
    b_h: [0.4, 0.1],
  },
  inputs: Array.from({ length: 30 }, (_, k) => [k % 3 ? 0.6 : 0.9]),
  targets: Array.from({ length: 30 }, () => [0.5, 0.2]),
});

export const optimizerOnly = JSON.stringify({
  parameters: {
    W: [
      [-0.22, 0.33, 0.67],
      [0.49, -0.86, -0.9],
    ],
  },
  gradients: [
    {
      W: [
        [-0.75, 0.65, 0.31],
        [-1.06, -0.32, 0.74],
      ],
    },
  ],
  optimizer: {
    ...{ type: "adam", alpha: 0.1, epsilonRule: "inside", t: 1 },
    V: {
      W: [
        [-0.1, 0.2, -0.1],
        [-0.1, 0, 0.15],
      ],
    },
    S: {
      W: [
        [0.01, 0.07, 0.11],
        [0.14, 0.17, 0.02],
      ],
    },
  },
});

/** The rnn of the scalar recurrence that neither grows nor shrinks. */
export const scalarRecurrence = JSON.stringify({
  cell: "rnn",
  activation: "sigmoid(z) - 0.5",
  parameters: { W_h: [[1]], U_h: [[5]] },
  initial: { h: [0.05] },
  inputs: Array.from({ length: 30 }, (_, k) => (k === 0 ? 1 : k === 12 ? -2 : 0)),
  targets: Array.from({ length: 30 }, (_, k) => (k % 10 === 9 ? [0.3] : null)),
});
