/** The rows of "Comes from": where in the text the parameters, inputs and targets of an equation stand. */
import { locate } from "../../document/locate.js";
import { pathOf, type Ref } from "../explain/origin.js";
import { leftOutLabel, lineAt, lineLabel, merged } from "../explain/sources.js";
import type { Summand } from "../explain/sum.js";
import { parameterSymbol, symbol } from "../explain/tokens.js";
import type { SourceRow, Token } from "../explanation.js";
import type { GradientSite } from "./slopes.js";

/** Each array of the file once; what is left out says so. */
export function sourcesOf(site: GradientSite, sum: readonly Summand[]): readonly SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const ref of sum.flatMap(refsOf)) {
    const row = rowOf(site, ref);
    if (row !== null) rows.set(JSON.stringify(row), row);
  }
  return merged([...rows.values()]);
}

/** The numbers of a summand, those that are subtracted from others included. */
function refsOf(summand: Summand): readonly Ref[] {
  const refs = "by" in summand ? [...summand.by, ...summand.inner.flatMap(refsOf)] : summand.entries.flatMap(({ factors }) => factors);
  return refs.flatMap((ref) => (ref.as?.less === undefined ? [ref] : [ref, ref.as.less]));
}

function rowOf(site: GradientSite, ref: Ref): SourceRow | null {
  const { origin, hue } = ref;
  if (origin.kind === "leftOut") return { symbols: [symbol(hue === "c" ? "c" : "h", 0, hue)], label: leftOutLabel() };
  if (origin.kind !== "file") return null;
  const owner = origin.base[origin.base.length - 2];
  const path = owner === "parameters" ? origin.base : (pathOf(site, origin.base, origin.indices) ?? origin.base);
  const range = locate(site.document, path);
  return range === null
    ? null
    : { symbols: [nameOf(ref)], label: lineLabel(lineAt(site.document, range.start)), link: { kind: "source", path } };
}

/** W_f, h₀, x₂ or y₂. */
function nameOf({ origin, hue }: Ref): Token {
  if (origin.kind !== "file") throw new Error("only what stands in the file has a name in it");
  const [owner, name] = origin.base.slice(-2).map(String);
  if (owner === "parameters") return parameterSymbol(name, hue);
  if (owner === "initial") return symbol(name, 0, hue);
  return symbol(origin.base[0] === "inputs" ? "x" : "y", (origin.indices[0]?.at ?? 0) + 1, "ink");
}
