/** The slope of an activation as factors of a product, each written from what the forward pass gave. */
import { activationOf } from "../../core/activation.js";
import type { Activation } from "../../core/model.js";
import { activationName, applied } from "../explain/activationPoint.js";
import { complementOf, computed, squareComplementOf, within } from "../explain/forms.js";
import type { Ref } from "../explain/origin.js";
import { text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";

/** Factors with how they are written in symbols. */
export interface Product {
  readonly refs: readonly Ref[];
  readonly symbols: readonly (readonly Token[])[];
}

/** φ′(z) where the value φ(z) is at hand: f·(1 − f), (1 − c̃²); the slope itself where it cannot be said by the value. */
export function slopeByValue(activation: Activation, value: Ref, symbol: Token, z: () => number): Product {
  const name = activation.kind === "named" ? activation.name : null;
  if (name === "sigmoid") return { refs: [value, complementOf(value)], symbols: [[symbol], [text("(1 − "), symbol, text(")")]] };
  if (name === "tanh") return { refs: [squareComplementOf(value)], symbols: [[text("(1 − "), symbol, text("²)")]] };
  return slopeAt(activation, z, value, [text("z")]);
}

/** φ′ of a value that is no quantity of its own, such as tanh(c): (1 − tanh(c)²). */
export function slopeOf(activation: Activation, of: Ref, symbol: Token): Product {
  const name = activation.kind === "named" ? activation.name : null;
  const value = name === "softmax" || name === "linear" ? of.value : activationOf(activation).value(of.value);
  if (name === "sigmoid") {
    const refs = [within(of, "σ(", ")", value), within(of, "(1 − σ(", "))", 1 - value)];
    return {
      refs,
      symbols: [
        [text("σ("), symbol, text(")")],
        [text("(1 − σ("), symbol, text("))")],
      ],
    };
  }
  if (name === "tanh") {
    return { refs: [within(of, "(1 − tanh(", ")²)", 1 - value * value)], symbols: [[text("(1 − tanh("), symbol, text(")²)")]] };
  }
  return slopeAt(activation, () => of.value, of, [symbol]);
}

/** φ(c) as a factor: tanh(0.2261). */
export function activatedBy(activation: Activation, of: Ref, symbol: Token): Product {
  const name = activationName(activation);
  if (name === "") return { refs: [of], symbols: [[symbol]] };
  const ref = within(of, `${name}(`, ")", activationOf(activation).value(of.value));
  return { refs: [ref], symbols: [applied(activation, [symbol])] };
}

/** The slope as a number, as hidden as the number it belongs to: of what is linear 1, which is not written. */
function slopeAt(activation: Activation, z: () => number, { isHidden }: Ref, inner: readonly Token[]): Product {
  const name = activationName(activation);
  if (name === "") return { refs: [], symbols: [] };
  const slope = computed(activationOf(activation).derivative(z()));
  return { refs: [isHidden ? { ...slope, isHidden } : slope], symbols: [[text(`${name}′(`), ...inner, text(")")]] };
}

export function product(...parts: readonly Product[]): Product {
  return { refs: parts.flatMap(({ refs }) => refs), symbols: parts.flatMap(({ symbols }) => symbols) };
}

export function factor(ref: Ref, ...symbols: readonly Token[]): Product {
  return { refs: [ref], symbols: [symbols] };
}

/** The symbols of a product with · between them. */
export function productSymbols({ symbols }: Product): readonly Token[] {
  return symbols.flatMap((own, at) => (at === 0 ? own : [text("·"), ...own]));
}
