/** Adam's update of all parameters by the kernels: bit for bit what the reference gives. */
import { type AdamArrays, type AdamSettings, stepFactors } from "../adamArrays.js";
import type { EpsilonRule } from "../model.js";
import type { Pace } from "../pace.js";
import type { Sliced } from "../slices.js";
import type { Kernels } from "./module.js";
import { Layout, Workspace } from "./workspace.js";

/** Numbers of each array taken at a time; where all four are brought in, four such runs lie in the second cache. */
const block = 4096;

/** What every memory begins with. */
function head(layout: Layout) {
  return { settings: layout.doubles(5), g: layout.doubles(block) };
}

const layout = new Layout();
const at = head(layout);
/** Where a run of each array is brought to, unless it lies in the memory already. */
const copies = { W: layout.doubles(block), V: layout.doubles(block), S: layout.doubles(block) };

const updates = {
  outside: "adamOutside",
  hat: "adamOutside",
  inside: "adamInside",
} as const satisfies Readonly<Record<EpsilonRule, keyof Kernels>>;

/** Memories that hold states, by the buffer that an array in it has. */
const memories = new WeakMap<ArrayBufferLike, Workspace>();

/**
 * Hands out arrays of zeros, of these lengths in any order, from one memory: an update of arrays that all lie there copies nothing but the gradients.
 * Null where there is no memory or no WebAssembly for it.
 */
export function stateMemory(lengths: readonly number[]): ((length: number) => Float64Array) | null {
  const [needed, taken] = [new Layout(), new Layout()];
  head(needed);
  head(taken);
  for (const length of lengths) needed.doubles(length);
  const workspace = Workspace.own(needed);
  if (workspace === null) return null;
  memories.set(workspace.buffer, workspace);
  return (length) => workspace.view(taken.doubles(length), length);
}

/** A run of one parameter that stands at number `place` of its block. */
interface Run {
  readonly arrays: AdamArrays;
  readonly from: number;
  readonly count: number;
  readonly place: number;
}

/** Takes update `t` (from 1) of all parameters, small ones together; false, and nothing done, where there is no WebAssembly for it. */
export function* kernelAdam(parameters: readonly AdamArrays[], settings: AdamSettings, t: number, pace: Pace): Sliced<boolean> {
  const own = memoryOf(parameters);
  const workspace = own ?? Workspace.lease(layout);
  if (workspace === null) return false;
  const update = updates[settings.epsilonRule];
  const numbers = numbersOf(settings, t);
  try {
    for (const { runs, count } of blocksOf(parameters)) {
      workspace.write(at.settings, numbers);
      for (const { arrays, from, count, place } of runs) workspace.write(at.g + 8 * place, arrays.g, from, count);
      if (own === null) throughCopies(workspace, update, runs, count);
      else for (const run of runs) inPlace(own, update, run);
      if (pace.spend(4 * count)) yield pace.progress();
    }
  } finally {
    if (own === null) workspace.release();
  }
  return true;
}

/** The memory in which all arrays but the gradients lie, if there is one. */
function memoryOf(parameters: readonly AdamArrays[]): Workspace | null {
  const { buffer } = parameters[0].W;
  const memory = memories.get(buffer);
  if (memory === undefined) return null;
  const isInside = (array: Float64Array): boolean => array.buffer === buffer;
  return parameters.every(({ W, V, S, nextW, nextV, nextS }) => [W, V, S, nextW, nextV, nextS].every(isInside)) ? memory : null;
}

/** The parameters cut into blocks. */
function* blocksOf(parameters: readonly AdamArrays[]): Generator<{ readonly runs: readonly Run[]; readonly count: number }> {
  let runs: Run[] = [];
  let place = 0;
  for (const arrays of parameters) {
    for (let from = 0; from < arrays.W.length; ) {
      const count = Math.min(block - place, arrays.W.length - from);
      runs.push({ arrays, from, count, place });
      from += count;
      // The kernels take four at a time: a run ends with four of its own.
      place += (count + 3) & ~3;
      if (place < block) continue;
      yield { runs, count: place };
      runs = [];
      place = 0;
    }
  }
  if (place > 0) yield { runs, count: place };
}

type UpdateName = (typeof updates)[EpsilonRule];

/** Updates a run where it lies; its gradients have been brought in. */
function inPlace({ kernels }: Workspace, update: UpdateName, { arrays, from, count, place }: Run): void {
  const { W, V, S, nextW, nextV, nextS } = arrays;
  const of = (array: Float64Array): number => array.byteOffset + 8 * from;
  kernels[update](at.settings, count, of(W), of(V), of(S), at.g + 8 * place, of(nextW), of(nextV), of(nextS));
}

/** Brings a block of `count` numbers in, updates it and takes it out. */
function throughCopies(workspace: Workspace, update: UpdateName, runs: readonly Run[], count: number): void {
  const { W, V, S } = copies;
  for (const { arrays, from, count, place } of runs) {
    workspace.write(W + 8 * place, arrays.W, from, count);
    workspace.write(V + 8 * place, arrays.V, from, count);
    workspace.write(S + 8 * place, arrays.S, from, count);
  }
  workspace.kernels[update](at.settings, count, W, V, S, at.g, W, V, S);
  for (const { arrays, from, count, place } of runs) {
    workspace.read(W + 8 * place, arrays.nextW, from, count);
    workspace.read(V + 8 * place, arrays.nextV, from, count);
    workspace.read(S + 8 * place, arrays.nextS, from, count);
  }
}

/** The fields of `Adam` in assembly/adam.ts, in its order. */
function numbersOf(settings: AdamSettings, t: number): Float64Array {
  const { rate, scale } = stepFactors(settings, t);
  return Float64Array.of(settings.beta1, settings.beta2, rate, settings.epsilon, scale);
}
