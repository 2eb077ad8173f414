/** What an update shows of a parameter: gradient, moments, corrections and the new value, in the order it computes them. */
import type { LayerUpdate } from "../core/adam.js";

export const momentNames = ["gradient", "V", "S", "V_corr", "S_corr", "value"] as const;

/** One array a name in `momentNames`, each in the parameter's shape. */
export function momentsOf({ gradients, V, S, VCorr, SCorr, parameters }: LayerUpdate, parameter: string): readonly Float64Array[] {
  return [gradients, V, S, VCorr, SCorr, parameters].map((arrays) => arrays.get(parameter) ?? new Float64Array());
}
