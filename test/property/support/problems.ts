/** Random textbook problems as texts, with room for answers; the same seed, the same problem. */
import { Draw } from "../randomModels.js";

const letters = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"] } as const;

type Cell = keyof typeof letters;

/** A number as an exercise has it: two decimals, never 0. */
function number(draw: Draw, size = 1.5): string {
  const text = ((2 * draw.next() - 1) * size).toFixed(2);
  return /^-?0\.00$/.test(text) ? "0.37" : text;
}

function vector(draw: Draw, count: number): string {
  return `[${Array.from({ length: count }, () => number(draw)).join(", ")}]`;
}

function matrix(draw: Draw, rows: number, cols: number): string {
  return `[${Array.from({ length: rows }, () => vector(draw, cols)).join(", ")}]`;
}

/** The same shape as W, U and b of every gate, each entry from `entry`. */
function byParameter(cell: Cell, D: number, H: number, entry: () => string): string {
  const list = (count: number, of: () => string) => `[${Array.from({ length: count }, of).join(", ")}]`;
  const shapes = { W: () => list(H, () => list(D, entry)), U: () => list(H, () => list(H, entry)), b: () => list(H, entry) };
  return letters[cell].flatMap((k) => Object.entries(shapes).map(([letter, shape]) => `"${letter}_${k}": ${shape()}`)).join(", ");
}

/** A problem of one recurrent layer with targets and an optimizer, as a function of its answers. */
export function randomProblem(seed: number): (expect: string) => string {
  const draw = new Draw(seed);
  const cell = draw.pick<Cell>(["lstm", "lstm", "gru", "rnn"]);
  const [D, H, T] = [draw.int(1, 3), draw.int(1, 3), draw.int(2, 4)];
  const parameters = byParameter(cell, D, H, () => number(draw));
  const start = draw.chance(0.5) ? `"initial": { "h": ${vector(draw, H)}${cell === "lstm" ? `, "c": ${vector(draw, H)}` : ""} },` : "";
  const positive = () => (0.02 + draw.next() / 5).toFixed(3);
  const V = byParameter(cell, D, H, () => number(draw, 0.3));
  const S = byParameter(cell, D, H, positive);
  const rule = draw.pick(["outside", "inside", "hat"]);
  const [inputs, targets] = [matrix(draw, T, D), matrix(draw, T, H)];
  const t = draw.int(1, 3);
  return (expect) => `{
  "cell": "${cell}",
  "parameters": { ${parameters} },
  ${start}
  "inputs": ${inputs},
  "targets": ${targets},
  "optimizer": { "type": "adam", "alpha": 0.1, "epsilonRule": "${rule}", "t": ${t}, "V": { ${V} }, "S": { ${S} } },
  "expect": ${expect}
}`;
}
