/** Random `.lstm.json` texts of every cell, in every way the format lets them be written. */

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

export type Cell = "lstm" | "gru" | "rnn" | "dense";

const letters: Readonly<Record<Cell, readonly string[]>> = { lstm: ["f", "i", "c", "o"], gru: ["r", "z", "n"], rnn: ["h"], dense: [] };

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)];
}

/** Short and long numbers, negative ones, zeros, exponents. */
function number(random: Random): string {
  const value = (random() - 0.5) * 4;
  const written = pick(random, [value.toFixed(1), value.toFixed(2), String(value), value.toExponential(3)]);
  return written.replace(/^-(0\.0+)$/, "$1");
}

/** A vector, or of one entry sometimes the bare number. */
function vector(random: Random, size: number): string {
  const entries = Array.from({ length: size }, () => number(random));
  return size === 1 && random() < 0.3 ? entries[0] : `[${entries.join(", ")}]`;
}

function matrix(random: Random, rows: number, cols: number): string {
  if (rows === 1 && cols === 1 && random() < 0.3) return number(random);
  const between = random() < 0.5 ? ", " : ",\n      ";
  const row = () => `[${Array.from({ length: cols }, () => number(random)).join(",")}]`;
  return `[${Array.from({ length: rows }, row).join(between)}]`;
}

function parameters(random: Random, cell: Cell, D: number, H: number): string {
  const members: string[] = [];
  if (cell === "dense") members.push(`"W": ${matrix(random, H, D)}`, ...(random() < 0.7 ? [`"b": ${vector(random, H)}`] : []));
  for (const k of letters[cell]) {
    if (D > 0) members.push(`"W_${k}": ${matrix(random, H, D)}`);
    members.push(`"U_${k}": ${matrix(random, H, H)}`);
    if (random() < 0.7) members.push(`"b_${k}": ${vector(random, H)}`);
    if (cell === "lstm" && k !== "c" && random() < 0.3) members.push(`"p_${k}": ${vector(random, H)}`);
  }
  return `{\n    ${members.join(",\n    ")}`;
}

const scalarActivations = ["sigmoid", "tanh", "hardSigmoid", "relu", "linear", "sigmoid(z) - 0.5", "z / (1 + abs(z))"];

function layer(random: Random, cell: Cell, D: number, H: number): string {
  const members = [`"cell": "${cell}"`];
  let ofCell = parameters(random, cell, D, H);
  if (cell === "gru") {
    const resetAfter = random() < 0.6;
    if (!resetAfter) members.push('"resetAfter": false');
    else if (random() < 0.5) ofCell += `, "b_hn": ${vector(random, H)}`;
    if (random() < 0.4) members.push('"zKeeps": false');
  }
  members.push(`"parameters": ${ofCell} }`);
  if (cell === "rnn") members.push(`"activation": "${pick(random, scalarActivations)}"`);
  if (cell === "dense") members.push(`"activation": "${pick(random, [...scalarActivations, "softmax", "softmax"])}"`);
  if ((cell === "lstm" || cell === "gru") && random() < 0.5) {
    members.push(
      `"activations": { "gate": "${pick(random, scalarActivations)}", "candidate": "${pick(random, scalarActivations)}"${cell === "lstm" ? `, "output": "${pick(random, scalarActivations)}"` : ""} }`,
    );
    members.push('"hardSigmoidSlope": 0.25');
  }
  const states = cell === "dense" ? [] : [`"h": ${vector(random, H)}`, ...(cell === "lstm" ? [`"c": ${vector(random, H)}`] : [])];
  const initial = states.filter(() => random() < 0.7);
  if (initial.length > 0) members.push(`"initial": { ${initial.join(", ")} }`);
  return members.join(",\n  ");
}

export interface Shape {
  readonly cells: readonly Cell[];
  readonly D: number;
  /** Units of each layer. */
  readonly units: readonly number[];
  readonly T: number;
}

const losses = ["mse", "mae", "huber", "0.5*(yhat - y)^2"];

/** A file of that shape; `isGeneral` writes `layers` even for one. */
export function randomFile(seed: number, { cells, D, units, T }: Shape, isGeneral = cells.length > 1): string {
  const random = randomFrom(seed);
  const layers = cells.map((cell, at) => layer(random, cell, at === 0 ? D : units[at - 1], units[at]));
  const K = units[units.length - 1];
  const inputs = Array.from({ length: T }, () => vector(random, D));
  const targets = Array.from({ length: T }, () => (random() < 0.3 ? "null" : vector(random, K)));
  const isClassifier = layers[layers.length - 1].includes('"softmax"');
  const oneHot = () => `[${Array.from({ length: K }, (_, at) => (at === 0 ? 1 : 0)).join(",")}]`;
  return `{
  ${isGeneral ? `"layers": [{\n  ${layers.join("}, {\n  ")}}]` : layers[0]},
  ${D > 0 ? `"inputs": [\n    ${inputs.join(",\n    ")}\n  ]` : `"steps": ${T}`},
  "targets": [${isClassifier ? targets.map((target) => (target === "null" ? target : oneHot())).join(", ") : targets.join(", ")}],
  "loss": "${isClassifier ? pick(random, ["crossEntropy", "bce"]) : pick(random, losses)}"${random() < 0.5 ? ',\n  "reduction": "sum"' : ""}
}
`;
}
