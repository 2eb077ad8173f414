/** The gradient of what goes into an activation: what reaches the gate, times the activation's slope. */
import { isCrossEntropyOnSoftmax } from "../../core/loss.js";
import type { Activation, DenseLayer, GruLayer, LstmLayer, RnnLayer } from "../../core/model.js";
import type { Quantity } from "../../core/trace.js";
import { complementOf, differenceOf } from "../explain/forms.js";
import { type Ref, stateRef, valueRef } from "../explain/origin.js";
import { isTop, layerTrace } from "../explain/site.js";
import type { Entry, Group, Summand } from "../explain/sum.js";
import { bias, recurrence } from "../explain/summands.js";
import { quantitySymbol, text, unitSymbol } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { activatedBy, factor, type Product, product, productSymbols, slopeByValue } from "./activation.js";
import { fromCrossEntropy } from "./fromLoss.js";
import { preactivation } from "./preactivation.js";
import { type GradientSite, stateSlope, zSlope } from "./slopes.js";
import { group, type Unit } from "./state.js";
import { stateSymbol, zSymbol } from "./symbols.js";
import { transposed } from "./transposed.js";

/** ∂L/∂z_k. */
export function zSum(site: GradientSite, name: string, at: Unit): readonly Summand[] {
  const { layer } = layerTrace(site, at.layer);
  switch (layer.cell) {
    case "lstm":
      return group(lstmZ(site, layer, name, at));
    case "gru":
      return gruZ(site, layer, name, at);
    case "rnn":
      return group(rnnZ(site, layer, at));
    case "dense":
      return denseZ(site, layer, at);
  }
}

function own(site: GradientSite, quantity: Quantity, { layer, t, unit }: Unit): Product {
  return factor(valueRef(site, layer, quantity, t, unit), quantitySymbol(quantity, t));
}

function arriving(site: GradientSite, name: "h" | "c" | "yhat", { layer, t, unit }: Unit): Product {
  return factor(stateSlope(site, layer, name, t, unit), stateSymbol(name, t));
}

function slope(site: GradientSite, activation: Activation, quantity: Quantity, z: string, { layer, t, unit }: Unit): Product {
  const value = valueRef(site, layer, quantity, t, unit);
  return slopeByValue(activation, value, quantitySymbol(quantity, t), () => preactivation(site, layer, z, t, unit));
}

/** dz_o = dh·φ(c)·o′; dz_f = dc·c_{t−1}·f′; dz_i = dc·c̃·i′; dz_c = dc·i·c̃′. */
function lstmZ(site: GradientSite, { activations }: LstmLayer, name: string, at: Unit): Product {
  const { layer, t, unit } = at;
  const { gate, candidate, output } = activations;
  if (name === "z_o") {
    const c = activatedBy(output, valueRef(site, layer, "c", t, unit), quantitySymbol("c", t));
    return product(arriving(site, "h", at), c, slope(site, gate, "o", name, at));
  }
  const dc = arriving(site, "c", at);
  if (name === "z_f") {
    const before = factor(stateRef(site, layer, "c", t - 1, unit), quantitySymbol("c", t - 1));
    return product(dc, before, slope(site, gate, "f", name, at));
  }
  if (name === "z_i") return product(dc, own(site, "c_tilde", at), slope(site, gate, "i", name, at));
  return product(dc, own(site, "i", at), slope(site, candidate, "c_tilde", name, at));
}

/** dz_n = dh·(1 − z)·n′; dz_z = dh·(h_{t−1} − n)·z′; dz_r by what the reset gate lets pass; with `zKeeps` false z and 1 − z trade places. */
function gruZ(site: GradientSite, of: GruLayer, name: string, at: Unit): readonly Summand[] {
  const { layer, t, unit } = at;
  const { gate, candidate } = of.activations;
  const dh = arriving(site, "h", at);
  if (name === "z_n") {
    const z = valueRef(site, layer, "z", t, unit);
    const symbol = quantitySymbol("z", t);
    const share = of.zKeeps ? factor(complementOf(z), text("(1 − "), symbol, text(")")) : factor(z, symbol);
    return group(product(dh, share, slope(site, candidate, "n", name, at)));
  }
  const before = stateRef(site, layer, "h", t - 1, unit);
  if (name === "z_z") {
    const n = valueRef(site, layer, "n", t, unit);
    const symbols: readonly Token[] = [quantitySymbol("h", t - 1), quantitySymbol("n", t)];
    const [first, second] = of.zKeeps ? symbols : [...symbols].reverse();
    const difference = of.zKeeps ? differenceOf(before, n) : differenceOf(n, before);
    return group(product(dh, factor(difference, text("("), first, text(" − "), second, text(")")), slope(site, gate, "z", name, at)));
  }
  return resetZ(site, of, at, slope(site, gate, "r", name, at));
}

/** dz_r = dz_n·(U_n·h + b_hn)·r′, or without `resetAfter` (U_nᵀ·dz_n)·h·r′. */
function resetZ(site: GradientSite, { resetAfter }: GruLayer, at: Unit, slopeOfR: Product): readonly Summand[] {
  const { layer, t, unit } = at;
  const scaled = (by: Product, inner: readonly Group[]): readonly Summand[] =>
    inner.length === 0 ? [] : [{ by: by.refs, bySymbols: productSymbols(by), inner }];
  if (!resetAfter) {
    const before = factor(stateRef(site, layer, "h", t - 1, unit), quantitySymbol("h", t - 1));
    return scaled(product(before, slopeOfR), transposed(site, { layer, parameter: "U_n", z: "z_n", t, column: unit, mark: null }));
  }
  const neuron = { layer, t, unit, hue: "n" } as const;
  const dzN = factor(zSlope(site, layer, "z_n", t, unit), zSymbol("z_n", t));
  return scaled(product(dzN, slopeOfR), [...recurrence(site, neuron, "U_n"), ...bias(site, neuron, "b_hn")]);
}

/** dz = dh·φ′ */
function rnnZ(site: GradientSite, { activation }: RnnLayer, at: Unit): Product {
  return product(arriving(site, "h", at), slope(site, activation, "h", "z_h", at));
}

/** dz = dŷ·φ′; of a softmax ŷ·(dŷ − Σ_j ŷ_j·dŷ_j), read by the cross entropy (ŷ − y). */
function denseZ(site: GradientSite, { activation, H }: DenseLayer, at: Unit): readonly Summand[] {
  const { layer, t, unit } = at;
  if (activation.kind !== "named" || activation.name !== "softmax") {
    return group(product(arriving(site, "yhat", at), slope(site, activation, "yhat", "z", at)));
  }
  if (isTop(site, layer) && isCrossEntropyOnSoftmax(site.trace.model)) return fromCrossEntropy(site, t, unit);
  const mean: Entry[] = [];
  for (let other = 1; other <= H; other++) {
    const factors: readonly Ref[] = [valueRef(site, layer, "yhat", t, other), stateSlope(site, layer, "yhat", t, other)];
    mean.push({ label: [unitSymbol("yhat", t, other), text("·"), stateSymbol("yhat", t, other)], factors });
  }
  const weighted: Group = {
    symbols: [text("Σ "), quantitySymbol("yhat", t), text("·"), stateSymbol("yhat", t)],
    entries: mean,
    isSubtracted: true,
  };
  const inner = [...group(arriving(site, "yhat", at)), weighted];
  return [{ by: [valueRef(site, layer, "yhat", t, unit)], bySymbols: [quantitySymbol("yhat", t)], inner }];
}
