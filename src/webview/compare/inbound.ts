/** What the host may say about a comparison, looked at before it is believed. */
import type { ComparisonShape } from "../../protocol/comparison.js";
import type { TraceShape } from "../../protocol/panel.js";
import { type Check, isListOf, isNullOr, isNumber, isRecordOf, isShape, isText, isTruth } from "../check.js";
import { isPlace } from "../inboundTokens.js";

/** The check of a comparison, given that of the trace in it. */
export function isComparisonWith(isTrace: Check<unknown>): Check<ComparisonShape> {
  return isShape({
    ...{ revision: isNumber, name: isText, tolerance: isNumber, T: isNumber, mismatches: isListOf(isText) },
    trace: isNullOr(isTrace as Check<TraceShape>),
    layers: isListOf(isNullOr(isRecordOf(isNumber))),
    loss: isNullOr(isNumber),
    first: isNullOr(isShape({ place: isPlace, here: isText, there: isText, difference: isText })),
    fault: isNullOr(isShape({ message: isText, hasPlace: isTruth })),
  }) as Check<ComparisonShape>;
}
