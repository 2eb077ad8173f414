/** Answers what the panel's page asks about the trace it was told of. */
import type { HostRequests, ToHost, ToPage } from "../protocol/panel.js";
import { explain } from "../report/explain.js";
import { saturation } from "../report/summary.js";
import type { Traced } from "./session.js";
import { stepsOf } from "./steps.js";

export type Request = Extract<ToHost, { kind: "request" }>;
type Answer = Extract<ToPage, { kind: "answer" }>;
type Answers = {
  readonly [K in keyof HostRequests]: (traced: Traced, query: Parameters<HostRequests[K]>[0]) => ReturnType<HostRequests[K]>;
};

const answers: Answers = {
  steps: ({ trace }, query) => stepsOf(trace, query),
  explain: ({ document, trace }, { place }) => explain(document, trace, place),
  saturation: ({ trace }, { layer, t, unit }) => {
    if (t > trace.T || unit > (trace.layers[layer - 1]?.layer.H ?? 0)) throw new RangeError(`unit ${unit} at t = ${t}: not in this trace`);
    return saturation(trace, layer, t, unit);
  },
};

/** The answer to a request: `disposed` where it is about a trace that is no longer shown. */
export function answer(traced: Traced | null, { id, method, query }: Request, failed: (error: unknown) => void): Answer {
  if (traced === null || traced.shape.revision !== query.revision) return { kind: "answer", id, outcome: "disposed" };
  try {
    const value = (answers[method] as (traced: Traced, query: unknown) => unknown)(traced, query);
    return { kind: "answer", id, outcome: "ok", value };
  } catch (error) {
    failed(error);
    return { kind: "answer", id, outcome: "error", message: error instanceof Error ? error.message : String(error) };
  }
}
