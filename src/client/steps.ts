/** Cuts the steps in sight out of a trace, each array with a buffer of its own, because the whole of a buffer crosses to the page. */
import type { Model } from "../core/model.js";
import { before, type LayerTrace, outputOf, type Quantity, type Trace } from "../core/trace.js";
import type { Steps } from "../protocol/panel.js";
import { type Hiding, inputKey } from "../report/answers/hiding.js";
import { stepKey } from "../report/answers/place.js";

/** Doubles one answer may hold (32 MB): no screen shows more, and a page gone wrong cannot take the memory. */
export const mostNumbers = 4_000_000;

/**
 * Steps `from` … `to` (from 1, both included) of layer `layer` (from 1) of the trace with this revision, as far as they may be seen.
 * Throws where the trace has no such layer or steps, or where they are more than `mostNumbers`.
 */
export function stepsOf(
  { seen: trace, hiding }: { readonly seen: Trace; readonly hiding: Hiding },
  query: { readonly revision: number; readonly layer: number; readonly from: number; readonly to: number },
): Steps {
  const { from, to } = query;
  const of = trace.layers[query.layer - 1];
  if (of === undefined || to > trace.T) throw new RangeError(`layer ${query.layer}, steps ${from} to ${to}: not in this trace`);
  const { D, H } = of.layer;
  const top = trace.layers[trace.layers.length - 1];
  const K = top.layer.H;
  const count = to - from + 1;
  if (count * (D + H * of.quantities.size + 2 * K + 1) > mostNumbers) throw new RangeError(`${count} steps are too many at once`);
  const cut = (array: Float64Array, width: number) => array.slice((from - 1) * width, to * width);
  return {
    ...query,
    x: cut(of.x, D),
    quantities: Object.fromEntries([...of.quantities].map(([name, values]) => [name, cut(values, H)])) as Steps["quantities"],
    before: statesBefore(trace, of, query.layer - 1, from),
    loss: trace.loss === null ? null : cut(trace.loss.perStep, 1),
    targets: targetsOf(trace.model, from, to, K),
    outputs: cut(outputOf(top), K),
    hidden: hiddenOf(trace, hiding, query),
  };
}

/** Where hidden numbers stand among those that are sent. */
function hiddenOf(
  trace: Trace,
  hiding: Hiding,
  { layer, from, to }: { readonly layer: number; readonly from: number; readonly to: number },
): Steps["hidden"] {
  if (hiding.isEmpty) return {};
  const { quantities, layer: of } = trace.layers[layer - 1];
  const cut = (indices: readonly number[], width: number) => {
    const start = (from - 1) * width;
    return Uint32Array.from(indices.filter((index) => index >= start && index < to * width).map((index) => index - start));
  };
  const own = [...quantities.keys()].map((name) => [name, cut(hiding.indicesInTrace(stepKey(layer, name)), of.H)] as const);
  const x = cut(hiding.indicesInTrace(inputKey(trace, layer)), of.D);
  const all = [...own, ["x", x] as const, ["loss", cut(hiding.indicesInTrace("loss_t"), 1)] as const];
  return Object.fromEntries(all.filter(([, indices]) => indices.length > 0));
}

/** h and c before step `from`, each H, as far as the cell has them. */
function statesBefore(trace: Trace, { quantities }: LayerTrace, layer: number, from: number): Steps["before"] {
  const names = (["h", "c"] as const).filter((name: Quantity) => quantities.has(name));
  return Object.fromEntries(names.map((name) => [name, before(trace, layer, from, name as "h" | "c").slice()]));
}

/** The targets of the steps, NaN at steps that have none. */
function targetsOf({ targets }: Model, from: number, to: number, K: number): Float64Array | null {
  if (targets === null) return null;
  const rows = targets.values.slice((from - 1) * K, to * K);
  for (let t = from; t <= to; t++) if (targets.given[t - 1] === 0) rows.fill(Number.NaN, (t - from) * K, (t - from + 1) * K);
  return rows;
}
