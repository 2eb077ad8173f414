/** What is a sum over the steps: an entry of a parameter's gradient, the shares of a parameter, the loss of the sequence. */
import * as l10n from "@vscode/l10n";
import { entryParts } from "../../core/shares.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { StepParts } from "../../core/stepParts.js";
import { putIn, sumLines } from "../explain/formula.js";
import { totalLines } from "../explain/loss.js";
import { hiddenToken, numberToken, type Ref } from "../explain/origin.js";
import { layerTrace } from "../explain/site.js";
import { type Group, mostWrittenOut, termsOf } from "../explain/sum.js";
import { join, line, quantitySymbol, symbol, text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { type GradientPlace, gradientPlace } from "../gradientPlace.js";
import { productSymbols } from "./activation.js";
import { columnTerms } from "./column.js";
import { blankOf } from "./hidden.js";
import type { Worked } from "./norms.js";
import { entryIndex, hueOfParameterName } from "./parameters.js";
import { partLetters, partProduct } from "./part.js";
import { type GradientSite, slopeRef } from "./slopes.js";
import { parameterSlopeSymbol } from "./symbols.js";

/** dW[r,c] = Σ over the steps of what each adds: `known`, where it is at hand. */
export function* workEntry(
  site: GradientSite,
  place: GradientPlace,
  known: Float64Array | undefined,
  shouldYield: ShouldYield,
): Sliced<Worked> {
  const { layer, name, row, col } = place;
  const { T } = site.trace;
  const hue = hueOfParameterName(site, layer, name);
  const { cols } = layerTrace(site, layer).layer.parameters.get(name) ?? { cols: 1 };
  const at = (row - 1) * cols + col - 1;
  const value = site.slopes.gradients.layers[layer - 1]?.parameters.get(name)?.[at];
  if (value === undefined) throw new RangeError(`layer ${layer} has no ${name}[${row},${col}]`);
  const left = [parameterSlopeSymbol(name, hue), text(entryIndex(site, layer, name)(at).label)];
  const isHidden = site.hidden.has(value) || blankOf(site, place) !== null;
  const answer: Token = isHidden
    ? { ...hiddenToken(site), isAnswer: true }
    : { kind: "number", index: site.numbers.add(value), isAnswer: true };
  const first = line(left, [...(T > 1 ? [text("Σ ")] : []), ...partLetters(site, layer, name)]);
  const part = (t: number, own: number): Ref => slopeRef(site, gradientPlace("part", layer, name, { t, row, col }), own, hue);
  if (T <= mostWrittenOut) {
    const entries = Array.from({ length: T }, (_, k) => {
      const product = partProduct(site, layer, name, place, k + 1);
      return { label: productSymbols(product), factors: product.refs, source: part(k + 1, Number.NaN) };
    });
    const sum: readonly Group[] = [{ symbols: [], entries }];
    if (isHidden) return { hue, equation: [first, ...putIn(site, sum), line([], [answer])], terms: [] };
    return { hue, equation: [first, ...sumLines(site, sum), line([], [answer])], terms: T > 1 ? termsOf(site, sum) : [] };
  }
  if (isHidden) return { hue, equation: [first, line([], [answer])], terms: [] };
  const parts = known ?? (yield* entryParts(site.slopes.gradients, layer - 1, name, at, shouldYield));
  const terms = yield* columnTerms(
    site,
    parts,
    (k) => {
      const product = partProduct(site, layer, name, place, k + 1);
      const factors = product.refs.length > 1 ? { factors: product.refs } : {};
      return { label: productSymbols(product), source: part(k + 1, parts[k]), ...factors };
    },
    shouldYield,
  );
  return { hue, equation: [first, line([], [answer])], terms };
}

/** Σ of the shares of all steps. */
export function* workShares(
  site: GradientSite,
  { layer, name }: GradientPlace,
  { shares }: StepParts,
  shouldYield: ShouldYield,
): Sliced<Worked> {
  const hue = hueOfParameterName(site, layer, name);
  const values = shares.get(name);
  if (values === undefined) throw new RangeError(`layer ${layer} has no ${name}`);
  const refOf = (k: number): Ref => slopeRef(site, gradientPlace("share", layer, name, { t: k + 1 }), values[k], hue);
  const labelOf = (k: number): Token => symbol("share", k + 1, hue);
  const written = [...values.keys()].slice(0, mostWrittenOut);
  const numbers =
    values.length > mostWrittenOut
      ? []
      : [
          line(
            [],
            join(
              written.map((k) => [numberToken(site, refOf(k), k > 0)]),
              " + ",
            ),
          ),
        ];
  const answer: Token = { kind: "number", index: site.numbers.add(values.reduce((sum, value) => sum + value, 0)), isAnswer: true };
  const symbols =
    values.length > mostWrittenOut
      ? [text("Σ "), symbol("share", "t", hue)]
      : join(
          written.map((k) => [labelOf(k)]),
          " + ",
        );
  return {
    hue,
    equation: [line([text(l10n.t("Σ shares"))], symbols), ...(values.length === 1 ? [] : numbers), line([], [answer])],
    terms: values.length === 1 ? [] : yield* columnTerms(site, values, (k) => ({ label: [labelOf(k)], source: refOf(k) }), shouldYield),
  };
}

/** The mean, or the sum, of the losses of the steps that have a target. */
export function* workTotal(site: GradientSite, shouldYield: ShouldYield): Sliced<Worked> {
  const { loss, model, layers } = site.trace;
  if (loss === null) throw new RangeError("this trace has no loss");
  const steps = [...loss.given.keys()].filter((at) => loss.given[at] === 1);
  const n = model.loss.reduction === "mean" ? loss.count : 1;
  const values = Float64Array.from(steps, (at) => loss.perStep[at] / n);
  const isTotalHidden = site.hiding.indicesInTrace("loss").length > 0;
  const named = (k: number) => {
    const place = { layer: layers.length, quantity: "loss", t: steps[k] + 1, unit: 1 } as const;
    const isHidden = isTotalHidden || site.hiding.blankAt(place) !== null;
    const source: Ref = { value: values[k], hue: "loss", origin: { kind: "value", place }, ...(isHidden && { isHidden }) };
    return { label: [quantitySymbol("loss", place.t), ...(n > 1 ? [text(` / ${n}`)] : [])], source };
  };
  const equation = totalLines(site, loss).map(({ left, right }, at, all) => {
    const last = right[right.length - 1];
    return at === all.length - 1 && last.kind === "number"
      ? { left, right: [...right.slice(0, -1), { ...last, isAnswer: true }] }
      : { left, right };
  });
  return { hue: "loss", equation, terms: values.length > 1 ? yield* columnTerms(site, values, named, shouldYield) : [] };
}
