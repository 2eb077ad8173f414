/** The point on an activation's curve where z lands, with the curve round it. */
import { activationOf, type ScalarActivation } from "../../core/activation.js";
import type { Activation } from "../../core/model.js";
import type { ActivationPoint, EquationLine, Token } from "../explanation.js";
import { shortest } from "../format.js";
import type { Site } from "./site.js";
import { line, text } from "./tokens.js";

const sampleCount = 101;
/** The curve is drawn at least this far on both sides of zero, where the usual activations bend. */
const reach = 5;

const symbols: Readonly<Record<string, string>> = { sigmoid: "σ", linear: "" };

/** σ, tanh, hardSigmoid …; an expression is φ, the identity has no name. */
export function activationName(activation: Activation): string {
  return activation.kind === "expression" ? "φ" : (symbols[activation.name] ?? activation.name);
}

/** The activation of what `inner` says: σ(…); of the identity `inner` itself. */
export function applied(activation: Activation, inner: readonly Token[]): readonly Token[] {
  const name = activationName(activation);
  return name === "" ? inner : [text(`${name}(`), ...inner, text(")")];
}

/** What a name that textbooks do not fix stands for: φ(z) = z / (1 + abs(z)). */
export function definition(activation: Activation): readonly EquationLine[] {
  if (activation.kind === "expression") return [line([text("φ(z)")], [text(activation.expression.source)])];
  if (activation.name !== "hardSigmoid" || activation.slope === undefined) return [];
  return [line([text("hardSigmoid(z)")], [text(`clip(${shortest(activation.slope)}·z + 0.5, 0, 1)`)])];
}

/** ŷ_k of a softmax as a function of its own z alone: 1 / (1 + e^(log Σ_{j≠k} e^(z_j) − z)). */
export function softmaxOf(z: Float64Array, unit: number): ScalarActivation {
  const others = z.filter((_, at) => at !== unit - 1);
  const greatest = Math.max(...others);
  const rest =
    others.length === 0 ? Number.NEGATIVE_INFINITY : greatest + Math.log(others.reduce((sum, each) => sum + Math.exp(each - greatest), 0));
  const value = (own: number) => 1 / (1 + Math.exp(rest - own));
  return { value, derivative: (own) => value(own) * (1 - value(own)), range: [0, 1] };
}

/** Finite ends that hold all of `samples`. */
function drawnRange(range: readonly [number, number], samples: readonly number[]): readonly [number, number] {
  if (range.every(Number.isFinite)) return range;
  const finite = samples.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const least = Math.min(...finite);
  const greatest = Math.max(...finite);
  return least < greatest ? [least, greatest] : [least - 0.5, greatest + 0.5];
}

/** Null where there is no curve to show: for the identity, and where z is not finite. */
export function activationPoint(
  site: Site,
  activation: Activation,
  z: number,
  value: number,
  scalar?: ScalarActivation,
): ActivationPoint | null {
  const name = activationName(activation);
  if (name === "" || !Number.isFinite(z)) return null;
  const curve = scalar ?? activationOf(activation);
  const end = Math.max(reach, Math.min(Math.abs(z) * 1.1, Number.MAX_VALUE));
  const samples = Array.from({ length: sampleCount }, (_, at) => curve.value(end * ((2 * at) / (sampleCount - 1) - 1)));
  const { numbers } = site;
  return {
    name,
    z: numbers.add(z),
    value: numbers.add(value),
    slope: numbers.add(curve.derivative(z)),
    from: numbers.add(-end),
    to: numbers.add(end),
    samples: { start: numbers.addAll(samples), count: sampleCount },
    range: drawnRange(curve.range, [...samples, value]),
  };
}
