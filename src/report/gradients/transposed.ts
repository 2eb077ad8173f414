/** A matrix handed backwards: Uᵀ·dz, the summands by which the units of one step answer to a unit of another. */
import { parameterRef, type Ref, valueRef } from "../explain/origin.js";
import { layerTrace } from "../explain/site.js";
import type { Entry, Group } from "../explain/sum.js";
import { parameterSymbol, quantitySymbol, text, unitSymbol } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { gatesOf } from "./cells.js";
import { type GradientSite, zSlope } from "./slopes.js";
import { hueOfZ, marked, zSymbol } from "./symbols.js";

export interface Transposed {
  readonly layer: number;
  readonly parameter: string;
  /** The preactivation the matrix works on. */
  readonly z: string;
  readonly t: number;
  /** From 1. */
  readonly column: number;
  /** The layer's number where it is not the one spoken of. */
  readonly mark: number | null;
  /** Whether the reset gate stands between: U_nᵀ·(r ⊙ dz_n). */
  readonly isReset?: boolean;
}

/** Σ over the rows r of parameter[r, column]·dz_r; nothing where the layer has no such parameter. */
export function transposed(site: GradientSite, { layer, parameter, z, t, column, mark, isReset }: Transposed): readonly Group[] {
  const of = layerTrace(site, layer).layer.parameters.get(parameter);
  if (of === undefined) return [];
  const hue = hueOfZ(z);
  const letter = marked(parameterSymbol(parameter, hue), mark);
  const isSingle = of.rows === 1 && of.cols === 1;
  const entries: Entry[] = [];
  for (let row = 1; row <= of.rows; row++) {
    const weight = parameterRef(site, layer, parameter, hue, row - 1, column - 1) as Ref;
    const reset = isReset ? [valueRef(site, layer, "r", t, row)] : [];
    const gate = isReset ? [text("·"), unitSymbol("r", t, row)] : [];
    const label = [letter, text(`[${row},${column}]`), ...gate, text("·"), zSymbol(z, t, row, mark)];
    entries.push({
      label: isSingle ? symbolsOf(letter, "", z, t, mark, isReset) : label,
      factors: [weight, ...reset, zSlope(site, layer, z, t, row)],
    });
  }
  return [{ symbols: symbolsOf(letter, isSingle ? "" : "ᵀ", z, t, mark, isReset), entries }];
}

function symbolsOf(letter: Token, transposition: string, z: string, t: number, mark: number | null, isReset = false): readonly Token[] {
  const dz = zSymbol(z, t, null, mark);
  const inner = isReset ? [text(`${transposition}·(`), quantitySymbol("r", t), text("·"), dz, text(")")] : [text(`${transposition}·`), dz];
  return [letter, ...inner];
}

/** ∂L/∂(entry `column` of what `layer` reads at `t`): Σ over its gates of Wᵀ·dz. */
export function throughInputs(site: GradientSite, layer: number, t: number, column: number, mark: number | null): readonly Group[] {
  return gatesOf[layerTrace(site, layer).layer.cell].flatMap(({ suffix, z }) =>
    transposed(site, { layer, parameter: `W${suffix}`, z, t, column, mark }),
  );
}
