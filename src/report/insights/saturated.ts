/** Gates that stand nearly shut or open most of the time, where their slope, and with it what they learn, is next to nothing. */
import * as l10n from "@vscode/l10n";
import { sigmoid } from "../../core/exponential.js";
import type { Layer } from "../../core/model.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { type Quantity, quantityOf, type Trace } from "../../core/trace.js";
import { quantityLetter, worded } from "../explain/tokens.js";
import { valvesOf } from "../summary.js";
import { andMoreUnits, count, eachStep, type Insight, inLayer, insight, type Piece } from "./insight.js";

/** |z| above which a gate counts as saturated: σ′(4) is 0.018, against 0.25 at 0. */
const mostZ = 4;
/** From this share of the steps on it is told. */
const leastShare = 0.5;
/** Fewer steps say nothing about a gate. */
const leastSteps = 3;

/** Where a gate is saturated: below the first or above the second value. */
interface Ends {
  readonly shut: number;
  readonly open: number;
  readonly where: string;
}

interface Counts {
  readonly open: Uint32Array;
  readonly shut: Uint32Array;
  /** By unit, the first step at which it is saturated; 0 for never. */
  readonly first: Uint32Array;
}

/**
 * One insight for each gate with a unit that is saturated in at least half of the steps and in three or more, about the unit that is so most often. Saturated means |z| > 4,
 * read off the gate itself: σ(z) below σ(−4) or above σ(4). A hard sigmoid is saturated where it is flat, at 0 or 1. Gates that can leave 0…1 have no such
 * ends and are left out.
 */
export function* saturatedGates(trace: Trace, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const found: Insight[] = [];
  for (const [index, of] of trace.layers.entries()) {
    for (const quantity of valvesOf(of)) {
      const ends = endsOf(of.layer);
      const counts = yield* countSaturated(quantityOf(of, quantity), trace.T, ends, of.layer.H, shouldYield);
      const told = tell(trace, index + 1, quantity, ends, counts);
      if (told !== null) found.push(told);
    }
  }
  return found;
}

function endsOf(layer: Layer): Ends {
  const isHard =
    (layer.cell === "lstm" || layer.cell === "gru") &&
    layer.activations.gate.kind === "named" &&
    layer.activations.gate.name === "hardSigmoid";
  if (isHard) return { shut: Number.MIN_VALUE, open: 1 - Number.EPSILON / 2, where: l10n.t("at 0 or 1") };
  return { shut: sigmoid(-mostZ), open: sigmoid(mostZ), where: `|z| > ${mostZ}` };
}

function* countSaturated(values: Float64Array, T: number, { shut, open }: Ends, H: number, shouldYield: ShouldYield): Sliced<Counts> {
  const counts = { open: new Uint32Array(H), shut: new Uint32Array(H), first: new Uint32Array(H) };
  yield* eachStep(T, H, shouldYield, (t, start) => {
    for (let unit = 0; unit < H; unit++) {
      const value = values[start + unit];
      const isOpen = value > open;
      if (!isOpen && !(value < shut)) continue;
      counts[isOpen ? "open" : "shut"][unit]++;
      if (counts.first[unit] === 0) counts.first[unit] = t;
    }
  });
  return counts;
}

function tell(trace: Trace, layer: number, quantity: Quantity, { where }: Ends, { open, shut, first }: Counts): Insight | null {
  const totals = open.map((steps, unit) => steps + shut[unit]);
  const most = totals.reduce((greatest, steps) => Math.max(greatest, steps), 0);
  if (most < leastSteps || most < leastShare * trace.T) return null;
  const at = totals.indexOf(most);
  const others = totals.filter((steps) => steps >= leastShare * trace.T).length - 1;
  return insight("saturated", { layer, quantity, t: first[at], unit: at + 1 }, [
    ...worded<Piece>(
      sentenceOf(open[at], shut[at], { unit: at + 1, layer: inLayer(trace, layer), where }),
      ...[quantityLetter(quantity), count(most), count(trace.T), count(open[at]), count(shut[at])],
    ),
    ...andMoreUnits(others),
  ]);
}

/** Says at which of its ends a gate is so often. */
function sentenceOf(open: number, shut: number, places: Readonly<Record<"unit" | "layer" | "where", string | number>>): string {
  if (shut === 0) return l10n.t("{0} of unit {unit}{layer} is saturated ({where}) in {1} of {2} steps: open", places);
  if (open === 0) return l10n.t("{0} of unit {unit}{layer} is saturated ({where}) in {1} of {2} steps: shut", places);
  return l10n.t("{0} of unit {unit}{layer} is saturated ({where}) in {1} of {2} steps: open in {3}, shut in {4}", places);
}
