/** Files of every kind a worked solution is made of. */
import { type Cell, randomFile } from "../../unit/report/support/randomFile.js";

export interface Kind {
  readonly text: string;
  readonly decimals?: number;
  readonly updates?: number;
  /** Of the file. */
  readonly name?: string;
}

const classifier = `{ "layers": [
  { "cell": "rnn", "parameters": { "W_h": [[1], [-0.5]], "U_h": [[0.5, 0], [0, 0.5]] } },
  { "cell": "dense", "activation": "softmax", "parameters": { "W": [[1, 2], [0.5, -1], [0, 1]], "b": [0, 0.25, -0.25] } }],
  "inputs": [1, -1], "targets": [[1, 0, 0], [0, 0.5, 0.5]], "loss": "crossEntropy" }`;

const random = (seed: number, cells: readonly Cell[], units: readonly number[], D = 3): string =>
  randomFile(seed, { cells, D, units, T: 2 });

/** An rnn with an activation and a loss of its own, and names from far away. */
const withExpressions = `{ "cell": "rnn", "activation": "z > 0 ? z / (1 + abs(z))^2 : sqrt(exp(z))", "parameters": { "W_h": [[1, -2]], "U_h": 0.5 },
  "inputs": [[1, 2]], "targets": [0.5], "loss": "${Array.from({ length: 40 }, (_, k) => `(yhat - y)*${k}.25`).join(" + ")}" }`;

const oddNames = `{ "parameters": { "W_1%&#$~^": [[1, 2]], "größe_\\\\x{": [3] }, "gradients": [{ "W_1%&#$~^": [[0.5, -1e-7]], "größe_\\\\x{": [0] }],
  "optimizer": { "type": "adam", "epsilonRule": "hat" } }`;

const peepholes = `{ "cell": "lstm", "parameters": { ${[..."fico"].map((k) => `"W_${k}": [[0.5], [1.25]], "U_${k}": [[1, 0], [-0.5, 2]], "b_${k}": [0, 1]`).join(", ")},
  "p_f": [1, 2], "p_i": [0.5, 0], "p_o": [-1, 3] }, "inputs": [1, -1], "targets": [[0, 1], null], "optimizer": { "type": "adam", "epsilonRule": "inside" } }`;

export const literalKinds: Readonly<Record<string, Kind>> = {
  "an update with the hat's ε, and with names that LaTeX would read as its own": {
    text: oddNames,
    name: "50%_{a}#1 & \\\\x^~$ é文😀.lstm.json",
  },
  "peepholes, and an update with ε inside": { text: peepholes, updates: 1 },
  "expressions short and long": { text: withExpressions },
  "a stack of three layers": { text: random(1, ["lstm", "gru", "dense"], [4, 3, 2]) },
  "a stack with a dense layer below": { text: random(2, ["dense", "rnn"], [9, 3]) },
  "a gru of many units": { text: random(61, ["gru"], [10], 8) },
  "a classifier": { text: classifier },
  "every digit there is": { text: random(4, ["lstm", "dense"], [3, 2]), decimals: 17 },
  "no digit": { text: random(5, ["gru"], [2]), decimals: 0 },
  "no inputs": { text: random(6, ["lstm"], [2], 0) },
};
