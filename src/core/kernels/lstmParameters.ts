/** An LSTM's parameters as the kernels have them: the four gates' rows one after the other, f, i, c, o. */
import type { LstmLayer } from "../model.js";
import type { Workspace } from "./workspace.js";

/** The parameters' names, in the order of the gates' rows in every array of 4H rows. */
const names = {
  W: ["W_f", "W_i", "W_c", "W_o"],
  U: ["U_f", "U_i", "U_c", "U_o"],
  b: ["b_f", "b_i", "b_c", "b_o"],
} as const;

/** A parameter of all four gates together. */
export type Letter = keyof typeof names;

/** Where a parameter of the file's stands: in which letter's rows, as which gate's. */
interface Rows {
  readonly letter: Letter;
  readonly gate: number;
}

/** A plain layer's parameters, found once: a small pass would spend a tenth of its time on asking the layer for each by name. */
interface Found {
  /** By letter, one a gate; undefined where a bias is left out. */
  readonly values: Readonly<Record<Letter, readonly (Float64Array | undefined)[]>>;
  /** Each that the layer has, in its order; `rows` undefined where the kernels know none of that name. */
  readonly own: readonly { readonly name: string; readonly length: number; readonly rows: Rows | undefined }[];
}

/** What was found of each layer; null where it is not plain. A layer and its map of parameters never change, the numbers in them may. */
const known = new WeakMap<LstmLayer, Found | null>();

function foundIn(layer: LstmLayer): Found | null {
  let found = known.get(layer);
  if (found === undefined) {
    found = hasTextbookForm(layer) ? find(layer) : null;
    known.set(layer, found);
  }
  return found;
}

function find({ parameters }: LstmLayer): Found {
  const valuesOf = (letter: Letter) => names[letter].map((name) => parameters.get(name)?.values);
  const own = [...parameters].map(([name, { values }]) => ({ name, length: values.length, rows: rowsOf.get(name) }));
  return { values: { W: valuesOf("W"), U: valuesOf("U"), b: valuesOf("b") }, own };
}

/** The same of a layer that is known to be plain. Throws where it is not. */
function foundInPlain(layer: LstmLayer): Found {
  const found = foundIn(layer);
  if (found === null) throw new Error("the kernels do not compute this layer");
  return found;
}

/** Whether the kernels compute this layer: the textbook's activations, no peepholes, every W and U there. */
export function isPlain(layer: LstmLayer): boolean {
  return foundIn(layer) !== null;
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

/** Writes W (4H × D), U (4H × H) or b (4H; zeros where a bias is left out) of a plain layer to address `at`. */
export function writeParameter(workspace: Workspace, layer: LstmLayer, letter: Letter, at: number): void {
  let to = at;
  for (const values of foundInPlain(layer).values[letter]) {
    if (values === undefined) workspace.clear(to, layer.H);
    else workspace.write(to, values);
    to += (values?.length ?? layer.H) * 8;
  }
}

/** How many numbers the parameters of a plain layer are at most. */
export function mostNumbers({ D, H }: LstmLayer): number {
  return 4 * H * (D + H + 1);
}

const rowsOf: ReadonlyMap<string, Rows> = new Map(
  (["W", "U", "b"] as const).flatMap((letter) => names[letter].map((name, gate) => [name, { letter, gate }])),
);

/** One array of `zeros` for each parameter the plain layer has, in its order, from the sums that stand at the addresses of W, U and b. */
export function readGradients(
  workspace: Workspace,
  layer: LstmLayer,
  at: Readonly<Record<Letter, number>>,
  zeros: (length: number) => Float64Array,
): ReadonlyMap<string, Float64Array> {
  const gradients = new Map<string, Float64Array>();
  for (const { name, length, rows } of foundInPlain(layer).own) {
    const gradient = zeros(length);
    if (rows !== undefined) workspace.read(at[rows.letter] + rows.gate * length * 8, gradient);
    gradients.set(name, gradient);
  }
  return gradients;
}
