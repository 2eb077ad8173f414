/** Long rows of numbers as terms: the largest, by size, with what they are, and all others as one. */
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Ref } from "../explain/origin.js";
import { whence } from "../explain/origin.js";
import { foldedTerm, isShortFor, largestTerms, productTokens } from "../explain/sum.js";
import type { Term, Token } from "../explanation.js";
import { isTermHidden } from "./hidden.js";
import type { GradientSite } from "./slopes.js";

/** What term k is called and where it leads. */
export interface Named {
  readonly label: readonly Token[];
  readonly source: Ref;
  /** What the term is made of. */
  readonly factors?: readonly Ref[];
}

/** Terms looked at between two questions whether to yield. */
const block = 256;

/** The terms of a sum given as an array; only those that are shown are given names. None where one is made of a hidden number. */
export function* columnTerms(
  site: GradientSite,
  values: Float64Array,
  named: (k: number) => Named,
  shouldYield: ShouldYield,
): Sliced<readonly Term[]> {
  if (!site.hiding.isEmpty && (yield* isAnyHidden(values.length, named, shouldYield))) return [];
  const most = site.mostTerms ?? largestTerms;
  const isShort = isShortFor(values.length, most);
  const shown = isShort ? [...values.keys()] : largest(values, most);
  const terms = shown.map((k): Term => {
    const { label, source, factors } = named(k);
    const { link } = whence(site, source);
    const numbers = factors === undefined ? {} : { numbers: productTokens(site, factors, true) };
    return { label, index: site.numbers.add(values[k]), count: 1, ...(link && { link }), ...numbers };
  });
  if (isShort) return terms;
  const isShown = new Set(shown);
  let rest = 0;
  for (let k = 0; k < values.length; k++) if (!isShown.has(k)) rest += values[k];
  return [...terms, foldedTerm(site, values.length - shown.length, rest)];
}

function* isAnyHidden(count: number, named: (k: number) => Named, shouldYield: ShouldYield): Sliced<boolean> {
  for (let k = 0; k < count; k++) {
    const { source, factors } = named(k);
    if (isTermHidden(source, factors)) return true;
    if (k % block === block - 1 && shouldYield()) yield { done: k, total: count };
  }
  return false;
}

/** The indices of the `count` greatest sizes, the greatest first; what is no finite number comes before all. */
function largest(values: Float64Array, count: number): readonly number[] {
  const size = (k: number): number => (Number.isFinite(values[k]) ? Math.abs(values[k]) : Number.POSITIVE_INFINITY);
  const order = Uint32Array.from(values.keys());
  const sorted = order.sort((a, b) => {
    const [one, other] = [size(a), size(b)];
    return one === other ? a - b : other - one;
  });
  return [...sorted.subarray(0, count)];
}
