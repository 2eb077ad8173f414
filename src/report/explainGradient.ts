/** Explains one number of the backward pass: its equation in symbols, with numbers put in, and where each number comes from. */
import type { Gradients } from "../core/backward.js";
import { type Factors, factors } from "../core/factors.js";
import type { ShouldYield, Sliced } from "../core/slices.js";
import { type StepParts, stepParts } from "../core/stepParts.js";
import type { LstmDocument } from "../document/document.js";
import { type Hiding, nothingHidden } from "./answers/hiding.js";
import { blankKey } from "./answers/place.js";
import { definition } from "./explain/activationPoint.js";
import { putIn, sumLines } from "./explain/formula.js";
import { hiddenToken } from "./explain/origin.js";
import { layerTrace, Numbers } from "./explain/site.js";
import { countEntries, productOf, type Summand, symbolsOf, termsOf } from "./explain/sum.js";
import { line, text } from "./explain/tokens.js";
import type { EquationLine, Hue, Token, Working } from "./explanation.js";
import type { GradientPlace } from "./gradientPlace.js";
import { blankOf, HiddenNumbers, isOfHidden, sealed } from "./gradients/hidden.js";
import { type Worked, workFactor, workMean, workNorm, workShare } from "./gradients/norms.js";
import { workEntry, workShares, workTotal } from "./gradients/overTime.js";
import { entryIndex, hueOfParameterName } from "./gradients/parameters.js";
import { partProduct } from "./gradients/part.js";
import { workGrowth, workThrough } from "./gradients/passage.js";
import { type GradientSite, Slopes } from "./gradients/slopes.js";
import { sourcesOf } from "./gradients/sources.js";
import { group, laterSum, stateSum } from "./gradients/state.js";
import { hueOfState, hueOfZ, laterSymbol, parameterSlopeSymbol, stateSymbol, zSymbol } from "./gradients/symbols.js";
import { gradientTitle } from "./gradients/titles.js";
import { zSum } from "./gradients/z.js";

/** A number of the backward pass, explained. */
export interface GradientExplanation extends Working {
  readonly place: GradientPlace;
}

/** What an explanation is made of beside the place. */
export interface Passes {
  readonly document: LstmDocument;
  readonly gradients: Gradients;
  /** What an exercise hides of the trace; nothing where it is left out. */
  readonly hiding?: Hiding;
  /** Of the layer asked about; run again where they are not at hand. */
  readonly parts?: StepParts;
  readonly factors?: Factors;
  /** What each step adds to the entry asked about, T. */
  readonly entry?: Float64Array;
  /** So many of the largest terms of a long sum are shown. */
  readonly mostTerms?: number;
}

/** No hidden number is among the explanation's. Throws a RangeError where the trace has no such number. Progress counts steps of what has to be run again. */
export function* explainGradient(passes: Passes, place: GradientPlace, shouldYield: ShouldYield): Sliced<GradientExplanation> {
  const site = siteOf(passes);
  check(site, place);
  const sum = sumOf(site, place);
  const { equation, terms, hue } = sum === null ? yield* workOther(site, passes, place, shouldYield) : workSum(site, place, sum);
  const blank = blankOf(site, place);
  const explanation = {
    place,
    title: gradientTitle(site, place),
    ...{ equation, terms, hue, activation: null, usedIn: [] },
    comesFrom: sum === null ? [] : sourcesOf(site, sum),
    ...(blank !== null && { blank: blankKey(blank) }),
    numbers: site.numbers.toArray(),
  };
  return sealed(explanation, site.hidden);
}

function siteOf({ document, gradients, hiding = nothingHidden, mostTerms }: Passes): GradientSite {
  return {
    ...{ document, trace: gradients.trace, hiding, numbers: new Numbers() },
    ...{ slopes: new Slopes(gradients), hidden: new HiddenNumbers(hiding, gradients) },
    ...(mostTerms !== undefined && { mostTerms }),
  };
}

function check(site: GradientSite, { kind, layer, t }: GradientPlace): void {
  layerTrace(site, layer);
  const needsStep = kind === "part" || kind === "share" || kind === "factor" || kind === "z" || kind === "mean";
  const isInside = t >= (needsStep ? 1 : 0) && t <= site.trace.T - (kind === "later" || kind === "laterNorm" ? 1 : 0);
  if (!isInside) throw new RangeError(`no ${kind} at t = ${t} in a trace of ${site.trace.T} steps`);
}

/** The sum that a number is; null for what is no plain sum. */
function sumOf(site: GradientSite, { kind, layer, name, t, row, col }: GradientPlace): readonly Summand[] | null {
  switch (kind) {
    case "state":
      return stateSum(site, name, { layer, t, unit: row });
    case "later":
      return laterSum(site, name, { layer, t, unit: row });
    case "z":
      return zSum(site, name, { layer, t, unit: row });
    case "part":
      return group(partProduct(site, layer, name, { row, col }, t));
    default:
      return null;
  }
}

function workSum(site: GradientSite, place: GradientPlace, sum: readonly Summand[]): Worked {
  const { left, value, hue } = subject(site, place, sum);
  const first = line(left, symbolsOf(sum));
  if (site.hidden.has(value) || blankOf(site, place) !== null) {
    const blank = line([], [{ ...hiddenToken(site), isAnswer: true }]);
    return { hue, terms: [], equation: [first, ...putIn(site, sum), blank, ...definitionsFor(site, place, first)] };
  }
  const answer: Token = { kind: "number", index: site.numbers.add(value), isAnswer: true };
  const terms = countEntries(sum) > 1 ? termsOf(site, sum) : [];
  return { hue, terms, equation: [first, ...sumLines(site, sum), line([], [answer]), ...definitionsFor(site, place, first)] };
}

/** What a name in the equation stands for that textbooks do not fix: φ, hardSigmoid. */
function definitionsFor(site: GradientSite, { kind, layer, name }: GradientPlace, { right }: EquationLine): readonly EquationLine[] {
  const of = layerTrace(site, layer).layer;
  const says = (what: RegExp): boolean => right.some((token) => token.kind === "text" && what.test(token.text));
  if (of.cell === "lstm" && says(/(φ|hardSigmoid)′?\(/) && (kind !== "z" || says(/^(φ|hardSigmoid)\(/)))
    return definition(of.activations.output);
  if (kind !== "z" || !says(/(φ|hardSigmoid)′\(/)) return [];
  if (of.cell === "rnn" || of.cell === "dense") return definition(of.activation);
  return definition(name === "z_c" || name === "z_n" ? of.activations.candidate : of.activations.gate);
}

interface Subject {
  readonly left: readonly Token[];
  readonly value: number;
  readonly hue: Hue;
}

/** What stands on the left, and the number the backward pass has for it. */
function subject(site: GradientSite, { kind, layer, name, t, row, col }: GradientPlace, sum: readonly Summand[]): Subject {
  const { slopes } = site;
  const { H, D } = layerTrace(site, layer).layer;
  const unit = (name === "x" ? D : H) > 1 ? row : null;
  const must = (value: number | undefined): number => {
    if (value === undefined) throw new RangeError(`no ${kind} of ${name} ${row}`);
    return value;
  };
  if (kind === "state")
    return { left: [stateSymbol(name, t, unit)], value: must(slopes.state(layer, name, t)[row - 1]), hue: hueOfState(name) };
  if (kind === "later")
    return { left: [laterSymbol(name, t, unit)], value: must(slopes.later(layer, t).get(name)?.[row - 1]), hue: hueOfState(name) };
  if (kind === "z") return { left: [zSymbol(name, t, unit)], value: must(slopes.z(layer, t).get(name)?.[row - 1]), hue: hueOfZ(name) };
  const hue = hueOfParameterName(site, layer, name);
  const own = parameterSlopeSymbol(name, hue);
  const { cols } = layerTrace(site, layer).layer.parameters.get(name) ?? { cols: 1 };
  const at = entryIndex(site, layer, name)((row - 1) * cols + col - 1);
  const left = own.kind === "symbol" ? { ...own, sub: own.sub === undefined ? String(t) : `${own.sub},${t}` } : own;
  return { left: [left, text(at.label)], value: partValue(sum), hue };
}

/** What a step adds is kept nowhere: it is the product itself. */
function partValue(sum: readonly Summand[]): number {
  const [only] = sum;
  return "entries" in only ? productOf(only.entries[0].factors) : Number.NaN;
}

function* workOther(site: GradientSite, passes: Passes, place: GradientPlace, shouldYield: ShouldYield): Sliced<Worked> {
  if (isOfHidden(site, place)) return withheld(site, yield* workSeen({ ...site, numbers: new Numbers() }, passes, place, shouldYield));
  return yield* workSeen(site, passes, place, shouldYield);
}

/** The equation in symbols, for a number that tells of a hidden one. */
function withheld(site: GradientSite, { equation, hue }: Worked): Worked {
  return { hue, terms: [], equation: [equation[0], line([], [{ ...hiddenToken(site), isAnswer: true }])] };
}

function* workSeen(site: GradientSite, passes: Passes, place: GradientPlace, shouldYield: ShouldYield): Sliced<Worked> {
  switch (place.kind) {
    case "entry":
      return yield* workEntry(site, place, passes.entry, shouldYield);
    case "shares":
      return yield* workShares(
        site,
        place,
        passes.parts ?? (yield* stepParts(passes.gradients, place.layer - 1, shouldYield)),
        shouldYield,
      );
    case "share":
      return yield* workShare(site, place, shouldYield);
    case "factor":
      return workFactor(site, place);
    case "through":
      return yield* workThrough(site, yield* factorsOf(passes, place, shouldYield), shouldYield);
    case "growth":
      return workGrowth(site, place, yield* factorsOf(passes, place, shouldYield));
    case "mean":
      return yield* workMean(site, place, shouldYield);
    case "loss":
      return yield* workTotal(site, shouldYield);
    default:
      return yield* workNorm(site, place, shouldYield);
  }
}

function* factorsOf({ gradients, factors: known }: Passes, { layer }: GradientPlace, shouldYield: ShouldYield): Sliced<Factors> {
  return known ?? (yield* factors(gradients.trace, layer - 1, shouldYield));
}
