/** Where a number comes from: another value of the trace, a place in the text, or nowhere because it was left out. */
import { before, type Quantity } from "../../core/trace.js";
import { locate, typedText } from "../../document/locate.js";
import type { Path } from "../../document/problem.js";
import { parameterKey } from "../answers/place.js";
import type { Hue, Link, Place } from "../explanation.js";
import { formatTyped, shortest } from "../format.js";
import type { GradientPlace } from "../gradientPlace.js";
import type { Form } from "./forms.js";
import { layerTrace, type Site } from "./site.js";
import { hueOf, type NumberToken } from "./tokens.js";

/** An index from 0 into an array of `size`. */
export interface Index {
  readonly at: number;
  readonly size: number;
}

export type Origin =
  | { readonly kind: "value"; readonly place: Place }
  | { readonly kind: "file"; readonly base: Path; readonly indices: readonly Index[] }
  | { readonly kind: "gradient"; readonly place: GradientPlace }
  | { readonly kind: "leftOut" }
  /** Of the equation itself: the 2 of a square's derivative. */
  | { readonly kind: "constant" }
  /** Worked out on the way, with no place of its own. */
  | { readonly kind: "computed" };

/** A number of an equation, with where it comes from. */
export interface Ref {
  readonly value: number;
  readonly hue: Hue;
  readonly origin: Origin;
  /** How it stands as a factor; left out where it stands by itself. */
  readonly as?: Form;
  /** A blank of an exercise: neither it nor what it is multiplied to is shown. */
  readonly isHidden?: boolean;
}

/** What the number contributes as a factor. */
export function factorOf(ref: Ref): number {
  return ref.as?.factor ?? ref.value;
}

/** Whether a hidden number is in the factor. */
export function isFactorHidden({ isHidden, as: form }: Ref): boolean {
  return isHidden === true || form?.less?.isHidden === true;
}

/** Longer numbers were written by a machine; the view rounds them as it rounds what is computed. */
const longestTyped = 12;

const isNumberText = (typed: string | null): typed is string => typed !== null && /^-?\d/.test(typed);

/** The path of the number itself; indices of size 1 may be missing in the file, because a bare number may stand there. */
export function pathOf(site: Site, base: Path, indices: readonly Index[]): Path | null {
  for (let length = indices.length; length >= 0; length--) {
    const path = [...base, ...indices.slice(0, length).map((index) => index.at)];
    if (isNumberText(typedText(site.document, path))) return path;
    if (indices[length - 1]?.size !== 1) return null;
  }
  return null;
}

/** The link to a number and its text as typed, as far as there is one; after updates the text no longer says the parameter's `value`. */
export function whence(site: Site, { origin, value }: Ref): { readonly link?: Link; readonly typed?: string } {
  if (origin.kind === "value") return { link: { kind: "value", place: origin.place } };
  if (origin.kind === "gradient") return { link: { kind: "gradient", place: origin.place } };
  if (origin.kind === "leftOut") return { typed: "0" };
  if (origin.kind === "constant") return { typed: shortest(value) };
  if (origin.kind === "computed") return {};
  const path = pathOf(site, origin.base, origin.indices);
  const typed = path && typedText(site.document, path);
  if (!path || !typed) return {};
  const link: Link = { kind: "source", path };
  return typed.length > longestTyped || Number(typed) !== value ? { link } : { link, typed: formatTyped(typed) };
}

/** The number as a piece of an equation. */
export function numberToken(site: Site, ref: Ref, inParentheses: boolean): NumberToken {
  if (ref.isHidden) return { ...hiddenToken(site), hue: ref.hue, ...whence(site, ref) };
  return { kind: "number", index: site.numbers.add(ref.value), hue: ref.hue, inParentheses, ...whence(site, ref) };
}

/** A number that an exercise hides: NaN is all that is kept of it. */
export function hiddenToken(site: Site): NumberToken {
  return { kind: "number", index: site.numbers.add(Number.NaN), isHidden: true };
}

/** Where the members of `layer` (from 1) stand: at the top in the simple form, in `layers` in the general one. */
export function layerPath(site: Site, layer: number): Path {
  return locate(site.document, ["layers"]) ? ["layers", layer - 1] : [];
}

/** Entry (row, column), from 0, of a parameter; null where the file leaves the parameter out. */
export function parameterRef(site: Site, layer: number, name: string, hue: Hue, row: number, column: number): Ref | null {
  const parameter = layerTrace(site, layer).layer.parameters.get(name);
  if (!parameter) return null;
  const rowIndex = { at: row, size: parameter.rows };
  const indices = parameter.isVector ? [rowIndex] : [rowIndex, { at: column, size: parameter.cols }];
  const value = parameter.values[row * parameter.cols + column];
  const base = [...layerPath(site, layer), "parameters", name];
  // After an update the parameters are what it made of them, which may be a blank.
  const { hiding } = site;
  const isHidden =
    hiding.shown > 0 && hiding.indicesOf(parameterKey("parameters", hiding.shown, layer, name)).includes(row * parameter.cols + column);
  return { value, hue, origin: { kind: "file", base, indices }, ...(isHidden && { isHidden }) };
}

/** A computed value; `t` from 1, `unit` from 1. */
export function valueRef(site: Site, layer: number, quantity: Quantity, t: number, unit: number): Ref {
  const traced = layerTrace(site, layer);
  const array = traced.quantities.get(quantity);
  if (!array) throw new RangeError(`layer ${layer} is ${traced.layer.cell} and has no ${quantity}`);
  const place: Place = { layer, quantity, t, unit };
  const isHidden = site.hiding.blankAt(place) !== null;
  const value = array[(t - 1) * traced.layer.H + unit - 1];
  return { value, hue: hueOf(quantity), origin: { kind: "value", place }, ...(isHidden && { isHidden }) };
}

/** h or c after step `t`; at t = 0 the initial state as the file gives it. */
export function stateRef(site: Site, layer: number, state: "h" | "c", t: number, unit: number): Ref {
  if (t > 0) return valueRef(site, layer, state, t, unit);
  const { H } = layerTrace(site, layer).layer;
  const value = before(site.trace, layer - 1, 1, state)[unit - 1];
  const base = [...layerPath(site, layer), "initial", state];
  const isGiven = locate(site.document, base) !== null;
  return { value, hue: state, origin: isGiven ? { kind: "file", base, indices: [{ at: unit - 1, size: H }] } : { kind: "leftOut" } };
}

/** Entry `unit` (from 1) of what `layer` reads at step `t`: of the inputs, or of the output of the layer below. */
export function inputRef(site: Site, layer: number, t: number, unit: number): Ref {
  if (layer > 1) return outputRef(site, layer - 1, t, unit);
  const { x, layer: cell } = layerTrace(site, layer);
  const indices = [
    { at: t - 1, size: site.trace.T },
    { at: unit - 1, size: cell.D },
  ];
  return { value: x[(t - 1) * cell.D + unit - 1], hue: "ink", origin: { kind: "file", base: ["inputs"], indices } };
}

/** What `layer` gives at step `t`: ŷ of a dense one, else h. */
export function outputRef(site: Site, layer: number, t: number, unit: number): Ref {
  return valueRef(site, layer, outputOf(site, layer), t, unit);
}

export function outputOf(site: Site, layer: number): "yhat" | "h" {
  return layerTrace(site, layer).layer.cell === "dense" ? "yhat" : "h";
}

/** y at step `t`; null where the step has no target. */
export function targetRef(site: Site, t: number, unit: number): Ref | null {
  const { targets, layers, T } = site.trace.model;
  if (targets?.given[t - 1] !== 1) return null;
  const K = layers[layers.length - 1].H;
  const indices = [
    { at: t - 1, size: T },
    { at: unit - 1, size: K },
  ];
  return { value: targets.values[(t - 1) * K + unit - 1], hue: "ink", origin: { kind: "file", base: ["targets"], indices } };
}
