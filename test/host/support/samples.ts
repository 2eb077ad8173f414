/** Reads a profile of the extension host: whose code ran between two moments, and what ran longest. */
import type { Profiler } from "node:inspector";

/** Who can run: what is below a function of Unroll's is Unroll's, as it has called it; then the tests'; else VS Code's. The engine's own is nobody's. */
export type Owner = "Unroll" | "tests" | "VS Code" | "garbage collector" | "engine" | "idle";

const engine: Readonly<Record<string, Owner>> = {
  "(garbage collector)": "garbage collector",
  "(program)": "engine",
  "(root)": "engine",
  "(idle)": "idle",
};

type Frame = Profiler.ProfileNode["callFrame"];

/** How many functions of a stack are told. */
const depth = 8;

export class Samples {
  readonly #profile: Profiler.Profile;
  readonly #frames: ReadonlyMap<number, Frame>;
  readonly #callers = new Map<number, number>();
  readonly #owners = new Map<number, Owner>();
  /** When each sample was taken, in microseconds, ascending. */
  readonly #times: Float64Array;

  constructor(profile: Profiler.Profile, ownerOf: (url: string) => Owner | null) {
    this.#profile = profile;
    this.#frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
    for (const { id, children = [] } of profile.nodes) for (const child of children) this.#callers.set(child, id);
    // A caller stands before what it calls.
    for (const { id, callFrame } of profile.nodes) {
      const above = this.#owners.get(this.#callers.get(id) ?? -1) ?? "engine";
      const named = engine[callFrame.functionName] ?? ownerOf(callFrame.url) ?? "VS Code";
      this.#owners.set(id, above === "Unroll" || (above === "tests" && named !== "Unroll") ? above : named);
    }
    let at = profile.startTime;
    this.#times = Float64Array.from(profile.timeDeltas ?? [], (delta) => (at += delta));
  }

  /** Whose code ran after `from` until `to`, in milliseconds, most first, and the stack met most often, the collector's apart: it says beside what it was at work. */
  between(from: number, to: number): { owners: readonly (readonly [Owner, number])[]; heaviest: string } {
    const { samples = [], timeDeltas = [] } = this.#profile;
    const owners = new Map<Owner, number>();
    const nodes = new Map<number, number>();
    for (let index = firstAfter(this.#times, from); index < samples.length && this.#times[index] <= to; index++) {
      const time = timeDeltas[index] / 1000;
      const owner = this.#owners.get(samples[index]) ?? "engine";
      add(owners, owner, time);
      if (owner !== "garbage collector") add(nodes, samples[index], time);
    }
    const [heaviest] = mostFirst(nodes)[0] ?? [];
    return { owners: mostFirst(owners), heaviest: heaviest === undefined ? "nothing that was sampled" : this.#stack(heaviest) };
  }

  /** The function and those that called it, innermost first. */
  #stack(node: number): string {
    const names: string[] = [];
    for (let at: number | undefined = node; at !== undefined && names.length < depth; at = this.#callers.get(at)) {
      const { functionName, url, lineNumber, columnNumber } = this.#frames.get(at) as Frame;
      names.push(`${functionName || "anonymous"} ${url.split("/").at(-1)}:${lineNumber + 1}:${columnNumber + 1}`.trim());
    }
    return names.join(" < ");
  }
}

function add<K>(sums: Map<K, number>, key: K, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function mostFirst<K>(sums: ReadonlyMap<K, number>): (readonly [K, number])[] {
  return [...sums].sort(([, a], [, b]) => b - a);
}

/** The index of the first number greater than `value` in ascending `numbers`. */
function firstAfter(numbers: Float64Array, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
