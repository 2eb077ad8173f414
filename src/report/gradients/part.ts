/** What one step adds to an entry of a parameter's gradient: dz times what the parameter was multiplied with. */
import { inputRef, outputOf, stateRef, valueRef } from "../explain/origin.js";
import { layerTrace } from "../explain/site.js";
import { inputLetter } from "../explain/summands.js";
import { quantitySymbol, symbol, text, unitSymbol } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { factor, type Product, product } from "./activation.js";
import { type GradientSite, zSlope } from "./slopes.js";
import { hueOfZ, zSymbol } from "./symbols.js";

/** Entry (row, col) of a parameter, both from 1. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** W: dz·x; U: dz·h_{t−1}; b: dz; p: dz·c; with the reset gate where it stands between. */
export function partProduct(site: GradientSite, layer: number, parameter: string, { row, col }: Cell, t: number): Product {
  const of = layerTrace(site, layer).layer;
  const gate = parameter === "b_hn" ? "n" : (parameter.split("_")[1] ?? "");
  const z = gate === "" ? "z" : `z_${gate}`;
  const dz = factor(zSlope(site, layer, z, t, row), zSymbol(z, t, of.H > 1 ? row : null));
  const r = (unit: number): Product => factor(valueRef(site, layer, "r", t, unit), quantitySymbol("r", t));
  const hidden = of.H > 1 ? unitSymbol("h", t - 1, col) : quantitySymbol("h", t - 1);
  const before = (): Product => factor(stateRef(site, layer, "h", t - 1, col), hidden);
  switch (parameter[0]) {
    case "W": {
      const hue = layer > 1 ? outputOf(site, layer - 1) : "ink";
      return product(dz, factor(inputRef(site, layer, t, col), symbol(inputLetter(site, layer), of.D > 1 ? `${t},${col}` : t, hue)));
    }
    case "U":
      if (of.cell !== "gru" || gate !== "n") return product(dz, before());
      return of.resetAfter ? product(dz, r(row), before()) : product(dz, r(col), before());
    case "p": {
      const step = gate === "o" ? t : t - 1;
      return product(dz, factor(stateRef(site, layer, "c", step, row), quantitySymbol("c", step)));
    }
    default:
      return parameter === "b_hn" ? product(dz, r(row)) : dz;
  }
}

/** The same in letters, at no step in particular: dz_f,t·x_t. */
export function partLetters(site: GradientSite, layer: number, parameter: string): readonly Token[] {
  const { cell } = layerTrace(site, layer).layer;
  const gate = parameter === "b_hn" ? "n" : (parameter.split("_")[1] ?? "");
  const hue = hueOfZ(gate === "" ? "z" : `z_${gate}`);
  const dz = symbol("dz", gate === "" ? "t" : `${gate},t`, hue);
  const reset = [text("·"), symbol("r", "t", "r")];
  switch (parameter[0]) {
    case "W":
      return [dz, text("·"), symbol(inputLetter(site, layer), "t", layer > 1 ? outputOf(site, layer - 1) : "ink")];
    case "U":
      return [dz, ...(cell === "gru" && gate === "n" ? reset : []), text("·"), symbol("h", "t−1", "h")];
    case "p":
      return [dz, text("·"), symbol("c", gate === "o" ? "t" : "t−1", "c")];
    default:
      return parameter === "b_hn" ? [dz, ...reset] : [dz];
  }
}
