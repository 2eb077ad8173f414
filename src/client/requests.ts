/** Answers what the panel's page asks about the trace it was told of. */
import type { ShouldYield, Sliced } from "../core/slices.js";
import type { HostRequests, ToHost, ToPage } from "../protocol/panel.js";
import { explain } from "../report/explain.js";
import { saturation } from "../report/summary.js";
import { gradientAtOf, gradientStepsOf, passageOf, summaryOf } from "./gradientRequests.js";
import { entryCurvesOf } from "./history.js";
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
type Answers = {
  readonly [K in keyof HostRequests]: (traced: Traced, query: Parameters<HostRequests[K]>[0], answerer: Answerer) => Value<K>;
};

const answers: Answers = {
  steps: ({ trace }, query) => stepsOf(trace, query),
  explain: ({ document, trace }, { place }) => explain(document, trace, place),
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
  gradientSteps: (traced, query, answerer) => gradientStepsOf(answerer, traced, query),
  gradientAt: (traced, query, answerer) => gradientAtOf(answerer, traced, query),
  passage: (traced, { layer }, answerer) => passageOf(answerer, traced, layer),
};

/** Who answers: a session is one. */
export interface Answerer {
  readonly traced: Traced | null;
  /** Runs sliced work; `unwanted` where the trace it is about is no longer shown. */
  compute<T>(traced: Traced, begin: (shouldYield: ShouldYield) => Sliced<T>): Promise<T | typeof unwanted>;
}

/** The answer to a request: `disposed` where it is about a trace that is no longer shown. */
export async function answer(answerer: Answerer, { id, method, query }: Request, failed: (error: unknown) => void): Promise<Answer> {
  const { traced } = answerer;
  if (traced === null || traced.shape.revision !== query.revision) return { kind: "answer", id, outcome: "disposed" };
  try {
    const found = (answers[method] as (traced: Traced, query: unknown, answerer: Answerer) => unknown)(traced, query, answerer);
    const value =
      typeof found === "function" ? await answerer.compute(traced, found as (shouldYield: ShouldYield) => Sliced<unknown>) : await found;
    return value === unwanted ? { kind: "answer", id, outcome: "disposed" } : { kind: "answer", id, outcome: "ok", value };
  } catch (error) {
    failed(error);
    return { kind: "answer", id, outcome: "error", message: error instanceof Error ? error.message : String(error) };
  }
}
