/** What the host may say to the page: every message and every answer is looked at before it is believed. */
import type { HostRequests, PanelState, Saturation, Steps, ToPage } from "../protocol/panel.js";
import type { EntryCurves, LossCurve, UpdateOfParameter } from "../protocol/updates.js";
import type { Explanation } from "../report/explanation.js";
import { isDetail, isRows, isSheet } from "./answers/inbound.js";
import {
  type Check,
  isDoubles,
  isEither,
  isIndices,
  isListOf,
  isNullOr,
  isNumber,
  isOneOf,
  isRecordOf,
  isShape,
  isText,
  isTruth,
} from "./check.js";
import { isComparisonWith } from "./compare/inbound.js";
import { isGradientAt, isGradientExplanation, isGradientSteps, isGradients, isParameter, isPassage } from "./inboundGradients.js";
import { isPath, isPlace, isRange, workingShape } from "./inboundTokens.js";
import { isInsights } from "./insights/inbound.js";

const isQuantity = isOneOf("f", "i", "c_tilde", "o", "c", "h", "r", "z", "n", "yhat");
const isLayer = isShape({
  cell: isOneOf("lstm", "gru", "rnn", "dense"),
  D: isNumber,
  H: isNumber,
  quantities: isListOf(isQuantity),
  ranges: isRecordOf(isRange),
  gatesAreValves: isTruth,
});

const isSettings = isShape({
  ...{ alpha: isNumber, beta1: isNumber, beta2: isNumber, epsilon: isNumber },
  epsilonRule: isOneOf("outside", "hat", "inside"),
});
const isTraining = isShape({
  ...{ taken: isNumber, shown: isNumber, limit: isNullOr(isNumber), t: isNumber },
  settings: isSettings,
  parameters: isListOf(isParameter),
});

const isTrace = isShape({
  revision: isNumber,
  T: isNumber,
  layers: isListOf(isLayer),
  loss: isNullOr(isShape({ label: isText, reduction: isOneOf("mean", "sum"), count: isNumber, total: isNullOr(isText), greatest: isText })),
  notFinite: isNullOr(isText),
  training: isNullOr(isTraining),
});

const isCheckedGradient = isShape({
  ...{ layer: isNumber, name: isText, error: isText, isRight: isTruth, checked: isNumber, total: isNumber, kinks: isNumber },
  worst: isNullOr(isShape({ row: isNumber, col: isNumber, analytic: isText, numeric: isText })),
});

const isFault = isShape({
  message: isText,
  line: isNumber,
  column: isNumber,
  lineText: isText,
  from: isNumber,
  to: isNumber,
  more: isNumber,
});

const isWhatIf = isShape({
  ...{ isStack: isTruth, lossWas: isNullOr(isText), dropped: isListOf(isText) },
  suppositions: isListOf(isShape({ path: isPath, layer: isNumber, parameter: isText, label: isText, was: isText, value: isText })),
});

const isState = isShape({
  fileName: isText,
  trace: isNullOr(isTrace),
  isStale: isTruth,
  fault: isNullOr(isFault),
  t: isNumber,
  selection: isNullOr(isPlace),
  decimals: isNumber,
  working: isNullOr(isShape({ what: isText, fraction: isNumber })),
  checked: isNullOr(isListOf(isCheckedGradient)),
  sheet: isNullOr(isSheet),
  comparison: isNullOr(isComparisonWith(isTrace)),
  whatIf: isWhatIf,
  notice: isNullOr(isText),
}) as Check<PanelState>;

const isMarked = isShape({
  kind: isOneOf("parameter", "input", "target", "initial", "V", "S", "given", "answer", "setting"),
  ...{ layer: isNumber, name: isText, t: isNumber, row: isNumber, col: isNumber },
});

/** The value is checked by `isAnswerTo` when it is asked for. */
const isKnown = isShape({ method: isText, query: isShape({ revision: isNumber }) });
const isFigureWanted = isShape({ id: isNumber, format: isOneOf("svg", "png") });

const isEvent = isEither(
  isShape({ kind: isOneOf("event"), name: isOneOf("state"), detail: isState }),
  isShape({ kind: isOneOf("event"), name: isOneOf("ahead"), detail: isListOf(isKnown) }),
  isShape({ kind: isOneOf("event"), name: isOneOf("marked"), detail: isNullOr(isMarked) }),
  isShape({ kind: isOneOf("event"), name: isOneOf("explain"), detail: isMarked }),
  isShape({ kind: isOneOf("event"), name: isOneOf("figureWanted"), detail: isFigureWanted }),
);
const isAnswer = isEither(
  isShape({ kind: isOneOf("answer"), id: isNumber, outcome: isOneOf("ok", "disposed") }),
  isShape({ kind: isOneOf("answer"), id: isNumber, outcome: isOneOf("error"), message: isText }),
);

/** A message of the protocol, or null where the data is none. An answer's value is checked by `isAnswerTo`. */
export function readMessage(data: unknown): ToPage | null {
  return isEvent(data) || isAnswer(data) ? (data as ToPage) : null;
}

const isSteps = isShape({
  revision: isNumber,
  layer: isNumber,
  from: isNumber,
  to: isNumber,
  x: isDoubles,
  quantities: isRecordOf(isDoubles),
  before: isRecordOf(isDoubles),
  loss: isNullOr(isDoubles),
  targets: isNullOr(isDoubles),
  outputs: isDoubles,
  hidden: isRecordOf(isIndices),
}) as Check<Steps>;

const isExplanation = isShape({ ...workingShape, place: isPlace }) as Check<Explanation>;

const isSaturation = isListOf(isShape({ quantity: isQuantity, steps: isNumber, units: isNumber })) as Check<readonly Saturation[]>;

const isUpdate = isShape({
  t: isNumber,
  loss: isNullOr(isText),
  gradient: isDoubles,
  before: isShape({ W: isDoubles, V: isDoubles, S: isDoubles }),
  sources: isShape({ W: isNullOr(isPath), V: isNullOr(isPath), S: isNullOr(isPath), gradient: isNullOr(isPath) }),
  after: isNullOr(isShape({ V: isDoubles, S: isDoubles, VCorr: isDoubles, SCorr: isDoubles, step: isDoubles, W: isDoubles })),
  hidden: isListOf(isNumber),
}) as Check<UpdateOfParameter>;

const isLossCurve = isShape({ perColumn: isNumber, least: isDoubles, greatest: isDoubles, isFirstHidden: isTruth }) as Check<LossCurve>;

const isEntryCurves = isShape({ updates: isDoubles, V: isDoubles, S: isDoubles, W: isDoubles, isHiding: isTruth }) as Check<EntryCurves>;

/** What a right answer to each request looks like. */
export const isAnswerTo: { readonly [K in keyof HostRequests]: Check<ReturnType<HostRequests[K]>> } = {
  steps: isSteps,
  explain: isExplanation,
  explainGradient: isGradientExplanation,
  saturation: isSaturation,
  update: isUpdate,
  losses: isLossCurve,
  entryCurves: isEntryCurves,
  gradients: isGradients,
  shareSums: isDoubles,
  gradientSteps: isGradientSteps,
  gradientAt: isGradientAt,
  passage: isPassage,
  insights: isInsights,
  otherSteps: isSteps,
  answers: isRows,
  answer: isDetail,
  suppose: isTruth,
};
