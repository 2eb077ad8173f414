/** A session's updates: taken, taken back, shown, kept in number over edits and reloads, cancelled. */
import assert from "node:assert/strict";
import { TraceSession } from "../../../src/client/session.js";
import { adamDefaults } from "../../../src/core/adam.js";
import { FakeClock, FakeText, longer, optimizerOnly, running, trainable, worked } from "./fakes.js";

function open(text: string, { clock = new FakeClock(), cursor = null as TraceSession["cursor"] } = {}) {
  const source = new FakeText(text);
  const session = new TraceSession(source, clock, cursor);
  session.failed.subscribe((error) => assert.fail(String(error)));
  const edit = (next: string) => {
    source.edit(next);
    session.follow();
  };
  const W = () => session.traced?.trace.layers[0].layer.parameters.get("W_f")?.values[0];
  return { source, session, clock, edit, W };
}

const to = (taken: number, shown = taken) => ({ taken, shown });

describe("client/session's updates", () => {
  it("are none at first, and possible only with an optimizer and something to take them by", async () => {
    assert.deepEqual((await open(trainable).session.ready())?.updates, to(0));
    assert.notEqual((await open(trainable).session.ready())?.training, null);
    assert.equal((await open(worked).session.ready())?.training, null);
    assert.equal((await open(trainable.replace(/,\s*"targets".*\n/, "\n")).session.ready())?.training, null);
  });

  it("show the model after them, whose loss falls", async () => {
    const { session, W } = open(trainable);
    const before = (await session.ready())?.trace.loss?.total ?? 0;
    const after = await session.updateTo(to(20));
    assert.deepEqual(after?.updates, to(20));
    assert.equal(after?.shape.training?.t, 20);
    assert.ok((after?.trace.loss?.total ?? 1) < before);
    assert.notEqual(W(), 1);
    assert.equal(after?.document.model?.layers[0].parameters.get("W_f")?.values[0], 1);
  });

  it("are taken back to the same numbers, bit for bit", async () => {
    const { session, W } = open(trainable);
    await session.updateTo(to(3));
    const third = W();
    await session.updateTo(to(4));
    assert.notEqual(W(), third);
    await session.updateTo(to(3));
    assert.equal(W(), third);
    await session.updateTo(to(0));
    assert.equal(W(), 1);
  });

  it("can be looked at one by one without being taken back", async () => {
    const { session, W } = open(trainable);
    await session.updateTo(to(2));
    const second = W();
    await session.updateTo(to(5, 2));
    assert.equal(W(), second);
    assert.deepEqual(session.traced?.updates, to(5, 2));
    assert.equal(session.traced?.training?.count, 5);
    assert.deepEqual((await session.updateTo(to(5, 9)))?.updates, to(5));
  });

  it("are as many as the file gives gradients for", async () => {
    const { session } = open(optimizerOnly);
    assert.deepEqual((await session.updateTo(to(7)))?.updates, to(1));
    const values = session.traced?.trace.model.given?.parameters.get("W")?.values;
    assert.ok(values !== undefined && Math.abs(values[0] - (1 - adamDefaults.alpha)) < 1e-9, String(values));
  });

  it("are taken anew after an edit, their number kept, also over a fault and a text that cannot take them", async () => {
    const { session, edit, W } = open(trainable);
    await session.updateTo(to(3));
    const before = W();
    edit(trainable.replace("0.1 }", "0.2 }"));
    assert.deepEqual((await session.ready())?.updates, to(3));
    assert.notEqual(W(), before);
    edit("{");
    assert.equal(await session.ready(), null);
    edit(longer(3));
    assert.deepEqual((await session.ready())?.updates, to(0));
    edit(trainable);
    assert.deepEqual((await session.ready())?.updates, to(3));
    assert.equal(W(), before);
  });

  it("begin anew from a text that brings their outcome", async () => {
    const { session, edit } = open(trainable);
    await session.updateTo(to(3));
    session.forgetUpdates();
    edit(trainable.replace("[[1, 2]]", "[[0.9, 1.9]]"));
    assert.deepEqual((await session.ready())?.updates, to(0));
    assert.equal(session.cursor !== null && "updates" in session.cursor, false);
  });

  it("are there again where the person left them", async () => {
    const first = open(trainable);
    await first.session.updateTo(to(4, 2));
    const again = open(trainable, { cursor: first.session.cursor });
    assert.deepEqual((await again.session.ready())?.updates, to(4, 2));
    assert.equal(again.W(), first.W());
  });

  it("stay where they have come to when training is cancelled", async () => {
    const { session, clock } = open(trainable);
    await session.ready();
    clock.tick = 3;
    const trained = session.updateTo(to(100_000));
    await new Promise<void>((resolve) => {
      const stop = session.changed.subscribe(() => {
        if (session.work?.what !== "training") return;
        stop();
        resolve();
      });
    });
    session.cancel();
    clock.tick = 0;
    const { taken = 0, shown = 0 } = (await trained)?.updates ?? {};
    assert.ok(taken > 0 && taken < 100_000, String(taken));
    assert.equal(shown, taken);
    assert.equal(session.halt, null);
  });

  it("come with gradients that can be checked, for the trace they were asked for", async () => {
    const { session } = open(trainable);
    await session.updateTo(to(2));
    const check = await session.checkGradients();
    assert.equal(check?.isRight, true);
    assert.equal(check?.parameters.length, 12);
    assert.equal(session.checked, check);
    await session.updateTo(to(3));
    assert.equal(session.checked, null);
    assert.equal(await open(running(3)).session.checkGradients(), null);
  });
});
