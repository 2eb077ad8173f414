/** Sums of products, as equations show them: in symbols, with numbers put in, and as bars of a waterfall. */
import * as l10n from "@vscode/l10n";
import type { Term, Token } from "../explanation.js";
import { constant } from "./forms.js";
import { factorOf, hiddenToken, isFactorHidden, numberToken, type Ref, whence } from "./origin.js";
import type { Site } from "./site.js";
import { text } from "./tokens.js";

/** One product, such as 2·(−1); a single factor is a bias. */
export interface Entry {
  /** How it is named beside its bar. */
  readonly label: readonly Token[];
  readonly factors: readonly Ref[];
  /** Where a click on its bar leads, if not to its first factor. */
  readonly source?: Ref;
}

/** Entries that are one summand in symbols: W_f·x₂. */
export interface Group {
  readonly symbols: readonly Token[];
  readonly entries: readonly Entry[];
  readonly isSubtracted?: boolean;
}

/** Groups under common factors: r₂·(U_n·h₁ + b_hn). */
export interface Scaled {
  readonly by: readonly Ref[];
  readonly bySymbols: readonly Token[];
  readonly inner: readonly Group[];
}

export type Summand = Group | Scaled;

/** More products than this are not written out. */
export const mostWrittenOut = 6;
/** So many of the largest terms are shown of a long sum, unless more are asked for. */
export const largestTerms = 6;
/** Others are folded into one, unless it would stand for fewer than this. */
const fewestFolded = 3;

const isScaled = (summand: Summand): summand is Scaled => "by" in summand;

export function countEntries(sum: readonly Summand[]): number {
  return sum.reduce((count, summand) => count + (isScaled(summand) ? countEntries(summand.inner) : summand.entries.length), 0);
}

/** W_f·x₂ + U_f·h₁ + b_f */
export function symbolsOf(sum: readonly Summand[]): readonly Token[] {
  if (sum.length === 0) return [text("0")];
  const written = (summand: Summand) =>
    isScaled(summand) ? [...summand.bySymbols, text("·("), ...symbolsOf(summand.inner), text(")")] : summand.symbols;
  return joinSigned(sum.map((summand) => ({ isSubtracted: isSubtracted(summand), tokens: written(summand) })));
}

function isSubtracted(summand: Summand): boolean {
  return !isScaled(summand) && summand.isSubtracted === true;
}

/** The pieces with + or − between them. */
function joinSigned(pieces: readonly { readonly isSubtracted: boolean; readonly tokens: readonly Token[] }[]): readonly Token[] {
  return pieces.flatMap(({ isSubtracted, tokens }, at) => {
    if (at === 0) return isSubtracted ? [text("−"), ...tokens] : tokens;
    return [text(isSubtracted ? " − " : " + "), ...tokens];
  });
}

/** (1 − 0.3), (0.5 − 0.2) or 0.3 */
function factorTokens(site: Site, ref: Ref, isFirst: boolean): readonly Token[] {
  const { as: form } = ref;
  const token = numberToken(site, ref, !isFirst || form !== undefined);
  if (form === undefined) return [token];
  const less = form.less === undefined ? [] : [text(" − "), numberToken(site, form.less, true)];
  return [text(form.open), token, ...less, text(form.close)].filter((piece) => piece.kind !== "text" || piece.text !== "");
}

/** Factors with · or, before a divisor, / between them. */
export function productTokens(site: Site, factors: readonly Ref[], isFirst: boolean): readonly Token[] {
  return factors.flatMap((factor, at) => {
    const own = factorTokens(site, factor, isFirst && at === 0);
    return at === 0 ? own : [text(factor.as?.divides ? " / " : "·"), ...own];
  });
}

/** 1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2 */
export function numbersOf(site: Site, sum: readonly Summand[]): readonly Token[] {
  if (sum.length === 0) return [text("0")];
  return joinSigned(
    sum.flatMap((summand, at) => {
      const isFirst = at === 0;
      if (isScaled(summand)) {
        const by = productTokens(site, summand.by, isFirst);
        return [{ isSubtracted: false, tokens: [...by, text("·("), ...numbersOf(site, summand.inner), text(")")] }];
      }
      return summand.entries.map(({ factors }, k) => ({
        isSubtracted: isSubtracted(summand),
        tokens: productTokens(site, factors, isFirst && k === 0 && !isSubtracted(summand)),
      }));
    }),
  );
}

/** What one bar of a waterfall stands for. */
export interface Bar {
  readonly label: readonly Token[];
  readonly value: number;
  /** Whether a hidden number is a factor of it. */
  readonly isHidden: boolean;
  /** Where a click on it leads. */
  readonly source: Ref;
  /** What it is the product of. */
  readonly factors?: readonly Ref[];
}

function barsOf(sum: readonly Summand[]): readonly Bar[] {
  return sum.flatMap((summand): readonly Bar[] => {
    if (isScaled(summand)) {
      const by = productOf(summand.by);
      const isHidden = summand.by.some(isFactorHidden);
      return barsOf(summand.inner).map((bar) => ({
        ...bar,
        label: [...summand.bySymbols, text("·"), ...bar.label],
        value: by * bar.value,
        isHidden: isHidden || bar.isHidden,
        factors: [...summand.by, ...(bar.factors ?? [])],
      }));
    }
    const sign = summand.isSubtracted ? -1 : 1;
    return summand.entries.map(({ label, factors, source }) => ({
      label: summand.isSubtracted ? [text("−"), ...label] : label,
      value: sign * productOf(factors),
      isHidden: factors.some(isFactorHidden),
      factors: summand.isSubtracted ? [constant(-1), ...factors] : factors,
      source: source ?? factors.find(({ origin }) => origin.kind !== "constant") ?? factors[0],
    }));
  });
}

export function productOf(factors: readonly Ref[]): number {
  return factors.map(factorOf).reduce((product, factor) => product * factor);
}

/** 0.0527 − 0.2696: what each product comes to. */
export function productsOf(site: Site, sum: readonly Summand[]): readonly Token[] {
  return barsOf(sum).flatMap(({ value, isHidden }, at): Token[] => {
    if (isHidden) return [...(at === 0 ? [] : [text(" + ")]), hiddenToken(site)];
    if (at === 0) return [{ kind: "number", index: site.numbers.add(value) }];
    return [text(value < 0 ? " − " : " + "), { kind: "number", index: site.numbers.add(Math.abs(value)) }];
  });
}

/** What is not finite counts as largest: it decides the sum. */
function weight(bar: Bar): number {
  return Number.isFinite(bar.value) ? Math.abs(bar.value) : Number.POSITIVE_INFINITY;
}

function byWeight(a: Bar, b: Bar): number {
  return weight(a) === weight(b) ? 0 : weight(b) - weight(a);
}

/** The summands one by one, as they stand; of many the largest, by magnitude, and all others as one term. */
export function termsOf(site: Site, sum: readonly Summand[]): readonly Term[] {
  return foldedTerms(site, barsOf(sum));
}

/** Whether so many terms are all shown where `most` are to be. */
export function isShortFor(count: number, most: number): boolean {
  return count < most + fewestFolded;
}

/** None where one is hidden: the others and their sum would show how long it is. */
export function foldedTerms(site: Site, bars: readonly Bar[]): readonly Term[] {
  if (bars.some((bar) => bar.isHidden)) return [];
  const most = site.mostTerms ?? largestTerms;
  const isShort = isShortFor(bars.length, most);
  const shown = isShort ? bars : [...bars].sort(byWeight).slice(0, most);
  // Where there are more than can be written out, each term brings its own numbers.
  const isLong = bars.length > mostWrittenOut;
  const terms: Term[] = shown.map(({ label, value, source, factors }) => {
    const numbers = isLong && factors !== undefined && factors.length > 1 ? { numbers: productTokens(site, factors, true) } : {};
    return { label, index: site.numbers.add(value), count: 1, ...leadingTo(site, source), ...numbers };
  });
  if (isShort) return terms;
  const isShown = new Set(shown);
  const rest = bars.reduce((total, bar) => (isShown.has(bar) ? total : total + bar.value), 0);
  return [...terms, foldedTerm(site, bars.length - most, rest)];
}

/** Where a term leads, with the file's own number where that is in the file. */
function leadingTo(site: Site, source: Ref): Pick<Term, "link" | "own"> {
  const { link } = whence(site, source);
  if (link === undefined) return {};
  return link.kind === "source" ? { link, own: site.numbers.add(source.value) } : { link };
}

/** One term for `count` smaller ones. */
export function foldedTerm(site: Site, count: number, value: number): Term {
  return { label: [text(l10n.t("{0} smaller terms", count))], index: site.numbers.add(value), count };
}
