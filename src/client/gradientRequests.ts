/** What the page is told of the gradients: the backward pass is run once a trace, and cut to what is asked for. */
import * as l10n from "@vscode/l10n";
import type { Gradients, LayerGradients } from "../core/backward.js";
import { type Factors, factors, verdictBounds } from "../core/factors.js";
import { norm } from "../core/linear.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import { type StepParts, stepParts } from "../core/stepParts.js";
import { quantityOf } from "../core/trace.js";
import type { GradientAt, GradientSteps, GradientSummary, Passage } from "../protocol/gradients.js";
import { stepKey } from "../report/answers/place.js";
import { exact } from "../report/format.js";
import { type HiddenSteps, hiddenSteps, isGradientHidden } from "../report/gradients/hidden.js";
import type { Answerer } from "./answerer.js";
import { hiddenFlags, hiddenNumbers, isAmong, withoutSteps, withSame } from "./hiddenGradients.js";
import { gradientsOf, once } from "./once.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";
import { mostNumbers } from "./steps.js";

type Wanted<T> = Promise<T | typeof unwanted>;

/** Norms by step of one layer as far as they may be seen, and which are not, each T: of dL/dh_t (dL/dŷ_t of a dense layer) and, of an lstm, of dL/dc_t. */
interface StateNorms {
  readonly h: Float64Array;
  readonly c: Float64Array | null;
  readonly hidden: HiddenSteps;
}

/** The gradients of all layers, but for the numbers by step. */
export async function summaryOf(answerer: Answerer, traced: Traced): Wanted<GradientSummary> {
  const gradients = await mustHave(answerer, traced);
  if (gradients === unwanted) return unwanted;
  const norms = await allNorms(answerer, traced, gradients);
  if (norms === unwanted) return unwanted;
  const own = gradients.layers.flatMap(({ layer, parameters }, index) =>
    [...layer.parameters.values()].map(({ name, rows, cols, isVector }) => ({
      shape: { layer: index + 1, name, rows, cols, isVector },
      size: isGradientHidden(traced.hiding, index + 1, name) ? Number.NaN : norm(parameters.get(name) ?? new Float64Array()),
    })),
  );
  const { notFinite } = gradients;
  return {
    revision: traced.shape.revision,
    parameters: own.map(({ shape }) => shape),
    norms: Float64Array.from(own, ({ size }) => size),
    hidden: own.flatMap(({ shape: { layer, name } }, k) => (isGradientHidden(traced.hiding, layer, name) ? [k] : [])),
    reach: Float64Array.from(norms.flatMap(({ h, c }) => reachOf(c === null ? [h] : [h, c]))),
    notFinite:
      notFinite === null
        ? null
        : l10n.t(
            "Back from t = {0} on there are gradients that are not finite, the first of them of {1}, unit {2} in layer {3}.",
            ...[notFinite.t, notFinite.state, notFinite.unit, notFinite.layer],
          ),
  };
}

/** The gradients of one layer at the steps in sight. */
export async function gradientStepsOf(
  answerer: Answerer,
  traced: Traced,
  query: { readonly revision: number; readonly layer: number; readonly from: number; readonly to: number },
): Wanted<GradientSteps> {
  const { layer, from, to } = query;
  const gradients = await mustHave(answerer, traced, layer);
  if (gradients === unwanted) return unwanted;
  const { T } = traced.trace;
  const { parameters } = gradients.layers[layer - 1];
  if (to > T || (to - from + 1) * (parameters.size + 6) > mostNumbers) throw new RangeError(`steps ${from} to ${to}: not in this trace`);
  const norms = await allNorms(answerer, traced, gradients);
  const parts = await partsOf(answerer, traced, gradients, layer);
  const f = await answerer.compute(traced, (shouldYield) => forgetGates(traced, query, shouldYield));
  if (norms === unwanted || parts === unwanted || f === unwanted) return unwanted;
  const cut = (values: Float64Array) => values.slice(from - 1, to);
  const { h, c, hidden } = norms[layer - 1];
  return {
    ...query,
    ...{ h: cut(h), c: c === null ? null : cut(c), f: withoutGates(f, hidden, from), hidden: hiddenFlags(hidden, from, to) },
    factor: parts.factor === null ? null : withoutSteps(cut(parts.factor), hidden.factor, from),
    given: traced.trace.loss?.given.slice(from - 1, to) ?? new Uint8Array(to - from + 1),
    ...cutShares(parts, from, to),
  };
}

/** What the shares of all steps add up to, for every parameter of every layer. */
export async function shareSumsOf(answerer: Answerer, traced: Traced): Wanted<Float64Array> {
  const gradients = await mustHave(answerer, traced);
  if (gradients === unwanted) return unwanted;
  const sums: number[] = [];
  for (let layer = 1; layer <= gradients.layers.length; layer++) {
    const parts = await partsOf(answerer, traced, gradients, layer);
    if (parts === unwanted) return unwanted;
    for (const values of parts.shares.values()) sums.push(values.reduce((sum, value) => sum + value, 0));
  }
  return Float64Array.from(sums);
}

function withoutGates(f: GradientSteps["f"], hidden: HiddenSteps, from: number): GradientSteps["f"] {
  if (f === null) return null;
  const seen = (values: Float64Array) => withoutSteps(values, hidden.f, from);
  return { lower: seen(f.lower), upper: seen(f.upper), mean: seen(f.mean) };
}

function cutShares({ shares }: StepParts, from: number, to: number): Pick<GradientSteps, "parameters" | "shares" | "reach"> {
  const count = to - from + 1;
  const rows = new Float64Array(shares.size * count);
  for (const [k, values] of [...shares.values()].entries()) {
    rows.set(values.subarray(from - 1, to), k * count);
  }
  return { parameters: [...shares.keys()], shares: rows, reach: exact(usualReach([...shares.values()])) };
}

/** Values looked at for what is usual. */
const mostSamples = 4096;

/** What 97 of 100 shares that are seen at all stay within, looked at evenly over all: a few great ones would leave no colour for the others. */
function usualReach(all: readonly Float64Array[]): number {
  const total = all.reduce((sum, { length }) => sum + length, 0);
  const stride = Math.max(1, Math.floor(total / mostSamples));
  const sizes: number[] = [];
  for (const values of all) for (let k = 0; k < values.length; k += stride) if (Number.isFinite(values[k])) sizes.push(Math.abs(values[k]));
  const sorted = Float64Array.from(sizes).sort();
  const seen = sorted.filter((size) => size >= sorted[sorted.length - 1] / 1000);
  return seen[Math.floor(0.97 * seen.length)] ?? 0;
}

/** The gradients at one unit and step. */
export async function gradientAtOf(
  answerer: Answerer,
  traced: Traced,
  { layer, t, unit }: { readonly layer: number; readonly t: number; readonly unit: number },
): Wanted<GradientAt> {
  const gradients = await mustHave(answerer, traced, layer);
  if (gradients === unwanted) return unwanted;
  const { states, yhat, layer: model, parameters } = gradients.layers[layer - 1];
  if (t > traced.trace.T || unit > model.H) throw new RangeError(`unit ${unit} at t = ${t}: not in this trace`);
  const index = (t - 1) * model.H + unit - 1;
  const numbers = hiddenNumbers(traced.hiding, layer, parameters);
  const at = (values: Float64Array | undefined, quantity: "dh" | "dc" | "f") => {
    if (values === undefined) return null;
    const isHidden = traced.hiding.indicesInTrace(stepKey(layer, quantity)).includes(index);
    return isHidden || isAmong(numbers, values[index]) ? "hidden" : exact(values[index]);
  };
  // The states begin at time 0.
  const [h, c] = [states.get("h")?.subarray(model.H), states.get("c")?.subarray(model.H)];
  const f = model.cell === "lstm" ? quantityOf(traced.trace.layers[layer - 1], "f") : undefined;
  return { h: at(h, "dh") ?? at(yhat ?? undefined, "dh") ?? "NaN", c: at(c, "dc"), f: at(f, "f") };
}

/** The verdict on a recurrent layer. */
export async function passageOf(answerer: Answerer, traced: Traced, layer: number): Wanted<Passage> {
  const found = await factorsOf(answerer, traced, layer);
  if (found === unwanted) return unwanted;
  const { growth, logToEnd, verdict } = found;
  return { growth: exact(growth), magnitude: exact(logToEnd[0] / Math.LN10), verdict, bounds: verdictBounds };
}

/** How a gradient fares through a recurrent layer. */
export function factorsOf(answerer: Answerer, traced: Traced, layer: number): Wanted<Factors> {
  const of = traced.trace.layers[layer - 1];
  if (of === undefined || of.layer.cell === "dense") throw new RangeError(`layer ${layer} is no recurrent layer of this trace`);
  return once<Factors>(answerer, traced, `factors ${layer}`, (shouldYield) => factors(traced.trace, layer - 1, shouldYield));
}

export function mustHave(answerer: Answerer, traced: Traced, layer = 1): Wanted<Gradients> {
  if (traced.trace.loss === null) throw new RangeError("this trace has no loss");
  if (traced.trace.layers[layer - 1] === undefined) throw new RangeError(`layer ${layer}: not in this trace`);
  return gradientsOf(answerer, traced);
}

export function partsOf(answerer: Answerer, traced: Traced, gradients: Gradients, layer: number): Wanted<StepParts> {
  return once(answerer, traced, `parts ${layer}`, (shouldYield) => stepParts(gradients, layer - 1, shouldYield));
}

function allNorms(answerer: Answerer, traced: Traced, gradients: Gradients): Wanted<readonly StateNorms[]> {
  return once(answerer, traced, "norms", function* (shouldYield): Sliced<readonly StateNorms[]> {
    const all: StateNorms[] = [];
    for (const [index, layer] of gradients.layers.entries()) {
      const { h, c } = yield* normsOf(layer, traced.trace.T, shouldYield);
      const own = hiddenSteps(traced.hiding, index + 1, layer.layer.H);
      const numbers = hiddenNumbers(traced.hiding, index + 1, layer.parameters);
      const hidden = { ...own, h: withSame(own.h, h, numbers), c: withSame(own.c, c, numbers) };
      all.push({ h: withoutSteps(h, hidden.h, 1), c: c === null ? null : withoutSteps(c, hidden.c, 1), hidden });
    }
    return all;
  });
}

function* normsOf({ layer, states, yhat }: LayerGradients, T: number, shouldYield: ShouldYield): Sliced<Pick<StateNorms, "h" | "c">> {
  const rows = function* (values: Float64Array, first: number): Sliced<Float64Array> {
    const norms = new Float64Array(T);
    for (let t = 0; t < T; t++) {
      norms[t] = norm(values.subarray((t + first) * layer.H, (t + first + 1) * layer.H));
      if (t % 64 === 63 && shouldYield()) yield { done: t, total: T };
    }
    return norms;
  };
  const c = states.get("c");
  // Rows of the states start at time 0, those of ŷ at time 1.
  return {
    h: yield* rows(states.get("h") ?? yhat ?? new Float64Array(), yhat === null ? 1 : 0),
    c: c === undefined ? null : yield* rows(c, 1),
  };
}

/** Least and greatest that a log axis can show. */
function reachOf(all: readonly Float64Array[]): readonly [number, number] {
  let [least, greatest] = [Number.NaN, Number.NaN];
  for (const values of all) {
    for (const value of values) {
      if (!(value > 0) || value === Number.POSITIVE_INFINITY) continue;
      if (!(value >= least)) least = value;
      if (!(value <= greatest)) greatest = value;
    }
  }
  return [least, greatest];
}

/** Quartiles and mean over the units of f at each step asked for; null where the layer is no lstm. */
function* forgetGates(
  { trace }: Traced,
  { layer, from, to }: { readonly layer: number; readonly from: number; readonly to: number },
  shouldYield: ShouldYield,
): Sliced<GradientSteps["f"]> {
  const of = trace.layers[layer - 1];
  if (of.layer.cell !== "lstm") return null;
  const { H } = of.layer;
  const f = quantityOf(of, "f");
  const count = to - from + 1;
  const [lower, upper, mean] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k < count; k++) {
    const units = f.slice((from - 1 + k) * H, (from + k) * H).sort();
    lower[k] = units[Math.round((H - 1) / 4)];
    upper[k] = units[Math.round(((H - 1) * 3) / 4)];
    mean[k] = units.reduce((sum, value) => sum + value, 0) / H;
    if (shouldYield()) yield { done: k, total: count };
  }
  return { lower, upper, mean };
}
