/** A comparison on the page: where differences stand, and what they are. */
import assert from "node:assert/strict";
import type { ComparisonShape } from "../../../src/protocol/comparison.js";
import type { LayerShape, PanelState, Steps, TraceShape } from "../../../src/protocol/panel.js";
import { endOf } from "../../../src/webview/compare/labels.js";
import { spanning, spanningLoss } from "../../../src/webview/compare/layout.js";
import { ComparisonState } from "../../../src/webview/compare/state.js";
import { difference, differenceColumn, differenceSeries } from "../../../src/webview/compare/values.js";
import { otherView } from "../../../src/webview/compare/view.js";
import type { Connection } from "../../../src/webview/connection.js";
import { layOutFigure } from "../../../src/webview/layout.js";
import { StepCache } from "../../../src/webview/stepCache.js";
import type { TraceView } from "../../../src/webview/view.js";

const lstm: LayerShape = { cell: "lstm", D: 1, H: 2, quantities: ["f", "c"], ranges: { f: [0, 1], c: [-1, 2] }, gatesAreValves: true };
const loss = { label: "mse", reduction: "mean", count: 3, total: "1", greatest: "1" } as const;
const trace: TraceShape = { revision: 1, T: 3, layers: [lstm], loss, notFinite: null, training: null };
const there: TraceShape = {
  ...trace,
  revision: 7,
  T: 2,
  layers: [{ ...lstm, ranges: { f: [0.5, 0.6], c: [-4, 0] } }],
  loss: { ...loss, greatest: "9" },
};
const shape: ComparisonShape = {
  ...{
    revision: 7,
    name: "b",
    tolerance: 1e-9,
    trace: there,
    T: 2,
    layers: [{ f: 0, c: 3 }],
    loss: 0.5,
    first: null,
    mismatches: [],
    fault: null,
  },
};

/** Steps of a trace whose every number is `value`, but c of unit 2 at step 2. */
function stepsOf(of: TraceShape, value: number, odd: number): StepCache {
  const cache = new StepCache(
    of,
    async ({ from, to }) => {
      const count = to - from + 1;
      const fill = (width: number) => new Float64Array(count * width).fill(value);
      const c = fill(2);
      c[3] = odd;
      const steps: Steps = {
        ...{ revision: of.revision, layer: 1, from, to, x: fill(1), quantities: { f: fill(2), c }, before: {} },
        ...{ loss: fill(1), targets: null, outputs: fill(2), hidden: {} },
      };
      return { outcome: "ok", value: steps };
    },
    () => {},
  );
  cache.want([{ layer: 1, span: { from: 1, to: of.T } }]);
  return cache;
}

async function viewOf(): Promise<TraceView> {
  const [steps, other] = [stepsOf(trace, 1, 5), stepsOf(there, 0.25, Number.POSITIVE_INFINITY)];
  await new Promise((resolve) => setImmediate(resolve));
  const compared = otherView({ shape, steps: other }, 1);
  const view = { trace, steps, layer: 1, shape: lstm, unit: 2, t: 1, sight: { from: 1, to: 3 }, other: compared };
  return view as unknown as TraceView;
}

describe("differences on the page", () => {
  it("are this less the other, and 0 where both are the same infinity", () => {
    assert.equal(difference(1, 0.25), 0.75);
    assert.equal(difference(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY), 0);
    assert.ok(Number.isNaN(difference(Number.NaN, 1)));
  });

  it("go as far as both traces have steps", async () => {
    const view = await viewOf();
    const series = differenceSeries(view, "f", 2);
    assert.deepEqual([...(series?.isThere ?? [])], [1, 1, 0]);
    assert.deepEqual([...(series?.values ?? [])].slice(0, 2), [0.75, 0.75]);
    assert.deepEqual([...(differenceColumn(view, "c", 1) ?? [])], [0.75, 0.75]);
    assert.deepEqual([...(differenceColumn(view, "c", 2) ?? [])], [0.75, Number.NEGATIVE_INFINITY]);
    assert.equal(differenceColumn(view, "c", 3), null);
  });

  it("are none for a layer that is not compared", () => {
    assert.equal(otherView({ shape: { ...shape, layers: [null] }, steps: stepsOf(there, 0, 0) }, 1), null);
    assert.equal(otherView(null, 1), null);
  });
});

describe("the strips of a comparison", () => {
  const input = { width: 952, trace, layer: lstm, numberWidth: 51, fullWidth: 280 };
  const lay = (layer = lstm) => layOutFigure({ ...input, layer, compared: otherView({ shape, steps: stepsOf(there, 0, 0) }, 1) });

  it("stand below those they belong to, none over another, on scales of their own", () => {
    const { strips, stripsHeight } = lay();
    const stacked = strips.flatMap((strip) => (strip.difference === null ? [strip] : [strip, strip.difference]));
    assert.equal(stacked.length, 6);
    for (const [k, { top, height }] of stacked.entries()) assert.ok(top + height <= (stacked[k + 1]?.top ?? stripsHeight));
    const [f, c, ofLoss] = strips;
    assert.deepEqual(c.difference?.scale, { kind: "signed", low: -3, high: 3 });
    assert.deepEqual(ofLoss.difference?.scale, { kind: "signed", low: -0.5, high: 0.5 });
    assert.ok((f.difference?.height ?? 0) < (c.difference?.height ?? 0), "where nothing differs there is room for a word");
    assert.ok(layOutFigure(input).strips.every((strip) => strip.difference === null));
  });

  it("have scales that hold both traces", () => {
    assert.deepEqual(spanning(lstm, there.layers[0]).ranges, { f: [0, 1], c: [-4, 2] });
    assert.equal(spanningLoss(loss, there.loss).greatest, "9");
    const { strips } = lay();
    assert.deepEqual(
      strips.map(({ scale }) => scale.high),
      [1, 4, 10],
    );
  });

  it("are heat maps below heat maps, but a word where nothing differs", () => {
    const { strips } = lay({ ...lstm, H: 48 });
    assert.deepEqual(
      strips.map((strip) => [strip.kind, strip.difference?.kind]),
      [
        ["heat", "lines"],
        ["heat", "heat"],
        ["lines", "lines"],
      ],
    );
    assert.deepEqual(strips[1].difference?.heat, strips[1].heat);
  });

  it("write their ends as short as they are", () => {
    assert.deepEqual([endOf(0.015), endOf(-4e-7), endOf(-2), endOf(0)], ["0.015", "−4e−7", "−2", "0"]);
  });
});

describe("the page's comparison", () => {
  const asked: number[] = [];
  const connection = {
    ask: (_method: string, { revision, from, to }: { revision: number; from: number; to: number }) => {
      asked.push(revision);
      return new Promise((resolve) =>
        setImmediate(() => {
          const fill = (width: number) => new Float64Array((to - from + 1) * width);
          const value = {
            revision,
            layer: 1,
            from,
            to,
            x: fill(1),
            quantities: { f: fill(2), c: fill(2) },
            before: {},
            loss: fill(1),
            targets: null,
            outputs: fill(2),
          };
          resolve({ outcome: "ok", value });
        }),
      );
    },
  } as unknown as Connection;
  const state = (comparison: ComparisonShape | null) => ({ comparison }) as PanelState;
  const view = { layer: 1, sight: { from: 1, to: 3 }, t: 3 } as TraceView;
  const quiet = () => new Promise((resolve) => setTimeout(resolve, 5));

  it("asks for the steps in sight that the other has, and keeps what it shows until a newer one has them", async () => {
    let drawings = 0;
    const own = new ComparisonState(connection, () => drawings++);
    own.take(state(shape));
    assert.equal(own.other?.shape.revision, 7);
    own.want(view);
    await quiet();
    assert.deepEqual(asked, [7]);
    own.take(state({ ...shape, revision: 8, trace: { ...there, revision: 8 } }));
    assert.equal(own.other?.shape.revision, 7);
    own.want(view);
    assert.equal(own.other?.shape.revision, 7);
    await quiet();
    own.want(view);
    assert.equal(own.other?.shape.revision, 8);
    assert.ok(drawings >= 2);
  });

  it("is gone with the host's, and where the other has no trace", () => {
    const own = new ComparisonState(connection, () => {});
    own.take(state(shape));
    own.take(state({ ...shape, trace: null, fault: { message: "line 1: no", hasPlace: true } }));
    assert.equal(own.other, null);
    own.take(state(shape));
    own.take(state(null));
    assert.equal(own.other, null);
  });
});
