/** The LSTM's equations: three gates, candidate, cell and hidden state. */
import type { LstmLayer } from "../../core/model.js";
import type { Quantity } from "../../core/trace.js";
import type { Place, SourceRow } from "../explanation.js";
import { activated, beside, type CellExplainer, neuronFormula, neuronSources } from "./cell.js";
import type { Formula } from "./formula.js";
import { type Ref, stateRef, valueRef } from "./origin.js";
import { layerTrace, type Site } from "./site.js";
import { hasParameter, stateSource, valueSource } from "./sources.js";
import type { Group, Summand } from "./sum.js";
import { bias, inputs, type Neuron, peephole, recurrence } from "./summands.js";
import { hueOf, quantitySymbol, text } from "./tokens.js";

const gates: readonly Quantity[] = ["f", "i", "c_tilde", "o"];

/** What stands after the underscore in the parameters of a gate. */
function suffixOf(place: Place): string {
  const quantity = activated(place);
  return quantity === "c_tilde" ? "c" : quantity;
}

/** p_f and p_i see the cell state before the step, p_o the one after it. */
function peepholeStep(place: Place): number {
  return activated(place) === "o" ? place.t : place.t - 1;
}

/** z_k = W_k x + U_k h + b_k [+ p_k ⊙ c] */
function gateSum(site: Site, place: Place): readonly Summand[] {
  const neuron: Neuron = { ...place, hue: hueOf(place.quantity) };
  const k = suffixOf(place);
  return [
    ...inputs(site, neuron, `W_${k}`),
    ...recurrence(site, neuron, `U_${k}`),
    ...bias(site, neuron, `b_${k}`),
    ...peephole(site, neuron, `p_${k}`, peepholeStep(place)),
  ];
}

/** c = f ⊙ c + i ⊙ c̃ */
function cellSum(site: Site, { layer, t, unit }: Place): readonly Summand[] {
  const product = (gate: "f" | "i", other: Ref, otherQuantity: "c" | "c_tilde", otherStep: number): Group => {
    const symbols = [quantitySymbol(gate, t), text("·"), quantitySymbol(otherQuantity, otherStep)];
    return { symbols, entries: [{ label: symbols, factors: [valueRef(site, layer, gate, t, unit), other] }] };
  };
  return [
    product("f", stateRef(site, layer, "c", t - 1, unit), "c", t - 1),
    product("i", valueRef(site, layer, "c_tilde", t, unit), "c_tilde", t),
  ];
}

function formula(site: Site, place: Place): Formula {
  const { layer, t, unit } = place;
  const { activations } = layerTrace(site, layer).layer as LstmLayer;
  if (place.quantity === "c") return { kind: "sum", sum: cellSum(site, place) };
  if (place.quantity === "h") {
    return {
      kind: "gated",
      gate: valueRef(site, layer, "o", t, unit),
      gateSymbol: quantitySymbol("o", t),
      activation: activations.output,
      of: valueRef(site, layer, "c", t, unit),
      ofSymbol: quantitySymbol("c", t),
    };
  }
  return neuronFormula(site, place, suffixOf(place) === "c" ? activations.candidate : activations.gate, gateSum(site, place));
}

function sources(site: Site, place: Place): readonly SourceRow[] {
  const { layer, t, unit } = place;
  const own = (quantity: Quantity) => valueSource(layer, { ...place, quantity });
  if (place.quantity === "c") return [own("f"), own("i"), own("c_tilde"), stateSource(site, layer, "c", t - 1, unit)];
  if (place.quantity === "h") return [own("o"), own("c")];
  const k = suffixOf(place);
  const rows = neuronSources(site, place, [`W_${k}`, `U_${k}`, `b_${k}`], [`p_${k}`]);
  return hasParameter(site, layer, `p_${k}`) ? [...rows, stateSource(site, layer, "c", peepholeStep(place), unit)] : rows;
}

/** Gates that look at the cell state, of those in `names`. */
function peeping(site: Site, layer: number, names: readonly Quantity[]): readonly Quantity[] {
  return names.filter((name) => hasParameter(site, layer, `p_${name}`));
}

function readers(site: Site, place: Place): readonly Place[] {
  const { layer, t } = place;
  switch (place.quantity) {
    case "o":
      return beside(place, t, ["h"]);
    case "c":
      return [
        ...(t > 0 ? beside(place, t, [...peeping(site, layer, ["o"]), "h"]) : []),
        ...beside(place, t + 1, [...peeping(site, layer, ["f", "i"]), "c"]),
      ];
    case "h":
      return beside(place, t + 1, gates);
    case "x":
      return beside(place, t, gates);
    default:
      return beside(place, t, ["c"]);
  }
}

export const lstmExplainer: CellExplainer = { formula, sources, readers };
