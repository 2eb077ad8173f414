/** The steps of a worked solution: every value of a step with its equation and the numbers put in, then the loss. */
import type { Quantity, Trace } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import { nothingHidden } from "../answers/hiding.js";
import { totalLines } from "../explain/loss.js";
import { inputRef, numberToken, targetRef } from "../explain/origin.js";
import { layerTrace, Numbers, type Site } from "../explain/site.js";
import { inputLetter } from "../explain/summands.js";
import { text } from "../explain/tokens.js";
import { working } from "../explain.js";
import type { EquationLine, Place } from "../explanation.js";
import { formatNumber } from "../format.js";
import { type Block, counted, layerHeading, math, type Run, words } from "./block.js";
import { isDefinition, listTex, mostListed, startRuns } from "./given.js";
import { symbolTex, type Writing } from "./lexemes.js";
import { type Row, rowsOf } from "./math.js";

/** So many values are worked through at the most: some seventy pages. */
const mostWorked = 600;
/** Units of a layer that are worked through. */
export const mostUnits = 8;

/** What the steps are written from. */
export interface Ledger {
  readonly document: LstmDocument;
  readonly trace: Trace;
  readonly decimals: number;
  readonly expressions: Writing["expressions"];
}

/** How many steps are worked through: all, or as many as `mostWorked` values allow. */
export function stepsWorked({ layers, T }: Trace): number {
  const perStep = layers.reduce((sum, { layer, quantities }) => sum + Math.min(layer.H, mostUnits) * quantities.size, 0);
  return Math.min(T, Math.max(1, Math.floor(mostWorked / perStep)));
}

/** Everything about step `t`. */
export function* stepBlocks(ledger: Ledger, t: number): Generator<Block, void, void> {
  const { trace } = ledger;
  yield { kind: "heading", level: 2, runs: [words("Step "), math(`t = ${t}`)] };
  yield { kind: "paragraph", runs: knownAt(ledger, t) };
  for (const [index, { layer, quantities }] of trace.layers.entries()) {
    yield* layerHeading(trace.layers.length, index, layer);
    for (let unit = 1; unit <= Math.min(layer.H, mostUnits); unit++) {
      if (layer.H > 1) yield { kind: "paragraph", runs: [words(`Unit ${unit}, row ${unit} of each matrix:`)] };
      const equations: (readonly Row[])[] = [];
      for (const quantity of quantities.keys()) {
        equations.push(worked(ledger, { layer: index + 1, quantity, t, unit }));
        yield { kind: "pause" };
      }
      yield { kind: "equations", equations };
    }
    if (layer.H > mostUnits)
      yield { kind: "paragraph", runs: [words(`The other ${layer.H - mostUnits} units go the same way; their values are in the table.`)] };
  }
  if (trace.loss?.given[t - 1] !== 1) return;
  yield { kind: "paragraph", runs: [words("Loss of the step:")] };
  yield { kind: "equations", equations: [worked(ledger, { layer: trace.layers.length, quantity: "loss", t, unit: 1 })] };
}

function worked({ document, trace, decimals, expressions }: Ledger, place: Place): readonly Row[] {
  const { equation, numbers } = working(document, trace, place);
  const lines = equation.filter((line) => !isDefinition(line));
  return rowsOf(trace.layers[place.layer - 1].layer.H > 1 ? withUnit(lines, place) : lines, { numbers, decimals, expressions });
}

/** The symbols speak of all units, the numbers from the second line on of one: h₂ = …, then h₂[3] = …. */
function withUnit(lines: readonly EquationLine[], { quantity, unit }: Place): readonly EquationLine[] {
  if (quantity === "loss") return lines;
  return lines.map((line, at) => (at === 1 && line.left.length === 0 ? { ...line, left: [...lines[0].left, text(`[${unit}]`)] } : line));
}

/** The equations of a layer's first unit at step 1, a list of lines a quantity. */
export function firstEquations({ document, trace }: Ledger, layer: number): readonly (readonly EquationLine[])[] {
  const quantities: readonly Quantity[] = [...trace.layers[layer - 1].quantities.keys()];
  return quantities.map((quantity) => working(document, trace, { layer, quantity, t: 1, unit: 1 }).equation);
}

/** `x_2 = (0.5, −1), h_1 = 0.2174, c_1 = 0.2261; target y_2 = 0.8`. */
function knownAt({ document, trace, decimals }: Ledger, t: number): readonly Run[] {
  const site: Site = { document, trace, hiding: nothingHidden, numbers: new Numbers() };
  const { D } = layerTrace(site, 1).layer;
  const top = layerTrace(site, trace.layers.length).layer.H;
  const printed = (ref: ReturnType<typeof targetRef>): string =>
    ref === null ? "" : (numberToken(site, ref, false).typed ?? formatNumber(ref.value, decimals));
  const list = (name: string, size: number, ref: (unit: number) => ReturnType<typeof targetRef>): readonly Run[] => {
    const tex = size > mostListed ? null : listTex(Array.from({ length: size }, (_, k) => printed(ref(k + 1))));
    const symbol = symbolTex(name, String(t));
    return tex === null ? [math(symbol), words(` of ${counted(size, "number")}`)] : [math(`${symbol} = ${tex}`)];
  };
  const x = D === 0 ? [] : list(inputLetter(site, 1), D, (unit) => inputRef(site, 1, t, unit));
  const states = trace.layers.flatMap((_, index): (readonly Run[])[] => {
    const runs = startRuns(site, index + 1, t, decimals);
    if (runs.length === 0) return [];
    return [trace.layers.length === 1 ? runs : [...runs, words(` in layer ${index + 1}`)]];
  });
  const known = [...(x.length > 0 ? [x] : []), ...states].flatMap((runs, at) => (at === 0 ? [...runs] : [words(", "), ...runs]));
  const y =
    trace.loss?.given[t - 1] === 1
      ? [words(known.length === 0 ? "Target " : "; target "), ...list("y", top, (unit) => targetRef(site, t, unit))]
      : [];
  return known.length + y.length === 0 ? [words("Nothing is given for this step.")] : [...known, ...y, words(".")];
}

/** The loss of the sequence. */
export function* lossBlocks({ document, trace, decimals, expressions }: Ledger): Generator<Block, void, void> {
  if (trace.loss === null) return;
  const site: Site = { document, trace, hiding: nothingHidden, numbers: new Numbers() };
  const lines = totalLines(site, trace.loss, (reduction, count) => `${reduction} over ${count} steps`).map(withAnswer);
  yield { kind: "heading", level: 1, runs: [words("Loss")] };
  yield { kind: "equations", equations: [rowsOf(lines, { numbers: site.numbers.toArray(), decimals, expressions })] };
}

/** The last number of the last line is the result. */
function withAnswer(line: EquationLine, at: number, lines: readonly EquationLine[]): EquationLine {
  if (at < lines.length - 1) return line;
  return {
    ...line,
    right: line.right.map((token, k) => (token.kind === "number" && k === line.right.length - 1 ? { ...token, isAnswer: true } : token)),
  };
}
