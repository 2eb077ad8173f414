/** Answers what the panel's page asks about the trace it was told of. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { HostRequests, ToHost, ToPage } from "../protocol/panel.js";
import { nothingHidden } from "../report/answers/hiding.js";
import { explain } from "../report/explain.js";
import { saturatedSteps, saturation } from "../report/summary.js";
import type { Answerer } from "./answerer.js";
import { detailOf, rowsOf } from "./answerRequests.js";
import type { ShownComparison } from "./comparison.js";
import { gradientExplanationOf } from "./gradientExplanation.js";
import { gradientAtOf, gradientStepsOf, passageOf, shareSumsOf, summaryOf } from "./gradientRequests.js";
import { entryCurvesOf } from "./history.js";
import { insightsOf } from "./insightRequests.js";
import { lastOf } from "./once.js";
import type { ShownSheet } from "./panelSheet.js";
import type { Traced } from "./session.js";
import { unwanted } from "./slicer.js";
import { stepsOf } from "./steps.js";
import { lossesOf, updateOf } from "./updateRequests.js";

export type PanelRequest = Extract<ToHost, { kind: "request" }>;
/** What is only asked; what changes what is supposed is answered elsewhere. */
export type Request = Exclude<PanelRequest, { method: "suppose" }>;
export type Answer = Extract<ToPage, { kind: "answer" }>;
/** What may take long is sliced. */
type Value<K extends keyof HostRequests> =
  | ReturnType<HostRequests[K]>
  | ((shouldYield: ShouldYield) => Sliced<ReturnType<HostRequests[K]>>)
  | Promise<ReturnType<HostRequests[K]> | typeof unwanted>;
type OfSheet = "answers" | "answer";
type OfTrace = Exclude<Request["method"], OfSheet | "otherSteps">;
type Answers = {
  readonly [K in OfTrace]: (traced: Traced, query: Parameters<HostRequests[K]>[0], answerer: Answerer) => Value<K>;
};

const answers: Answers = {
  steps: (traced, query) => stepsOf(traced, query),
  explain: ({ document, trace, hiding }, { place, terms }) => explain(document, trace, place, hiding, terms),
  explainGradient: (traced, query, answerer) => gradientExplanationOf(answerer, traced, query),
  saturation: (traced, query, answerer) => saturationOf(answerer, traced, query),
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
  insights: (traced, _query, answerer) => insightsOf(answerer, traced),
};

const sheetAnswers: { readonly [K in OfSheet]: (sheet: ShownSheet, query: Parameters<HostRequests[K]>[0]) => ReturnType<HostRequests[K]> } =
  {
    answers: (sheet, query) => rowsOf(sheet, query),
    answer: (sheet, { index }) => detailOf(sheet, index),
  };

/** Who steps through a trace asks about the same unit at each step. Throws where there is none. */
async function saturationOf(answerer: Answerer, traced: Traced, { layer, t, unit }: Parameters<HostRequests["saturation"]>[0]) {
  const { seen: trace } = traced;
  if (t > trace.T || unit > (trace.layers[layer - 1]?.layer.H ?? 0)) throw new RangeError(`unit ${unit} at t = ${t}: not in this trace`);
  const count = (shouldYield: ShouldYield) => saturatedSteps(trace, layer, unit, shouldYield);
  const steps = await lastOf(answerer, traced, ["saturation", `${layer} ${unit}`], count);
  return steps === unwanted ? unwanted : saturation(trace, layer, t, steps);
}

/** The answer to a request: `disposed` where it is about a trace, a sheet of answers or a comparison that is no longer shown. */
export function answer(
  answerer: Answerer,
  sheet: ShownSheet | null,
  { id, method, query }: Request,
  failed: (error: unknown) => void,
  comparison: ShownComparison | null = null,
): Promise<Answer> {
  const work = async () => {
    if (method === "answers" || method === "answer") return ofSheet(sheet, method, query);
    return method === "otherSteps" ? ofOther(comparison, query) : ofTrace(answerer, method, query);
  };
  return answeredBy(id, work, failed);
}

/** The answer to request `id` that the work gives: an error, which is reported, where it throws. */
export async function answeredBy(id: number, work: () => Promise<unknown>, failed: (error: unknown) => void): Promise<Answer> {
  try {
    const value = await work();
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

function ofOther(comparison: ShownComparison | null, query: Parameters<HostRequests["otherSteps"]>[0]): unknown {
  if (comparison === null || comparison.trace === null || comparison.shape.revision !== query.revision) return unwanted;
  return stepsOf({ seen: comparison.trace, hiding: nothingHidden }, query);
}

async function ofTrace(answerer: Answerer, method: keyof Answers, query: Request["query"]): Promise<unknown> {
  const { traced } = answerer;
  if (traced === null || traced.shape.revision !== query.revision) return unwanted;
  const found = (answers[method] as (traced: Traced, query: unknown, answerer: Answerer) => unknown)(traced, query, answerer);
  return typeof found === "function" ? answerer.compute(traced, found as (shouldYield: ShouldYield) => Sliced<unknown>) : found;
}
