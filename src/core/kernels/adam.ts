/** Adam's update of all parameters by the kernels: bit for bit what the reference gives. */
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

/** A run of one parameter that stands at number `at` of each array in memory. */
interface Segment {
  readonly arrays: AdamArrays;
  readonly from: number;
  readonly count: number;
  readonly at: number;
}

/** Takes update `t` (from 1) of all parameters, small ones together; false, and nothing done, where there is no WebAssembly for it. */
export function* kernelAdam(parameters: readonly AdamArrays[], settings: AdamSettings, t: number, pace: Pace): Sliced<boolean> {
  const workspace = Workspace.lease(layout);
  if (workspace === null) return false;
  workspace.write(places.settings, numbersOf(settings, t));
  const update = updates[settings.epsilonRule];
  try {
    for (const segments of blocksOf(parameters)) {
      let count = 0;
      for (const segment of segments) {
        bringIn(workspace, segment);
        count += segment.count;
      }
      workspace.kernels[update](places.settings, count, places.W, places.V, places.S, places.g);
      for (const segment of segments) takeOut(workspace, segment);
      if (pace.spend(4 * count)) yield pace.progress();
    }
  } finally {
    workspace.release();
  }
  return true;
}

/** The parameters cut into blocks that fit into memory. */
function* blocksOf(parameters: readonly AdamArrays[]): Generator<readonly Segment[]> {
  let segments: Segment[] = [];
  let at = 0;
  for (const arrays of parameters) {
    for (let from = 0; from < arrays.W.length; ) {
      const count = Math.min(block - at, arrays.W.length - from);
      segments.push({ arrays, from, count, at });
      from += count;
      at += count;
      if (at < block) continue;
      yield segments;
      segments = [];
      at = 0;
    }
  }
  if (at > 0) yield segments;
}

function bringIn(workspace: Workspace, { arrays, from, count, at }: Segment): void {
  workspace.write(places.W + 8 * at, arrays.W, from, count);
  workspace.write(places.V + 8 * at, arrays.V, from, count);
  workspace.write(places.S + 8 * at, arrays.S, from, count);
  workspace.write(places.g + 8 * at, arrays.g, from, count);
}

function takeOut(workspace: Workspace, { arrays, from, count, at }: Segment): void {
  workspace.read(places.W + 8 * at, arrays.nextW, from, count);
  workspace.read(places.V + 8 * at, arrays.nextV, from, count);
  workspace.read(places.S + 8 * at, arrays.nextS, from, count);
}

/** The fields of `Adam` in assembly/adam.ts, in its order. */
function numbersOf(settings: AdamSettings, t: number): Float64Array {
  const { alpha, beta1, beta2, epsilon, epsilonRule } = settings;
  const { V, S } = corrections(settings, t);
  return Float64Array.of(beta1, beta2, epsilonRule === "hat" ? (alpha * Math.sqrt(S)) / V : alpha, epsilon, V, S);
}
