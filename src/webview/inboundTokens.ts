/** Checks of what equations are made of: places, links, tokens. */
import type { GradientPlace } from "../report/gradientPlace.js";
import { type Check, isDoubles, isEither, isListOf, isMissingOr, isNullOr, isNumber, isOneOf, isShape, isText, isTruth } from "./check.js";

export const isRange: Check<readonly [number, number]> = (value): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);
export const isPlace = isShape({ layer: isNumber, quantity: isText, t: isNumber, unit: isNumber });
export const isPath: Check<readonly (string | number)[]> = isListOf(isEither(isText, isNumber));
export const isGradientPlace = isShape({
  kind: isText,
  layer: isNumber,
  name: isText,
  t: isNumber,
  row: isNumber,
  col: isNumber,
}) as Check<GradientPlace>;
const isLink = isEither(
  isShape({ kind: isOneOf("value"), place: isPlace }),
  isShape({ kind: isOneOf("gradient"), place: isGradientPlace, update: isMissingOr(isNumber) }),
  isShape({ kind: isOneOf("source"), path: isPath }),
);

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

const isActivation = isShape({
  ...{ name: isText, z: isNumber, value: isNumber, slope: isNumber, from: isNumber, to: isNumber },
  samples: isShape({ start: isNumber, count: isNumber }),
  range: isRange,
});

/** What every explanation has, whatever it is about. */
export const workingShape = {
  title: isText,
  equation: isLines,
  terms: isListOf(
    isShape({
      ...{ label: isTokens, index: isNumber, link: isMissingOr(isLink) },
      ...{ own: isMissingOr(isNumber), count: isNumber, numbers: isMissingOr(isTokens) },
    }),
  ),
  hue: isText,
  activation: isNullOr(isActivation),
  usedIn: isLines,
  comesFrom: isListOf(isShape({ symbols: isTokens, label: isText, link: isMissingOr(isLink) })),
  blank: isMissingOr(isText),
  numbers: isDoubles,
};
