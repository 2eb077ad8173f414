/** What the entries of a parameter's gradient are called. */
import { parameterInfo } from "../../document/names.js";
import { layerTrace } from "../explain/site.js";
import type { Hue } from "../explanation.js";
import type { GradientSite } from "./slopes.js";

export interface NamedEntry {
  readonly row: number;
  readonly col: number;
  /** `[1,2]`; `[1]` in a vector. */
  readonly label: string;
}

/** From an index into a parameter's values to the entry there. Throws where the layer has no such parameter. */
export function entryIndex(site: GradientSite, layer: number, name: string): (at: number) => NamedEntry {
  const parameter = layerTrace(site, layer).layer.parameters.get(name);
  if (parameter === undefined) throw new RangeError(`layer ${layer} has no ${name}`);
  const { cols, isVector } = parameter;
  return (at) => {
    const [row, col] = [Math.floor(at / cols) + 1, (at % cols) + 1];
    return { row, col, label: isVector ? `[${row}]` : `[${row},${col}]` };
  };
}

/** The colour of the gate a parameter works on. */
export function hueOfParameterName(site: GradientSite, layer: number, name: string): Hue {
  const { cell } = layerTrace(site, layer).layer;
  return cell === "dense" ? "ink" : (parameterInfo(cell, name)?.gate ?? "ink");
}
