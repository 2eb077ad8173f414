/** The plain recurrence's one equation. */
import type { RnnLayer } from "../../core/model.js";
import type { Place } from "../explanation.js";
import { beside, type CellExplainer, neuronFormula, neuronSources } from "./cell.js";
import { layerTrace } from "./site.js";
import { bias, inputs, type Neuron, recurrence } from "./summands.js";

/** h = φ(W_h x + U_h h + b_h) */
export const rnnExplainer: CellExplainer = {
  formula(site, place) {
    const { activation } = layerTrace(site, place.layer).layer as RnnLayer;
    const neuron: Neuron = { ...place, hue: "h" };
    const sum = [...inputs(site, neuron, "W_h"), ...recurrence(site, neuron, "U_h"), ...bias(site, neuron, "b_h")];
    return neuronFormula(site, place, activation, sum);
  },
  sources: (site, place) => neuronSources(site, place, ["W_h", "U_h", "b_h"]),
  readers: (_site, place): readonly Place[] => beside(place, place.quantity === "h" ? place.t + 1 : place.t, ["h"]),
};
