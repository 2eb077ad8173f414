/** The pieces equations are written with. */
import * as l10n from "@vscode/l10n";
import type { Quantity } from "../../core/trace.js";
import type { EquationLine, Hue, Place, Token } from "../explanation.js";
import { phrase } from "../phrase.js";

export type NumberToken = Extract<Token, { kind: "number" }>;

export function text(value: string): Token {
  return { kind: "text", text: value };
}

export function symbol(letter: string, sub: string | number | null, hue: Hue): Token {
  return sub === null ? { kind: "symbol", text: letter, hue } : { kind: "symbol", text: letter, sub: String(sub), hue };
}

/** A translated message as tokens, with what belongs at its numbered places; a string is text. */
export function worded(message: string, ...places: readonly (string | readonly Token[])[]): readonly Token[];
/** The same where what belongs there becomes tokens later on, as the figures of an insight do. */
export function worded<Of extends object>(message: string, ...places: readonly (Of | readonly Of[])[]): readonly (Token | Of)[];
export function worded<Of extends object>(message: string, ...places: readonly (string | Of | readonly Of[])[]): readonly (Token | Of)[] {
  return phrase(message, places).flatMap<Token | Of>((piece) => (typeof piece === "string" ? [text(piece)] : piece));
}

/** The groups one after the other, with `between` between them. */
export function join(groups: readonly (readonly Token[])[], between: string): Token[] {
  return groups.flatMap((group, at) => (at === 0 ? [...group] : [text(between), ...group]));
}

export function line(left: readonly Token[], right: readonly Token[]): EquationLine {
  return { left, right };
}

const letters: Readonly<Record<Quantity | "x" | "y", string>> = {
  f: "f",
  i: "i",
  c_tilde: "c̃",
  o: "o",
  c: "c",
  h: "h",
  r: "r",
  z: "z",
  n: "n",
  yhat: "ŷ",
  x: "x",
  y: "y",
};

/** Which colour a quantity has; inputs and targets are ink. */
export function hueOf(quantity: Place["quantity"]): Hue {
  if (quantity === "x" || quantity === "y") return "ink";
  return quantity.startsWith("z_") ? activatedBy(quantity as PreActivation) : (quantity as Hue);
}

export type PreActivation = Extract<Place["quantity"], `z_${string}`>;

export function isPreActivation(quantity: Place["quantity"]): quantity is PreActivation {
  return quantity.startsWith("z_");
}

/** The quantity that the activation makes of `z_…`. */
export function activatedBy(quantity: PreActivation): Quantity {
  return quantity === "z_c" ? "c_tilde" : (quantity.slice(2) as Quantity);
}

/** What goes into the activation of `quantity`. */
export function preActivationOf(quantity: Quantity): PreActivation {
  return quantity === "c_tilde" ? "z_c" : (`z_${quantity}` as PreActivation);
}

/** A quantity at time t: f₂, c̃₂, loss₂; z_f at t = 2 is z with `f,2`. */
export function quantitySymbol(quantity: Place["quantity"], t: number): Token {
  if (quantity === "loss") return symbol("loss", t, "loss");
  if (isPreActivation(quantity)) return symbol("z", `${quantity.slice(2)},${t}`, hueOf(quantity));
  return symbol(letters[quantity], t, hueOf(quantity));
}

/** A quantity at no time in particular: f, c̃. */
export function quantityLetter(quantity: Quantity): Token {
  return symbol(letters[quantity], null, hueOf(quantity));
}

/** One unit of a quantity where units must be told apart: h with `60,3`. */
export function unitSymbol(quantity: Quantity | "x" | "y", t: number, unit: number): Token {
  return symbol(letters[quantity], `${t},${unit}`, hueOf(quantity));
}

/** A parameter's letter with what stands after its underscore as subscript: W_f, b_hn, W. */
export function parameterSymbol(name: string, hue: Hue): Token {
  const [letter = name, sub = null] = name.split("_");
  return symbol(letter, sub, hue);
}

const names: Readonly<Record<Quantity | "x" | "y" | "loss", () => string>> = {
  f: () => l10n.t("forget gate"),
  i: () => l10n.t("input gate"),
  c_tilde: () => l10n.t("candidate"),
  o: () => l10n.t("output gate"),
  c: () => l10n.t("cell state"),
  h: () => l10n.t("hidden state"),
  r: () => l10n.t("reset gate"),
  z: () => l10n.t("update gate"),
  n: () => l10n.t("candidate"),
  yhat: () => l10n.t("output"),
  x: () => l10n.t("input"),
  y: () => l10n.t("target"),
  loss: () => l10n.t("loss of the step"),
};

/** What a quantity is called within a sentence: `forget gate`; before the first step `initial cell state`. */
export function nameOf({ quantity, t }: Pick<Place, "quantity" | "t">): string {
  if (isPreActivation(quantity)) return l10n.t("{0}, before its activation", names[activatedBy(quantity)]());
  const name = names[quantity]();
  return t === 0 ? l10n.t("initial {0}", name) : name;
}

/** The same as a title: `Forget gate`. */
export function titleOf(place: Place): string {
  const name = nameOf(place);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
