/** How far a change of h₀ reaches: through all steps, and what that is a step. */

import * as l10n from "@vscode/l10n";
import type { Factors } from "../../core/factors.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import { computed } from "../explain/forms.js";
import { numberToken, type Ref } from "../explain/origin.js";
import { mostWrittenOut } from "../explain/sum.js";
import { join, line, quantitySymbol, text } from "../explain/tokens.js";
import type { Token } from "../explanation.js";
import { type GradientPlace, gradientPlace } from "../gradientPlace.js";
import { columnTerms } from "./column.js";
import type { Worked } from "./norms.js";
import { type GradientSite, slopeRef } from "./slopes.js";

const h = (t: number): Token => quantitySymbol("h", t);

/** ‖∂h_T/∂h_t‖ */
function reach(T: number, t: number): readonly Token[] {
  return [text("‖∂"), h(T), text("/∂"), h(t), text("‖")];
}

/** ‖∂h_T/∂h_0‖ as the product of what each step back makes of ‖∂h_T/∂h_t‖; its terms are the logarithms of base 10, which add up. */
export function* workThrough(site: GradientSite, { logToEnd }: Factors, shouldYield: ShouldYield): Sliced<Worked> {
  const { T } = site.trace;
  // Back from where nothing comes through there is nothing left to be made less.
  const first = logToEnd.lastIndexOf(Number.NEGATIVE_INFINITY);
  const steps = Array.from({ length: T - Math.max(0, first) }, (_, k) => T - 1 - k);
  const powers = Float64Array.from(steps, (k) => (logToEnd[k] - logToEnd[k + 1]) / Math.LN10);
  const magnitude = logToEnd[0] / Math.LN10;
  const isLong = T > mostWrittenOut;
  const numbers = isLong
    ? [text("10^("), numberToken(site, computed(magnitude), true), text(")")]
    : join(
        [...powers].map((power) => [numberToken(site, computed(10 ** power), false)]),
        "·",
      );
  const symbols = isLong
    ? [text("∏ "), text("‖∂"), h(T), text("/∂h"), text("ₜ₋₁‖ / ‖∂"), h(T), text("/∂hₜ‖")]
    : join(
        steps.map((k) => (k === T - 1 ? reach(T, k) : [...reach(T, k), text(" / "), ...reach(T, k + 1)])),
        "·",
      );
  return {
    hue: "h",
    equation: [
      line(reach(T, 0), symbols),
      ...(T === 1 ? [] : [line([], numbers)]),
      line([], [{ kind: "number", index: site.numbers.add(10 ** magnitude), isAnswer: true }]),
    ],
    terms:
      T === 1
        ? []
        : yield* columnTerms(
            site,
            powers,
            (at) => ({
              label: [text(l10n.t("log₁₀, t = {0} to {1}", steps[at] + 1, steps[at]))],
              source: computed(powers[at]),
            }),
            shouldYield,
          ),
  };
}

/** The factor a step that the way through all steps comes to: ‖∂h_T/∂h_0‖^(1/T), from its logarithm. */
export function workGrowth(site: GradientSite, { layer }: GradientPlace, { growth, logToEnd }: Factors): Worked {
  const { T } = site.trace;
  const magnitude: Ref = slopeRef(site, gradientPlace("through", layer, ""), logToEnd[0] / Math.LN10, "h");
  return {
    hue: "h",
    terms: [],
    equation: [
      line([text(l10n.t("factor a step"))], [...reach(T, 0), text(`^(1/${T})`)]),
      line([], [text("10^("), numberToken(site, magnitude, true), text(` / ${T})`)]),
      line([], [{ kind: "number", index: site.numbers.add(growth), isAnswer: true }]),
    ],
  };
}
