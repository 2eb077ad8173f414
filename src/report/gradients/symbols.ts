/** How gradients are written: dh₂ for ∂L/∂h₂, dz with `f,2`, dU with `f`; in a stack those of another layer with its number. */

import type { Quantity } from "../../core/trace.js";
import { parameterSymbol, symbol } from "../explain/tokens.js";
import type { Hue, Token } from "../explanation.js";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** `⁽²⁾`: what belongs to another layer than the one that is spoken of. */
function layerMark(layer: number | null): string {
  return layer === null ? "" : `⁽${[...String(layer)].map((digit) => superscripts[Number(digit)]).join("")}⁾`;
}

export function hueOfState(name: string): Hue {
  return name === "x" ? "ink" : (name as Quantity);
}

/** Of z_f that of f; a dense layer's z has that of its output. */
export function hueOfZ(name: string): Hue {
  if (name === "z") return "yhat";
  return name === "z_c" ? "c_tilde" : (name.slice(2) as Quantity);
}

const letters: Readonly<Record<string, string>> = { yhat: "ŷ" };

/** dh₂; with a unit dh with `2,3`. */
export function stateSymbol(name: string, t: number, unit: number | null = null, mark: number | null = null): Token {
  return symbol(`d${letters[name] ?? name}${layerMark(mark)}`, unit === null ? t : `${t},${unit}`, hueOfState(name));
}

/** What comes from later steps alone: dh with `2,later`. */
export function laterSymbol(name: string, t: number, unit: number | null = null): Token {
  return symbol(`d${name}`, unit === null ? `${t},later` : `${t},${unit},later`, hueOfState(name));
}

/** dz with `f,2`, and with a unit `f,2,3`; of a dense layer dz₂. */
export function zSymbol(name: string, t: number, unit: number | null = null, mark: number | null = null): Token {
  const parts = [...(name === "z" ? [] : [name.slice(2)]), String(t), ...(unit === null ? [] : [String(unit)])];
  return symbol(`dz${layerMark(mark)}`, parts.join(","), hueOfZ(name));
}

/** A parameter of another layer, or of this one: W_f, W⁽²⁾_f. */
export function marked(token: Token, mark: number | null): Token {
  return token.kind === "symbol" && mark !== null ? { ...token, text: token.text + layerMark(mark) } : token;
}

/** dW_f */
export function parameterSlopeSymbol(name: string, hue: Hue): Token {
  const token = parameterSymbol(name, hue);
  return token.kind === "symbol" ? { ...token, text: `d${token.text}` } : token;
}
