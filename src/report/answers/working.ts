/** How a slip comes to its number: the equation with numbers put in, what is left out or put in marked, and beside it how it should be. */
import { activationName } from "../explain/activationPoint.js";
import { text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { type Arithmetic, evaluate as comesTo, partsOf } from "./arithmetic.js";
import { type Equation, evaluate } from "./equation.js";
import { type PassOfSlip, partsOfPass } from "./passes.js";
import { Ink, merged, type Part, type Piece } from "./pieces.js";
import { StepWriter } from "./stepWriter.js";

/** The equation of a step as it should be and as a slip has it. */
export interface SlipEquations {
  readonly right: Equation;
  readonly slipped: Equation;
  /** From 1. */
  readonly unit: number;
  /** Units of the layer. */
  readonly H: number;
}

/** Likewise of a loss, or of a number of an update. */
export interface SlipFormulas {
  readonly formulas: { readonly right: Arithmetic; readonly slipped: Arithmetic };
}

/** Likewise of a gradient: the whole pass is done as it should be, and as the slip would. */
export interface SlipPass {
  readonly pass: PassOfSlip;
}

export type Slipped = SlipEquations | SlipFormulas | SlipPass;

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

/** Formulas of more numbers are not written out. */
const mostNumbers = 16;

/** The working of a slip; null where the equation is too long to be read. */
export function workingOf(of: Slipped): SlipWorking | null {
  if ("formulas" in of) return workingOfFormulas(of.formulas);
  return "pass" in of ? workingOfPass(of.pass) : workingOfStep(of);
}

function workingOfStep({ right, slipped, unit, H }: SlipEquations): SlipWorking | null {
  const ink = new Ink();
  const writer = new StepWriter(ink, unit - 1);
  const [before, after] = [writer.parts(right), writer.parts(slipped)];
  if (writer.isLong) return null;
  const activation = nameOf(slipped);
  const change = activation === nameOf(right) ? null : "put-in";
  const around = (pieces: readonly Piece[]): readonly Piece[] =>
    activation === "" ? pieces : [{ tokens: [text(`${activation}(`)], change }, ...pieces, { tokens: [text(")")], change }];
  const resultOf = (equation: Equation) => evaluate(equation, H)[unit - 1];
  const zOf = (equation: Equation) => (equation.kind === "neuron" ? resultOf({ ...equation, activation: null }) : Number.NaN);
  return {
    pieces: around(merged(before, after)),
    z: right.kind === "neuron" ? { slipped: zOf(slipped), right: zOf(right) } : null,
    activation,
    slipped: resultOf(slipped),
    right: resultOf(right),
    numbers: Float64Array.from(ink.numbers),
  };
}

/** The name of the activation round a whole sum; empty for none. */
function nameOf(equation: Equation): string {
  return equation.kind === "neuron" && equation.activation !== null ? activationName(equation.activation) : "";
}

function workingOfFormulas({ right, slipped }: SlipFormulas["formulas"]): SlipWorking | null {
  const ink = new Ink();
  const [before, after] = [formulaParts(ink, right), formulaParts(ink, slipped)];
  if (ink.numbers.length > 2 * mostNumbers) return null;
  return plain(ink, before, after, { right: comesTo(right), slipped: comesTo(slipped) });
}

/** A formula's parts, its numbers in ink. */
export function formulaParts(ink: Ink, formula: Arithmetic): readonly Part[] {
  return partsOf(formula).map(({ joint, written }, index) => {
    const tokens = written.map((piece, at): Token => {
      if (typeof piece === "string") return text(piece);
      const before = written[at - 1];
      const isLeading = typeof before === "string" && /[(|√]$/.test(before);
      return ink.number(piece, !isLeading && (index > 0 || at > 0));
    });
    return { joint, tokens, signature: ink.signature(tokens) };
  });
}

function workingOfPass(pass: PassOfSlip): SlipWorking | null {
  const ink = new Ink();
  const parts = partsOfPass(pass, ink);
  return parts === null ? null : plain(ink, parts.before, parts.after, parts);
}

/** Without an activation round it. */
function plain(
  ink: Ink,
  before: readonly Part[],
  after: readonly Part[],
  { right, slipped }: { readonly right: number; readonly slipped: number },
): SlipWorking {
  return { pieces: merged(before, after), z: null, activation: "", right, slipped, numbers: Float64Array.from(ink.numbers) };
}
