/** The names a file may use, what each means, and which shape it has: for checks, hovers and completion alike. */
import type { CellKind } from "../core/model.js";
import type { Quantity } from "../core/trace.js";

/** The sizes a parameter's shape is made of; a dense layer's K is its H. */
export type ShapeName = "H×D" | "H×H" | "H" | "K×D" | "K";

export interface ParameterInfo {
  /** `weights from the input to the forget gate`. */
  readonly role: string;
  readonly shape: ShapeName;
  /** The equation it stands in, with every optional term that goes with it. */
  readonly equation: string;
  /** The quantity of the trace it makes. */
  readonly gate: Quantity;
  readonly isOptional: boolean;
}

interface Gate {
  readonly quantity: Quantity;
  readonly called: string;
  readonly equation: string;
}

const LSTM_GATES: ReadonlyMap<string, Gate> = new Map([
  ["f", { quantity: "f", called: "forget gate", equation: "f_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)" }],
  ["i", { quantity: "i", called: "input gate", equation: "i_t = σ(W_i·x_t + U_i·h_{t−1} + b_i)" }],
  ["c", { quantity: "c_tilde", called: "candidate", equation: "c̃_t = tanh(W_c·x_t + U_c·h_{t−1} + b_c)" }],
  ["o", { quantity: "o", called: "output gate", equation: "o_t = σ(W_o·x_t + U_o·h_{t−1} + b_o)" }],
]);
const GRU_GATES: ReadonlyMap<string, Gate> = new Map([
  ["r", { quantity: "r", called: "reset gate", equation: "r_t = σ(W_r·x_t + U_r·h_{t−1} + b_r)" }],
  ["z", { quantity: "z", called: "update gate", equation: "z_t = σ(W_z·x_t + U_z·h_{t−1} + b_z)" }],
  ["n", { quantity: "n", called: "candidate", equation: "n_t = tanh(W_n·x_t + b_n + r_t ⊙ (U_n·h_{t−1} + b_hn))" }],
]);
const RNN_GATES: ReadonlyMap<string, Gate> = new Map([
  ["h", { quantity: "h", called: "state", equation: "h_t = φ(W_h·x_t + U_h·h_{t−1} + b_h)" }],
]);
const DENSE_EQUATION = "ŷ_t = φ(W·x_t + b)";

function weightsOf(gates: ReadonlyMap<string, Gate>): [string, ParameterInfo][] {
  return [...gates].flatMap(([letter, { quantity: gate, called, equation }]): [string, ParameterInfo][] => [
    [`W_${letter}`, { role: `weights from the input to the ${called}`, shape: "H×D", equation, gate, isOptional: false }],
    [`U_${letter}`, { role: `weights from the state before to the ${called}`, shape: "H×H", equation, gate, isOptional: false }],
    [`b_${letter}`, { role: `bias of the ${called}`, shape: "H", equation, gate, isOptional: true }],
  ]);
}

function peephole(letter: string, c: string): [string, ParameterInfo] {
  const gate = LSTM_GATES.get(letter);
  if (gate === undefined) throw new Error(`no gate ${letter}`);
  const equation = gate.equation.replace(" + b_", ` + p_${letter} ⊙ ${c} + b_`);
  return [
    `p_${letter}`,
    { role: `peephole from the cell state to the ${gate.called}`, shape: "H", equation, gate: gate.quantity, isOptional: true },
  ];
}

const PARAMETERS: Readonly<Record<CellKind, ReadonlyMap<string, ParameterInfo>>> = {
  lstm: new Map([...weightsOf(LSTM_GATES), peephole("f", "c_{t−1}"), peephole("i", "c_{t−1}"), peephole("o", "c_t")]),
  gru: new Map([
    ...weightsOf(GRU_GATES),
    [
      "b_hn",
      {
        role: "bias of the candidate inside r_t ⊙ (…)",
        shape: "H",
        equation: "n_t = tanh(W_n·x_t + b_n + r_t ⊙ (U_n·h_{t−1} + b_hn))",
        gate: "n",
        isOptional: true,
      },
    ],
  ]),
  rnn: new Map(weightsOf(RNN_GATES)),
  dense: new Map<string, ParameterInfo>([
    ["W", { role: "weights from the input to the output", shape: "K×D", equation: DENSE_EQUATION, gate: "yhat", isOptional: false }],
    ["b", { role: "bias of the output", shape: "K", equation: DENSE_EQUATION, gate: "yhat", isOptional: true }],
  ]),
};

export const CELLS = ["lstm", "gru", "rnn", "dense"] as const satisfies readonly CellKind[];

/** What a parameter of a cell does; null for a name the cell does not have. */
export function parameterInfo(cell: CellKind, name: string): ParameterInfo | null {
  return PARAMETERS[cell].get(name) ?? null;
}

/** The parameters a cell may have, in the order of its equations. */
export function parameterNames(cell: CellKind): readonly string[] {
  return [...PARAMETERS[cell].keys()];
}

/** `an lstm`, `a dense layer`. */
export function withArticle(cell: CellKind): string {
  return { lstm: "an lstm", gru: "a gru", rnn: "an rnn", dense: "a dense layer" }[cell];
}

/** Quantities that `expect` may claim of a layer, in the order they are computed. */
export function expectedQuantities(cell: CellKind): readonly string[] {
  return { lstm: ["f", "i", "c_tilde", "c", "o", "h"], gru: ["r", "z", "n", "h"], rnn: ["h"], dense: ["yhat"] }[cell];
}

/** Where a member stands. `layer` is an object of `layers`; in the simple form its members stand in `root`. */
export type MemberPlace = "root" | "layer" | "initial" | "activations" | "optimizer" | "expect";

const LAYER_MEMBERS = {
  cell: "The kind of layer: lstm, gru, rnn or dense.",
  parameters: "The layer's weights by name; W_k is H×D, U_k is H×H, b_k is H. A b may be left out: zeros.",
  initial: "The state before the first step, h (and c of an lstm), each H numbers; zeros if left out.",
  activation: "φ of an rnn (tanh if left out) or a dense layer (linear if left out): a name, or an expression in z.",
  activations: "Replaces σ (gate), tanh (candidate) and tanh (output) of an lstm or gru: names, or expressions in z.",
  hardSigmoidSlope: "The slope of hardSigmoid, clip(slope·z + 0.5, 0, 1); 0.2 if left out, 0.1666… as in Keras 3.",
  resetAfter:
    "Where a gru's reset gate stands. true (default): n = tanh(W_n·x + b_n + r ⊙ (U_n·h + b_hn)); false: n = tanh(W_n·x + b_n + U_n·(r ⊙ h)).",
  zKeeps: "What a gru's z keeps. true (default): h = (1−z) ⊙ n + z ⊙ h; false: h = z ⊙ n + (1−z) ⊙ h.",
} as const;

/** One line on every member, by the place it stands in. */
export const MEMBERS = {
  root: {
    ...LAYER_MEMBERS,
    layers: "A stack of layers, bottom to top, in place of cell, parameters and initial; each reads what the one below gives.",
    weights: "A file beside this one that holds the layers' weights.",
    inputs: "x_1 … x_T, each of D numbers; bare numbers where D = 1.",
    steps: "T, how many steps to run, where there are no inputs.",
    targets: "y_1 … y_T, each as wide as the output; null where a step has none.",
    loss: "The loss of one step: mse (default), mae, huber, bce, crossEntropy, or an expression in yhat and y.",
    reduction: "How the steps' losses become one number: their mean (default) or their sum.",
    optimizer: "Adam, with its settings and the moments of the updates already taken.",
    gradients: "Gradients given instead of computed, one entry an update; such a file has no cell and no inputs.",
    expect: "Answers worked out by hand, under the trace's names; checked to the digits written.",
  },
  layer: LAYER_MEMBERS,
  initial: {
    h: "h_0, the state before the first step: H numbers.",
    c: "c_0, the cell state before the first step: H numbers.",
  },
  activations: {
    gate: "In place of σ in the gates.",
    candidate: "In place of tanh in the candidate.",
    output: "In place of tanh in h = o ⊙ tanh(c).",
    hardSigmoidSlope: LAYER_MEMBERS.hardSigmoidSlope,
  },
  optimizer: {
    type: "The optimizer: adam.",
    alpha: "Step size α; 0.001 if left out.",
    beta1: "Decay β1 of the first moment V; 0.9 if left out.",
    beta2: "Decay β2 of the second moment S; 0.999 if left out.",
    epsilon: "ε, which keeps the step finite where S is 0; 1e-8 if left out.",
    epsilonRule:
      "Where ε stands: outside (default) V_corr / (√S_corr + ε); inside V_corr / √(S_corr + ε); hat V / (√S + ε) with α·√(1−β2^t)/(1−β1^t).",
    t: "Updates already taken; 0 if left out.",
    V: "First moments after those updates, by parameter; zeros if left out.",
    S: "Second moments after those updates, by parameter; zeros if left out.",
  },
  expect: {
    f: "Forget gate, by step.",
    i: "Input gate, by step.",
    c_tilde: "Candidate c̃, by step.",
    c: "Cell state, by step.",
    o: "Output gate, by step.",
    h: "State, by step.",
    r: "Reset gate, by step.",
    z: "Update gate, by step.",
    n: "Candidate n, by step.",
    yhat: "Output ŷ of a dense layer, by step.",
    loss_t: "Loss of each step; null where not given.",
    loss: "Loss of the sequence.",
    dh: "∂L/∂h_t, by step.",
    dc: "∂L/∂c_t, by step.",
    gradients: "∂L/∂parameter, by parameter.",
    V: "First moments after the first update, or a list over updates.",
    S: "Second moments after the first update, or a list over updates.",
    V_corr: "V/(1−β1^t) at the first update, or a list over updates.",
    S_corr: "S/(1−β2^t) at the first update, or a list over updates.",
    parameters: "Parameters after the first update, or a list over updates.",
    exercise: "true makes every null in expect a blank to fill, whose value is hidden until it is filled or revealed.",
    tolerance: "An answer is right where |difference| ≤ tolerance, whatever digits are written.",
    rounding: "Computes as a person does who rounds every named quantity to so many decimals before going on.",
  },
} as const satisfies Readonly<Record<MemberPlace, Readonly<Record<string, string>>>>;

/** The names of a place, in the order they are best written. */
export function memberNames(place: MemberPlace): readonly string[] {
  return Object.keys(MEMBERS[place]);
}

/** One line on a member; null for a name the place does not have. */
export function memberInfo(place: MemberPlace, name: string): string | null {
  const members: Readonly<Record<string, string>> = MEMBERS[place];
  return Object.hasOwn(members, name) ? members[name] : null;
}

/** The members a layer of a kind may have. */
export function layerNames(cell: CellKind): readonly string[] {
  const state = cell === "dense" ? [] : ["initial"];
  const own = { lstm: ["activations"], gru: ["activations", "resetAfter", "zKeeps"], rnn: ["activation"], dense: ["activation"] }[cell];
  return ["cell", "parameters", ...state, ...own, "hardSigmoidSlope"];
}

export const ACTIVATIONS = ["sigmoid", "tanh", "relu", "linear", "hardSigmoid", "softmax"] as const;
export const LOSSES = ["mse", "mae", "huber", "bce", "crossEntropy"] as const;
export const REDUCTIONS = ["mean", "sum"] as const;
export const EPSILON_RULES = ["outside", "hat", "inside"] as const;
