/** What the host may say about a trace as a whole, looked at before it is believed. */
import type { InsightsOfTrace } from "../../protocol/insights.js";
import { type Check, isDoubles, isListOf, isNumber, isShape, isText, isTruth } from "../check.js";
import { isPlace, isTokens } from "../inboundTokens.js";

const isInsight = isShape({ kind: isText, sentence: isTokens, numbers: isDoubles, place: isPlace });

const isGateFacts = isShape({
  ...{ layer: isNumber, quantity: isText, numbers: isDoubles, least: isPlace, greatest: isPlace },
  ...{ leastSum: isNumber, greatestSum: isNumber, negative: isNumber, entries: isNumber, isDistribution: isTruth },
});

export const isInsights = isShape({
  revision: isNumber,
  areWithheld: isTruth,
  notable: isListOf(isInsight),
  gates: isListOf(isGateFacts),
}) as Check<InsightsOfTrace>;
