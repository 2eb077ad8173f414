/** What several requests about one trace need: computed for it once, when it is first asked for, and kept as long as the trace. */
import { backward, type Gradients } from "../core/backward.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { Answerer } from "./answerer.js";
import type { Traced } from "./session.js";
import type { unwanted } from "./slicer.js";

const kept = new WeakMap<Traced, Map<string, Promise<unknown>>>();

/** The result under this name; who asks while it is being computed waits for the same. */
export function once<T>(
  answerer: Answerer,
  traced: Traced,
  name: string,
  begin: (shouldYield: ShouldYield) => Sliced<T>,
): Promise<T | typeof unwanted> {
  const results = kept.get(traced) ?? new Map<string, Promise<unknown>>();
  kept.set(traced, results);
  const known = results.get(name);
  if (known !== undefined) return known as Promise<T | typeof unwanted>;
  const result = answerer.compute(traced, begin);
  results.set(name, result);
  return result;
}

/** The backward pass over the trace, which must have a loss. */
export function gradientsOf(answerer: Answerer, traced: Traced): Promise<Gradients | typeof unwanted> {
  return once(answerer, traced, "gradients", (shouldYield) => backward(traced.trace, shouldYield));
}
