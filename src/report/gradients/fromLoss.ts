/** The loss's derivative with respect to one output: where every gradient begins. */
import type { Loss } from "../../core/model.js";
import { computed, constant, differenceOf, divisorOf, signOf, within } from "../explain/forms.js";
import { outputOf, outputRef, type Ref, targetRef } from "../explain/origin.js";
import { layerTrace, type Site } from "../explain/site.js";
import type { Group } from "../explain/sum.js";
import { quantitySymbol, text, unitSymbol } from "../explain/tokens.js";
import type { Token } from "../explanation.js";

interface Output {
  readonly yhat: Ref;
  readonly y: Ref;
  readonly symbols: { readonly yhat: Token; readonly y: Token };
}

/** ∂L/∂ŷ of a unit of the top layer; nothing at a step without a target. */
export function fromLoss(site: Site, t: number, unit: number): readonly Group[] {
  const top = site.trace.layers.length;
  const y = targetRef(site, t, unit);
  if (y === null) return [];
  const { H } = layerTrace(site, top).layer;
  const quantity = outputOf(site, top);
  const symbols =
    H === 1
      ? { yhat: quantitySymbol(quantity, t), y: quantitySymbol("y", t) }
      : { yhat: unitSymbol(quantity, t, unit), y: unitSymbol("y", t, unit) };
  const { loss } = site.trace.model;
  return written(loss, { yhat: outputRef(site, top, t, unit), y, symbols }, divisor(site));
}

/** What every step's and element's derivative is divided by: elements averaged × steps averaged. */
export function divisor(site: Site): number {
  const { loss, layers } = site.trace.model;
  const isSummed = loss.kind.kind === "named" && loss.kind.name === "crossEntropy";
  const elements = isSummed ? 1 : layers[layers.length - 1].H;
  return elements * (loss.reduction === "mean" ? (site.trace.loss?.count ?? 1) : 1);
}

function written({ kind }: Loss, output: Output, n: number): readonly Group[] {
  const { yhat, y, symbols } = output;
  const difference: readonly Token[] = [text("("), symbols.yhat, text(" − "), symbols.y, text(")")];
  const sign: readonly Token[] = [text("sign("), symbols.yhat, text(" − "), symbols.y, text(")")];
  if (kind.kind === "expression") {
    const slope = computed(kind.expression.derivative(yhat.value, y.value));
    return group(
      [yhat.isHidden ? { ...slope, isHidden: true } : slope],
      [text("loss′("), symbols.yhat, text(", "), symbols.y, text(")")],
      n,
    );
  }
  switch (kind.name) {
    case "mse":
      return group([constant(2), differenceOf(yhat, y)], [text("2·"), ...difference], n);
    case "mae":
      return group([signOf(yhat, y)], sign, n);
    case "huber":
      return Math.abs(yhat.value - y.value) <= 1 ? group([differenceOf(yhat, y)], difference, n) : group([signOf(yhat, y)], sign, n);
    case "bce":
      return ofProbability(output, n);
    case "crossEntropy":
      return y.value === 0 ? [] : group([y, divisorOf(yhat)], [symbols.y, text(" / "), symbols.yhat], n, true);
  }
}

/** (1 − y) / (1 − ŷ) − y / ŷ; what has no weight, or is clamped, adds nothing. */
function ofProbability({ yhat, y, symbols }: Output, n: number): readonly Group[] {
  const counts = (weight: number, p: number): boolean => weight !== 0 && Math.log(p) > -100;
  const rest = (ref: Ref): Ref => within(ref, "(1 − ", ")", 1 - ref.value);
  const restOf = (token: Token): readonly Token[] => [text("(1 − "), token, text(")")];
  const miss = counts(1 - y.value, 1 - yhat.value)
    ? group([rest(y), divisorOf(rest(yhat))], [...restOf(symbols.y), text(" / "), ...restOf(symbols.yhat)], n)
    : [];
  const hit = counts(y.value, yhat.value) ? group([y, divisorOf(yhat)], [symbols.y, text(" / "), symbols.yhat], n, true) : [];
  return [...miss, ...hit];
}

function group(factors: readonly Ref[], symbols: readonly Token[], n: number, isSubtracted = false): readonly Group[] {
  const all = n === 1 ? symbols : [...symbols, text(` / ${n}`)];
  const entry = { label: all, factors: n === 1 ? factors : [...factors, divisorOf(constant(n))] };
  return [{ symbols: all, entries: [entry], ...(isSubtracted && { isSubtracted }) }];
}

/** ∂L/∂z of a softmax that the cross entropy reads: (ŷ Σ_j y_j − y), where the targets add up to 1 (ŷ − y). */
export function fromCrossEntropy(site: Site, t: number, unit: number): readonly Group[] {
  const top = site.trace.layers.length;
  const y = targetRef(site, t, unit);
  if (y === null) return [];
  const { H } = layerTrace(site, top).layer;
  const yhat = outputRef(site, top, t, unit);
  const symbols = { yhat: unitSymbol("yhat", t, unit), y: unitSymbol("y", t, unit) };
  const mass = Array.from({ length: H }, (_, k) => targetRef(site, t, k + 1)?.value ?? 0).reduce((sum, value) => sum + value, 0);
  const n = divisor(site);
  if (mass === 1) return group([differenceOf(yhat, y)], [text("("), symbols.yhat, text(" − "), symbols.y, text(")")], n);
  return [...group([yhat, computed(mass)], [symbols.yhat, text("·Σy")], n), ...group([y], [symbols.y], n, true)];
}
