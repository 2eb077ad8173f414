/** Answers what the panel's page asks about the trace it was told of. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { HostRequests, ToHost, ToPage } from "../protocol/panel.js";
import { explain } from "../report/explain.js";
import { saturation } from "../report/summary.js";
import { detailOf, rowsOf } from "./answerRequests.js";
import { gradientExplanationOf } from "./gradientExplanation.js";
import { gradientAtOf, gradientStepsOf, passageOf, shareSumsOf, summaryOf } from "./gradientRequests.js";
import { entryCurvesOf } from "./history.js";
import type { ShownSheet } from "./panelSheet.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";
import { stepsOf } from "./steps.js";
import { lossesOf, updateOf } from "./updateRequests.js";

export type Request = Extract<ToHost, { kind: "request" }>;
type Answer = Extract<ToPage, { kind: "answer" }>;
/** What may take long is sliced. */
type Value<K extends keyof HostRequests> =
  | ReturnType<HostRequests[K]>
  | ((shouldYield: ShouldYield) => Sliced<ReturnType<HostRequests[K]>>)
  | Promise<ReturnType<HostRequests[K]> | typeof unwanted>;
type OfSheet = "answers" | "answer";
type Answers = {
  readonly [K in Exclude<keyof HostRequests, OfSheet>]: (
    traced: Traced,
    query: Parameters<HostRequests[K]>[0],
    answerer: Answerer,
  ) => Value<K>;
};

const answers: Answers = {
  steps: ({ trace }, query) => stepsOf(trace, query),
  explain: ({ document, trace }, { place, terms }) => explain(document, trace, place, terms),
  explainGradient: (traced, query, answerer) => gradientExplanationOf(answerer, traced, query),
  saturation: ({ trace }, { layer, t, unit }) => {
    if (t > trace.T || unit > (trace.layers[layer - 1]?.layer.H ?? 0)) throw new RangeError(`unit ${unit} at t = ${t}: not in this trace`);
    return saturation(trace, layer, t, unit);
  },
  update: (traced, query, answerer) => updateOf(answerer, traced, query),
  losses:
    (traced, { columns }) =>
    (shouldYield) =>
      lossesOf(traced, columns, shouldYield),
  entryCurves: (traced, query, answerer) => entryCurvesOf(answerer, traced, query),
  gradients: (traced, _query, answerer) => summaryOf(answerer, traced),
  shareSums: (traced, _query, answerer) => shareSumsOf(answerer, traced),
  gradientSteps: (traced, query, answerer) => gradientStepsOf(answerer, traced, query),
  gradientAt: (traced, query, answerer) => gradientAtOf(answerer, traced, query),
  passage: (traced, { layer }, answerer) => passageOf(answerer, traced, layer),
};

const sheetAnswers: { readonly [K in OfSheet]: (sheet: ShownSheet, query: Parameters<HostRequests[K]>[0]) => ReturnType<HostRequests[K]> } =
  {
    answers: (sheet, query) => rowsOf(sheet, query),
    answer: (sheet, { index }) => detailOf(sheet, index),
  };

/** Who answers: a session is one. */
export interface Answerer {
  readonly traced: Traced | null;
  /** Runs sliced work; `unwanted` where the trace it is about is no longer shown. */
  compute<T>(traced: Traced, begin: (shouldYield: ShouldYield) => Sliced<T>): Promise<T | typeof unwanted>;
}

/** The answer to a request: `disposed` where it is about a trace or a sheet of answers that is no longer shown. */
export async function answer(
  answerer: Answerer,
  sheet: ShownSheet | null,
  { id, method, query }: Request,
  failed: (error: unknown) => void,
): Promise<Answer> {
  try {
    const value = method === "answers" || method === "answer" ? ofSheet(sheet, method, query) : await ofTrace(answerer, method, query);
    return value === unwanted ? { kind: "answer", id, outcome: "disposed" } : { kind: "answer", id, outcome: "ok", value };
  } catch (error) {
    failed(error);
    return { kind: "answer", id, outcome: "error", message: error instanceof Error ? error.message : String(error) };
  }
}

function ofSheet(sheet: ShownSheet | null, method: OfSheet, query: Request["query"]): unknown {
  if (sheet === null || sheet.shape.revision !== query.revision) return unwanted;
  return (sheetAnswers[method] as (sheet: ShownSheet, query: unknown) => unknown)(sheet, query);
}

async function ofTrace(answerer: Answerer, method: keyof Answers, query: Request["query"]): Promise<unknown> {
  const { traced } = answerer;
  if (traced === null || traced.shape.revision !== query.revision) return unwanted;
  const found = (answers[method] as (traced: Traced, query: unknown, answerer: Answerer) => unknown)(traced, query, answerer);
  return typeof found === "function" ? answerer.compute(traced, found as (shouldYield: ShouldYield) => Sliced<unknown>) : found;
}
