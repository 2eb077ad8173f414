/** What an exercise hides among the gradients: the numbers themselves, and what one of them could be read off. */
import { type GradientSteps, hiddenColumns } from "../protocol/gradients.js";
import type { Hiding } from "../report/answers/hiding.js";
import { parameterKey } from "../report/answers/place.js";
import type { HiddenSteps } from "../report/gradients/hidden.js";

type Column = keyof typeof hiddenColumns;

/** The numbers of a layer's gradients that are hidden. */
export function hiddenNumbers(hiding: Hiding, layer: number, parameters: ReadonlyMap<string, Float64Array>): readonly number[] {
  return [...parameters].flatMap(([name, values]) =>
    hiding.indicesInTrace(parameterKey("gradients", 1, layer, name)).map((index) => values[index]),
  );
}

/** Whether a number is, but for its sign, one of those: where one step has a target the gradient of a bias is that of the state. */
export function isAmong(numbers: readonly number[], value: number): boolean {
  return numbers.some((number) => number !== 0 && Math.abs(Math.abs(number) - Math.abs(value)) <= 1e-9 * Math.abs(number));
}

/** The steps with those at which a norm is one of the numbers. */
export function withSame(steps: ReadonlySet<number>, norms: Float64Array | null, numbers: readonly number[]): ReadonlySet<number> {
  if (norms === null || numbers.length === 0) return steps;
  const same = [...norms.keys()].filter((at) => isAmong(numbers, norms[at])).map((at) => at + 1);
  return new Set([...steps, ...same]);
}

/** NaN at the steps that are hidden; `values` has one a step, the first of step `from`. */
export function withoutSteps(values: Float64Array, hidden: ReadonlySet<number>, from: number): Float64Array {
  if (hidden.size === 0) return values;
  return values.map((value, k) => (hidden.has(from + k) ? Number.NaN : value));
}

/** The columns hidden of each step from … to. */
export function hiddenFlags(hidden: HiddenSteps, from: number, to: number): GradientSteps["hidden"] {
  const columns = Object.entries(hiddenColumns) as readonly (readonly [Column, number])[];
  if (columns.every(([name]) => hidden[name].size === 0)) return null;
  const flags = new Uint8Array(to - from + 1);
  for (const [name, flag] of columns) for (const t of hidden[name]) if (t >= from && t <= to) flags[t - from] |= flag;
  return flags;
}
