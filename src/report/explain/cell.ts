/** What each cell tells about its values; `explain` does the rest. */
import type { Activation } from "../../core/model.js";
import { preactivations } from "../../core/preactivations.js";
import type { Quantity } from "../../core/trace.js";
import type { Place, SourceRow } from "../explanation.js";
import type { Formula } from "./formula.js";
import type { Site } from "./site.js";
import { hasParameter, inputSources, parameterSource, stateSource } from "./sources.js";
import type { Summand } from "./sum.js";
import { activatedBy, hueOf, isPreActivation, preActivationOf } from "./tokens.js";

/** `place.t` is at least 1 and `place.quantity` is one of the cell's own, `z_…` included. */
export interface CellExplainer {
  formula(site: Site, place: Place): Formula;
  /** Where the formula's numbers come from. */
  sources(site: Site, place: Place): readonly SourceRow[];
  /** Values of the same layer that are computed from this one; `x`, and h and c at t = 0, are asked for too. Steps past the last one may be among them. */
  readers(site: Site, place: Place): readonly Place[];
}

/** The quantity behind the place: of `z_f` that is f. */
export function activated(place: Place): Quantity {
  return isPreActivation(place.quantity) ? activatedBy(place.quantity) : (place.quantity as Quantity);
}

/** φ(sum) for a quantity, the bare sum for its `z_…`. */
export function neuronFormula(site: Site, place: Place, activation: Activation, sum: readonly Summand[]): Formula {
  if (isPreActivation(place.quantity)) return { kind: "sum", sum };
  const zPlace: Place = { ...place, quantity: preActivationOf(activated(place)) };
  return { kind: "activated", sum, activation, z: () => zValue(site, zPlace), zPlace };
}

/** What goes into an activation, as the forward pass had it. */
export function zValue(site: Site, place: Place): number {
  const z = preactivations(site.trace, place.layer - 1, place.t).get(place.quantity);
  if (!z) throw new RangeError(`layer ${place.layer} has no ${place.quantity}`);
  return z[place.unit - 1];
}

/** Parameters, x and h of z = W·x + U·h + b; of the parameters in `optional` only those that the file gives. */
export function neuronSources(
  site: Site,
  place: Place,
  parameters: readonly string[],
  optional: readonly string[] = [],
): readonly SourceRow[] {
  const { layer, t, unit } = place;
  const named = [...parameters, ...optional].filter(
    (name) => hasParameter(site, layer, name) || (name.startsWith("b") && !optional.includes(name)),
  );
  const hue = hueOf(activated(place));
  return [
    ...named.map((name) => parameterSource(site, layer, name, hue, unit)),
    ...inputSources(site, layer, t, unit),
    ...(parameters.some((name) => name.startsWith("U")) ? [stateSource(site, layer, "h", t - 1, unit)] : []),
  ];
}

/** The same unit of other quantities at step `t`. */
export function beside(place: Place, t: number, quantities: readonly Quantity[]): readonly Place[] {
  return quantities.map((quantity) => ({ ...place, quantity, t }));
}
