/** What the page is told of a trace as a whole: what is noteworthy in it, and the facts about its gates. */
import type { Insights } from "../report/insights/insights.js";

/** The insights into one trace; their numbers cross as they are. */
export interface InsightsOfTrace extends Insights {
  readonly revision: number;
  /** Whether they are kept back, because an exercise hides values of the trace. */
  readonly areWithheld: boolean;
}
