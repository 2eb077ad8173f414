/** What the host may say about gradients, looked at before it is believed. */
import type { GradientAt, GradientSteps, GradientSummary, Passage } from "../protocol/gradients.js";
import type { GradientExplanation } from "../report/explainGradient.js";
import { type Check, isBytes, isDoubles, isListOf, isNullOr, isNumber, isOneOf, isShape, isText, isTruth } from "./check.js";
import { isGradientPlace, workingShape } from "./inboundTokens.js";

export const isParameter = isShape({ layer: isNumber, name: isText, rows: isNumber, cols: isNumber, isVector: isTruth });

export const isGradients = isShape({
  ...{ revision: isNumber, norms: isDoubles, reach: isDoubles, hidden: isListOf(isNumber) },
  parameters: isListOf(isParameter),
  notFinite: isNullOr(isText),
}) as Check<GradientSummary>;

export const isGradientSteps = isShape({
  ...{ revision: isNumber, layer: isNumber, from: isNumber, to: isNumber },
  ...{ h: isDoubles, c: isNullOr(isDoubles), factor: isNullOr(isDoubles), given: isBytes },
  f: isNullOr(isShape({ lower: isDoubles, upper: isDoubles, mean: isDoubles })),
  parameters: isListOf(isText),
  ...{ shares: isDoubles, reach: isText, hidden: isNullOr(isBytes) },
}) as Check<GradientSteps>;

export const isGradientAt = isShape({ h: isText, c: isNullOr(isText), f: isNullOr(isText) }) as Check<GradientAt>;

export const isGradientExplanation = isShape({ ...workingShape, place: isGradientPlace }) as Check<GradientExplanation>;

export const isPassage = isShape({
  ...{ growth: isText, magnitude: isText },
  verdict: isNullOr(isOneOf("vanishing", "steady", "exploding")),
  bounds: isShape({ vanishing: isNumber, exploding: isNumber }),
}) as Check<Passage>;
