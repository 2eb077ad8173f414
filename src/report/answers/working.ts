/** How a slip comes to its number: the equation with numbers put in, what is left out or put in marked, and beside it how it should be. */
import { activationName } from "../explain/activationPoint.js";
import { mostWrittenOut } from "../explain/sum.js";
import { text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { formatTyped, shortest } from "../format.js";
import { type Equation, evaluate, type Term } from "./equation.js";

/** The equation of a step as it should be and as a slip has it. */
export interface SlipEquations {
  readonly right: Equation;
  readonly slipped: Equation;
  /** From 1. */
  readonly unit: number;
  /** Units of the layer. */
  readonly H: number;
}

/** A piece of an equation; `left-out` is to be struck out, `put-in` stands in place of what should. */
export interface Piece {
  readonly tokens: readonly Token[];
  readonly change: "left-out" | "put-in" | null;
}

export interface SlipWorking {
  /** σ(1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2), the last piece left out. */
  readonly pieces: readonly Piece[];
  /** What stands in the activation, as the slip has it and as it should be; null where there is none. */
  readonly z: { readonly slipped: number; readonly right: number } | null;
  /** σ, tanh …, as the slip has it; empty without one. */
  readonly activation: string;
  readonly slipped: number;
  readonly right: number;
  /** What the tokens' indices point into. */
  readonly numbers: Float64Array;
}

/** One summand or factor, and what tells it from another. */
interface Part {
  readonly tokens: readonly Token[];
  readonly signature: string;
}

/** The working of a slip; null where the equation is too long to be read. */
export function workingOf({ right, slipped, unit, H }: SlipEquations): SlipWorking | null {
  const writer = new Writer(unit - 1);
  const [before, after] = [writer.parts(right), writer.parts(slipped)];
  if (writer.isLong) return null;
  const activation = nameOf(slipped);
  const change = activation === nameOf(right) ? null : "put-in";
  const around = (pieces: readonly Piece[]): readonly Piece[] =>
    activation === "" ? pieces : [{ tokens: [text(`${activation}(`)], change }, ...pieces, { tokens: [text(")")], change }];
  const resultOf = (equation: Equation) => evaluate(equation, H)[unit - 1];
  const zOf = (equation: Equation) => (equation.kind === "neuron" ? resultOf({ ...equation, activation: null }) : Number.NaN);
  return {
    pieces: around(merged(before, after, right.kind === "give" ? "·" : " + ")),
    z: right.kind === "neuron" ? { slipped: zOf(slipped), right: zOf(right) } : null,
    activation,
    slipped: resultOf(slipped),
    right: resultOf(right),
    numbers: Float64Array.from(writer.numbers),
  };
}

/** The name of the activation round a whole sum; empty for none. */
function nameOf(equation: Equation): string {
  return equation.kind === "neuron" && equation.activation !== null ? activationName(equation.activation) : "";
}

/** Parts that are there before and after stay; what is gone is left out, what is new or stands in another's place is put in. */
function merged(before: readonly Part[], after: readonly Part[], between: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = ({ tokens }: Part, change: Piece["change"]) => {
    pieces.push({ tokens: pieces.length === 0 ? tokens : [text(between), ...tokens], change });
  };
  let at = 0;
  for (const [index, part] of before.entries()) {
    const next = after.at(at);
    const isKept = next !== undefined && next.signature === part.signature;
    const isLeftOut = !isKept && before.length - index > after.length - at;
    if (isLeftOut || next === undefined) add(part, "left-out");
    else {
      add(next, isKept ? null : "put-in");
      at++;
    }
  }
  for (const part of after.slice(at)) add(part, "put-in");
  return pieces;
}

/** Writes equations out for one unit (from 0), gathering their numbers. */
class Writer {
  readonly numbers: number[] = [];
  /** Whether an equation has more entries than are written out. */
  isLong = false;

  constructor(private readonly unit: number) {}

  /** The summands of a sum, or the factors of h = o ⊙ tanh(c). */
  parts(equation: Equation): readonly Part[] {
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
    const index = this.numbers.push(value) - 1;
    const short = shortest(value);
    // What has few digits was written so in the file; the view rounds the rest.
    return { kind: "number", index, inParentheses, ...(short.length <= longestShown ? { typed: formatTyped(short) } : {}) };
  }

  private part(tokens: readonly Token[]): Part {
    const signature = tokens.map((token) => (token.kind === "number" ? String(this.numbers[token.index]) : token.text)).join("");
    return { tokens, signature };
  }
}

const longestShown = 8;

function signOf(times: number): readonly Token[] {
  return times === 1 ? [] : [text(times === -1 ? "−" : `${shortest(times)}·`)];
}
