/** States of a training kept at even distances within a bound of memory. */
import { type AdamState, copyOfState } from "./adam.js";

/** Never more than this many, however small a state is: the way back from the next one is short enough. */
const most = 1024;

/** The states of a training that are kept, so that any update can be gone back to in bounded memory. */
export class Checkpoints {
  private readonly states = new Map<number, AdamState>();
  private readonly capacity: number;
  /** Distance between two of them, a power of two. */
  private stride = 1;

  /** `start` is state 0, which is always kept; the others may take `memory` bytes, but one always has room. */
  constructor(start: AdamState, memory: number) {
    this.states.set(0, copyOfState(start));
    this.capacity = Math.max(1, Math.min(most, Math.floor(memory / bytesOf(start))));
  }

  /** How many are kept, state 0 included. */
  get size(): number {
    return this.states.size;
  }

  /** Keeps a copy of state `count` if it is due; when there is no more room, every other one goes. */
  offer(count: number, state: AdamState): void {
    if (count % this.stride !== 0) return;
    this.states.set(count, copyOfState(state));
    while (this.states.size - 1 > this.capacity) {
      this.stride *= 2;
      for (const at of this.states.keys()) if (at % this.stride !== 0) this.states.delete(at);
    }
  }

  /** The last one kept at or before `count`. */
  before(count: number): { readonly count: number; readonly state: AdamState } {
    let found = { count: -1, state: { t: 0, layers: [] } as AdamState };
    for (const [at, state] of this.states) if (at <= count && at > found.count) found = { count: at, state };
    return found;
  }

  /** Drops those after `count`. */
  forgetAfter(count: number): void {
    for (const at of this.states.keys()) if (at > count) this.states.delete(at);
  }
}

/** W, V and S of every parameter. */
function bytesOf({ layers }: AdamState): number {
  let bytes = 1;
  for (const { parameters } of layers) for (const values of parameters.values()) bytes += 3 * values.byteLength;
  return bytes;
}
