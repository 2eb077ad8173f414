/** The loss of a step: element by element, and where it goes in the loss of the sequence. */
import * as l10n from "@vscode/l10n";
import { stepLoss } from "../../core/loss.js";
import type { Loss } from "../../core/model.js";
import type { LossTrace } from "../../core/trace.js";
import type { EquationLine, Place, SourceRow, Term, Token } from "../explanation.js";
import type { Worked } from "./formula.js";
import { hiddenToken, numberToken, outputOf, outputRef, type Ref, targetRef } from "./origin.js";
import { layerTrace, type Site } from "./site.js";
import { targetSources, valueSource } from "./sources.js";
import { foldedTerms } from "./sum.js";
import { join, line, quantitySymbol, symbol, text, unitSymbol } from "./tokens.js";

/** More elements, or steps, than this are not written out. */
const mostWrittenOut = 3;

/** One element: what the step gave, what it should have given. */
interface Element {
  readonly unit: number;
  readonly yhat: Ref;
  readonly y: Ref;
}

function elementsAt(site: Site, t: number): readonly Element[] {
  const top = site.trace.layers.length;
  const elements: Element[] = [];
  for (let unit = 1; unit <= layerTrace(site, top).layer.H; unit++) {
    const y = targetRef(site, t, unit);
    if (!y) throw new RangeError(`step ${t} has no target`);
    elements.push({ unit, yhat: outputRef(site, top, t, unit), y });
  }
  return elements;
}

function isCrossEntropy({ kind }: Loss): boolean {
  return kind.kind === "named" && kind.name === "crossEntropy";
}

/** ln p, and the clamp where it bites. */
function logarithm(inner: readonly Token[], p: number | undefined): readonly Token[] {
  const bare = [text("ln("), ...inner, text(")")];
  return p !== undefined && Math.log(p) < -100 ? [text("max("), ...bare, text(", −100)")] : bare;
}

/** One element's loss in symbols, or with `numbers` put in. */
function written(loss: Loss, yhat: Token, y: Token, numbers?: { readonly yhat: number; readonly y: number }): readonly Token[] {
  const difference = [yhat, text(" − "), y];
  if (loss.kind.kind === "expression") return [text(loss.kind.expression.source)];
  switch (loss.kind.name) {
    case "mse":
      return [text("("), ...difference, text(")²")];
    case "mae":
      return [text("|"), ...difference, text("|")];
    case "huber":
      if (!numbers) return [text("huber("), ...difference, text(")")];
      return Math.abs(numbers.yhat - numbers.y) <= 1 ? [text("½·("), ...difference, text(")²")] : [text("|"), ...difference, text("| − ½")];
    case "bce": {
      const ofOne = logarithm([yhat], numbers?.yhat);
      const ofZero = logarithm([text("1 − "), yhat], numbers && 1 - numbers.yhat);
      return [text("−("), y, text("·"), ...ofOne, text(" + (1 − "), y, text(")·"), ...ofZero, text(")")];
    }
    case "crossEntropy":
      return [text("−"), y, text("·ln("), yhat, text(")")];
  }
}

function withNumbers(site: Site, loss: Loss, { yhat, y }: Element): readonly Token[] {
  return written(loss, numberToken(site, yhat, false), numberToken(site, y, true), { yhat: yhat.value, y: y.value });
}

function symbolLine(site: Site, t: number): EquationLine {
  const { loss, layers } = site.trace.model;
  const one = written(loss, quantitySymbol(outputOf(site, layers.length), t), quantitySymbol("y", t));
  const isOne = layers[layers.length - 1].H === 1;
  const all = isCrossEntropy(loss) ? [text("Σ "), ...one] : [text("mean("), ...one, text(")")];
  return line([quantitySymbol("loss", t)], isOne ? one : all);
}

/** An element of weight zero adds nothing to a cross entropy, even where its logarithm is infinite. */
function numberLines(site: Site, elements: readonly Element[]): readonly EquationLine[] {
  const { loss } = site.trace.model;
  if (loss.kind.kind === "expression") {
    if (elements.length > 1) return [];
    return [
      line([text("yhat")], [numberToken(site, elements[0].yhat, false)]),
      line([text("y")], [numberToken(site, elements[0].y, false)]),
    ];
  }
  const counted = isCrossEntropy(loss) ? elements.filter(({ y }) => y.value !== 0) : elements;
  if (counted.length === 0 || counted.length > mostWrittenOut) return [];
  const sum = join(
    counted.map((element) => withNumbers(site, loss, element)),
    " + ",
  );
  return [line([], isCrossEntropy(loss) || elements.length === 1 ? sum : [text("("), ...sum, text(`) / ${elements.length}`)])];
}

/** Each element's share of the step's loss. */
function shares(site: Site, t: number, elements: readonly Element[]): readonly Term[] {
  const { loss } = site.trace.model;
  if (elements.length === 1) return [];
  const parts = isCrossEntropy(loss) ? 1 : elements.length;
  const output = outputOf(site, site.trace.layers.length);
  const bars = elements.map(({ unit, yhat, y }) => ({
    label: [
      ...written(loss, unitSymbol(output, t, unit), unitSymbol("y", t, unit)),
      ...(loss.kind.kind === "expression" ? [text(` [${unit}]`)] : []),
      ...(parts > 1 ? [text(` / ${parts}`)] : []),
    ],
    value: stepLoss(loss, Float64Array.of(yhat.value), Float64Array.of(y.value), 0, 1) / parts,
    isHidden: yhat.isHidden === true || site.hiding.blankAt({ layer: site.trace.layers.length, quantity: "loss", t, unit: 1 }) !== null,
    source: yhat,
  }));
  return foldedTerms(site, bars);
}

/** The whole working for the loss of step `place.t`. */
export function workLoss(site: Site, place: Place, value: number): Worked {
  const elements = elementsAt(site, place.t);
  const isHidden = site.hiding.blankAt(place) !== null;
  const answer: Token = { ...(isHidden ? hiddenToken(site) : { kind: "number", index: site.numbers.add(value) }), isAnswer: true };
  const numbers = numberLines(site, elements);
  const { kind } = site.trace.model.loss;
  // After `yhat = …` and `y = …` the answer needs its name again.
  const last = line(kind.kind === "expression" && numbers.length > 0 ? [quantitySymbol("loss", place.t)] : [], [answer]);
  return { equation: [symbolLine(site, place.t), ...numbers, last], terms: shares(site, place.t, elements), activation: null };
}

/** loss₂ = (h₂ − y₂)² = 0.9799, where ŷ or y is used. */
export function lossLine(site: Site, loss: LossTrace, t: number): EquationLine {
  const { left, right } = symbolLine(site, t);
  return line(left, [...right, text(" = "), stepToken(site, loss, t)]);
}

/** The loss of step `t`, which leads to where it is explained. */
function stepToken(site: Site, loss: LossTrace, t: number): Token {
  const place: Place = { layer: site.trace.layers.length, quantity: "loss", t, unit: 1 };
  const isHidden = site.hiding.blankAt(place) !== null;
  const number = isHidden ? hiddenToken(site) : ({ kind: "number", index: site.numbers.add(loss.perStep[t - 1]) } as const);
  return { ...number, hue: "loss", link: { kind: "value", place } };
}

export function lossSources(site: Site, t: number): readonly SourceRow[] {
  const top = site.trace.layers.length;
  return [valueSource(top, { layer: top, quantity: outputOf(site, top), t, unit: 1 }), ...targetSources(site, t)];
}

/** What stands for the losses of many steps. */
function overMany(reduction: Loss["reduction"], count: number): string {
  return reduction === "mean" ? l10n.t("mean over {0} steps", count) : l10n.t("sum over {0} steps", count);
}

/** loss = (loss₁ + loss₂) / 2, of many steps only how many, in the words of `inWords`. */
export function totalLines(site: Site, loss: LossTrace, inWords = overMany): readonly EquationLine[] {
  const { reduction } = site.trace.model.loss;
  const isMean = reduction === "mean";
  const left = [symbol("loss", null, "loss")];
  const isHidden = site.hiding.indicesInTrace("loss").length > 0;
  const total: Token = isHidden ? hiddenToken(site) : { kind: "number", index: site.numbers.add(loss.total) };
  if (loss.count > mostWrittenOut) {
    return [line(left, [text(inWords(reduction, loss.count)), text(" = "), total])];
  }
  const steps = [...loss.given.keys()].filter((at) => loss.given[at] === 1).map((at) => at + 1);
  const divided = (sum: readonly Token[]) => (isMean && loss.count > 1 ? [text("("), ...sum, text(`) / ${loss.count}`)] : sum);
  const symbols = steps.map((t) => [quantitySymbol("loss", t)]);
  const numbers = steps.map((t) => [stepToken(site, loss, t)]);
  return [line(left, divided(join(symbols, " + "))), line([], divided(join(numbers, " + "))), line([], [total])];
}
