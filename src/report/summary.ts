/** What a whole trace comes to: how often its gates saturate, and how far its quantities reach. */
import { activationOf } from "../core/activation.js";
import type { Activation } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { LayerTrace, Quantity, Trace } from "../core/trace.js";

/** A gate counts as shut below the first and open above the second. */
const shut = 0.05;
const open = 0.95;

/** How often one gate is nearly shut or nearly open. */
export interface GateSaturation {
  readonly quantity: Quantity;
  /** Steps of the whole trace in which this unit is below .05 or above .95. */
  readonly steps: number;
  /** Units of this step below .05 or above .95. */
  readonly units: number;
}

function isSaturated(value: number): boolean {
  return value < shut || value > open;
}

function staysBetweenZeroAndOne(activation: Activation): boolean {
  if (activation.kind === "named" && activation.name === "softmax") return false;
  const [least, greatest] = activationOf(activation).range;
  return least >= 0 && greatest <= 1;
}

/** The gates of a layer that let a share from 0 to 1 through; none where another activation lets them leave that range. */
export function valvesOf({ layer }: LayerTrace): readonly Quantity[] {
  if (layer.cell !== "lstm" && layer.cell !== "gru") return [];
  if (!staysBetweenZeroAndOne(layer.activations.gate)) return [];
  return layer.cell === "lstm" ? ["f", "i", "o"] : ["r", "z"];
}

/** A row a gate of `layer`, for `unit` over all steps and for all units of step `t`; all three count from 1. */
export function saturation(trace: Trace, layer: number, t: number, unit: number): readonly GateSaturation[] {
  const of = trace.layers[layer - 1];
  const { H } = of.layer;
  return valvesOf(of).map((quantity) => {
    const values = of.quantities.get(quantity) ?? new Float64Array();
    let steps = 0;
    for (let at = unit - 1; at < values.length; at += H) if (isSaturated(values[at])) steps++;
    const units = values.subarray((t - 1) * H, t * H).filter(isSaturated).length;
    return { quantity, steps, units };
  });
}

export type Range = readonly [number, number];

/** Values looked at between two questions whether to yield. */
const block = 1 << 14;

/** Least and greatest finite value of every quantity, a record a layer; a quantity without any finite value is left out. */
export function* ranges(trace: Trace, shouldYield: ShouldYield): Sliced<readonly Partial<Record<Quantity, Range>>[]> {
  const total = trace.layers.reduce((sum, { quantities }) => sum + quantities.size, 0);
  const all: Partial<Record<Quantity, Range>>[] = [];
  let done = 0;
  for (const { quantities } of trace.layers) {
    const ofLayer: Partial<Record<Quantity, Range>> = {};
    for (const [quantity, values] of quantities) {
      let least = Number.POSITIVE_INFINITY;
      let greatest = Number.NEGATIVE_INFINITY;
      for (let from = 0; from < values.length; from += block) {
        for (const value of values.subarray(from, from + block)) {
          if (!Number.isFinite(value)) continue;
          if (value < least) least = value;
          if (value > greatest) greatest = value;
        }
        if (shouldYield()) yield { done, total };
      }
      if (least <= greatest) ofLayer[quantity] = [least, greatest];
      done++;
    }
    all.push(ofLayer);
  }
  return all;
}
