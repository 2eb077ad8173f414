/** What the page is told of a trace as a whole: looked for once a trace, when it is first asked for. */
import type { InsightsOfTrace } from "../protocol/insights.js";
import { insights } from "../report/insights/insights.js";
import type { Answerer } from "./answerer.js";
import { gradientsOf, once } from "./once.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";

/** The insights into a trace, with those into its gradients where it has a loss; none while an exercise hides values of it. */
export async function insightsOf(answerer: Answerer, traced: Traced): Promise<InsightsOfTrace | typeof unwanted> {
  const { trace, shape, hiding } = traced;
  // They speak of the whole trace: of every number that is still to be found.
  if (!hiding.isEmpty) return { gates: [], notable: [], revision: shape.revision, areWithheld: true };
  const gradients = trace.loss === null ? null : await gradientsOf(answerer, traced);
  if (gradients === unwanted) return unwanted;
  const found = await once(answerer, traced, "insights", (shouldYield) => insights(trace, gradients, shouldYield));
  return found === unwanted ? unwanted : { ...found, revision: shape.revision, areWithheld: false };
}
