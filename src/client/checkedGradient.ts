/** A checked gradient as it crosses to the page and to the caller of a command. */
import type { ParameterCheck } from "../core/gradientCheck.js";
import type { CheckedGradient } from "../protocol/panel.js";
import { exact } from "../report/format.js";

export function checkedGradient({ layer, name, error, isRight, checked, total, kinks, worst: [worst] }: ParameterCheck): CheckedGradient {
  return {
    ...{ layer, name, isRight, checked, total },
    error: exact(error),
    kinks: kinks.length,
    worst: worst === undefined ? null : { ...worst, analytic: exact(worst.analytic), numeric: exact(worst.numeric) },
  };
}
