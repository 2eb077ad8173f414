/** All insights into a trace: what is noteworthy, in the order of its weight, and the facts about the gates. */
import type { Gradients } from "../../core/backward.js";
import type { ShouldYield, Sliced } from "../../core/slices.js";
import type { Trace } from "../../core/trace.js";
import { cutGradients } from "./cut.js";
import { deadUnits } from "./dead.js";
import { fadingGradients } from "./fading.js";
import { forgetting } from "./forgetting.js";
import { type GateFacts, gateFacts, negativeGates } from "./gates.js";
import { type Insight, insightKinds } from "./insight.js";
import { gradientNotFinite, valueNotFinite } from "./notFinite.js";
import { saturatedGates } from "./saturated.js";
import { zeroInputs } from "./zeroInput.js";

export interface Insights {
  /** What is noteworthy, the weightiest first. */
  readonly notable: readonly Insight[];
  readonly gates: readonly GateFacts[];
}

/** The insights into a trace and, where it has a loss, its gradients. Progress starts again with each idea. */
export function* insights(trace: Trace, gradients: Gradients | null, shouldYield: ShouldYield): Sliced<Insights> {
  const gates = yield* gateFacts(trace, shouldYield);
  const found = [
    ...valueNotFinite(trace),
    ...negativeGates(trace, gates),
    ...(yield* deadUnits(trace, shouldYield)),
    ...(yield* saturatedGates(trace, shouldYield)),
    ...(yield* forgetting(trace, shouldYield)),
    ...(yield* zeroInputs(trace, shouldYield)),
    ...(gradients === null ? [] : yield* gradientInsights(gradients, shouldYield)),
  ];
  // The sort is stable, so that within a kind the layers keep their order.
  return { gates, notable: found.sort((a, b) => insightKinds.indexOf(a.kind) - insightKinds.indexOf(b.kind)) };
}

function* gradientInsights(gradients: Gradients, shouldYield: ShouldYield): Sliced<readonly Insight[]> {
  const fading = yield* fadingGradients(gradients, shouldYield);
  return [...gradientNotFinite(gradients), ...fading, ...(yield* cutGradients(gradients, shouldYield))];
}
