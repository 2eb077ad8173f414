/** Adam's update of one parameter by the kernels: bit for bit what the reference gives. */
import { type AdamArrays, type AdamSettings, corrections } from "../adam.js";
import type { EpsilonRule } from "../model.js";
import type { Pace } from "../pace.js";
import type { Sliced } from "../slices.js";
import type { Kernels } from "./module.js";
import { Layout, Workspace } from "./workspace.js";

/** Numbers of each array in memory at a time: four such runs lie in the second cache. */
const block = 4096;

const layout = new Layout();
const places = {
  settings: layout.doubles(6),
  W: layout.doubles(block),
  V: layout.doubles(block),
  S: layout.doubles(block),
  g: layout.doubles(block),
};

const updates: Readonly<Record<EpsilonRule, "adamOutside" | "adamHat" | "adamInside">> = {
  outside: "adamOutside",
  hat: "adamHat",
  inside: "adamInside",
} satisfies Record<EpsilonRule, keyof Kernels>;

/** Takes update `t` (from 1) of a parameter; false, and nothing done, where there is no WebAssembly for it. */
export function* kernelAdam(arrays: AdamArrays, settings: AdamSettings, t: number, pace: Pace): Sliced<boolean> {
  const workspace = Workspace.lease(layout);
  if (workspace === null) return false;
  const { W, V, S, g, nextW, nextV, nextS } = arrays;
  const update = updates[settings.epsilonRule];
  workspace.write(places.settings, numbersOf(settings, t));
  try {
    for (let from = 0; from < W.length; from += block) {
      const count = Math.min(block, W.length - from);
      workspace.write(places.W, W, from, count);
      workspace.write(places.V, V, from, count);
      workspace.write(places.S, S, from, count);
      workspace.write(places.g, g, from, count);
      workspace.kernels[update](places.settings, count, places.W, places.V, places.S, places.g);
      workspace.read(places.W, nextW, from, count);
      workspace.read(places.V, nextV, from, count);
      workspace.read(places.S, nextS, from, count);
      if (pace.spend(4 * count)) yield pace.progress();
    }
  } finally {
    workspace.release();
  }
  return true;
}

/** The fields of `Adam` in assembly/adam.ts, in its order. */
function numbersOf(settings: AdamSettings, t: number): Float64Array {
  const { alpha, beta1, beta2, epsilon, epsilonRule } = settings;
  const { V, S } = corrections(settings, t);
  return Float64Array.of(beta1, beta2, epsilonRule === "hat" ? (alpha * Math.sqrt(S)) / V : alpha, epsilon, V, S);
}
