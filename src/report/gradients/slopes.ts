/** The numbers of a backward pass that explanations put in, and the references to them. */
import type { Gradients } from "../../core/backward.js";
import { SharesOf } from "../../core/shares.js";
import type { Ref } from "../explain/origin.js";
import type { Site } from "../explain/site.js";
import type { Hue } from "../explanation.js";
import { type GradientPlace, gradientPlace } from "../gradientPlace.js";
import { blankOf, type HiddenNumbers } from "./hidden.js";
import { hueOfState, hueOfZ } from "./symbols.js";

type Columns = ReadonlyMap<string, Float64Array>;

/** What an explanation of a gradient is made from. */
export interface GradientSite extends Site {
  readonly slopes: Slopes;
  readonly hidden: HiddenNumbers;
}

/** Reads the state gradients kept, and runs single backward steps again for what is not. Layers count from 1. */
export class Slopes {
  private readonly steps = new Map<number, SharesOf>();
  private readonly zs = new Map<string, Columns>();

  constructor(readonly gradients: Gradients) {}

  /** The row of time `t` of ∂L/∂h, ∂L/∂c, ∂L/∂ŷ or ∂L/∂x of a layer: a view. Throws where it has none. */
  state(layer: number, name: string, t: number): Float64Array {
    const of = this.gradients.layers[layer - 1];
    if (of === undefined) throw new RangeError(`no layer ${layer}`);
    const { D, H } = of.layer;
    // Rows of h and c start at time 0, those of ŷ and x at time 1.
    if (name === "x") return rowOf(of.x, t - 1, D);
    if (name === "yhat") return rowOf(of.yhat, t - 1, H);
    return rowOf(of.states.get(name as "h" | "c") ?? null, t, H);
  }

  /** ∂L/∂z_k at step `t`, each H, by the names of the preactivations. */
  z(layer: number, t: number): Columns {
    const key = `${layer}/${t}`;
    const known = this.zs.get(key);
    if (known !== undefined) return known;
    const z = copyOf(this.stepsOf(layer).at(t).z);
    this.zs.set(key, z);
    return z;
  }

  /** The gradients of h and c at time `t` (0 … T−1) that come from later steps alone. */
  later(layer: number, t: number): Columns {
    const steps = this.stepsOf(layer);
    steps.at(t + 1);
    return copyOf(steps.laterAlone(t + 1));
  }

  private stepsOf(layer: number): SharesOf {
    const steps = this.steps.get(layer) ?? new SharesOf(this.gradients, layer - 1);
    this.steps.set(layer, steps);
    return steps;
  }
}

function rowOf(column: Float64Array | null, at: number, width: number): Float64Array {
  if (column === null || at < 0 || (at + 1) * width > column.length) throw new RangeError("no such gradient in this trace");
  return column.subarray(at * width, (at + 1) * width);
}

function copyOf(columns: Columns): Columns {
  return new Map([...columns].map(([name, values]) => [name, values.slice()]));
}

/** A number of the backward pass that is explained by itself. */
export function slopeRef(site: GradientSite, place: GradientPlace, value: number, hue: Hue = "ink"): Ref {
  const isHidden = site.hidden.has(value) || blankOf(site, place) !== null;
  return { value, hue, origin: { kind: "gradient", place }, ...(isHidden && { isHidden }) };
}

/** ∂L/∂h_t of a unit, every path counted. */
export function stateSlope(site: GradientSite, layer: number, name: "h" | "c" | "yhat" | "x", t: number, unit: number): Ref {
  const value = site.slopes.state(layer, name, t)[unit - 1];
  return slopeRef(site, gradientPlace("state", layer, name, { t, row: unit }), value, hueOfState(name));
}

/** ∂L/∂z_k of a unit at step `t`. */
export function zSlope(site: GradientSite, layer: number, name: string, t: number, unit: number): Ref {
  const value = site.slopes.z(layer, t).get(name)?.[unit - 1] ?? Number.NaN;
  return slopeRef(site, gradientPlace("z", layer, name, { t, row: unit }), value, hueOfZ(name));
}
