/** Answers to what the page asks: always one, ok, error or disposed. */
import assert from "node:assert/strict";
import type { Answerer } from "../../../src/client/answerer.js";
import { answer } from "../../../src/client/requests.js";
import { TraceSession } from "../../../src/client/session.js";
import type { LossCurve, UpdateOfParameter } from "../../../src/protocol/updates.js";
import { FakeClock, FakeText, optimizerOnly, trainable, worked } from "./fakes.js";

async function open(text: string) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  const shown = await session.ready();
  assert.ok(shown !== null);
  return { session, shown };
}

const { session, shown } = await open(worked);
const revision = shown.shape.revision;
const place = { layer: 1, quantity: "f", t: 2, unit: 1 } as const;
const none = (error: unknown) => assert.fail(String(error));

describe("client/requests", () => {
  it("answers with the steps", async () => {
    const reply = await answer(
      session,
      null,
      { kind: "request", id: 3, method: "steps", query: { revision, layer: 1, from: 1, to: 2 } },
      none,
    );
    assert.equal(reply.outcome, "ok");
    assert.equal(reply.id, 3);
    assert.equal((reply as { value: { quantities: { f: Float64Array } } }).value.quantities.f.length, 2);
  });

  it("answers with the explanation", async () => {
    const reply = await answer(session, null, { kind: "request", id: 4, method: "explain", query: { revision, place } }, none);
    assert.equal(reply.outcome, "ok");
    assert.deepEqual((reply as { value: { place: unknown } }).value.place, place);
  });

  it("answers with the saturation of each gate", async () => {
    const reply = await answer(
      session,
      null,
      { kind: "request", id: 5, method: "saturation", query: { revision, layer: 1, t: 1, unit: 1 } },
      none,
    );
    assert.deepEqual((reply as { value: unknown }).value, [
      { quantity: "f", steps: 0, units: 0 },
      { quantity: "i", steps: 0, units: 0 },
      { quantity: "o", steps: 1, units: 1 },
    ]);
  });

  it("counts a unit's saturated steps once, however one steps", async () => {
    const opened = await open(worked);
    let runs = 0;
    const counting: Answerer = {
      traced: opened.shown,
      compute: (traced, begin) => {
        runs++;
        return opened.session.compute(traced, begin);
      },
    };
    const asked = async (t: number) => {
      const query = { revision: opened.shown.shape.revision, layer: 1, t, unit: 1 };
      const reply = await answer(counting, null, { kind: "request", id: 5, method: "saturation", query }, none);
      return (reply as unknown as { value: readonly { units: number }[] }).value.map(({ units }) => units);
    };
    assert.deepEqual(
      [await asked(1), await asked(2)],
      [
        [0, 0, 1],
        [0, 0, 0],
      ],
    );
    assert.equal(runs, 1);
  });

  it("answers that it is disposed where there is no trace, or another one", async () => {
    const query = { revision: revision + 1, place };
    assert.deepEqual(await answer(session, null, { kind: "request", id: 6, method: "explain", query }, none), {
      kind: "answer",
      id: 6,
      outcome: "disposed",
    });
    assert.deepEqual(
      await answer({ traced: null, compute: () => assert.fail() }, null, { kind: "request", id: 7, method: "explain", query }, none),
      {
        kind: "answer",
        id: 7,
        outcome: "disposed",
      },
    );
  });

  it("answers with an error, and reports it, where the trace has no such thing", async () => {
    const failures: unknown[] = [];
    const failed = (error: unknown) => failures.push(error);
    const asked = [
      { kind: "request", id: 1, method: "steps", query: { revision, layer: 1, from: 1, to: 3 } },
      { kind: "request", id: 2, method: "explain", query: { revision, place: { ...place, unit: 2 } } },
      { kind: "request", id: 3, method: "saturation", query: { revision, layer: 2, t: 1, unit: 1 } },
      { kind: "request", id: 4, method: "saturation", query: { revision, layer: 1, t: 3, unit: 1 } },
    ] as const;
    assert.deepEqual(await Promise.all(asked.map(async (request) => (await answer(session, null, request, failed)).outcome)), [
      "error",
      "error",
      "error",
      "error",
    ]);
    assert.equal(failures.length, 4);
  });

  it("answers with the update that led to the state shown, and at the file's own with what the first one will start from", async () => {
    const trained = await open(trainable);
    const ask = async () => {
      const { revision } = trained.session.traced?.shape ?? { revision: 0 };
      const query = { revision, layer: 1, parameter: "W_f" };
      return (await answer(trained.session, null, { kind: "request", id: 8, method: "update", query }, none)) as {
        value: UpdateOfParameter;
      };
    };
    const first = (await ask()).value;
    assert.deepEqual([first.t, first.after, [...first.before.W]], [1, null, [1, 2]]);
    assert.ok(first.gradient.every((g) => g !== 0));
    assert.deepEqual(first.sources, { W: ["parameters", "W_f"], V: null, S: null, gradient: null });
    await trained.session.updateTo({ taken: 1, shown: 1 });
    assert.deepEqual((await ask()).value.gradient, first.gradient);
    await trained.session.updateTo({ taken: 2, shown: 2 });
    const { t, after, before, gradient, sources } = (await ask()).value;
    assert.ok(after !== null);
    assert.equal(sources.W, null, "after an update the text no longer says what the next one starts from");
    assert.deepEqual([t, after.W.length, before.W.length], [2, 2, 2]);
    for (const [k, W] of after.W.entries()) assert.equal(W, before.W[k] - after.step[k]);
    for (const [k, V] of after.V.entries()) assert.ok(Math.abs(V - (0.9 * before.V[k] + 0.1 * gradient[k])) < 1e-15);
    for (const array of [after.W, before.W, gradient]) assert.equal(array.buffer.byteLength, array.byteLength);
  });

  it("answers with the loss at every state, or in as many columns as asked for", async () => {
    const trained = await open(trainable);
    await trained.session.updateTo({ taken: 4, shown: 1 });
    const ask = async (session: TraceSession, columns: number) => {
      const query = { revision: session.traced?.shape.revision ?? 0, columns };
      return ((await answer(session, null, { kind: "request", id: 9, method: "losses", query }, none)) as { value: LossCurve }).value;
    };
    const whole = await ask(trained.session, 100);
    assert.deepEqual([whole.perColumn, whole.least.length], [1, 5]);
    assert.deepEqual(whole.least, whole.greatest);
    assert.equal(whole.least[1], trained.session.traced?.trace.loss?.total);
    const { perColumn, least, greatest } = await ask(trained.session, 2);
    assert.deepEqual([perColumn, least.length], [3, 2]);
    assert.deepEqual([least[0], greatest[0]], [Math.min(...whole.least.slice(0, 3)), Math.max(...whole.least.slice(0, 3))]);
    await trained.session.updateTo({ taken: 4, shown: 4 });
    assert.equal((await ask(trained.session, 100)).least[4], whole.least[4]);
    const given = await open(optimizerOnly);
    await given.session.updateTo({ taken: 1, shown: 1 });
    assert.equal((await ask(given.session, 100)).least.length, 0);
  });
});
