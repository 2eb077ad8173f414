/** The number that went into an activation. */
import { preactivations } from "../../core/preactivations.js";
import type { Site } from "../explain/site.js";

export function preactivation({ trace }: Site, layer: number, name: string, t: number, unit: number): number {
  const z = preactivations(trace, layer - 1, t).get(name);
  if (z === undefined) throw new RangeError(`layer ${layer} has no ${name}`);
  return z[unit - 1];
}
