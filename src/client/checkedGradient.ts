/** A checked gradient as it crosses to the page and to the caller of a command: without the numbers that an exercise hides. */
import type { ParameterCheck } from "../core/gradientCheck.js";
import type { CheckedGradient } from "../protocol/panel.js";
import { nothingHidden } from "../report/answers/hiding.js";
import { exact } from "../report/format.js";
import { isGradientHidden } from "../report/gradients/hidden.js";

export function checkedGradient(
  { layer, name, error, isRight, checked, total, kinks, worst: [worst] }: ParameterCheck,
  hiding = nothingHidden,
): CheckedGradient {
  return {
    ...{ layer, name, isRight, checked, total },
    error: exact(error),
    kinks: kinks.length,
    worst:
      worst === undefined || isGradientHidden(hiding, layer, name)
        ? null
        : { ...worst, analytic: exact(worst.analytic), numeric: exact(worst.numeric) },
  };
}
