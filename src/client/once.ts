/** What several requests about one trace need: computed for it once, when it is first asked for, and kept as long as the trace or until another is asked for. */
import { backward, type Gradients } from "../core/backward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Answerer } from "./answerer.js";
import type { Traced } from "./session.js";
import type { unwanted } from "./slicer.js";

type Begin<T> = (shouldYield: ShouldYield) => Sliced<T>;

interface Kept {
  readonly of: string;
  readonly result: Promise<unknown>;
}

const kept = new WeakMap<Traced, Map<string, Kept>>();

/** The result under this name; who asks while it is being computed waits for the same. */
export function once<T>(answerer: Answerer, traced: Traced, name: string, begin: Begin<T>): Promise<T | typeof unwanted> {
  return lastOf(answerer, traced, [name, ""], begin);
}

/** The same of one thing after the other: of all under a name only the last one asked for is kept. */
export function lastOf<T>(
  answerer: Answerer,
  traced: Traced,
  [name, of]: readonly [name: string, of: string],
  begin: Begin<T>,
): Promise<T | typeof unwanted> {
  const results = kept.get(traced) ?? new Map<string, Kept>();
  kept.set(traced, results);
  const known = results.get(name);
  if (known?.of === of) return known.result as Promise<T | typeof unwanted>;
  const result = answerer.compute(traced, begin);
  results.set(name, { of, result });
  return result;
}

/** The backward pass over the trace, which must have a loss. */
export function gradientsOf(answerer: Answerer, traced: Traced): Promise<Gradients | typeof unwanted> {
  return once(answerer, traced, "gradients", (shouldYield) => backward(traced.trace, shouldYield));
}
