/** What the page may say to the host: every message is looked at before it is believed. */
import type { Path } from "../document/problem.js";
import type { Place } from "../report/explanation.js";
import type { GradientPlace } from "../report/gradientPlace.js";
import type { PageEvents } from "./pageEvents.js";
import { type HostRequests, mostTerms, type ToHost } from "./panel.js";
import type { Change } from "./whatIf.js";

type Fields = Readonly<Record<string, unknown>>;
type Check<T> = (value: unknown) => value is T;

/** Every quantity a place can name. */
const quantities: ReadonlySet<unknown> = new Set<Place["quantity"]>([
  ...(["f", "i", "c_tilde", "o", "c", "h", "r", "z", "n", "yhat", "x", "y", "loss"] as const),
  ...(["z_f", "z_i", "z_c", "z_o", "z_r", "z_z", "z_n", "z_h"] as const),
]);

/** A path longer than any the format has is no path into a file. */
const longestPath = 64;

/** A fault's message is for the log, and no longer than a log's line may be. */
const longestMessage = 10_000;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

/** A place in some trace: of the form of one, whether or not the trace at hand has it. */
export const isPlace: Check<Place> = (value): value is Place =>
  isFields(value) && quantities.has(value.quantity) && isWhole(value.layer, 1) && isWhole(value.t, 0) && isWhole(value.unit, 1);

const gradientKinds: ReadonlySet<unknown> = new Set<GradientPlace["kind"]>([
  ...(["state", "later", "z", "part", "entry", "share", "shares"] as const),
  ...(["norm", "laterNorm", "parameterNorm", "factor", "through", "growth", "mean", "loss"] as const),
]);

/** A number of some backward pass, likewise. */
const isGradientPlace: Check<GradientPlace> = (value): value is GradientPlace =>
  isFields(value) &&
  gradientKinds.has(value.kind) &&
  isWhole(value.layer, 1) &&
  typeof value.name === "string" &&
  value.name.length <= longestPath &&
  [value.t, value.row, value.col].every((index) => isWhole(index, 0));

const isTerms = (value: unknown): boolean => value === undefined || (isWhole(value, 1) && value <= mostTerms);

const isPath: Check<Path> = (value): value is Path =>
  Array.isArray(value) && value.length <= longestPath && value.every((part) => typeof part === "string" || isWhole(part, 0));

/** A number of the file supposed to be another, or as the file has it. */
export const isChange: Check<Change> = (value): value is Change =>
  isFields(value) && isPath(value.path) && (value.value === null || Number.isFinite(value.value));

/** Numbers are supposed one by one: so many at once are none a person has touched. */
const mostChanges = 1024;

function isAbout(value: unknown): value is Fields & { readonly revision: number } {
  return isFields(value) && isWhole(value.revision, 0);
}

/** More answers are not sent at once. */
const mostAnswers = 1024;

function isAnswerOfSheet(value: unknown): value is Fields & { readonly revision: number; readonly index: number } {
  return isAbout(value) && isWhole(value.index, 0);
}

type Query<K extends keyof HostRequests> = Parameters<HostRequests[K]>[0];

const isSpan: Check<Query<"steps">> = (value): value is Query<"steps"> =>
  isAbout(value) && isWhole(value.layer, 1) && isWhole(value.from, 1) && isWhole(value.to, value.from);

const isUnitAt: Check<Query<"saturation">> = (value): value is Query<"saturation"> =>
  isAbout(value) && isWhole(value.layer, 1) && isWhole(value.t, 1) && isWhole(value.unit, 1);

const isOfParameter: Check<Query<"update">> = (value): value is Query<"update"> =>
  isAbout(value) && isWhole(value.layer, 1) && typeof value.parameter === "string" && value.parameter.length <= longestMessage;

const isQuery: { readonly [K in keyof HostRequests]: Check<Query<K>> } = {
  steps: isSpan,
  explain: (value): value is Query<"explain"> => isAbout(value) && isPlace(value.place) && isTerms(value.terms),
  explainGradient: (value): value is Query<"explainGradient"> => isAbout(value) && isGradientPlace(value.place) && isTerms(value.terms),
  saturation: isUnitAt,
  update: isOfParameter,
  entryCurves: (value): value is Query<"entryCurves"> =>
    isOfParameter(value) && isWhole((value as Fields).row, 1) && isWhole((value as Fields).col, 1),
  losses: (value): value is Query<"losses"> => isAbout(value) && isWhole(value.columns, 1),
  gradients: isAbout,
  shareSums: isAbout,
  gradientSteps: isSpan,
  gradientAt: isUnitAt,
  passage: (value): value is Query<"passage"> => isAbout(value) && isWhole(value.layer, 1),
  insights: isAbout,
  otherSteps: isSpan,
  answers: (value): value is Query<"answers"> =>
    isAbout(value) && isWhole(value.from, 0) && isWhole(value.to, value.from) && value.to - value.from < mostAnswers,
  answer: (value): value is Query<"answer"> => isAnswerOfSheet(value),
  suppose: (value): value is Query<"suppose"> =>
    isFields(value) && Array.isArray(value.changes) && value.changes.length <= mostChanges && value.changes.every(isChange),
};

/** An event that says no more than its name. */
const isBare: Check<Record<string, never>> = (value): value is Record<string, never> => isFields(value);

const isDetail: { readonly [K in keyof PageEvents]: Check<PageEvents[K]> } = {
  ready: isBare,
  goToStep: (value): value is PageEvents["goToStep"] => isFields(value) && isWhole(value.t, 1),
  select: (value): value is PageEvents["select"] => isFields(value) && (value.place === null || isPlace(value.place)),
  reveal: (value): value is PageEvents["reveal"] => isFields(value) && isPath(value.path),
  goToFault: isBare,
  cancel: isBare,
  takeAdamStep: isBare,
  undoAdamStep: isBare,
  train: isBare,
  showUpdate: (value): value is PageEvents["showUpdate"] => isFields(value) && isWhole(value.update, 0),
  writeParameters: isBare,
  checkGradients: isBare,
  putComputed: (value): value is PageEvents["putComputed"] => isAnswerOfSheet(value),
  revealBlank: (value): value is PageEvents["revealBlank"] =>
    isFields(value) && typeof value.key === "string" && value.key.length <= longestMessage,
  figure: (value): value is PageEvents["figure"] => isFields(value) && isWhole(value.id, 0) && value.bytes instanceof Uint8Array,
  noFigure: (value): value is PageEvents["noFigure"] =>
    isFields(value) && isWhole(value.id, 0) && typeof value.message === "string" && value.message.length <= longestMessage,
  endComparison: isBare,
  goToOtherFault: isBare,
  applyWhatIf: isBare,
  discardWhatIf: isBare,
  failed: (value): value is PageEvents["failed"] =>
    isFields(value) && typeof value.message === "string" && value.message.length <= longestMessage,
};

/** Whether `checks` has a check of its own by this name, and the value passes it. */
function passes(checks: object, name: unknown, value: unknown): boolean {
  return typeof name === "string" && Object.hasOwn(checks, name) && (checks as Readonly<Record<string, Check<unknown>>>)[name](value);
}

/** A message of the protocol, or null where the data is none. Whether it fits the trace at hand is for its reader to see. */
export function readToHost(data: unknown): ToHost | null {
  if (!isFields(data)) return null;
  const isMessage =
    data.kind === "request"
      ? isWhole(data.id, 0) && passes(isQuery, data.method, data.query)
      : data.kind === "event" && passes(isDetail, data.name, data.detail);
  return isMessage ? (data as ToHost) : null;
}
