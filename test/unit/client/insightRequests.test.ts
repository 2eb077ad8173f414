/** Answers about a trace as a whole. */
import assert from "node:assert/strict";
import type { Answerer } from "../../../src/client/answerer.js";
import { answer, type Request } from "../../../src/client/requests.js";
import { TraceSession } from "../../../src/client/session.js";
import { unwanted } from "../../../src/client/slicer.js";
import type { InsightsOfTrace } from "../../../src/protocol/insights.js";
import { isAnswerTo } from "../../../src/webview/inbound.js";
import { FakeClock, FakeText, longer, worked } from "./fakes.js";

async function open(text: string) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  const shown = await session.ready();
  assert.ok(shown !== null);
  return { session, shown, revision: shown.shape.revision };
}

async function ask(session: Answerer, revision: number): Promise<InsightsOfTrace> {
  const reply = await answer(session, null, { kind: "request", id: 1, method: "insights", query: { revision } } as Request, (error) =>
    assert.fail(String(error)),
  );
  assert.equal(reply.outcome, "ok");
  const { value } = reply as { value: InsightsOfTrace };
  assert.ok(isAnswerTo.insights(value));
  return value;
}

/** The session, counting how often it computes. */
function counting(session: TraceSession): Answerer & { runs: number } {
  return {
    runs: 0,
    get traced() {
      return session.traced;
    },
    compute(traced, begin) {
      this.runs++;
      return session.compute(traced, begin);
    },
  };
}

describe("client/insightRequests", () => {
  it("looks once a trace, the backward pass included, and answers with the trace's revision", async () => {
    const { session, revision } = await open(worked);
    const counted = counting(session);
    const first = await ask(counted, revision);
    assert.deepEqual([first.revision, first.notable.length, first.gates.map(({ quantity }) => quantity)], [revision, 0, ["f", "i", "o"]]);
    assert.equal(counted.runs, 2);
    await ask(counted, revision);
    assert.equal(counted.runs, 2);
  });

  it("does without gradients where there is no loss", async () => {
    const { session, revision } = await open(longer(5));
    const counted = counting(session);
    await ask(counted, revision);
    assert.equal(counted.runs, 1);
  });

  it("is left when the text changes meanwhile, in the backward pass or behind it", async () => {
    const { shown, session, revision } = await open(worked);
    for (const last of [0, 1]) {
      let runs = 0;
      const traced = { ...shown };
      const leaving: Answerer = {
        traced,
        compute: (of, begin) => (runs++ === last ? Promise.resolve(unwanted) : session.compute(of, begin)),
      };
      const request = { kind: "request", id: 1, method: "insights", query: { revision } } as const;
      assert.equal((await answer(leaving, null, request, (error) => assert.fail(String(error)))).outcome, "disposed");
    }
  });
});
