/** The gradient of a state, an output or an input as the sum of the ways it reaches the loss. */
import type { GruLayer, LstmLayer } from "../../core/model.js";
import { complementOf } from "../explain/forms.js";
import { parameterRef, type Ref, valueRef } from "../explain/origin.js";
import { isTop, layerTrace } from "../explain/site.js";
import type { Group, Summand } from "../explain/sum.js";
import { parameterSymbol, quantitySymbol, text } from "../explain/tokens.js";
import type { Hue } from "../explanation.js";
import { gradientPlace } from "../gradientPlace.js";
import { activatedBy, factor, type Product, product, productSymbols, slopeByValue, slopeOf } from "./activation.js";
import { gatesOf } from "./cells.js";
import { fromLoss } from "./fromLoss.js";
import { preactivation } from "./preactivation.js";
import { type GradientSite, slopeRef, stateSlope, zSlope } from "./slopes.js";
import { laterSymbol, stateSymbol, zSymbol } from "./symbols.js";
import { throughInputs, transposed } from "./transposed.js";

/** One unit of one layer at one time; all count from 1. */
export interface Unit {
  readonly layer: number;
  readonly t: number;
  readonly unit: number;
}

/** ∂L/∂h_t, ∂L/∂c_t, ∂L/∂ŷ_t or ∂L/∂x_t, every path counted. */
export function stateSum(site: GradientSite, name: string, at: Unit): readonly Summand[] {
  const { layer, t, unit } = at;
  if (name === "x") return throughInputs(site, layer, t, unit, null);
  if (name === "c") return [...(t > 0 ? cellToHidden(site, at, false) : []), ...cellToNext(site, at)];
  const above = t > 0 ? fromAbove(site, at) : [];
  return name === "yhat" ? above : [...above, ...hiddenToNext(site, at)];
}

/** The same through later steps alone. */
export function laterSum(site: GradientSite, name: string, at: Unit): readonly Summand[] {
  if (name === "h") return hiddenToNext(site, at);
  return [...(at.t > 0 ? cellToHidden(site, at, true) : []), ...cellToNext(site, at)];
}

/** What the layer above, or the loss, says to a layer's output. */
function fromAbove(site: GradientSite, { layer, t, unit }: Unit): readonly Summand[] {
  return isTop(site, layer) ? fromLoss(site, t, unit) : throughInputs(site, layer + 1, t, unit, layer + 1);
}

/** h is read by every gate of the step after, and a gru's h goes on by itself as well. */
function hiddenToNext(site: GradientSite, { layer, t, unit }: Unit): readonly Summand[] {
  const of = layerTrace(site, layer).layer;
  const next = t + 1;
  if (next > site.trace.T) return [];
  const through = (suffix: string, z: string, isReset = false): readonly Group[] =>
    transposed(site, { layer, parameter: `U${suffix}`, z, t: next, column: unit, mark: null, isReset });
  if (of.cell !== "gru") return gatesOf[of.cell].flatMap(({ suffix, z }) => through(suffix, z));
  const gates = [...kept(site, of, { layer, t: next, unit }), ...through("_r", "z_r"), ...through("_z", "z_z")];
  if (of.resetAfter) return [...gates, ...through("_n", "z_n", true)];
  const inner = through("_n", "z_n");
  return inner.length === 0
    ? gates
    : [...gates, { by: [valueRef(site, layer, "r", next, unit)], bySymbols: [quantitySymbol("r", next)], inner }];
}

/** What a gru's update gate lets h keep: dh·z, or dh·(1 − z). */
function kept(site: GradientSite, { zKeeps }: GruLayer, { layer, t, unit }: Unit): readonly Group[] {
  const z = valueRef(site, layer, "z", t, unit);
  const symbol = quantitySymbol("z", t);
  const keep = zKeeps ? factor(z, symbol) : factor(complementOf(z), text("(1 − "), symbol, text(")"));
  return group(product(factor(stateSlope(site, layer, "h", t, unit), stateSymbol("h", t)), keep));
}

/** c reaches h of its own step through the output gate, and with p_o the output gate itself. */
function cellToHidden(site: GradientSite, { layer, t, unit }: Unit, isLater: boolean): readonly Group[] {
  const { activations, parameters } = layerTrace(site, layer).layer as LstmLayer;
  const c = valueRef(site, layer, "c", t, unit);
  const symbol = quantitySymbol("c", t);
  const o = valueRef(site, layer, "o", t, unit);
  const dh = isLater ? laterHidden(site, { layer, t, unit }) : factor(stateSlope(site, layer, "h", t, unit), stateSymbol("h", t));
  const direct = group(product(dh, factor(o, quantitySymbol("o", t)), slopeOf(activations.output, c, symbol)));
  if (!parameters.has("p_o")) return direct;
  if (!isLater)
    return [
      ...direct,
      ...group(product(peephole(site, layer, "p_o", unit), factor(zSlope(site, layer, "z_o", t, unit), zSymbol("z_o", t)))),
    ];
  // Of the later steps alone there is no dz_o of its own: it is written out.
  const dzO = product(
    dh,
    activatedBy(activations.output, c, symbol),
    slopeByValue(activations.gate, o, quantitySymbol("o", t), () => preactivation(site, layer, "z_o", t, unit)),
  );
  return [...direct, ...group(product(peephole(site, layer, "p_o", unit), dzO))];
}

function laterHidden(site: GradientSite, { layer, t, unit }: Unit): Product {
  const value = site.slopes.later(layer, t).get("h")?.[unit - 1] ?? Number.NaN;
  return factor(slopeRef(site, gradientPlace("later", layer, "h", { t, row: unit }), value, "h"), laterSymbol("h", t));
}

/** c reaches the next c through the forget gate, and with p_f and p_i the gates that look at it. */
function cellToNext(site: GradientSite, { layer, t, unit }: Unit): readonly Group[] {
  const next = t + 1;
  if (next > site.trace.T) return [];
  const { parameters } = layerTrace(site, layer).layer;
  const carried = product(
    factor(stateSlope(site, layer, "c", next, unit), stateSymbol("c", next)),
    factor(valueRef(site, layer, "f", next, unit), quantitySymbol("f", next)),
  );
  const looked = (["f", "i"] as const).filter((gate) => parameters.has(`p_${gate}`));
  return [
    ...group(carried),
    ...looked.flatMap((gate) =>
      group(
        product(peephole(site, layer, `p_${gate}`, unit), factor(zSlope(site, layer, `z_${gate}`, next, unit), zSymbol(`z_${gate}`, next))),
      ),
    ),
  ];
}

function peephole(site: GradientSite, layer: number, name: string, unit: number): Product {
  const hue = name.slice(2) as Hue;
  return factor(parameterRef(site, layer, name, hue, unit - 1, 0) as Ref, parameterSymbol(name, hue));
}

/** One product as a summand. */
export function group(of: Product): readonly Group[] {
  const symbols = productSymbols(of);
  return [{ symbols, entries: [{ label: symbols, factors: of.refs }] }];
}
