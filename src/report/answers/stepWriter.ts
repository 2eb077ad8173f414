/** Writes the equation of a step out for one unit: σ(1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2). */
import { activationName } from "../explain/activationPoint.js";
import { mostWrittenOut } from "../explain/sum.js";
import { text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { shortest } from "../format.js";
import type { Equation, Term } from "./equation.js";
import type { Ink, Part } from "./pieces.js";

/** For the unit at index `unit`. */
export class StepWriter {
  /** Whether an equation has more entries than are written out. */
  isLong = false;
  private joint = "";

  constructor(
    private readonly ink: Ink,
    private readonly unit: number,
  ) {}

  /** The summands of a sum, or the factors of h = o ⊙ tanh(c). */
  parts(equation: Equation): readonly Part[] {
    this.joint = equation.kind === "give" ? "·" : " + ";
    switch (equation.kind) {
      case "neuron": {
        // A bias is written last.
        const terms = [...equation.terms].sort((a, b) => Number(a.operand === null) - Number(b.operand === null));
        const entries = terms.map((term) => this.entriesOf(term));
        if (entries.reduce((sum, each) => sum + each.length, 0) > mostWrittenOut) this.isLong = true;
        return terms.map((term, at) => this.part([...signOf(term.times), ...this.gated(term, entries[at], at === 0 && term.times === 1)]));
      }
      case "mix":
        return equation.products.map(({ factors, times }, at) => {
          const numbers = factors.map(({ values }) => values[this.unit]);
          return this.part([...signOf(times), ...this.product(numbers, at === 0 && times === 1)]);
        });
      case "give": {
        const { gate, activation, of } = equation;
        const name = activation === null ? "" : activationName(activation);
        const inside = [this.number(of.values[this.unit], name === "")];
        const given = this.part(name === "" ? inside : [text(`${name}(`), ...inside, text(")")]);
        return gate === null ? [given] : [this.part([this.number(gate.values[this.unit], false)]), given];
      }
    }
  }

  /** The products of a term, each by its factors. */
  private entriesOf({ parameter, operand }: Term): readonly (readonly number[])[] {
    const { values, isVector, cols } = parameter;
    if (operand === null) return [[values[this.unit]]];
    if (isVector) return [[values[this.unit], operand.values[this.unit]]];
    return Array.from(operand.values, (value, j) => [values[this.unit * cols + j], value]);
  }

  /** `isFirst`: nothing stands before it that a minus could run into. */
  private gated({ gate }: Term, entries: readonly (readonly number[])[], isFirst: boolean): readonly Token[] {
    const sum = entries.flatMap((factors, at) => [
      ...(at === 0 ? [] : [text(" + ")]),
      ...this.product(factors, at === 0 && (isFirst || gate !== null)),
    ]);
    return gate === null ? sum : [this.number(gate.values[this.unit], !isFirst), text("·("), ...sum, text(")")];
  }

  private product(factors: readonly number[], isFirst: boolean): readonly Token[] {
    return factors.flatMap((factor, at) => [...(at === 0 ? [] : [text("·")]), this.number(factor, at > 0 || !isFirst)]);
  }

  private number(value: number, inParentheses: boolean): Token {
    return this.ink.number(value, inParentheses);
  }

  private part(tokens: readonly Token[]): Part {
    return { joint: this.joint, tokens, signature: this.ink.signature(tokens) };
  }
}

function signOf(times: number): readonly Token[] {
  return times === 1 ? [] : [text(times === -1 ? "−" : `${shortest(times)}·`)];
}
