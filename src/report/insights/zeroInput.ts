/** Steps whose input is 0 and whose state moves on all the same: gates and candidate still read the state before, and their biases. */
import * as l10n from "@vscode/l10n";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { before, quantityOf, row, type Trace } from "../../core/trace.js";
import { quantityLetter, quantitySymbol, text, worded } from "../explain/tokens.js";
import { count, eachStep, figure, type Insight, insight, type Piece } from "./insight.js";

/** A smaller change counts as none. */
const still = 1e-9;

/**
 * The steps at which every entry of x_t is 0, and those among them at which some entry of h differs from h_{t−1} by more than 1e-9. One insight about the
 * first of these and its unit with the largest change; none where there is no such step, no input, or the first layer is dense.
 */
export function* zeroInputs(trace: Trace, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const [of] = trace.layers;
  if (of === undefined || of.layer.cell === "dense" || of.layer.D === 0) return [];
  const { D, H } = of.layer;
  const h = quantityOf(of, "h");
  let [zeros, changes, first, unit] = [0, 0, 0, 0];
  yield* eachStep(trace.T, D + H, shouldYield, (t) => {
    if (of.x.subarray((t - 1) * D, t * D).some((value) => value !== 0)) return;
    zeros++;
    const moved = largestChange(before(trace, 0, t, "h"), row(h, t, H));
    if (!(moved.size > still)) return;
    if (changes++ === 0) [first, unit] = [t, moved.unit];
  });
  if (changes === 0) return [];
  const [from, to] = [before(trace, 0, first, "h")[unit - 1], h[(first - 1) * H + unit - 1]];
  return [
    insight("zeroInput", { layer: 1, quantity: "h", t: first, unit }, [
      ...worded<Piece>(
        zeros === 1
          ? l10n.t("{0} changes at {1} of {2} step with x = 0: {3}, {4}")
          : l10n.t("{0} changes at {1} of {2} steps with x = 0: {3}, {4}"),
        ...[quantityLetter("h"), count(changes), count(zeros)],
        [quantitySymbol("h", first - 1), text(" = "), figure(from)],
        [quantitySymbol("h", first), text(" = "), figure(to)],
      ),
      ...(H > 1 ? [text(l10n.t(" in unit {0}", unit))] : []),
    ]),
  ];
}

function largestChange(from: Float64Array, to: Float64Array): { readonly size: number; readonly unit: number } {
  let [size, unit] = [0, 1];
  for (let k = 0; k < to.length; k++) {
    const change = Math.abs(to[k] - from[k]);
    if (change > size) [size, unit] = [change, k + 1];
  }
  return { size, unit };
}
