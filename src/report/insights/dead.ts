/** Units that say the same at every step, so that whoever reads them learns nothing. */
import * as l10n from "@vscode/l10n";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { outputOf, type Trace } from "../../core/trace.js";
import { quantityLetter, worded } from "../explain/tokens.js";
import { andMoreUnits, eachStep, figure, type Insight, inLayer, insight, type Piece } from "./insight.js";

/** Values closer together than this count as the same. */
const same = 1e-9;

/**
 * A unit is dead where its h_t (ŷ_t of a dense layer) stays within 1e-9 over all steps, 0 or another value. One insight a layer, about its first such unit.
 * Not for one step alone.
 */
export function* deadUnits(trace: Trace, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const found: Insight[] = [];
  if (trace.T < 2) return found;
  for (const [index, of] of trace.layers.entries()) {
    const { H, cell } = of.layer;
    const values = outputOf(of);
    const [least, greatest] = [values.slice(0, H), values.slice(0, H)];
    yield* eachStep(trace.T, H, shouldYield, (_t, start) => {
      for (let unit = 0; unit < H; unit++) {
        const value = values[start + unit];
        // A value that is no number makes both ends so for good.
        const isNone = Number.isNaN(value);
        if (isNone || value < least[unit]) least[unit] = value;
        if (isNone || value > greatest[unit]) greatest[unit] = value;
      }
    });
    const units = [...least.keys()].filter((unit) => greatest[unit] - least[unit] <= same);
    if (units.length === 0) continue;
    const quantity = cell === "dense" ? "yhat" : "h";
    const place = { layer: index + 1, quantity, t: 1, unit: units[0] + 1 } as const;
    found.push(
      insight("dead", place, [
        ...worded<Piece>(
          l10n.t("Unit {unit}{layer} is dead: {0} is {1} at every step", { unit: units[0] + 1, layer: inLayer(trace, index + 1) }),
          ...[quantityLetter(quantity), figure(values[units[0]])],
        ),
        ...andMoreUnits(units.length - 1),
      ]),
    );
  }
  return found;
}
