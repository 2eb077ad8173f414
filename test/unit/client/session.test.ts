/** A session: one trace for each version of a text, the last good one kept, the latest edit first. */
import assert from "node:assert/strict";
import { TraceSession } from "../../../src/client/session.js";
import { FakeClock, FakeText, longer, optimizerOnly, worked } from "./fakes.js";

const broken = worked.replace('"inputs"', '"imputs"');

function open(text: string, { clock = new FakeClock(), cursor = null as TraceSession["cursor"] } = {}) {
  const source = new FakeText(text);
  const session = new TraceSession(source, clock, cursor);
  const failures: unknown[] = [];
  session.failed.subscribe((error) => failures.push(error));
  const edit = (next: string) => {
    source.edit(next);
    session.follow();
  };
  return { source, session, clock, failures, edit };
}

/** The first moment at which `condition` holds, looked at whenever the session changes. */
function when(session: TraceSession, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.changed.subscribe(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}

describe("client/session", () => {
  it("traces the text it is opened with", async () => {
    const { session } = open(worked);
    const traced = await session.ready();
    assert.equal(traced?.trace.T, 2);
    assert.equal(traced?.trace.layers[0].quantities.get("f")?.[0].toFixed(4), "0.7685");
    assert.equal(traced?.trace.loss?.total.toFixed(4), "0.5299");
  });

  it("reads and computes once for all who ask", async () => {
    const { session, source } = open(worked);
    const [first, second] = await Promise.all([session.ready(), session.ready()]);
    assert.equal(first, second);
    assert.equal(await session.ready(), first);
    assert.equal(source.reads, 1);
  });

  it("first stands at step 1, or where the person stood before", async () => {
    const fresh = open(worked);
    await fresh.session.ready();
    assert.deepEqual(fresh.session.cursor, { t: 1, selection: { layer: 1, quantity: "f", t: 1, unit: 1 } });
    const cursor = { t: 2, selection: { layer: 1, quantity: "o", t: 2, unit: 1 } } as const;
    const again = open(worked, { cursor });
    await again.session.ready();
    assert.deepEqual(again.session.cursor, cursor);
  });

  it("gives every trace a greater revision", async () => {
    const { session, edit } = open(worked);
    const first = await session.ready();
    edit(longer(3));
    const second = await session.ready();
    assert.ok((second?.shape.revision ?? 0) > (first?.shape.revision ?? 0));
  });

  describe("while the text has faults", () => {
    it("has no trace of it, and says which fault comes first", async () => {
      const { session } = open(broken);
      assert.equal(await session.ready(), null);
      assert.equal(session.traced, null);
      assert.equal(session.isStale, false);
      assert.equal(session.read?.fault?.line, 9);
    });

    it("keeps the last good trace, as a stale one", async () => {
      const { session, edit } = open(worked);
      const good = await session.ready();
      edit(broken);
      assert.equal(await session.ready(), null);
      assert.equal(session.traced, good);
      assert.equal(session.isStale, true);
      assert.equal(session.isFresh, false);
    });

    it("is as before once they are mended", async () => {
      const { session, edit } = open(worked);
      await session.ready();
      session.goTo(2);
      edit(broken);
      await session.ready();
      edit(worked);
      assert.equal((await session.ready())?.trace.T, 2);
      assert.equal(session.isStale, false);
      assert.equal(session.read?.fault, null);
      assert.equal(session.cursor?.t, 2);
    });
  });

  describe("under edits", () => {
    it("computes only the latest of several that come at once", async () => {
      const { session, source, edit } = open(worked);
      edit(longer(3));
      edit(longer(4));
      assert.equal((await session.ready())?.trace.T, 4);
      assert.equal(source.reads, 1);
    });

    it("begins at once where the work is short", async () => {
      const { session, clock, edit } = open(worked);
      await session.ready();
      edit(longer(3));
      await session.ready();
      assert.deepEqual(clock.delays, []);
    });

    it("waits for a pause in typing where the work is long", async () => {
      const { session, clock, edit } = open(worked, { clock: new FakeClock(5) });
      await session.ready();
      edit(longer(3));
      await session.ready();
      assert.equal(clock.delays.length, 1);
      assert.ok(clock.delays[0] >= 50 && clock.delays[0] <= 80);
    });

    it("leaves long work half done for a newer text", async () => {
      const clock = new FakeClock(10);
      const { session, edit } = open(longer(20_000), { clock });
      await when(session, () => session.work?.what === "tracing");
      edit(worked);
      assert.equal((await session.ready())?.trace.T, 2);
      assert.equal(session.traced?.shape.revision, 1);
    });
  });

  describe("in long work", () => {
    it("tells how far it is, never backwards in one phase", async () => {
      const { session } = open(longer(20_000), { clock: new FakeClock(10) });
      const fractions: number[] = [];
      session.changed.subscribe(() => {
        if (session.work?.what === "tracing") fractions.push(session.work.fraction);
      });
      await session.ready();
      assert.ok(fractions.length > 2);
      assert.ok(fractions.every((fraction, k) => fraction >= 0 && fraction <= 1 && (k === 0 || fraction >= fractions[k - 1])));
      assert.equal(session.work, null);
    });

    it("answers a cancel, and says that it was cancelled", async () => {
      const { session } = open(longer(20_000), { clock: new FakeClock(10) });
      await when(session, () => session.work !== null);
      session.cancel();
      assert.equal(session.halt, "cancelled");
      assert.equal(session.work, null);
      assert.equal(session.traced, null);
    });

    it("is taken up again by the next who needs the trace", async () => {
      const { session } = open(longer(20_000), { clock: new FakeClock(10) });
      await when(session, () => session.work !== null);
      session.cancel();
      assert.equal((await session.ready())?.trace.T, 20_000);
      assert.equal(session.halt, null);
    });

    it("is left when the session ends, and whoever follows it is told", async () => {
      const { session, clock } = open(longer(20_000), { clock: new FakeClock(10) });
      await when(session, () => session.work !== null);
      let told = 0;
      session.changed.subscribe(() => told++);
      session.dispose();
      assert.equal(session.work, null);
      assert.equal(told, 1);
      const { pauses } = clock;
      assert.equal(await session.ready(), null);
      assert.ok(clock.pauses - pauses <= 1);
    });
  });

  describe("stepping", () => {
    it("stays within 1 … T", async () => {
      const { session } = open(worked);
      await session.ready();
      session.goTo(0);
      assert.equal(session.cursor?.t, 1);
      session.goTo(3);
      assert.equal(session.cursor?.t, 2);
    });

    it("tells a change only where there is one", async () => {
      const { session } = open(worked);
      await session.ready();
      let told = 0;
      session.changed.subscribe(() => told++);
      session.goTo(1);
      assert.equal(told, 0);
      session.goTo(2);
      assert.equal(told, 1);
    });

    it("stands at 0 in a file without steps", async () => {
      const { session } = open(optimizerOnly);
      await session.ready();
      session.goTo(1);
      assert.equal(session.cursor?.t, 0);
    });
  });

  it("reports a fault of the program, and can follow the next text", async () => {
    const { session, source, failures, edit } = open(worked);
    source.getText = () => {
      throw new Error("out of order");
    };
    assert.equal(await session.ready(), null);
    assert.equal(session.halt, "failed");
    assert.deepEqual(failures.map(String), ["Error: out of order"]);
    Reflect.deleteProperty(source, "getText");
    edit(longer(3));
    assert.equal((await session.ready())?.trace.T, 3);
    assert.equal(session.halt, null);
  });
});
