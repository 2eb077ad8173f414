/** A trace as a worked solution: what is given, every step with the numbers put in, the values as a table, the loss, the gradients, the updates. */
import type { Update } from "../../core/adam.js";
import type { Gradients } from "../../core/backward.js";
import type { Expression } from "../../core/expression.js";
import type { Activation, Layer, LossName, Model } from "../../core/model.js";
import { nothingHidden } from "../answers/hiding.js";
import { Numbers, type Site } from "../explain/site.js";
import { formatNumber } from "../format.js";
import { type Block, cellName, code, counted, layerHeading, math, type Run, words } from "./block.js";
import { expressionTex } from "./expression.js";
import { Formulas, generalEquations, parametersGiven, parameterTex, printedShort, startRuns } from "./given.js";
import type { Lexeme, Writing } from "./lexemes.js";
import { lineWidth } from "./math.js";
import { firstEquations, type Ledger, lossBlocks, stepBlocks, stepsWorked } from "./steps.js";
import { stepTables } from "./tables.js";
import { gradientBlocks, optimizerRuns, updateBlocks } from "./updates.js";

/** What a worked solution is written from; `name` is the file's. */
export interface Solution extends Omit<Ledger, "expressions"> {
  readonly name: string;
  /** Null where the file gives no target. */
  readonly gradients: Gradients | null;
  /** Taken one by one as the text gets there; null where none are wanted. A null among them is none yet: it hands over to who writes. */
  readonly updates: Iterable<Update | null> | null;
}

/** The whole solution, block by block. */
export function* solutionBlocks(solution: Solution): Generator<Block, void, void> {
  const { trace, decimals, name, gradients, updates } = solution;
  const { model } = trace;
  const ledger: Ledger = { ...solution, expressions: expressionsOf(model) };
  yield { kind: "title", name };
  yield {
    kind: "paragraph",
    runs: [words(`${summary(model)} Every number is computed in full; a long one is shown rounded to ${counted(decimals, "decimal")}.`)],
  };
  yield { kind: "heading", level: 1, runs: [words("Given")] };
  if (model.given === null) yield* givenSequence(ledger);
  else yield* givenGradients(model, decimals);
  if (trace.T > 0) yield* sequence(ledger);
  yield* lossBlocks(ledger);
  if (gradients !== null) yield* gradientBlocks(gradients, decimals);
  if (updates !== null) yield* updateBlocks(model, updates, decimals);
}

function summary({ layers, T, given }: Model): string {
  if (given !== null)
    return `A problem that gives the gradients of ${counted(given.parameters.size, "parameter")} for ${counted(given.gradients.length, "update")}.`;
  const [{ D }] = layers;
  const extent = `${counted(D, "input")}, ${counted(T, "step")}`;
  if (layers.length === 1) return `${article(layers[0])} ${cellName(layers[0])} layer of ${unitsOf(layers[0])}; ${extent}.`;
  return `A stack of ${layers.length} layers: ${layers.map((layer) => `${cellName(layer)} of ${unitsOf(layer)}`).join(", ")}; ${extent}.`;
}

const unitsOf = ({ cell, H }: Layer): string => counted(H, cell === "dense" ? "output" : "unit");
/** By the first sound of the cell's name. */
const article = ({ cell }: Layer): string => (cell === "lstm" || cell === "rnn" ? "An" : "A");

function* givenSequence(ledger: Ledger): Generator<Block, void, void> {
  const { document, trace, decimals, expressions } = ledger;
  const { layers, optimizer } = trace.model;
  for (const [index, layer] of layers.entries()) {
    const site: Site = { document, trace, hiding: nothingHidden, numbers: new Numbers() };
    yield* layerHeading(layers.length, index, layer);
    const start = startRuns(site, index + 1, 1, decimals);
    yield* parametersGiven(site, index + 1, layer.parameters, decimals);
    if (start.length > 0) yield { kind: "paragraph", runs: [words("It starts from "), ...start, words(".")] };
    yield { kind: "paragraph", runs: [words("Its equations:")] };
    const writing: Writing = { numbers: [], decimals, expressions };
    yield generalEquations(firstEquations(ledger, index + 1), writing);
  }
  for (const source of tooWide(trace.model))
    yield { kind: "paragraph", runs: [words("The activation of the file, "), math("\\varphi(z)"), words(": "), code(source)] };
  if (trace.loss !== null) yield { kind: "paragraph", runs: lossRuns(trace.model, trace.loss.count) };
  if (optimizer !== null) yield { kind: "paragraph", runs: optimizerRuns(optimizer) };
}

const lossNames: Readonly<Record<LossName, string>> = {
  mse: "the squared error",
  mae: "the absolute error",
  huber: "the Huber loss",
  bce: "the binary cross entropy",
  crossEntropy: "the cross entropy",
};

function lossRuns({ loss: { kind, reduction }, T }: Model, count: number): readonly Run[] {
  const over = count === T ? counted(T, "step") : `${counted(count, "step")} of ${T} that ${count === 1 ? "has" : "have"} a target`;
  const name = kind.kind === "named" ? words(`${lossNames[kind.name]} (${kind.name})`) : code(kind.expression.source);
  return [words("The loss is "), name, words(`, ${reduction === "mean" ? "its mean" : "its sum"} over ${over}.`)];
}

function* givenGradients({ given, optimizer }: Model, decimals: number): Generator<Block, void, void> {
  if (given === null || optimizer === null) return;
  const of = (values: Float64Array | undefined) => (at: number) => printedShort(values?.[at] ?? 0, decimals);
  const { t, V, S } = optimizer;
  for (const [name, parameter] of given.parameters) {
    const formulas = new Formulas();
    formulas.add("W", parameterTex(name), parameter, of(parameter.values));
    formulas.add("V", `V_{${t}}`, parameter, of(V[0]?.get(name)));
    formulas.add("S", `S_{${t}}`, parameter, of(S[0]?.get(name)));
    for (const [k, gradients] of given.gradients.entries()) formulas.add(`g${k}`, `g_{${t + k + 1}}`, parameter, of(gradients.get(name)));
    yield* formulas.blocks(". They stand in the file.");
  }
  yield { kind: "paragraph", runs: optimizerRuns(optimizer) };
}

function* sequence(ledger: Ledger): Generator<Block, void, void> {
  const { trace, decimals } = ledger;
  const { T, layers } = trace;
  const last = stepsWorked(trace);
  yield { kind: "heading", level: 1, runs: [words("Steps")] };
  for (let t = 1; t <= last; t++) yield* stepBlocks(ledger, t);
  if (last < T) {
    const runs = [words(`The steps from ${formatNumber(last + 1, 0)} to ${formatNumber(T, 0)} go the same way; their values follow.`)];
    yield { kind: "paragraph", runs };
  }
  yield { kind: "heading", level: 1, runs: [words("All values")] };
  for (const [index, { layer }] of layers.entries()) {
    yield* layerHeading(layers.length, index, layer);
    yield* stepTables(trace, index, decimals);
  }
}

/** What stands for an expression that does not fit on a line. */
const standIns = { activation: "\\varphi(z)", loss: "\\ell(\\hat{y},\\, y)" } as const;

function activationsOf({ layers }: Model): readonly Expression[] {
  const ofLayer = (layer: Layer): readonly Activation[] => ("activations" in layer ? Object.values(layer.activations) : [layer.activation]);
  return layers.flatMap(ofLayer).flatMap((activation) => (activation.kind === "expression" ? [activation.expression] : []));
}

const isTooWide = ({ width }: Lexeme): boolean => width > lineWidth - 10;

function expressionsOf(model: Model): ReadonlyMap<string, Lexeme> {
  const { kind } = model.loss;
  const entry = (expression: Expression, standIn: string): readonly [string, Lexeme] => {
    const lexeme = expressionTex(expression);
    return [expression.source, isTooWide(lexeme) ? { kind: "atom", tex: standIn, width: 6 } : lexeme];
  };
  const activations = activationsOf(model).map((expression) => entry(expression, standIns.activation));
  return new Map(kind.kind === "expression" ? [...activations, entry(kind.expression, standIns.loss)] : activations);
}

/** The sources of activations that do not fit on a line; the loss is said in words anyway. */
function tooWide(model: Model): readonly string[] {
  return activationsOf(model).flatMap((expression) => (isTooWide(expressionTex(expression)) ? [expression.source] : []));
}
