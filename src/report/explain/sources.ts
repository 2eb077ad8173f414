/** The rows of "Comes from": on which line of the file, or in which step, the numbers of an equation stand. */

import * as l10n from "@vscode/l10n";
import type { Quantity } from "../../core/trace.js";
import type { LstmDocument } from "../../document/document.js";
import { Lines } from "../../document/lines.js";
import { locate } from "../../document/locate.js";
import type { Path } from "../../document/problem.js";
import type { Hue, Link, Place, SourceRow, Token } from "../explanation.js";
import { layerPath, outputOf } from "./origin.js";
import { layerTrace, type Site } from "./site.js";
import { inputLetter } from "./summands.js";
import { hueOf, parameterSymbol, quantitySymbol, symbol, text } from "./tokens.js";

const linesOf = new WeakMap<LstmDocument, Lines>();

/** The line of an offset, from 1. */
export function lineAt(document: LstmDocument, offset: number): number {
  let lines = linesOf.get(document);
  if (!lines) {
    lines = new Lines(document.text);
    linesOf.set(document, lines);
  }
  return lines.at(offset).line + 1;
}

/** Of what the file does not give and is zeros. */
export function leftOutLabel(): string {
  return l10n.t("left out: zeros");
}

/** `line 10` */
export function lineLabel(lineNumber: number): string {
  return l10n.t("line {0}", lineNumber);
}

/** `line 10, row 2`: row `at` (from 0) of the array at `base`, whose line is its own where it has one. */
function fileRow(site: Site, symbols: readonly Token[], base: Path, at: number, size: number): SourceRow | null {
  const rowPath = [...base, at];
  const rowRange = locate(site.document, rowPath);
  const range = rowRange ?? locate(site.document, base);
  if (!range) return null;
  const lineNumber = lineAt(site.document, range.start);
  return {
    symbols,
    label: size > 1 ? l10n.t("line {0}, row {1}", lineNumber, at + 1) : lineLabel(lineNumber),
    link: { kind: "source", path: rowRange ? rowPath : base },
  };
}

/** The parameter's row of `unit` (from 1); a bias that is left out says so. */
export function parameterSource(site: Site, layer: number, name: string, hue: Hue, unit: number): SourceRow {
  const symbols = [parameterSymbol(name, hue)];
  const parameter = layerTrace(site, layer).layer.parameters.get(name);
  if (!parameter) return { symbols, label: leftOutLabel() };
  const base = [...layerPath(site, layer), "parameters", name];
  return fileRow(site, symbols, base, unit - 1, parameter.rows) ?? { symbols, label: l10n.t("not in this file") };
}

export function hasParameter(site: Site, layer: number, name: string): boolean {
  return layerTrace(site, layer).layer.parameters.has(name);
}

/** A value of the trace, seen from `layer`: `step 1`, or `layer 1, step 2`. */
export function valueSource(layer: number, place: Place, symbols: readonly Token[] = [quantitySymbol(place.quantity, place.t)]): SourceRow {
  const link: Link = { kind: "value", place };
  const label = place.layer === layer ? l10n.t("step {0}", place.t) : l10n.t("layer {0}, step {1}", place.layer, place.t);
  return { symbols, label, link };
}

/** h or c after step `t`; at t = 0 `initial, line 9`. */
export function stateSource(site: Site, layer: number, state: "h" | "c", t: number, unit: number): SourceRow {
  if (t > 0) return valueSource(layer, { layer, quantity: state, t, unit });
  const symbols = [quantitySymbol(state, 0)];
  const base = [...layerPath(site, layer), "initial", state];
  const row = fileRow(site, symbols, base, unit - 1, 1);
  return row === null ? { symbols, label: leftOutLabel() } : { ...row, label: l10n.t("initial, {0}", row.label) };
}

/** What `layer` reads at step `t`; nothing where it reads nothing. */
export function inputSources(site: Site, layer: number, t: number, unit: number): readonly SourceRow[] {
  const { D } = layerTrace(site, layer).layer;
  if (D === 0) return [];
  if (layer === 1) {
    const row = fileRow(site, [symbol("x", t, "ink")], ["inputs"], t - 1, site.trace.T);
    return row ? [row] : [];
  }
  const quantity: Quantity = outputOf(site, layer - 1);
  const symbols = [symbol(inputLetter(site, layer), t, hueOf(quantity))];
  return [valueSource(layer, { layer: layer - 1, quantity, t, unit: Math.min(unit, D) }, symbols)];
}

export function targetSources(site: Site, t: number): readonly SourceRow[] {
  const row = fileRow(site, [quantitySymbol("y", t)], ["targets"], t - 1, site.trace.T);
  return row ? [row] : [];
}

/** Rows with the same label become one: `W_f, U_f, b_f  line 4`. It leads where the first of them led. */
export function merged(rows: readonly SourceRow[]): readonly SourceRow[] {
  const byLabel = new Map<string, SourceRow>();
  for (const row of rows) {
    const known = byLabel.get(row.label);
    byLabel.set(row.label, known ? { ...known, symbols: [...known.symbols, text(", "), ...row.symbols] } : row);
  }
  return [...byLabel.values()];
}
