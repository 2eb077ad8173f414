/** How far each gate reaches, which entries are negative, and what its entries add up to: facts, whether noteworthy or not. */
import * as l10n from "@vscode/l10n";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { type LayerTrace, type Quantity, quantityOf, type Trace } from "../../core/trace.js";
import { quantityLetter, worded } from "../explain/tokens.js";
import type { Place } from "../explanation.js";
import { count, eachStep, figure, type Insight, inLayer, insight, type Piece } from "./insight.js";

/** Sums closer to 1 than this are 1. */
const near = 1e-9;

/** One gate over the whole trace. What is not finite is left out. */
export interface GateFacts {
  readonly layer: number;
  readonly quantity: Quantity;
  /** The least and the greatest entry, the least and the greatest sum over the units of one step. */
  readonly numbers: Float64Array;
  readonly least: Place;
  readonly greatest: Place;
  /** The steps of the least and the greatest sum. */
  readonly leastSum: number;
  readonly greatestSum: number;
  /** Entries below 0, of `entries`. */
  readonly negative: number;
  readonly entries: number;
  /** Whether no entry is negative and the entries of every step add up to 1, within 1e-9. */
  readonly isDistribution: boolean;
}

const gatesOf: Readonly<Record<LayerTrace["layer"]["cell"], readonly Quantity[]>> = {
  lstm: ["f", "i", "o"],
  gru: ["r", "z"],
  rnn: [],
  dense: [],
};

/** The facts about every gate, in the order of the layers; a gate without any finite entry is left out. */
export function* gateFacts(trace: Trace, shouldYield: ShouldYield): Sliced<readonly GateFacts[]> {
  const all: GateFacts[] = [];
  for (const [index, of] of trace.layers.entries()) {
    for (const quantity of gatesOf[of.layer.cell]) {
      const facts = yield* factsOf(trace, { layer: index + 1, quantity }, shouldYield);
      if (facts !== null) all.push(facts);
    }
  }
  return all;
}

function* factsOf(
  { layers, T }: Trace,
  { layer, quantity }: Pick<Place, "layer"> & { readonly quantity: Quantity },
  shouldYield: ShouldYield,
): Sliced<GateFacts | null> {
  const { H } = layers[layer - 1].layer;
  const values = quantityOf(layers[layer - 1], quantity);
  const [entry, sums] = [new Extremes(), new Extremes()];
  let [negative, isDistribution] = [0, true];
  yield* eachStep(T, H, shouldYield, (t, start) => {
    let sum = 0;
    for (let k = start; k < start + H; k++) {
      entry.take(values[k], k);
      sum += values[k];
      if (values[k] < 0) negative++;
    }
    sums.take(sum, t);
    if (!(Math.abs(sum - 1) <= near)) isDistribution = false;
  });
  if (!(entry.least <= entry.greatest)) return null;
  const place = (at: number): Place => ({ layer, quantity, t: Math.floor(at / H) + 1, unit: (at % H) + 1 });
  return {
    ...{ layer, quantity, negative, entries: values.length, isDistribution: isDistribution && negative === 0 },
    numbers: Float64Array.of(entry.least, entry.greatest, sums.least, sums.greatest),
    ...{ least: place(entry.leastAt), greatest: place(entry.greatestAt), leastSum: sums.leastAt, greatestSum: sums.greatestAt },
  };
}

/** The least and the greatest finite value so far, each where it came first. */
class Extremes {
  least = Number.POSITIVE_INFINITY;
  greatest = Number.NEGATIVE_INFINITY;
  leastAt = 0;
  greatestAt = 0;

  take(value: number, at: number): void {
    if (!Number.isFinite(value)) return;
    if (value < this.least) [this.least, this.leastAt] = [value, at];
    if (value > this.greatest) [this.greatest, this.greatestAt] = [value, at];
  }
}

/** One insight for each gate with an entry below 0, which σ never gives, about the least one. */
export function negativeGates(trace: Trace, all: readonly GateFacts[]): readonly Insight[] {
  return all
    .filter(({ negative }) => negative > 0)
    .map(({ layer, quantity, negative, entries, least, numbers }) =>
      insight(
        "negative",
        least,
        worded<Piece>(
          l10n.t("{0}{layer} has {1} of {2} entries below 0, the least {3}", { layer: inLayer(trace, layer) }),
          ...[quantityLetter(quantity), count(negative), count(entries), figure(numbers[0])],
        ),
      ),
    );
}
