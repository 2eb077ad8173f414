/** What an exercise hides of a backward pass: its blanks, what is the same number under another name, and what one of them could be read off. */
import type { Gradients, LayerGradients } from "../../core/backward.js";
import type { Hiding } from "../answers/hiding.js";
import { type AnswerPlace, parameterKey, stepKey } from "../answers/place.js";
import { isFactorHidden, type Ref } from "../explain/origin.js";
import { layerTrace, type Site } from "../explain/site.js";
import type { EquationLine, Term, Token, Working } from "../explanation.js";
import type { GradientPlace } from "../gradientPlace.js";

/** Steps (from 1) at which the norms of the gradients of h and of c, the factor back to the step before, and what is said of all forget gates are hidden. */
export type HiddenSteps = Readonly<Record<"h" | "c" | "factor" | "f", ReadonlySet<number>>>;

/**
 * A norm, a quartile or a mean over numbers of which one is hidden is hidden, and so is the factor of a step back where the state's gradient on either side
 * or the forget gate is: with one unit these are the very numbers.
 */
export function hiddenSteps(hiding: Hiding, layer: number, H: number): HiddenSteps {
  const steps = (quantity: Parameters<typeof stepKey>[1]) =>
    new Set(hiding.indicesInTrace(stepKey(layer, quantity)).map((index) => Math.floor(index / H) + 1));
  const [h, c, f] = [steps("dh"), steps("dc"), steps("f")];
  const factor = new Set([...f, ...[...h, ...c].flatMap((t) => [t, t + 1])]);
  return { h, c, factor, f };
}

/** Whether a number of the parameter's gradient, that of the trace shown, is hidden. */
export function isGradientHidden(hiding: Hiding, layer: number, parameter: string): boolean {
  return hiding.indicesInTrace(parameterKey("gradients", 1, layer, parameter)).length > 0;
}

/** Whether a number is said of many of which one is hidden. */
export function isOfHidden({ hiding, trace }: Site, { kind, layer, name, t }: GradientPlace): boolean {
  const steps = () => hiddenSteps(hiding, layer, trace.layers[layer - 1].layer.H);
  switch (kind) {
    case "norm":
    case "laterNorm":
      return name !== "x" && steps()[name === "c" ? "c" : "h"].has(t);
    case "factor":
      return steps().factor.has(t);
    case "mean":
      return steps().f.has(t);
    case "parameterNorm":
      return isGradientHidden(hiding, layer, name);
    default:
      return false;
  }
}

/** The place of the blank that a number of the backward pass is; null where it is none. */
export function blankOf(site: Site, { kind, layer, name, t, row, col }: GradientPlace): AnswerPlace | null {
  if (kind === "state" && name !== "x" && t > 0) {
    const blank = { kind: "step", quantity: name === "c" ? "dc" : "dh", layer, t, unit: row } as const;
    return site.hiding.isBlankOfTrace(blank) ? blank : null;
  }
  if (kind !== "entry") return null;
  const { cols, isVector } = layerTrace(site, layer).layer.parameters.get(name) ?? { cols: 1, isVector: false };
  const at = (row - 1) * cols + col - 1;
  const blank = { kind: "parameter", quantity: "gradients", layer, update: 1, parameter: name, row, column: col, isVector, at } as const;
  return site.hiding.isBlankOfTrace(blank) ? blank : null;
}

/** Everything of one trace that is hidden, to find it again under another name: a bias's gradient is that of z where there is one step. */
export class HiddenNumbers {
  /** In order. */
  readonly #sizes: Float64Array;

  constructor(hiding: Hiding, gradients: Gradients) {
    this.#sizes = Float64Array.from(hiding.isEmpty ? [] : numbersOf(hiding, gradients)).sort();
  }

  /** Whether a number is one of them, but for its sign; a zero tells nothing. */
  has(value: number): boolean {
    const sizes = this.#sizes;
    const size = Math.abs(value);
    if (sizes.length === 0 || size === 0 || Number.isNaN(size)) return false;
    let [from, to] = [0, sizes.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sizes[middle] < size * (1 - tolerance)) from = middle + 1;
      else to = middle;
    }
    return sizes[from] <= size * (1 + tolerance);
  }
}

/** What two ways of working out one number may differ by. */
const tolerance = 1e-9;

function numbersOf(hiding: Hiding, { trace, layers }: Gradients): readonly number[] {
  const found: number[] = [];
  const add = (values: Float64Array | null | undefined, key: string) => {
    if (values) for (const index of hiding.indicesInTrace(key)) found.push(Math.abs(values[index]));
  };
  for (const [at, of] of trace.layers.entries()) {
    for (const [name, values] of of.quantities) add(values, stepKey(at + 1, name));
    for (const [key, values] of slopesOf(layers[at], at + 1)) add(values, key);
  }
  add(trace.loss?.perStep, "loss_t");
  add(trace.loss && Float64Array.of(trace.loss.total), "loss");
  return found;
}

/** A layer's gradients by the keys of `place.ts`, and their squares, to which the first update from zeros corrects S; rows of the states begin at time 0. */
function slopesOf({ layer: { H }, states, yhat, parameters }: LayerGradients, layer: number) {
  return [
    [stepKey(layer, "dh"), yhat ?? states.get("h")?.subarray(H)],
    [stepKey(layer, "dc"), states.get("c")?.subarray(H)],
    ...[...parameters].map(([name, values]) => [parameterKey("gradients", 1, layer, name), values] as const),
    ...[...parameters].map(([name, values]) => [parameterKey("S_corr", 1, layer, name), values.map((value) => value * value)] as const),
  ] as const;
}

/** Whether a hidden number is in what a term is made of. */
export function isTermHidden(source: Ref, factors: readonly Ref[] = []): boolean {
  return [source, ...factors].some(isFactorHidden);
}

/** A working without the numbers that are hidden ones under another name. Those that stand in the file do not come from the exercise. */
export function sealed<Of extends Pick<Working, "equation" | "terms" | "numbers">>(working: Of, hidden: HiddenNumbers): Of {
  const { equation, terms, numbers } = working;
  const tokens = [...equation.flatMap(({ left, right }) => [...left, ...right]), ...terms.flatMap((term) => term.numbers ?? [])];
  const given = new Set(terms.flatMap(({ own }) => own ?? []));
  for (const token of tokens)
    if (token.kind === "number" && (token.typed !== undefined || token.link?.kind === "source")) given.add(token.index);
  const same = new Set([...numbers.keys()].filter((index) => !given.has(index) && hidden.has(numbers[index])));
  if (same.size === 0) return working;
  const seen = (token: Token): Token => (token.kind === "number" && same.has(token.index) ? { ...token, isHidden: true } : token);
  const lines = equation.map(({ left, right }): EquationLine => ({ left: left.map(seen), right: right.map(seen) }));
  const isHidden = (term: Term): boolean =>
    same.has(term.index) || (term.numbers ?? []).some((token) => token.kind === "number" && same.has(token.index));
  return {
    ...working,
    equation: lines,
    terms: terms.some(isHidden) ? [] : terms,
    numbers: numbers.map((value, index) => (same.has(index) ? Number.NaN : value)),
  };
}
