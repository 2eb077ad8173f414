/** Norms of gradients, shares of steps and factors of steps: what the Gradients tab draws, worked out from gradients. */

import * as l10n from "@vscode/l10n";
import { norm } from "../../core/linear.js";
import { stepShare } from "../../core/shares.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { divisorOf, within } from "../explain/forms.js";
import type { Ref } from "../explain/origin.js";
import { numberToken, valueRef } from "../explain/origin.js";
import { layerTrace } from "../explain/site.js";
import { mostWrittenOut, productTokens } from "../explain/sum.js";
import { join, line, quantitySymbol, symbol, text, unitSymbol, worded } from "../explain/tokens.js";
import type { EquationLine, Hue, Term, Token } from "../explanation.js";
import { type GradientPlace, gradientPlace } from "../gradientPlace.js";
import { columnTerms } from "./column.js";
import { isGradientHidden } from "./hidden.js";
import { entryIndex, hueOfParameterName } from "./parameters.js";
import { type GradientSite, slopeRef } from "./slopes.js";
import { hueOfState, laterSymbol, parameterSlopeSymbol, stateSymbol } from "./symbols.js";

/** What a gradient that is no plain sum comes to. */
export interface Worked {
  readonly equation: readonly EquationLine[];
  readonly terms: readonly Term[];
  readonly hue: Hue;
}

/** More products than this are not written out under one fraction. */
const mostProducts = 3;

interface Vector {
  readonly values: Float64Array;
  readonly hue: Hue;
  readonly symbol: Token;
  named(k: number): { readonly symbol: readonly Token[]; readonly place: GradientPlace };
}

function vectorOf(site: GradientSite, { kind, layer, name, t }: GradientPlace): Vector {
  if (kind === "parameterNorm") {
    const hue = hueOfParameterName(site, layer, name);
    const own = parameterSlopeSymbol(name, hue);
    const at = entryIndex(site, layer, name);
    const values = site.slopes.gradients.layers[layer - 1]?.parameters.get(name) ?? missing(name);
    return {
      values,
      hue,
      symbol: own,
      named: (k) => ({ symbol: [own, text(at(k).label)], place: gradientPlace("entry", layer, name, at(k)) }),
    };
  }
  const isLater = kind === "laterNorm";
  const write = isLater ? laterSymbol : stateSymbol;
  const values = isLater ? (site.slopes.later(layer, t).get(name) ?? missing(name)) : site.slopes.state(layer, name, t);
  return {
    values,
    hue: hueOfState(name),
    symbol: write(name, t),
    named: (k) => ({ symbol: [write(name, t, k + 1)], place: gradientPlace(isLater ? "later" : "state", layer, name, { t, row: k + 1 }) }),
  };
}

function missing(name: string): never {
  throw new RangeError(`there is no gradient of ${name}`);
}

/** ‖v‖ = √(v₁² + v₂² + …); of one number its size. */
export function* workNorm(site: GradientSite, place: GradientPlace, shouldYield: ShouldYield): Sliced<Worked> {
  const { values, hue, symbol: own, named } = vectorOf(site, place);
  const left = [text("‖"), own, text("‖")];
  const refOf = (k: number): Ref => slopeRef(site, named(k).place, values[k], hue);
  const answer: Token = { kind: "number", index: site.numbers.add(norm(values)), isAnswer: true };
  if (values.length === 1) {
    return {
      hue,
      terms: [],
      equation: [
        line(left, [text("|"), own, text("|")]),
        line([], [text("|"), numberToken(site, refOf(0), false), text("|")]),
        line([], [answer]),
      ],
    };
  }
  const squares = values.map((value) => value * value);
  const total = squares.reduce((sum, value) => sum + value, 0);
  const written = join(
    [...values.keys()].slice(0, mostWrittenOut).map((k) => [text("("), numberToken(site, refOf(k), false), text(")²")]),
    " + ",
  );
  const numbers = values.length > mostWrittenOut ? [] : [line([], [text("√("), ...written, text(")")])];
  const root: Token = { kind: "number", index: site.numbers.add(total) };
  return {
    hue,
    equation: [line(left, [text("√(Σ "), own, text("²)")]), ...numbers, line([], [text("√("), root, text(")")]), line([], [answer])],
    terms: yield* columnTerms(
      site,
      squares,
      (k) => ({ label: [...named(k).symbol, text("²")], source: refOf(k), factors: [squareOf(refOf(k))] }),
      shouldYield,
    ),
  };
}

function squareOf(ref: Ref): Ref {
  return within(ref, "(", ")²", ref.value * ref.value);
}

/** share_t = Σ (what step t adds)·(the gradient) / ‖the gradient‖², entry by entry. */
export function* workShare(site: GradientSite, { layer, name, t }: GradientPlace, shouldYield: ShouldYield): Sliced<Worked> {
  const hue = hueOfParameterName(site, layer, name);
  const { gradients } = site.slopes;
  const gradient = gradients.layers[layer - 1]?.parameters.get(name) ?? missing(name);
  const part = stepShare(gradients, layer - 1, t).parameters.get(name) ?? missing(name);
  const at = entryIndex(site, layer, name);
  const own = parameterSlopeSymbol(name, hue);
  const ofStep = own.kind === "symbol" ? { ...own, sub: own.sub === undefined ? String(t) : `${own.sub},${t}` } : own;
  const left = [symbol("share", t, hue)];
  const partRef = (k: number): Ref => slopeRef(site, gradientPlace("part", layer, name, { ...at(k), t }), part[k], hue);
  const gradientRef = (k: number): Ref => slopeRef(site, gradientPlace("entry", layer, name, at(k)), gradient[k], hue);
  const size = norm(gradient);
  const products = gradient.map((value, k) => (size === 0 ? Number.NaN : ((part[k] / size) * value) / size));
  const share = products.reduce((sum, value) => sum + value, 0);
  const answer: Token = { kind: "number", index: site.numbers.add(share), isAnswer: true };
  const inSymbols = line(left, [text("Σ "), ofStep, text("·"), own, text(" / ‖"), own, text("‖²")]);
  if (isGradientHidden(site.hiding, layer, name)) return { hue, terms: [], equation: [inSymbols, line([], [answer])] };
  if (gradient.length === 1) {
    // A gradient of 0 has no shares.
    const fraction = [numberToken(site, partRef(0), true), text(" / "), numberToken(site, gradientRef(0), true)];
    const first = line(left, [ofStep, text(" / "), own]);
    return { hue, terms: [], equation: [first, ...(size === 0 ? [] : [line([], fraction)]), line([], [answer])] };
  }
  const sizeRef = slopeRef(site, gradientPlace("parameterNorm", layer, name), size, hue);
  const under = [text(" / "), numberToken(site, sizeRef, false), text("²")];
  const dot = part.reduce((sum, value, k) => sum + value * gradient[k], 0);
  const written = join(
    [...part.keys()].slice(0, mostProducts).map((k) => productTokens(site, [partRef(k), gradientRef(k)], false)),
    " + ",
  );
  const numbers = part.length > mostProducts ? [] : [line([], [text("("), ...written, text(")"), ...under])];
  return {
    hue,
    equation: [inSymbols, ...numbers, line([], [{ kind: "number", index: site.numbers.add(dot) }, ...under]), line([], [answer])],
    terms: yield* columnTerms(
      site,
      products,
      (k) => ({
        label: [ofStep, text(at(k).label), text("·"), own, text(at(k).label)],
        source: partRef(k),
        factors: [partRef(k), gradientRef(k), divisorOf(within(sizeRef, "", "²", size * size))],
      }),
      shouldYield,
    ),
  };
}

/** factor_t = ‖dc_{t−1} by later steps alone‖ / ‖dc_t‖, for a layer without c likewise with h. */
export function workFactor(site: GradientSite, { layer, t }: GradientPlace): Worked {
  const name = layerTrace(site, layer).layer.cell === "lstm" ? "c" : "h";
  const hue = hueOfState(name);
  const before = slopeRef(
    site,
    gradientPlace("laterNorm", layer, name, { t: t - 1 }),
    norm(site.slopes.later(layer, t - 1).get(name) ?? missing(name)),
    hue,
  );
  const after = slopeRef(site, gradientPlace("norm", layer, name, { t }), norm(site.slopes.state(layer, name, t)), hue);
  const value = after.value === 0 ? Number.NaN : before.value / after.value;
  return {
    hue,
    terms: [],
    equation: [
      line([symbol("factor", t, hue)], [text("‖"), laterSymbol(name, t - 1), text("‖ / ‖"), stateSymbol(name, t), text("‖")]),
      line([], [numberToken(site, before, false), text(" / "), numberToken(site, after, false)]),
      line([], [{ kind: "number", index: site.numbers.add(value), isAnswer: true }]),
    ],
  };
}

/** The mean of a gate over the units. */
export function* workMean(site: GradientSite, { layer, name, t }: GradientPlace, shouldYield: ShouldYield): Sliced<Worked> {
  const { H } = layerTrace(site, layer).layer;
  const hue = hueOfState(name);
  const refs = Array.from({ length: H }, (_, k) => valueRef(site, layer, name as "f", t, k + 1));
  const total = refs.reduce((sum, { value }) => sum + value, 0);
  const written = join(
    refs.slice(0, mostWrittenOut).map((ref) => [numberToken(site, ref, false)]),
    " + ",
  );
  const numbers = H > mostWrittenOut ? [{ kind: "number" as const, index: site.numbers.add(total) }] : [text("("), ...written, text(")")];
  const parts = Float64Array.from(refs, ({ value }) => value / H);
  return {
    hue,
    equation: [
      line(worded(l10n.t("mean {0}"), [quantitySymbol(name as "f", t)]), [text("Σ "), quantitySymbol(name as "f", t), text(` / ${H}`)]),
      line([], [...numbers, text(` / ${H}`)]),
      line([], [{ kind: "number", index: site.numbers.add(total / H), isAnswer: true }]),
    ],
    terms: yield* columnTerms(
      site,
      parts,
      (k) => ({ label: [unitSymbol(name as "f", t, k + 1), text(` / ${H}`)], source: refs[k] }),
      shouldYield,
    ),
  };
}
