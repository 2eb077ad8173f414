/** What is computed: a recurrent model with its sequence, as plain numbers. */
import type { Expression } from "./expression.js";

export type CellKind = "lstm" | "gru" | "rnn" | "dense";

export type ActivationName = "sigmoid" | "tanh" | "relu" | "linear" | "hardSigmoid" | "softmax";

/** A named activation, or an expression in `z`. `slope` is that of `hardSigmoid`: clip(slope·z + 0.5, 0, 1). */
export type Activation =
  | { readonly kind: "named"; readonly name: ActivationName; readonly slope?: number }
  | { readonly kind: "expression"; readonly expression: Expression };

/** One parameter of a layer; a matrix row by row, so entry (r, c) is `values[r * cols + c]`. A vector has `cols` 1. */
export interface Parameter {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Whether the file's shape has one index (a bias, a peephole) rather than two. */
  readonly isVector: boolean;
  /** rows × cols. */
  readonly values: Float64Array;
}

/** The parameters the file gives, in the file's order. A bias that is left out is not among them and counts as zeros. */
export type Parameters = ReadonlyMap<string, Parameter>;

interface LayerBase {
  /** Numbers a step reads from below: of x_t in the first layer, of the output of the layer below in the others. */
  readonly D: number;
  /** Numbers a step gives: units of a recurrent layer, K of a dense one. */
  readonly H: number;
  readonly parameters: Parameters;
}

/** z_k = W_k x + U_k h + b_k [+ p_k ⊙ c]; c = f ⊙ c + i ⊙ c̃; h = o ⊙ output(c). (Hochreiter & Schmidhuber 1997; Gers et al. 2000, 2002) */
export interface LstmLayer extends LayerBase {
  readonly cell: "lstm";
  /** Each H. */
  readonly initial: { readonly h: Float64Array; readonly c: Float64Array };
  readonly activations: { readonly gate: Activation; readonly candidate: Activation; readonly output: Activation };
}

/** r, z = gate(Wx + Uh + b); n = candidate(…); h = (1−z) ⊙ n + z ⊙ h. (Cho et al. 2014) */
export interface GruLayer extends LayerBase {
  readonly cell: "gru";
  readonly initial: { readonly h: Float64Array };
  readonly activations: { readonly gate: Activation; readonly candidate: Activation };
  /** True: n = candidate(W_n x + b_n + r ⊙ (U_n h + b_hn)); false: n = candidate(W_n x + b_n + U_n (r ⊙ h)). */
  readonly resetAfter: boolean;
  /** True: h = (1−z) ⊙ n + z ⊙ h; false: h = z ⊙ n + (1−z) ⊙ h. */
  readonly zKeeps: boolean;
}

/** h = φ(W_h x + U_h h + b_h). (Elman 1990) */
export interface RnnLayer extends LayerBase {
  readonly cell: "rnn";
  readonly initial: { readonly h: Float64Array };
  readonly activation: Activation;
}

/** ŷ = φ(W · input + b), at every step. */
export interface DenseLayer extends LayerBase {
  readonly cell: "dense";
  readonly activation: Activation;
}

export type Layer = LstmLayer | GruLayer | RnnLayer | DenseLayer;

export type LossName = "mse" | "mae" | "huber" | "bce" | "crossEntropy";

export interface Loss {
  readonly kind: { readonly kind: "named"; readonly name: LossName } | { readonly kind: "expression"; readonly expression: Expression };
  /** How the losses of the steps that have a target become one number. */
  readonly reduction: "mean" | "sum";
}

export interface Targets {
  /** T × K, K the width of the top layer; zeros at steps without a target. */
  readonly values: Float64Array;
  /** T; 1 where the step has a target. */
  readonly given: Uint8Array;
}

export type EpsilonRule = "outside" | "hat" | "inside";

/** One list entry a layer: the arrays by parameter name; what is missing counts as zeros. */
export type ByParameter = readonly ReadonlyMap<string, Float64Array>[];

/** Adam (Kingma & Ba 2015); V is their m, S their v. */
export interface Optimizer {
  readonly alpha: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly epsilonRule: EpsilonRule;
  /** Updates already taken. */
  readonly t: number;
  readonly V: ByParameter;
  readonly S: ByParameter;
}

/** A problem as the file states it. */
export interface Model {
  /** Bottom to top; at least one, but for an optimizer-only problem. */
  readonly layers: readonly Layer[];
  /** Time steps; 0 in an optimizer-only problem. */
  readonly T: number;
  /** T × D of the first layer; empty where D is 0. */
  readonly inputs: Float64Array;
  readonly targets: Targets | null;
  readonly loss: Loss;
  readonly optimizer: Optimizer | null;
  /** An optimizer-only problem: its parameters, and their gradients one entry an update. */
  readonly given: { readonly parameters: Parameters; readonly gradients: readonly ReadonlyMap<string, Float64Array>[] } | null;
}
