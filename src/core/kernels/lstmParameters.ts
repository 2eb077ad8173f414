/** An LSTM's parameters as the kernels have them: the four gates' rows one after the other, f, i, c, o. */
import type { LstmLayer } from "../model.js";
import type { Workspace } from "./workspace.js";

/** The parameters' names, in the order of the gates' rows in every array of 4H rows; spelt out because a small pass would spend its time on joining them. */
const names = {
  W: ["W_f", "W_i", "W_c", "W_o"],
  U: ["U_f", "U_i", "U_c", "U_o"],
  b: ["b_f", "b_i", "b_c", "b_o"],
} as const;

/** A parameter of all four gates together. */
export type Letter = keyof typeof names;

/** What `isPlain` found, because a small pass would spend a twentieth of its time on asking again. */
const found = new WeakMap<LstmLayer, boolean>();

/** Whether the kernels compute this layer: the textbook's activations, no peepholes, every W and U there. */
export function isPlain(layer: LstmLayer): boolean {
  let isTextbook = found.get(layer);
  if (isTextbook === undefined) {
    isTextbook = hasTextbookForm(layer);
    found.set(layer, isTextbook);
  }
  return isTextbook;
}

function hasTextbookForm({ D, parameters, activations }: LstmLayer): boolean {
  const { gate, candidate, output } = activations;
  if (!(isNamed(gate, "sigmoid") && isNamed(candidate, "tanh") && isNamed(output, "tanh"))) return false;
  if (parameters.has("p_f") || parameters.has("p_i") || parameters.has("p_o")) return false;
  return hasAll(parameters, names.U) && (D === 0 || hasAll(parameters, names.W));
}

function hasAll(parameters: LstmLayer["parameters"], all: readonly string[]): boolean {
  for (const name of all) if (!parameters.has(name)) return false;
  return true;
}

function isNamed(activation: LstmLayer["activations"]["gate"], name: string): boolean {
  return activation.kind === "named" && activation.name === name;
}

/** Writes W (4H × D), U (4H × H) or b (4H; zeros where a bias is left out) to address `at`. */
export function writeParameter(workspace: Workspace, { parameters, H }: LstmLayer, letter: Letter, at: number): void {
  let to = at;
  for (const name of names[letter]) {
    const values = parameters.get(name)?.values;
    if (values === undefined) workspace.clear(to, H);
    else workspace.write(to, values);
    to += (values?.length ?? H) * 8;
  }
}

/** How many numbers the parameters of a plain layer are at most. */
export function mostNumbers({ D, H }: LstmLayer): number {
  return 4 * H * (D + H + 1);
}

/** Where each parameter's rows stand: in the rows of which letter, and as which gate's. */
const rowsOf: ReadonlyMap<string, { readonly letter: Letter; readonly gate: number }> = new Map(
  (["W", "U", "b"] as const).flatMap((letter) => names[letter].map((name, gate) => [name, { letter, gate }])),
);

/** One array of `zeros` for each parameter the layer has, in its order, from the sums that stand at the addresses of W, U and b. */
export function readGradients(
  workspace: Workspace,
  { parameters }: LstmLayer,
  at: Readonly<Record<Letter, number>>,
  zeros: (length: number) => Float64Array,
): ReadonlyMap<string, Float64Array> {
  const gradients = new Map<string, Float64Array>();
  for (const [name, { values }] of parameters) {
    const gradient = zeros(values.length);
    const rows = rowsOf.get(name);
    if (rows !== undefined) workspace.read(at[rows.letter] + rows.gate * gradient.length * 8, gradient);
    gradients.set(name, gradient);
  }
  return gradients;
}
