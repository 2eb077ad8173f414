/** Small models for tests, written as a file would have them. */
import { adamDefaults } from "../../../src/core/adam.js";
import { isExpressionFault, parseExpression } from "../../../src/core/expression.js";
import { forward } from "../../../src/core/forward.js";
import type {
  Activation,
  ActivationName,
  ByParameter,
  DenseLayer,
  GruLayer,
  Layer,
  Loss,
  LossName,
  LstmLayer,
  Model,
  Optimizer,
  Parameter,
  Parameters,
  RnnLayer,
  Targets,
} from "../../../src/core/model.js";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { Trace } from "../../../src/core/trace.js";

/** A matrix, a vector, or a bare number for a 1×1 or a single one, by the parameter's name. */
export type Numbers = Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>;

export function parametersOf(numbers: Numbers): Parameters {
  return new Map(Object.entries(numbers).map(([name, given]) => [name, parameterOf(name, given)]));
}

function parameterOf(name: string, given: Numbers[string]): Parameter {
  const isMatrix = /^[WU]/.test(name);
  const rows = typeof given === "number" ? (isMatrix ? [[given]] : [given]) : given;
  const flat = rows.flat();
  const cols = isMatrix ? flat.length / rows.length : 1;
  return { name, rows: rows.length, cols, isVector: !isMatrix, values: Float64Array.from(flat) };
}

/** A named activation, or an expression in z. */
export function activation(text: string): Activation {
  if (/^\w+$/.test(text) && text !== "z") return { kind: "named", name: text as ActivationName };
  const expression = parseExpression(text, ["z"]);
  if (isExpressionFault(expression)) throw new Error(expression.message);
  return { kind: "expression", expression };
}

export function lossOf(text: string, reduction: Loss["reduction"] = "mean"): Loss {
  if (/^\w+$/.test(text)) return { kind: { kind: "named", name: text as LossName }, reduction };
  const expression = parseExpression(text, ["yhat", "y"]);
  if (isExpressionFault(expression)) throw new Error(expression.message);
  return { kind: { kind: "expression", expression }, reduction };
}

type Start = { readonly h?: readonly number[]; readonly c?: readonly number[] };

const started = (given: readonly number[] | undefined, H: number) => Float64Array.from(given ?? new Array<number>(H).fill(0));

export function lstm(
  D: number,
  H: number,
  numbers: Numbers,
  { h, c }: Start = {},
  names: Partial<Record<"gate" | "candidate" | "output", string>> = {},
): LstmLayer {
  const { gate = "sigmoid", candidate = "tanh", output = "tanh" } = names;
  return {
    cell: "lstm",
    D,
    H,
    parameters: parametersOf(numbers),
    initial: { h: started(h, H), c: started(c, H) },
    activations: { gate: activation(gate), candidate: activation(candidate), output: activation(output) },
  };
}

export function gru(D: number, H: number, numbers: Numbers, { h }: Start = {}, { resetAfter = true, zKeeps = true } = {}): GruLayer {
  const activations = { gate: activation("sigmoid"), candidate: activation("tanh") };
  return { cell: "gru", D, H, parameters: parametersOf(numbers), initial: { h: started(h, H) }, activations, resetAfter, zKeeps };
}

export function rnn(D: number, H: number, numbers: Numbers, { h }: Start = {}, name = "tanh"): RnnLayer {
  return { cell: "rnn", D, H, parameters: parametersOf(numbers), initial: { h: started(h, H) }, activation: activation(name) };
}

export function dense(D: number, H: number, numbers: Numbers, name = "linear"): DenseLayer {
  return { cell: "dense", D, H, parameters: parametersOf(numbers), activation: activation(name) };
}

/** One entry a step; null where the step has no target. */
export function targetsOf(rows: readonly (readonly number[] | null)[], K: number): Targets {
  return {
    values: Float64Array.from(rows.flatMap((row) => row ?? new Array<number>(K).fill(0))),
    given: Uint8Array.from(rows, (row) => (row === null ? 0 : 1)),
  };
}

interface ModelParts {
  readonly layers: readonly Layer[];
  readonly inputs?: readonly (readonly number[])[];
  readonly T?: number;
  readonly targets?: readonly (readonly number[] | null)[];
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
}

export function modelOf({ layers, inputs = [], T = inputs.length, targets, loss = lossOf("mse"), optimizer }: ModelParts): Model {
  return {
    layers,
    T,
    inputs: Float64Array.from(inputs.flat()),
    targets: targets === undefined ? null : targetsOf(targets, layers[layers.length - 1].H),
    loss,
    optimizer: optimizer ?? null,
    given: null,
  };
}

export function traceOf(model: Model): Trace {
  return runToEnd(forward(model, never));
}

const none: ByParameter = [];

export function adam(parts: Partial<Optimizer> = {}): Optimizer {
  return { ...adamDefaults, t: 0, V: none, S: none, ...parts };
}

/** seed-values.md's LSTM with one unit. */
export function workedExample(parts: Partial<ModelParts> = {}): Model {
  const layer = lstm(2, 1, {
    W_f: [[1, 2]],
    U_f: 0.5,
    b_f: 0.2,
    W_i: [[-1, 0]],
    U_i: 2,
    b_i: -0.1,
    W_c: [[1, 2]],
    U_c: 1.5,
    b_c: 0.5,
    W_o: [[3, 0]],
    U_o: -1,
    b_o: 0.8,
  });
  return modelOf({
    layers: [layer],
    inputs: [
      [1, 0],
      [0.5, -1],
    ],
    targets: [[0.5], [0.8]],
    ...parts,
  });
}
