/** An LSTM's parameters as the kernels have them: the four gates' rows one after the other, f, i, c, o. */
import type { LstmLayer } from "../model.js";
import { NamedArrays } from "../namedArrays.js";
import type { Workspace } from "./workspace.js";

/** The parameters' names, in the order of the gates' rows in every array of 4H rows. */
const namesOf = {
  W: ["W_f", "W_i", "W_c", "W_o"],
  U: ["U_f", "U_i", "U_c", "U_o"],
  b: ["b_f", "b_i", "b_c", "b_o"],
} as const;

/** A parameter of all four gates together. */
export type Letter = keyof typeof namesOf;

/** Where a parameter of the file's stands: in which letter's rows, as which gate's. */
interface Rows {
  readonly name: string;
  readonly letter: Letter;
  readonly gate: number;
}

const rowsOf: ReadonlyMap<string, Rows> = new Map(
  (["W", "U", "b"] as const).flatMap((letter) => namesOf[letter].map((name, gate) => [name, { name, letter, gate }])),
);

type OfGates = (Float64Array | undefined)[];

/** The parameters of a layer that the kernels compute, in their order: a small pass would spend a tenth of its time on asking for each by name. */
interface PlainParameters {
  /** One a gate; undefined where it is left out. */
  readonly values: Readonly<Record<Letter, Readonly<OfGates>>>;
  /** Those that the layer has, in its order. */
  readonly own: readonly Rows[];
  readonly names: readonly string[];
}

/** Of each layer asked about; null where it is not plain. A layer and its map of parameters never change, the numbers in them may. */
const known = new WeakMap<LstmLayer, PlainParameters | null>();

function plainParameters(layer: LstmLayer): PlainParameters | null {
  let found = known.get(layer);
  if (found === undefined) {
    found = parametersOf(layer);
    known.set(layer, found);
  }
  return found;
}

function parametersOf({ D, parameters, activations }: LstmLayer): PlainParameters | null {
  const { gate, candidate, output } = activations;
  if (!(isNamed(gate, "sigmoid") && isNamed(candidate, "tanh") && isNamed(output, "tanh"))) return null;
  const none: OfGates = [undefined, undefined, undefined, undefined];
  const values: Record<Letter, OfGates> = { W: none.slice(), U: none.slice(), b: none.slice() };
  const own: Rows[] = [];
  for (const [name, parameter] of parameters) {
    const rows = rowsOf.get(name);
    // A peephole.
    if (rows === undefined) return null;
    values[rows.letter][rows.gate] = parameter.values;
    own.push(rows);
  }
  return isComplete(values.U) && (D === 0 || isComplete(values.W)) ? { values, own, names: own.map(({ name }) => name) } : null;
}

function isComplete(values: Readonly<OfGates>): boolean {
  return !values.includes(undefined);
}

function isNamed(activation: LstmLayer["activations"]["gate"], name: string): boolean {
  return activation.kind === "named" && activation.name === name;
}

/** Whether the kernels compute this layer: the textbook's activations, no peepholes, every W and U there. */
export function isPlain(layer: LstmLayer): boolean {
  return plainParameters(layer) !== null;
}

/** The parameters of a layer that is known to be plain. Throws where it is not. */
function mustBePlain(layer: LstmLayer): PlainParameters {
  const found = plainParameters(layer);
  if (found === null) throw new Error("the kernels do not compute this layer");
  return found;
}

/** Writes W (4H × D), U (4H × H) or b (4H; zeros where a bias is left out) of a plain layer to address `at`. */
export function writeParameter(workspace: Workspace, layer: LstmLayer, letter: Letter, at: number): void {
  let to = at;
  for (const values of mustBePlain(layer).values[letter]) {
    if (values === undefined) workspace.clear(to, layer.H);
    else workspace.write(to, values);
    to += (values?.length ?? layer.H) * 8;
  }
}

/** How many numbers the parameters of a plain layer are at most. */
export function mostNumbers({ D, H }: LstmLayer): number {
  return 4 * H * (D + H + 1);
}

/** One array of `zeros` for each parameter the plain layer has, in its order, from the sums that stand at the addresses of W, U and b. */
export function readGradients(
  workspace: Workspace,
  layer: LstmLayer,
  at: Readonly<Record<Letter, number>>,
  zeros: (length: number) => Float64Array,
): ReadonlyMap<string, Float64Array> {
  const { values, own, names } = mustBePlain(layer);
  const gradients = own.map(({ letter, gate }) => {
    const gradient = zeros(values[letter][gate]?.length ?? 0);
    workspace.read(at[letter] + gate * gradient.length * 8, gradient);
    return gradient;
  });
  return new NamedArrays(names, gradients);
}
