/** The equations of one step as data, with values put in: what is computed forward, and what a slip changes. */
import { activateInto } from "../../core/activation.js";
import { addProductInto } from "../../core/linear.js";
import type { Activation, Parameter } from "../../core/model.js";
import type { Quantity } from "../../core/trace.js";
import type { Token } from "../explanation.js";

/** Whose values an operand is made of. */
export interface Reading {
  readonly quantity: Quantity | "x";
  readonly t: number;
}

/** A vector that stands in an equation, with its symbol. */
export interface Operand {
  readonly symbol: readonly Token[];
  readonly values: Float64Array;
  readonly readings: readonly Reading[];
}

/** times · gate ⊙ (parameter · operand): a matrix times a vector, a vector ⊙ a vector, or a bias alone. */
export interface Term {
  readonly parameter: Parameter;
  readonly operand: Operand | null;
  /** The reset gate in front of a gru's recurrent term; null elsewhere. */
  readonly gate: Operand | null;
  readonly times: number;
}

/** times · the factors, ⊙ one another. */
export interface Product {
  readonly factors: readonly Operand[];
  readonly times: number;
}

export type Equation =
  /** φ(Σ terms): every gate and candidate, a plain recurrence, a dense layer. Without activation it is z. */
  | { readonly kind: "neuron"; readonly terms: readonly Term[]; readonly activation: Activation | null }
  /** Σ products: c = f ⊙ c_{t−1} + i ⊙ c̃; a gru's h = (1−z) ⊙ n + z ⊙ h_{t−1}. */
  | { readonly kind: "mix"; readonly products: readonly Product[] }
  /** gate ⊙ φ(of): h = o ⊙ tanh(c). */
  | { readonly kind: "give"; readonly gate: Operand | null; readonly activation: Activation | null; readonly of: Operand };

/** What the equation gives, H numbers. */
export function evaluate(equation: Equation, H: number): Float64Array {
  switch (equation.kind) {
    case "neuron": {
      const z = new Float64Array(H);
      for (const term of equation.terms) addTermInto(z, term);
      return activated(equation.activation, z);
    }
    case "mix": {
      const sum = new Float64Array(H);
      for (const { factors, times } of equation.products) {
        for (let k = 0; k < H; k++) sum[k] += factors.reduce((product, { values }) => product * values[k], times);
      }
      return sum;
    }
    case "give": {
      const { gate, activation, of } = equation;
      const given = activated(activation, of.values);
      return gate === null ? given : given.map((value, k) => gate.values[k] * value);
    }
  }
}

function activated(activation: Activation | null, z: Float64Array): Float64Array {
  const out = new Float64Array(z.length);
  if (activation === null) out.set(z);
  else activateInto(activation)(z, out);
  return out;
}

function addTermInto(z: Float64Array, { parameter, operand, gate, times }: Term): void {
  const { values, isVector } = parameter;
  const part = new Float64Array(z.length);
  if (operand === null) part.set(values);
  else if (isVector) for (let k = 0; k < z.length; k++) part[k] = values[k] * operand.values[k];
  else addProductInto(part, values, operand.values, 0, z.length);
  for (let k = 0; k < z.length; k++) z[k] += times * (gate === null ? part[k] : gate.values[k] * part[k]);
}
