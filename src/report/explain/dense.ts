/** The readout's equation. */
import type { DenseLayer } from "../../core/model.js";
import { preactivations } from "../../core/preactivations.js";
import { beside, type CellExplainer, neuronSources } from "./cell.js";
import { layerTrace } from "./site.js";
import { bias, inputs, type Neuron } from "./summands.js";

/** ŷ = φ(W · input + b) */
export const denseExplainer: CellExplainer = {
  formula(site, place) {
    const { layer, t, unit } = place;
    const { activation, H } = layerTrace(site, layer).layer as DenseLayer;
    const neuron: Neuron = { layer, t, unit, hue: "yhat" };
    const sum = [...inputs(site, neuron, "W"), ...bias(site, neuron, "b")];
    const z = () => preactivations(site.trace, layer - 1, t).get("z") ?? new Float64Array(H);
    if (activation.kind === "named" && activation.name === "softmax") return { kind: "softmax", sum, z, unit };
    return { kind: "activated", sum, activation, z: () => z()[unit - 1], zPlace: null };
  },
  sources: (site, place) => neuronSources(site, place, ["W", "b"]),
  readers: (_site, place) => (place.quantity === "x" ? beside(place, place.t, ["yhat"]) : []),
};
