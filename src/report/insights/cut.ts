/** Forget gates that keep the error from flowing back: ∂c_t/∂c_{t−1} is f_t. */
import * as l10n from "@vscode/l10n";
import type { Gradients } from "../../core/backward.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { quantityOf } from "../../core/trace.js";
import { quantitySymbol, text, worded } from "../explain/tokens.js";
import { count, eachStep, fine, type Insight, inLayer, insight, type Piece, slopeOf } from "./insight.js";

/** A gate below this cuts … */
const shut = 0.05;
/** … where no more than this share of the gradient is left at the step before. */
const mostLeft = 0.1;
/** Gradients below this share of the layer's largest are dust: nothing is cut off them. */
const dust = 1e-3;

/**
 * A forget gate cuts the gradient at step t ≥ 2 where |f_t| < 0.05 and |∂L/∂c_{t−1}| < 0.1·|∂L/∂c_t|, every path counted, and |∂L/∂c_t| is at least 1e-3 of
 * the largest in the layer. One insight a layer of an lstm, about the cut that costs the largest |∂L/∂c_t|.
 */
export function* cutGradients(gradients: Gradients, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const { trace } = gradients;
  const found: Insight[] = [];
  for (const [index, { layer, states }] of gradients.layers.entries()) {
    const dc = states.get("c");
    if (layer.cell !== "lstm" || dc === undefined) continue;
    const { H } = layer;
    const f = quantityOf(trace.layers[index], "f");
    let [cuts, greatest, worst, at] = [0, 0, 0, 0];
    yield* eachStep(trace.T + 1, H, shouldYield, (_t, start) => {
      for (let k = start; k < start + H; k++) greatest = Math.max(greatest, Math.abs(dc[k]));
    });
    yield* eachStep(trace.T, H, shouldYield, (t, start) => {
      if (t < 2) return;
      // Row t of dc is that of time t, row t−1 of f likewise.
      for (let k = start; k < start + H; k++) {
        const size = Math.abs(dc[k + H]);
        if (!(Math.abs(f[k]) < shut) || !(Math.abs(dc[k]) < mostLeft * size) || size < dust * greatest) continue;
        cuts++;
        if (size > worst) [worst, at] = [size, k];
      }
    });
    if (cuts === 0) continue;
    const [t, unit] = [Math.floor(at / H) + 1, (at % H) + 1];
    found.push(
      insight("cut", { layer: index + 1, quantity: "f", t, unit }, [
        ...worded<Piece>(
          l10n.t("{0} of unit {unit}{layer} cuts the gradient: {1}, {2}", { unit, layer: inLayer(trace, index + 1) }),
          [quantitySymbol("f", t), text(" = "), fine(f[at])],
          [slopeOf, quantitySymbol("c", t), text(" = "), fine(dc[at + H])],
          [slopeOf, quantitySymbol("c", t - 1), text(" = "), fine(dc[at])],
        ),
        ...andMoreCuts(cuts - 1),
      ]),
    );
  }
  return found;
}

/** `, and 3 more cuts`; nothing for 0. */
function andMoreCuts(others: number): readonly Piece[] {
  if (others === 0) return [];
  return worded<Piece>(others === 1 ? l10n.t(", and {0} more cut") : l10n.t(", and {0} more cuts"), count(others));
}
