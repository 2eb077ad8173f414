/** Units whose memory is wiped at every step, and units whose memory never fades. */
import * as l10n from "@vscode/l10n";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { type LayerTrace, type Quantity, quantityOf, type Trace } from "../../core/trace.js";
import { quantityLetter, quantitySymbol, text, worded } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { valvesOf } from "../summary.js";
import { andMoreUnits, eachStep, figure, fine, type Insight, inLayer, insight, type Piece } from "./insight.js";

/** A unit forgets where no step keeps as much as the first, and never does where every step keeps more than the second. */
const little = 0.05;
const much = 0.95;

/** What each step keeps of the state before it: the gate that says so, as it stands or its complement. */
interface Keeper {
  readonly quantity: Quantity;
  readonly isComplement: boolean;
  readonly state: "c" | "h";
}

/** By unit: the least and the greatest share kept, the steps they fall on, and the product of all shares. */
interface Kept {
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  readonly leastAt: Uint32Array;
  readonly greatestAt: Uint32Array;
  readonly product: Float64Array;
}

/**
 * The share of its state that a unit keeps is f_t of an lstm, and z_t (1 − z_t where the file says so) of a gru. It forgets where that is below 0.05 at every
 * step, and never forgets where it is above 0.95 at every step; ∏ of the shares says how much of the initial state is left at the end. At most one insight
 * of each kind a layer, about its most extreme unit. Not for one step alone, nor for gates that can leave 0…1.
 */
export function* forgetting(trace: Trace, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const found: Insight[] = [];
  for (const [index, of] of trace.layers.entries()) {
    const keeper = keeperOf(of);
    if (keeper === null || trace.T < 2) continue;
    const kept = yield* keptShares(quantityOf(of, keeper.quantity), trace.T, keeper, of.layer.H, shouldYield);
    found.push(...tellForgetting(trace, index + 1, keeper, kept), ...tellKeeping(trace, index + 1, keeper, kept));
  }
  return found;
}

function keeperOf(of: LayerTrace): Keeper | null {
  if (valvesOf(of).length === 0) return null;
  if (of.layer.cell === "lstm") return { quantity: "f", isComplement: false, state: "c" };
  return of.layer.cell === "gru" ? { quantity: "z", isComplement: !of.layer.zKeeps, state: "h" } : null;
}

function* keptShares(values: Float64Array, T: number, { isComplement }: Keeper, H: number, shouldYield: ShouldYield): Sliced<Kept> {
  const kept: Kept = {
    least: new Float64Array(H).fill(Number.POSITIVE_INFINITY),
    greatest: new Float64Array(H).fill(Number.NEGATIVE_INFINITY),
    leastAt: new Uint32Array(H),
    greatestAt: new Uint32Array(H),
    product: new Float64Array(H).fill(1),
  };
  yield* eachStep(T, H, shouldYield, (t, start) => {
    for (let unit = 0; unit < H; unit++) {
      const share = isComplement ? 1 - values[start + unit] : values[start + unit];
      kept.product[unit] *= share;
      // A share that is no number makes both ends so for good, and then nothing is told of the unit.
      const isNone = Number.isNaN(share);
      if (isNone || share < kept.least[unit]) [kept.least[unit], kept.leastAt[unit]] = [share, t];
      if (isNone || share > kept.greatest[unit]) [kept.greatest[unit], kept.greatestAt[unit]] = [share, t];
    }
  });
  return kept;
}

function tellForgetting(trace: Trace, layer: number, keeper: Keeper, { greatest, greatestAt }: Kept): readonly Insight[] {
  const units = indicesOf(greatest, (value) => value < little);
  if (units.length === 0) return [];
  const at = units.reduce((best, unit) => (greatest[unit] < greatest[best] ? unit : best));
  const place = { layer, quantity: keeper.quantity, t: greatestAt[at], unit: at + 1 };
  return [
    insight("forgets", place, [
      ...worded<Piece>(
        l10n.t("Unit {unit}{layer} forgets at every step: {0} is at most {1}", { unit: at + 1, layer: inLayer(trace, layer) }),
        ...[symbolOf(keeper), fine(greatest[at])],
      ),
      ...andMoreUnits(units.length - 1),
    ]),
  ];
}

function tellKeeping(trace: Trace, layer: number, keeper: Keeper, { least, leastAt, product }: Kept): readonly Insight[] {
  const units = indicesOf(least, (value) => value > much);
  if (units.length === 0) return [];
  const at = units.reduce((best, unit) => (least[unit] > least[best] ? unit : best));
  const place = { layer, quantity: keeper.quantity, t: leastAt[at], unit: at + 1 };
  const places = { unit: at + 1, layer: inLayer(trace, layer), T: trace.T };
  return [
    insight("neverForgets", place, [
      ...worded<Piece>(
        l10n.t("Unit {unit}{layer} never forgets: {0} is at least {1}, and {2} of {3} is left at t = {T}", places),
        ...[symbolOf(keeper), figure(least[at]), figure(product[at]), quantitySymbol(keeper.state, 0)],
      ),
      ...andMoreUnits(units.length - 1),
    ]),
  ];
}

function symbolOf({ quantity, isComplement }: Keeper): readonly Token[] {
  return isComplement ? [text("1 − "), quantityLetter(quantity)] : [quantityLetter(quantity)];
}

function indicesOf(values: Float64Array, isWanted: (value: number) => boolean): readonly number[] {
  return [...values.keys()].filter((index) => isWanted(values[index]));
}
