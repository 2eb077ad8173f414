/** Checks of what equations are made of: places, links, tokens. */
import { type Check, isEither, isListOf, isMissingOr, isNumber, isOneOf, isShape, isText, isTruth } from "./check.js";

export const isPlace = isShape({ layer: isNumber, quantity: isText, t: isNumber, unit: isNumber });
export const isPath: Check<readonly (string | number)[]> = isListOf(isEither(isText, isNumber));
export const isLink = isEither(isShape({ kind: isOneOf("value"), place: isPlace }), isShape({ kind: isOneOf("source"), path: isPath }));

const isWords = isEither(
  isShape({ kind: isOneOf("text"), text: isText }),
  isShape({ kind: isOneOf("symbol"), text: isText, sub: isMissingOr(isText), hue: isText }),
);
const isNumberToken = isShape({
  kind: isOneOf("number"),
  index: isNumber,
  typed: isMissingOr(isText),
  link: isMissingOr(isLink),
  hue: isMissingOr(isText),
  isAnswer: isMissingOr(isTruth),
  inParentheses: isMissingOr(isTruth),
  isHidden: isMissingOr(isTruth),
});
export const isTokens = isListOf(isEither(isWords, isNumberToken));
export const isLines = isListOf(isShape({ left: isTokens, right: isTokens }));
