/** The four shapes an equation of a step can have, and how each is written out. */
import { activationOf } from "../../core/activation.js";
import type { Activation } from "../../core/model.js";
import type { ActivationPoint, EquationLine, Place, Term, Token } from "../explanation.js";
import { activationName, activationPoint, applied, definition, softmaxOf } from "./activationPoint.js";
import { hiddenToken, numberToken, type Ref } from "./origin.js";
import type { Site } from "./site.js";
import { countEntries, mostWrittenOut, numbersOf, productsOf, type Summand, symbolsOf, termsOf } from "./sum.js";
import { line, quantitySymbol, symbol, text } from "./tokens.js";

export type Formula =
  /** A sum: a state, or a z. */
  | { readonly kind: "sum"; readonly sum: readonly Summand[] }
  /** φ(z), z a sum; `zPlace` is where z itself is explained. z is only computed where it is shown: that takes the whole layer's products. */
  | {
      readonly kind: "activated";
      readonly sum: readonly Summand[];
      readonly activation: Activation;
      readonly z: () => number;
      readonly zPlace: Place | null;
    }
  /** Entry `unit` of softmax(z), z all of the layer's sums. */
  | { readonly kind: "softmax"; readonly sum: readonly Summand[]; readonly z: () => Float64Array; readonly unit: number }
  /** o ⊙ φ(c) */
  | {
      readonly kind: "gated";
      readonly gate: Ref;
      readonly gateSymbol: Token;
      readonly activation: Activation;
      readonly of: Ref;
      readonly ofSymbol: Token;
    };

/** What a formula shows of one value. */
export interface Worked {
  readonly equation: readonly EquationLine[];
  readonly terms: readonly Term[];
  readonly activation: ActivationPoint | null;
}

/** The right side in symbols: σ(W_f·x₂ + U_f·h₁ + b_f). */
export function formulaSymbols(formula: Formula): readonly Token[] {
  switch (formula.kind) {
    case "sum":
      return symbolsOf(formula.sum);
    case "activated":
      return applied(formula.activation, symbolsOf(formula.sum));
    case "softmax":
      return [text("softmax("), ...symbolsOf(formula.sum), text(") "), text(`[${formula.unit}]`)];
    case "gated":
      return [formula.gateSymbol, text("·"), ...applied(formula.activation, [formula.ofSymbol])];
  }
}

/** The whole working for `value`, the value at `place`. */
export function work(site: Site, place: Place, formula: Formula, value: number): Worked {
  const first = line([quantitySymbol(place.quantity, place.t)], formulaSymbols(formula));
  if (site.hiding.blankAt(place) !== null) return workHidden(site, first, formula);
  const answer: Token = { kind: "number", index: site.numbers.add(value), isAnswer: true };
  switch (formula.kind) {
    case "sum":
      return { equation: [first, ...sumLines(site, formula.sum), line([], [answer])], terms: termsOf(site, formula.sum), activation: null };
    case "activated":
      return workActivated(site, first, formula, answer, value);
    case "softmax":
      return workSoftmax(site, place, first, formula, answer, value);
    case "gated":
      return workGated(site, first, formula, answer);
  }
}

/** The working of a blank: what it is made from, and nothing that is worked out on the way to it. */
function workHidden(site: Site, first: EquationLine, formula: Formula): Worked {
  return {
    equation: [first, ...madeFrom(site, formula), line([], [{ ...hiddenToken(site), isAnswer: true }])],
    terms: [],
    activation: null,
  };
}

/** The equation with the numbers put in, as far as it can be read. */
function madeFrom(site: Site, formula: Formula): readonly EquationLine[] {
  if (formula.kind === "gated") {
    const inside = [numberToken(site, formula.of, activationName(formula.activation) === "")];
    return [
      line([], [numberToken(site, formula.gate, false), text("·"), ...applied(formula.activation, inside)]),
      ...definition(formula.activation),
    ];
  }
  if (formula.kind === "softmax") return [];
  const numbers = putIn(site, formula.sum);
  if (formula.kind === "sum" || numbers.length === 0) return numbers;
  return [...numbers.map(({ right }) => line([], applied(formula.activation, right))), ...definition(formula.activation)];
}

/** Numbers put in, then the products; nothing where that would be too long to read. */
export function sumLines(site: Site, sum: readonly Summand[]): readonly EquationLine[] {
  const numbers = putIn(site, sum);
  return numbers.length === 0 || countEntries(sum) === 1 ? numbers : [...numbers, line([], productsOf(site, sum))];
}

/** The numbers alone, before anything is worked out. */
export function putIn(site: Site, sum: readonly Summand[]): readonly EquationLine[] {
  const count = countEntries(sum);
  return count === 0 || count > mostWrittenOut ? [] : [line([], numbersOf(site, sum))];
}

/** The second line of a state's equation where it is used: numbers put in. */
export function numbersLine(site: Site, formula: Formula): readonly EquationLine[] {
  return formula.kind === "sum" && countEntries(formula.sum) <= mostWrittenOut ? [line([], numbersOf(site, formula.sum))] : [];
}

function workActivated(site: Site, first: EquationLine, formula: Formula & { kind: "activated" }, answer: Token, value: number): Worked {
  const { activation, sum, zPlace } = formula;
  const z = formula.z();
  const isShort = countEntries(sum) <= mostWrittenOut;
  const numbers = isShort ? [line([], applied(activation, numbersOf(site, sum)))] : [];
  const zToken: Token = { kind: "number", index: site.numbers.add(z), ...(zPlace && { link: { kind: "value", place: zPlace } }) };
  const ofZ = applied(activation, [zToken]);
  const hasNoName = activationName(activation) === "";
  const end = isShort ? [line([], ofZ), line([], [answer])] : [line([], [...ofZ, text(" = "), answer])];
  return {
    equation: [first, ...numbers, ...(hasNoName ? [line([], [answer])] : end), ...definition(activation)],
    terms: termsOf(site, sum),
    activation: activationPoint(site, activation, z, value),
  };
}

/** e^(z − m) / Σ e^(z_j − m), m the greatest z: as it is computed, so that it never overflows. */
function workSoftmax(
  site: Site,
  place: Place,
  first: EquationLine,
  formula: Formula & { kind: "softmax" },
  answer: Token,
  value: number,
): Worked {
  const { sum, unit } = formula;
  const z = formula.z();
  const own = z[unit - 1];
  const greatest = Math.max(...z);
  const total = z.reduce((all, each) => all + Math.exp(each - greatest), 0);
  const number = (of: number, inParentheses = false): Token => ({ kind: "number", index: site.numbers.add(of), inParentheses });
  const count = countEntries(sum);
  const written = count > 0 && count <= mostWrittenOut ? [...numbersOf(site, sum), text(" = ")] : [];
  return {
    equation: [
      first,
      line([symbol("z", place.t, "yhat"), text(`[${unit}]`)], [...written, number(own)]),
      line([first.left[0]], [text("e^("), number(own), text(" − "), number(greatest, true), text(") / "), number(total)]),
      line([], [answer]),
    ],
    terms: termsOf(site, sum),
    activation: activationPoint(site, { kind: "named", name: "softmax" }, own, value, softmaxOf(z, unit)),
  };
}

function workGated(site: Site, first: EquationLine, formula: Formula & { kind: "gated" }, answer: Token): Worked {
  const { gate, activation, of } = formula;
  const hasNoName = activationName(activation) === "";
  const inside = applied(activation, [numberToken(site, of, hasNoName)]);
  const product: Token = of.isHidden
    ? hiddenToken(site)
    : { kind: "number", index: site.numbers.add(activationOf(activation).value(of.value)), inParentheses: true };
  return {
    equation: [
      first,
      line([], [numberToken(site, gate, false), text("·"), ...inside]),
      ...(hasNoName ? [] : [line([], [numberToken(site, gate, false), text("·"), product])]),
      line([], [answer]),
      ...definition(activation),
    ],
    terms: [],
    activation: null,
  };
}
