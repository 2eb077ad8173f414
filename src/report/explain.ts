/** Explains one value of a trace: its equation in symbols, with numbers put in, and where each number comes from. */
import * as l10n from "@vscode/l10n";
import type { LossTrace, Trace } from "../core/trace.js";
import type { LstmDocument } from "../document/document.js";
import { type Hiding, nothingHidden } from "./answers/hiding.js";
import { blankKey } from "./answers/place.js";
import { type CellExplainer, zValue } from "./explain/cell.js";
import { denseExplainer } from "./explain/dense.js";
import { formulaSymbols, numbersLine, type Worked, work } from "./explain/formula.js";
import { gruExplainer } from "./explain/gru.js";
import { lossLine, lossSources, totalLines, workLoss } from "./explain/loss.js";
import { lstmExplainer } from "./explain/lstm.js";
import { withLongSum } from "./explain/onPaper.js";
import { inputRef, numberToken, outputOf, type Ref, stateRef, targetRef, valueRef } from "./explain/origin.js";
import { rnnExplainer } from "./explain/rnn.js";
import { isTop, layerTrace, Numbers, type Site } from "./explain/site.js";
import { inputSources, merged, stateSource, targetSources } from "./explain/sources.js";
import { activatedBy, hueOf, isPreActivation, line, quantitySymbol, symbol, text, titleOf, worded } from "./explain/tokens.js";
import type { EquationLine, Explanation, Place, SourceRow, Token } from "./explanation.js";

const explainers: Readonly<Record<string, CellExplainer>> = {
  lstm: lstmExplainer,
  gru: gruExplainer,
  rnn: rnnExplainer,
  dense: denseExplainer,
};

/**
 * `hiding` is what an exercise hides of the trace: no hidden number is among the explanation's. Of a long sum the `mostTerms` largest terms are shown.
 * Throws a RangeError where the trace has no such value; `loss` and `y` only stand at steps with a target.
 */
export function explain(
  document: LstmDocument,
  trace: Trace,
  place: Place,
  hiding: Hiding = nothingHidden,
  mostTerms?: number,
): Explanation {
  const site: Site = { document, trace, hiding, numbers: new Numbers(), ...(mostTerms !== undefined && { mostTerms }) };
  check(site, place);
  const { worked, sources } = about(site, place);
  const blank = hiding.blankAt(place);
  return {
    place,
    title: titleOf(place),
    hue: hueOf(place.quantity),
    ...worked,
    usedIn: usedIn(site, place),
    comesFrom: merged(sources),
    ...(blank !== null && { blank: blankKey(blank) }),
    numbers: site.numbers.toArray(),
  };
}

/** The equation of one value with its numbers put in, also where they are many, without what it goes into and comes from. Throws as `explain` does. */
export function working(document: LstmDocument, trace: Trace, place: Place): Pick<Explanation, "equation" | "numbers"> {
  const site: Site = { document, trace, hiding: nothingHidden, numbers: new Numbers() };
  check(site, place);
  const { equation } = about(site, place).worked;
  const isComputed = place.t > 0 && place.quantity !== "x" && place.quantity !== "y" && place.quantity !== "loss";
  const lines = isComputed ? withLongSum(site, explainerOf(site, place.layer).formula(site, place), equation) : equation;
  return { equation: lines, numbers: site.numbers.toArray() };
}

function check(site: Site, { layer, quantity, t, unit }: Place): void {
  const { layer: cell } = layerTrace(site, layer);
  const isState = quantity === "h" || (quantity === "c" && cell.cell === "lstm");
  const first = isState && cell.cell !== "dense" ? 0 : 1;
  const width = quantity === "x" ? cell.D : quantity === "loss" ? 1 : cell.H;
  const isThere = (quantity !== "loss" && quantity !== "y") || isTop(site, layer);
  const isInside = Number.isInteger(t) && t >= first && t <= site.trace.T && Number.isInteger(unit) && unit >= 1 && unit <= width;
  if (!isThere || !isInside) throw new RangeError(`no ${quantity} of unit ${unit} at t = ${t} in layer ${layer}`);
}

function explainerOf(site: Site, layer: number): CellExplainer {
  return explainers[layerTrace(site, layer).layer.cell];
}

function about(site: Site, place: Place): { readonly worked: Worked; readonly sources: readonly SourceRow[] } {
  const { layer, quantity, t, unit } = place;
  if (quantity === "x") return { worked: given(site, place, inputRef(site, layer, t, unit)), sources: inputSources(site, layer, t, unit) };
  if (quantity === "y") return { worked: given(site, place, targetOrThrow(site, t, unit)), sources: targetSources(site, t) };
  if (quantity === "loss") return { worked: workLoss(site, place, lossOrThrow(site, t).perStep[t - 1]), sources: lossSources(site, t) };
  if (t === 0 && (quantity === "h" || quantity === "c")) {
    return { worked: given(site, place, stateRef(site, layer, quantity, 0, unit)), sources: [stateSource(site, layer, quantity, 0, unit)] };
  }
  const explainer = explainerOf(site, layer);
  const value = isPreActivation(quantity) ? zValue(site, place) : valueRef(site, layer, quantity, t, unit).value;
  return { worked: work(site, place, explainer.formula(site, place), value), sources: explainer.sources(site, place) };
}

function targetOrThrow(site: Site, t: number, unit: number): Ref {
  const target = targetRef(site, t, unit);
  if (!target) throw new RangeError(`step ${t} has no target`);
  return target;
}

function lossOrThrow(site: Site, t: number): LossTrace {
  const { loss } = site.trace;
  if (loss?.given[t - 1] !== 1) throw new RangeError(`step ${t} has no target`);
  return loss;
}

/** A number that is not computed here: x₂ = 0.5, or in a layer above the first x₂ = h₂. */
function given(site: Site, place: Place, ref: Ref): Worked {
  const { layer, quantity, t, unit } = place;
  const { D, H } = layerTrace(site, layer).layer;
  const size = quantity === "x" ? D : H;
  const own = quantitySymbol(quantity, t);
  const left = size > 1 && own.kind === "symbol" ? symbol(own.text, `${t},${unit}`, own.hue) : own;
  const answer: Token = { ...numberToken(site, ref, false), isAnswer: true };
  const isFromBelow = quantity === "x" && layer > 1;
  const from = isFromBelow
    ? [...worded(l10n.t("{0} of layer {layer}", { layer: layer - 1 }), [quantitySymbol(outputOf(site, layer - 1), t)]), text(" = ")]
    : [];
  return { equation: [line([left], [...from, answer])], terms: [], activation: null };
}

/** The equations that this value goes into, with what they come to. */
function usedIn(site: Site, place: Place): readonly EquationLine[] {
  const { layer, quantity, t, unit } = place;
  const { loss } = site.trace;
  const isCompared = loss !== null && t > 0 && loss.given[t - 1] === 1;
  if (quantity === "loss") return loss ? totalLines(site, loss) : [];
  if (quantity === "y") return isCompared ? [lossLine(site, loss, t)] : [];
  if (isPreActivation(quantity)) return readerLines(site, { ...place, quantity: activatedBy(quantity) });
  const isOutput = t > 0 && quantity !== "x" && quantity === outputOf(site, layer);
  const inLoss = isOutput && isTop(site, layer) && isCompared ? [lossLine(site, loss, t)] : [];
  const above =
    isOutput && !isTop(site, layer) ? explainerOf(site, layer + 1).readers(site, { layer: layer + 1, quantity: "x", t, unit }) : [];
  const readers = [...above, ...explainerOf(site, layer).readers(site, place)].filter((reader) => reader.t <= site.trace.T);
  return [...inLoss, ...readers.flatMap((reader) => readerLines(site, reader))];
}

/** A state's equation with its numbers, a gate's in symbols; both with the value they come to. */
function readerLines(site: Site, reader: Place): readonly EquationLine[] {
  const place: Place = { ...reader, unit: Math.min(reader.unit, layerTrace(site, reader.layer).layer.H) };
  const { layer, quantity, t, unit } = place;
  if (isPreActivation(quantity) || quantity === "x" || quantity === "y" || quantity === "loss") return [];
  const formula = explainerOf(site, layer).formula(site, place);
  const value = valueRef(site, layer, quantity, t, unit);
  const left = [quantitySymbol(quantity, t)];
  const numbers = numbersLine(site, formula);
  const result = numberToken(site, value, false);
  if (numbers.length === 0) return [line(left, [...formulaSymbols(formula), text(" = "), result])];
  return [line(left, formulaSymbols(formula)), ...numbers, line([], [result])];
}
