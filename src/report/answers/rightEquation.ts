/** How each kind of answer should be worked out: its equation in symbols, with the numbers put in, and what it comes to. */
import * as l10n from "@vscode/l10n";
import type { Model } from "../../core/model.js";
import type { Trace } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import { totalLines } from "../explain/loss.js";
import { Numbers } from "../explain/site.js";
import { line, quantitySymbol, symbol, text } from "../explain/tokens.js";
import { explain } from "../explain.js";
import { explainUpdate } from "../explainUpdate.js";
import type { EquationLine, Explanation, Token } from "../explanation.js";
import { unaltered } from "./alteration.js";
import type { Answers } from "./answers.js";
import { ParameterUpdate } from "./followUpdates.js";
import type { Hiding } from "./hiding.js";
import { Ledger, plainPractice } from "./ledger.js";
import { nameOf } from "./naming.js";
import { partsOf, summandsOf, type Worked } from "./passes.js";
import { Ink, merged } from "./pieces.js";
import { type AnswerPlace, isGradientKey, type LossPlace, type ParameterPlace, type StepPlace } from "./place.js";

export type RightEquation = Pick<Explanation, "equation" | "numbers">;

/** What was checked, and against what. */
export interface Checked {
  readonly document: LstmDocument;
  /** Of the file's own numbers. */
  readonly trace: Trace;
  readonly answers: Pick<Answers, "values" | "rounding">;
  readonly hiding: Hiding;
  /** Digits after the point of the numbers of an update. */
  readonly decimals: number;
}

/** The equation of a value; null where it has none, is too long to be read, or was checked against other numbers than it would show. */
export function rightEquation(checked: Checked, place: AnswerPlace): RightEquation | null {
  switch (place.kind) {
    case "loss":
      return lossEquation(checked, place);
    case "parameter":
      return place.quantity === "gradients" ? gradientEquation(checked, place) : updateEquation(checked, place);
    case "step": {
      const { quantity, layer, t, unit } = place;
      if (quantity === "dh" || quantity === "dc") return gradientEquation(checked, place);
      // With "rounding" the answers are checked against other numbers than those of the trace.
      if (checked.answers.rounding !== null) return null;
      return picked(explain(checked.document, checked.trace, { layer, quantity, t, unit }, checked.hiding));
    }
  }
}

function picked({ equation, numbers }: Explanation): RightEquation {
  return { equation, numbers };
}

function lossEquation({ document, trace, hiding, answers }: Checked, { t }: LossPlace): RightEquation | null {
  const { loss } = trace;
  if (loss === null || answers.rounding !== null) return null;
  if (t !== null) {
    if (loss.given[t - 1] !== 1) return null;
    return picked(explain(document, trace, { layer: trace.layers.length, quantity: "loss", t, unit: 1 }, hiding));
  }
  const numbers = new Numbers();
  const equation = totalLines({ document, trace, hiding, numbers }, loss);
  return { equation: equation.map((of, at) => (at === equation.length - 1 ? asAnswer(of) : of)), numbers: numbers.toArray() };
}

/** The last number of a line is what was asked for. */
function asAnswer({ left, right }: EquationLine): EquationLine {
  return line(
    left,
    right.map((token, at) => (at === right.length - 1 && token.kind === "number" ? { ...token, isAnswer: true } : token)),
  );
}

/** V, S, their corrections or the parameter, each with the lines that lead to it. */
function updateEquation({ trace: { model }, answers, decimals }: Checked, place: ParameterPlace): RightEquation | null {
  const { quantity, update, layer, parameter, at } = place;
  const { optimizer } = model;
  if (optimizer === null || quantity === "gradients") return null;
  const of = new ParameterUpdate(answers.values, optimizer, update, layer, parameter);
  const { t, W, VBefore, SBefore, g, V, S, VCorr, SCorr } = of.inputs(at);
  const after = answers.values.get(of.key("parameters", 0))?.[at];
  if (after === undefined) return null;
  const entry = { t, g, before: { W, V: VBefore, S: SBefore }, after: { V, S, VCorr, SCorr, step: W - after, W: after } };
  const { moments, corrections, step, numbers } = explainUpdate(parameter, entry, optimizer, decimals);
  const lines = {
    V: moments.slice(0, 3),
    S: moments.slice(3),
    V_corr: corrections.slice(0, 3),
    S_corr: corrections.slice(3),
    parameters: step,
  };
  const equation = lines[quantity];
  return { equation: equation.map((each, k) => (k === equation.length - 1 ? asAnswer(each) : each)), numbers };
}

function gradientEquation({ trace: { model }, answers }: Checked, place: StepPlace | ParameterPlace): RightEquation | null {
  if (model.given !== null) return null;
  const ledger = new Ledger({ ...plainPractice, rounding: answers.rounding });
  for (const [key, values] of answers.values) if (!isGradientKey(key)) ledger.give(key, values);
  const worked = summandsOf({ model, ledger, place, alteration: unaltered });
  if (worked === null) return null;
  const ink = new Ink();
  const parts = partsOf(
    worked.summands.filter((factors) => factors !== null),
    ink,
  );
  const numbers = merged(parts, parts).flatMap(({ tokens }) => tokens);
  const answer: Token = { kind: "number", index: ink.numbers.push(worked.value) - 1, isAnswer: true };
  const first = line(nameOf(place, model), place.kind === "parameter" ? overSteps(place, model) : ofState(place, model, worked));
  const putIn = parts.length > 1 ? [line([], numbers)] : [];
  return { equation: [first, ...putIn, line([], [answer])], numbers: Float64Array.from(ink.numbers) };
}

/** Σ ∂L/∂z_f,t·x_t */
function overSteps({ parameter, layer }: ParameterPlace, model: Model): readonly Token[] {
  const of = model.layers[layer - 1];
  const [letter = parameter, gate = ""] = parameter.split("_");
  const z = symbol("z", gate === "" ? "t" : `${gate},t`, "ink");
  // Behind the reset gate it is not z that is multiplied.
  const isInside = of.cell === "gru" && of.resetAfter && (parameter === "U_n" || parameter === "b_hn");
  const slope = isInside ? [text("∂L/∂(U_n·h + b_hn)")] : [text("∂L/∂"), z];
  const kept = of.cell === "gru" && !of.resetAfter && parameter === "U_n" ? [symbol("r", "t", "r"), text("·")] : [];
  const operands: Readonly<Record<string, readonly Token[]>> = {
    W: [text("·"), symbol("x", "t", "ink")],
    U: [text("·"), ...kept, symbol("h", "t−1", "h")],
    p: [text("·"), symbol("c", gate === "o" ? "t" : "t−1", "c")],
  };
  return [text("Σ "), ...slope, ...(operands[letter] ?? [])];
}

/** From the loss or through the state's own step, and from the step after it. */
function ofState({ quantity, layer, t }: StepPlace, model: Model, { summands }: Worked): readonly Token[] {
  const [own, carried] = summands;
  const later = carried === null ? [] : [text(" + "), text(l10n.t("from t = {0}", t + 1))];
  if (quantity !== "dc" || own === null || own.length === 1) {
    const isTop = layer === model.layers.length;
    return [text(isTop ? l10n.t("from the loss at t = {0}", t) : l10n.t("from layer {0} at t = {1}", layer + 1, t)), ...later];
  }
  return [
    text("∂L/∂"),
    quantitySymbol("h", t),
    text("·"),
    quantitySymbol("o", t),
    text("·φ′("),
    quantitySymbol("c", t),
    text(")"),
    ...later,
  ];
}
