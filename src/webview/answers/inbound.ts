/** What the host may say of the answers. */
import type { AnswerDetail, AnswerRow, AnswerRows, SheetShape } from "../../protocol/answers.js";
import { type Check, isDoubles, isEither, isListOf, isNullOr, isNumber, isOneOf, isShape, isText, isTruth } from "../check.js";
import { isLines, isPath, isTokens } from "../inboundTokens.js";

const isCounts = isShape({
  ...{ total: isNumber, right: isNumber, lastDigit: isNumber, wrong: isNumber },
  ...{ follows: isNumber, blank: isNumber, unchecked: isNumber },
});

export const isSheet = isShape({
  ...{ revision: isNumber, counts: isCounts, first: isNullOr(isNumber), firstLastDigit: isNullOr(isNumber), rounding: isNullOr(isNumber) },
  ...{ longest: isShape({ name: isNumber, claimed: isNumber, computed: isNumber }), decimals: isNumber },
}) as Check<SheetShape>;

const isAnswerPlace = isEither(
  isEither(
    isShape({ kind: isOneOf("step"), quantity: isText, layer: isNumber, t: isNumber, unit: isNumber }),
    isShape({ kind: isOneOf("loss"), quantity: isOneOf("loss_t", "loss"), t: isNullOr(isNumber) }),
  ),
  isShape({
    ...{ kind: isOneOf("parameter"), quantity: isText, layer: isNumber, update: isNumber, parameter: isText },
    ...{ row: isNumber, column: isNumber, isVector: isTruth, at: isNumber },
  }),
);

const isNamed = isShape({ index: isNumber, name: isTokens });

const isRow = isShape({
  ...{ index: isNumber, name: isTokens, place: isAnswerPlace, path: isPath, message: isText },
  verdict: isOneOf("right", "lastDigit", "wrong", "blank", "unchecked"),
  claimed: isNullOr(isText),
  computed: isNullOr(isShape({ value: isText, text: isText, difference: isText })),
  fault: isNullOr(isOneOf("root", "follows", "rounded")),
  from: isListOf(isNamed),
  remarks: isListOf(isOneOf("cut-off", "rounded-on-the-way")),
}) as Check<AnswerRow>;

export const isRows = isShape({ revision: isNumber, from: isNumber, rows: isListOf(isRow) }) as Check<AnswerRows>;

const isWorking = isShape({
  pieces: isListOf(isShape({ tokens: isTokens, change: isNullOr(isOneOf("left-out", "put-in")) })),
  z: isNullOr(isShape({ slipped: isNumber, right: isNumber })),
  ...{ activation: isText, slipped: isNumber, right: isNumber, numbers: isDoubles },
});

export const isDetail = isShape({
  revision: isNumber,
  row: isRow,
  tried: isNullOr(isListOf(isShape({ label: isTokens, value: isText, text: isText, isMatch: isTruth }))),
  working: isNullOr(isWorking),
  equation: isNullOr(isShape({ equation: isLines, numbers: isDoubles })),
  followers: isShape({ count: isNumber, first: isListOf(isNamed) }),
  canPut: isTruth,
  canReveal: isTruth,
}) as Check<AnswerDetail>;
