/** What a whole trace comes to: how often its gates saturate, and how far its quantities reach. */
import { activationOf } from "../core/activation.js";
import type { Activation } from "../core/model.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import { type LayerTrace, type Quantity, quantityOf, row, type Trace } from "../core/trace.js";

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

/** Steps counted between two questions whether to yield: each lies on a cache line of its own where there are many units. */
const stride = 2048;

/** In how many steps a unit (from 1) of `layer` (from 1) is saturated, a number a gate. */
export function* saturatedSteps(trace: Trace, layer: number, unit: number, shouldYield: ShouldYield): Sliced<readonly number[]> {
  const of = trace.layers[layer - 1];
  const { H } = of.layer;
  const counts: number[] = [];
  for (const quantity of valvesOf(of)) {
    const values = quantityOf(of, quantity);
    let steps = 0;
    for (let from = unit - 1; from < values.length; from += stride * H) {
      const to = Math.min(values.length, from + stride * H);
      for (let at = from; at < to; at += H) if (isSaturated(values[at])) steps++;
      if (shouldYield()) yield { done: from, total: values.length };
    }
    counts.push(steps);
  }
  return counts;
}

/** A row a gate of `layer` (from 1): `steps`, as `saturatedSteps` has them of a unit, and how many units are saturated at step `t` (from 1). */
export function saturation(trace: Trace, layer: number, t: number, steps: readonly number[]): readonly GateSaturation[] {
  const of = trace.layers[layer - 1];
  return valvesOf(of).map((quantity, gate) => {
    const units = row(quantityOf(of, quantity), t, of.layer.H).filter(isSaturated).length;
    return { quantity, steps: steps[gate], units };
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
