/** The GRU's equations in its four forms: two gates, candidate and hidden state. */
import type { GruLayer } from "../../core/model.js";
import type { Quantity } from "../../core/trace.js";
import type { Place, SourceRow } from "../explanation.js";
import { activated, beside, type CellExplainer, neuronFormula, neuronSources } from "./cell.js";
import { complementOf } from "./forms.js";
import type { Formula } from "./formula.js";
import { type Ref, stateRef, valueRef } from "./origin.js";
import { layerTrace, type Site } from "./site.js";
import { stateSource, valueSource } from "./sources.js";
import type { Group, Summand } from "./sum.js";
import { bias, inputs, type Neuron, recurrence, resetRecurrence } from "./summands.js";
import { hueOf, quantitySymbol, text } from "./tokens.js";

const gates: readonly Quantity[] = ["r", "z", "n"];

function layerOf(site: Site, place: Place): GruLayer {
  return layerTrace(site, place.layer).layer as GruLayer;
}

/** r, z: W x + U h + b. n: W_n x + b_n + r ⊙ (U_n h + b_hn), or W_n x + U_n (r ⊙ h) + b_n. */
function gateSum(site: Site, place: Place): readonly Summand[] {
  const { layer, t, unit } = place;
  const k = activated(place);
  const neuron: Neuron = { layer, t, unit, hue: hueOf(k) };
  const input = inputs(site, neuron, `W_${k}`);
  const own = bias(site, neuron, `b_${k}`);
  if (k !== "n") return [...input, ...recurrence(site, neuron, `U_${k}`), ...own];
  if (!layerOf(site, place).resetAfter) return [...input, ...resetRecurrence(site, neuron, "U_n"), ...own];
  const inner = [...recurrence(site, neuron, "U_n"), ...bias(site, neuron, "b_hn")];
  const reset: Summand = { by: [valueRef(site, layer, "r", t, unit)], bySymbols: [quantitySymbol("r", t)], inner };
  return inner.length === 0 ? [...input, ...own] : [...input, ...own, reset];
}

/** h = (1−z) ⊙ n + z ⊙ h, or z ⊙ n + (1−z) ⊙ h. */
function hiddenSum(site: Site, place: Place): readonly Summand[] {
  const { layer, t, unit } = place;
  const z = valueRef(site, layer, "z", t, unit);
  const product = (isComplement: boolean, other: Ref, quantity: "n" | "h", step: number): Group => {
    const gate = isComplement ? [text("(1 − "), quantitySymbol("z", t), text(")")] : [quantitySymbol("z", t)];
    const symbols = [...gate, text("·"), quantitySymbol(quantity, step)];
    return { symbols, entries: [{ label: symbols, factors: [isComplement ? complementOf(z) : z, other] }] };
  };
  const { zKeeps } = layerOf(site, place);
  return [
    product(zKeeps, valueRef(site, layer, "n", t, unit), "n", t),
    product(!zKeeps, stateRef(site, layer, "h", t - 1, unit), "h", t - 1),
  ];
}

function formula(site: Site, place: Place): Formula {
  if (place.quantity === "h") return { kind: "sum", sum: hiddenSum(site, place) };
  const { gate, candidate } = layerOf(site, place).activations;
  return neuronFormula(site, place, activated(place) === "n" ? candidate : gate, gateSum(site, place));
}

function sources(site: Site, place: Place): readonly SourceRow[] {
  const { layer, t, unit } = place;
  const own = (quantity: Quantity) => valueSource(layer, { ...place, quantity });
  if (place.quantity === "h") return [own("z"), own("n"), stateSource(site, layer, "h", t - 1, unit)];
  const k = activated(place);
  const second = layerOf(site, place).resetAfter && k === "n" ? ["b_hn"] : [];
  const rows = neuronSources(site, place, [`W_${k}`, `U_${k}`, `b_${k}`], second);
  return k === "n" ? [...rows, own("r")] : rows;
}

function readers(_site: Site, place: Place): readonly Place[] {
  const { t } = place;
  if (place.quantity === "r") return beside(place, t, ["n"]);
  if (place.quantity === "h") return beside(place, t + 1, [...gates, "h"]);
  if (place.quantity === "x") return beside(place, t, gates);
  return beside(place, t, ["h"]);
}

export const gruExplainer: CellExplainer = { formula, sources, readers };
