/** The summands of z = W·x + U·h + b, each entry with its name and its numbers. */
import type { Hue, Token } from "../explanation.js";
import { inputRef, outputOf, parameterRef, type Ref, stateRef, valueRef } from "./origin.js";
import { layerTrace, type Site } from "./site.js";
import type { Entry, Group } from "./sum.js";
import { parameterSymbol, quantitySymbol, symbol, text, unitSymbol } from "./tokens.js";

/** The z of one unit: `layer`, `t` and `unit` count from 1; `hue` is that of what the activation makes of it. */
export interface Neuron {
  readonly layer: number;
  readonly t: number;
  readonly unit: number;
  readonly hue: Hue;
}

/** A vector that a row of a matrix is multiplied with; `unit` counts from 1. */
interface Vector {
  readonly size: number;
  readonly symbols: readonly Token[];
  readonly unitSymbols: (unit: number) => readonly Token[];
  /** What entry `unit` is multiplied out to. */
  readonly refs: (unit: number) => readonly Ref[];
}

/** A parameter that is left out counts as zeros and is not written. */
function matrixTimes(site: Site, neuron: Neuron, name: string, vector: Vector): readonly Group[] {
  const { layer, unit, hue } = neuron;
  const parameter = parameterSymbol(name, hue);
  const rows = layerTrace(site, layer).layer.H;
  const entries: Entry[] = [];
  for (let column = 1; column <= vector.size; column++) {
    const weight = parameterRef(site, layer, name, hue, unit - 1, column - 1);
    if (!weight) return [];
    entries.push({ label: entryLabel(parameter, rows, unit, column, vector), factors: [weight, ...vector.refs(column)] });
  }
  return entries.length === 0 ? [] : [{ symbols: [parameter, text("·"), ...vector.symbols], entries }];
}

/** `W_f·x₂ [2]` in a layer of one unit, `W_f[17,2]·x₆₁,₂` in others. */
function entryLabel(parameter: Token, rows: number, unit: number, column: number, vector: Vector): readonly Token[] {
  if (rows > 1) return [parameter, text(`[${unit},${column}]·`), ...vector.unitSymbols(column)];
  return [parameter, text("·"), ...vector.symbols, ...(vector.size > 1 ? [text(` [${column}]`)] : [])];
}

/** W·x. What a dense layer reads off a recurrent one is called h; elsewhere h is the layer's own. */
export function inputs(site: Site, neuron: Neuron, name: string): readonly Group[] {
  const { layer, t } = neuron;
  const { D } = layerTrace(site, layer).layer;
  const hue = layer > 1 ? outputOf(site, layer - 1) : "ink";
  const letter = inputLetter(site, layer);
  return matrixTimes(site, neuron, name, {
    size: D,
    symbols: [symbol(letter, t, hue)],
    unitSymbols: (unit) => [symbol(letter, `${t},${unit}`, hue)],
    refs: (unit) => [inputRef(site, layer, t, unit)],
  });
}

/** What a layer calls what it reads. */
export function inputLetter(site: Site, layer: number): "x" | "h" {
  const isReadout = layerTrace(site, layer).layer.cell === "dense" && layer > 1 && outputOf(site, layer - 1) === "h";
  return isReadout ? "h" : "x";
}

/** U·h of the step before. */
export function recurrence(site: Site, neuron: Neuron, name: string): readonly Group[] {
  const { layer, t } = neuron;
  return matrixTimes(site, neuron, name, {
    size: layerTrace(site, layer).layer.H,
    symbols: [quantitySymbol("h", t - 1)],
    unitSymbols: (unit) => [unitSymbol("h", t - 1, unit)],
    refs: (unit) => [stateRef(site, layer, "h", t - 1, unit)],
  });
}

/** U·(r ⊙ h), h of the step before. */
export function resetRecurrence(site: Site, neuron: Neuron, name: string): readonly Group[] {
  const { layer, t } = neuron;
  const written = (r: Token, h: Token) => [text("("), r, text("·"), h, text(")")];
  return matrixTimes(site, neuron, name, {
    size: layerTrace(site, layer).layer.H,
    symbols: written(quantitySymbol("r", t), quantitySymbol("h", t - 1)),
    unitSymbols: (unit) => written(unitSymbol("r", t, unit), unitSymbol("h", t - 1, unit)),
    refs: (unit) => [valueRef(site, layer, "r", t, unit), stateRef(site, layer, "h", t - 1, unit)],
  });
}

/** b */
export function bias(site: Site, neuron: Neuron, name: string): readonly Group[] {
  const { layer, unit, hue } = neuron;
  const own = parameterRef(site, layer, name, hue, unit - 1, 0);
  if (!own) return [];
  const written = parameterSymbol(name, hue);
  const isAlone = layerTrace(site, layer).layer.H === 1;
  return [{ symbols: [written], entries: [{ label: isAlone ? [written] : [written, text(`[${unit}]`)], factors: [own] }] }];
}

/** p ⊙ c, with the cell state after step `t`. */
export function peephole(site: Site, neuron: Neuron, name: string, t: number): readonly Group[] {
  const { layer, unit, hue } = neuron;
  const own = parameterRef(site, layer, name, hue, unit - 1, 0);
  if (!own) return [];
  const symbols = [parameterSymbol(name, hue), text("·"), quantitySymbol("c", t)];
  const isAlone = layerTrace(site, layer).layer.H === 1;
  const label = isAlone ? symbols : [parameterSymbol(name, hue), text(`[${unit}]·`), unitSymbol("c", t, unit)];
  return [{ symbols, entries: [{ label, factors: [own, stateRef(site, layer, "c", t, unit)] }] }];
}
