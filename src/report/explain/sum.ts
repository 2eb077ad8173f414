/** Sums of products, as equations show them: in symbols, with numbers put in, and as bars of a waterfall. */
import type { Term, Token } from "../explanation.js";
import { factorOf, hiddenToken, numberToken, type Ref, whence } from "./origin.js";
import type { Site } from "./site.js";
import { join, text } from "./tokens.js";

/** One product, such as 2·(−1); a single factor is a bias. */
export interface Entry {
  /** How it is named beside its bar. */
  readonly label: readonly Token[];
  readonly factors: readonly Ref[];
}

/** Entries that are one summand in symbols: W_f·x₂. */
export interface Group {
  readonly symbols: readonly Token[];
  readonly entries: readonly Entry[];
}

/** Groups under a common factor: r₂·(U_n·h₁ + b_hn). */
export interface Scaled {
  readonly by: Ref;
  readonly bySymbol: Token;
  readonly inner: readonly Group[];
}

export type Summand = Group | Scaled;

/** More products than this are not written out. */
export const mostWrittenOut = 6;
/** More terms than `mostBars` are cut to the `largestBars` largest and one for all others. */
const mostBars = 8;
const largestBars = 6;

const isScaled = (summand: Summand): summand is Scaled => "by" in summand;

export function countEntries(sum: readonly Summand[]): number {
  return sum.reduce((count, summand) => count + (isScaled(summand) ? countEntries(summand.inner) : summand.entries.length), 0);
}

/** W_f·x₂ + U_f·h₁ + b_f */
export function symbolsOf(sum: readonly Summand[]): readonly Token[] {
  if (sum.length === 0) return [text("0")];
  const written = (summand: Summand) =>
    isScaled(summand) ? [summand.bySymbol, text("·("), ...symbolsOf(summand.inner), text(")")] : summand.symbols;
  return join(sum.map(written), " + ");
}

/** (1 − 0.3) or 0.3 */
function factorTokens(site: Site, ref: Ref, isFirst: boolean): readonly Token[] {
  const token = numberToken(site, ref, !isFirst || ref.isComplement === true);
  return ref.isComplement ? [text("(1 − "), token, text(")")] : [token];
}

function productTokens(site: Site, entry: Entry, isFirst: boolean): readonly Token[] {
  return join(
    entry.factors.map((factor, at) => factorTokens(site, factor, isFirst && at === 0)),
    "·",
  );
}

/** 1·0.5 + 2·(−1) + 0.5·0.2174 + 0.2 */
export function numbersOf(site: Site, sum: readonly Summand[]): readonly Token[] {
  if (sum.length === 0) return [text("0")];
  const written = (summand: Summand, isFirst: boolean): readonly Token[] =>
    isScaled(summand)
      ? [...factorTokens(site, summand.by, isFirst), text("·("), ...numbersOf(site, summand.inner), text(")")]
      : join(
          summand.entries.map((entry, at) => productTokens(site, entry, isFirst && at === 0)),
          " + ",
        );
  return join(
    sum.map((summand, at) => written(summand, at === 0)),
    " + ",
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
}

function barsOf(sum: readonly Summand[]): readonly Bar[] {
  return sum.flatMap((summand) => {
    if (isScaled(summand)) {
      const by = factorOf(summand.by);
      const isHidden = summand.by.isHidden === true;
      return barsOf(summand.inner).map((bar) => ({
        ...bar,
        label: [summand.bySymbol, text("·"), ...bar.label],
        value: by * bar.value,
        isHidden: isHidden || bar.isHidden,
      }));
    }
    return summand.entries.map(({ label, factors }) => {
      const value = factors.map(factorOf).reduce((product, factor) => product * factor);
      return { label, value, isHidden: factors.some((factor) => factor.isHidden === true), source: factors[0] };
    });
  });
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

/** None where one is hidden: the others and their sum would show how long it is. */
export function foldedTerms(site: Site, bars: readonly Bar[]): readonly Term[] {
  if (bars.some((bar) => bar.isHidden)) return [];
  const shown = bars.length > mostBars ? [...bars].sort(byWeight).slice(0, largestBars) : bars;
  const terms: Term[] = shown.map(({ label, value, source }) => {
    const { link } = whence(site, source);
    const own = link?.kind === "source" ? { own: site.numbers.add(source.value) } : {};
    return { label, index: site.numbers.add(value), count: 1, ...(link && { link }), ...own };
  });
  if (shown.length === bars.length) return terms;
  const isShown = new Set(shown);
  const others = bars.filter((bar) => !isShown.has(bar));
  const rest = others.reduce((total, bar) => total + bar.value, 0);
  return [...terms, { label: [text(`${others.length} smaller terms`)], index: site.numbers.add(rest), count: others.length }];
}
