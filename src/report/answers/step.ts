/** Which equation gives a quantity of a step, with the values of some computation put in. */
import type { Activation, DenseLayer, GruLayer, Layer, LstmLayer, Model, RnnLayer } from "../../core/model.js";
import { initialState, type Quantity } from "../../core/trace.js";
import { quantitySymbol, text } from "../explain/tokens.js";
import type { Equation, Operand, Product, Reading, Term } from "./equation.js";
import { outputKey, stepKey } from "./place.js";
import { rowOf, type Values } from "./values.js";

/** The quantities of a cell in an order in which each needs only those before it. */
export const quantitiesOf: Readonly<Record<Layer["cell"], readonly Quantity[]>> = {
  lstm: ["f", "i", "c_tilde", "c", "o", "h"],
  gru: ["r", "z", "n", "h"],
  rnn: ["h"],
  dense: ["yhat"],
};

/** One step of one layer (from 1), and the values that are put into its equations. */
export class StepView {
  readonly of: Layer;

  constructor(
    readonly model: Model,
    readonly values: Values,
    readonly layer: number,
    readonly t: number,
  ) {
    this.of = model.layers[layer - 1];
  }

  /** A quantity at time `t` (0 is the initial state), H numbers. */
  row(quantity: Quantity, t: number): Float64Array {
    if (t === 0 && (quantity === "h" || quantity === "c")) return initialState(this.of, quantity);
    return rowOf(this.values, stepKey(this.layer, quantity), t, this.of.H);
  }

  operand(quantity: Quantity, t: number): Operand {
    return { symbol: [quantitySymbol(quantity, t)], values: this.row(quantity, t), readings: [{ quantity, t }] };
  }

  /** What the layer reads at time `t`, D numbers. */
  x(t: number): Operand {
    const { D } = this.of;
    const { layer, model, values } = this;
    const row = layer === 1 ? model.inputs.subarray((t - 1) * D, t * D) : rowOf(values, outputKey(model, layer - 1), t, D);
    return { symbol: [quantitySymbol("x", t)], values: row, readings: [{ quantity: "x", t }] };
  }

  /** The equation of a quantity. Throws where the cell has no such quantity. */
  equation(quantity: Quantity): Equation {
    switch (this.of.cell) {
      case "lstm":
        return lstmEquation(this, this.of, quantity);
      case "gru":
        return gruEquation(this, this.of, quantity);
      case "rnn":
        return neuron(affine(this, "_h"), (this.of satisfies RnnLayer).activation);
      case "dense":
        return neuron(affine(this, ""), (this.of satisfies DenseLayer).activation);
    }
  }
}

function neuron(terms: readonly Term[], activation: Activation): Equation {
  return { kind: "neuron", terms, activation };
}

/** The term of a parameter; none where the layer has no such parameter, or nothing to multiply it with. */
function term({ of }: StepView, name: string, operand: Operand | null, gate: Operand | null = null): readonly Term[] {
  const parameter = of.parameters.get(name);
  if (parameter === undefined || operand?.values.length === 0) return [];
  return [{ parameter, operand, gate, times: 1 }];
}

/** b + W x [+ U h_{t−1}] */
function affine(view: StepView, gate: string): readonly Term[] {
  const isRecurrent = view.of.cell !== "dense";
  return [
    ...term(view, `b${gate}`, null),
    ...term(view, `W${gate}`, view.x(view.t)),
    ...(isRecurrent ? term(view, `U${gate}`, view.operand("h", view.t - 1)) : []),
  ];
}

/** f, i, o = gate(z); c̃ = candidate(z_c); c = f ⊙ c_{t−1} + i ⊙ c̃; h = o ⊙ output(c). */
function lstmEquation(view: StepView, { activations }: LstmLayer, quantity: Quantity): Equation {
  const { t } = view;
  switch (quantity) {
    case "f":
    case "i":
      return neuron([...affine(view, `_${quantity}`), ...term(view, `p_${quantity}`, view.operand("c", t - 1))], activations.gate);
    case "o":
      return neuron([...affine(view, "_o"), ...term(view, "p_o", view.operand("c", t))], activations.gate);
    case "c_tilde":
      return neuron(affine(view, "_c"), activations.candidate);
    case "c":
      return mix([view.operand("f", t), view.operand("c", t - 1)], [view.operand("i", t), view.operand("c_tilde", t)]);
    case "h":
      return { kind: "give", gate: view.operand("o", t), activation: activations.output, of: view.operand("c", t) };
    default:
      throw new Error(`an lstm layer has no ${quantity}`);
  }
}

function mix(...products: readonly (readonly Operand[])[]): Equation {
  return { kind: "mix", products: products.map((factors): Product => ({ factors, times: 1 })) };
}

/** r, z = gate(z); n by where the reset gate stands; h = (1−z) ⊙ n + z ⊙ h_{t−1}, or the other way round. */
function gruEquation(view: StepView, layer: GruLayer, quantity: Quantity): Equation {
  const { t } = view;
  const { activations, zKeeps } = layer;
  switch (quantity) {
    case "r":
    case "z":
      return neuron(affine(view, `_${quantity}`), activations.gate);
    case "n":
      return neuron(candidateTerms(view, layer.resetAfter), activations.candidate);
    case "h": {
      const z = view.operand("z", t);
      const rest: Operand = {
        symbol: [text("(1−"), ...z.symbol, text(")")],
        values: z.values.map((value) => 1 - value),
        readings: z.readings,
      };
      return mix([zKeeps ? rest : z, view.operand("n", t)], [zKeeps ? z : rest, view.operand("h", t - 1)]);
    }
    default:
      throw new Error(`a gru layer has no ${quantity}`);
  }
}

/** b_n + W_n x + r ⊙ (b_hn + U_n h_{t−1}), or b_n + W_n x + U_n (r ⊙ h_{t−1}). */
export function candidateTerms(view: StepView, resetAfter: boolean): readonly Term[] {
  const { t } = view;
  const [r, h] = [view.operand("r", t), view.operand("h", t - 1)];
  const input = [...term(view, "b_n", null), ...term(view, "W_n", view.x(t))];
  if (resetAfter) return [...input, ...term(view, "b_hn", null, r), ...term(view, "U_n", h, r)];
  const readings: readonly Reading[] = [...r.readings, ...h.readings];
  const kept: Operand = {
    symbol: [...r.symbol, text("⊙"), ...h.symbol],
    values: h.values.map((value, k) => r.values[k] * value),
    readings,
  };
  return [...input, ...term(view, "U_n", kept)];
}
