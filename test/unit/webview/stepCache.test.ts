/** The steps the page has, and those it asks for. */
import assert from "node:assert/strict";
import type { Steps, TraceShape } from "../../../src/protocol/panel.js";
import type { Answer } from "../../../src/webview/connection.js";
import { StepCache } from "../../../src/webview/stepCache.js";

const trace: TraceShape = {
  revision: 7,
  T: 5000,
  layers: [{ cell: "rnn", D: 1, H: 2, quantities: ["h"], ranges: {}, gatesAreValves: false }],
  loss: null,
  notFinite: null,
  training: null,
};

interface Span {
  readonly from: number;
  readonly to: number;
}

class Host {
  readonly asked: Span[] = [];
  readonly #waiting: { readonly span: Span; readonly settle: (answer: Answer<Steps>) => void }[] = [];
  readonly ask = ({ from, to }: Span): Promise<Answer<Steps>> => {
    this.asked.push({ from, to });
    return new Promise((settle) => this.#waiting.push({ span: { from, to }, settle }));
  };
  /** Answers the oldest request; unit u at step t has the value t + u / 10. */
  async answer(change: Partial<Steps> = {}): Promise<void> {
    const { span, settle } = this.#waiting.shift() ?? assert.fail("nothing was asked");
    const count = span.to - span.from + 1;
    const h = Float64Array.from({ length: count * 2 }, (_, k) => span.from + (k >> 1) + ((k & 1) + 1) / 10);
    const before = { h: Float64Array.of(-1, -2) };
    settle({
      outcome: "ok",
      value: {
        revision: 7,
        layer: 1,
        ...span,
        x: new Float64Array(count),
        quantities: { h },
        before,
        loss: null,
        targets: null,
        outputs: h,
        hidden: {},
        ...change,
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function cache(): { readonly host: Host; readonly steps: StepCache } {
  const host = new Host();
  return { host, steps: new StepCache(trace, host.ask, () => {}) };
}

const want = (from: number, to: number) => [{ layer: 1, span: { from, to } }];

describe("the step cache", () => {
  it("asks for the piece that holds the steps in sight, once", async () => {
    const { host, steps } = cache();
    steps.want(want(10, 200));
    steps.want(want(10, 201));
    assert.deepEqual(host.asked, [{ from: 1, to: 1024 }]);
    await host.answer();
    steps.want(want(30, 400));
    assert.equal(host.asked.length, 1);
    assert.ok(steps.isComplete);
  });
  it("tells a value that is there from one that is not", async () => {
    const { host, steps } = cache();
    assert.equal(steps.value(1, "h", 3, 2), undefined);
    steps.want(want(1, 5));
    await host.answer();
    assert.equal(steps.value(1, "h", 3, 2), 3.2);
    assert.equal(steps.value(1, "h", 2000, 1), undefined);
  });
  it("knows the initial state", async () => {
    const { host, steps } = cache();
    steps.want(want(1, 5));
    await host.answer();
    assert.equal(steps.value(1, "h", 0, 2), -2);
  });
  it("has at most two requests under way and forgets what has gone out of sight", async () => {
    const { host, steps } = cache();
    for (const from of [1, 1100, 2100, 3100, 4100]) steps.want(want(from, from + 100));
    assert.equal(host.asked.length, 2);
    await host.answer();
    assert.deepEqual(host.asked.slice(2), [{ from: 4097, to: 5000 }]);
  });
  it("does not believe an answer whose arrays have another length, and does not ask again", async () => {
    const { host, steps } = cache();
    steps.want(want(1, 5));
    await host.answer({ quantities: { h: new Float64Array(3) } });
    assert.equal(steps.value(1, "h", 3, 2), undefined);
    steps.want(want(1, 5));
    assert.equal(host.asked.length, 1);
    assert.ok(steps.isComplete, "nothing more will come");
  });
  it("does not believe an answer about another trace", async () => {
    const { host, steps } = cache();
    steps.want(want(1, 5));
    await host.answer({ revision: 6 });
    assert.equal(steps.value(1, "h", 3, 2), undefined);
  });
});
