/** A comparison follows both of its traces. */
import assert from "node:assert/strict";
import { Comparison, type Counterpart } from "../../../src/client/comparison.js";
import { answer } from "../../../src/client/requests.js";
import { TraceSession } from "../../../src/client/session.js";
import type { Steps } from "../../../src/protocol/panel.js";
import { isAnswerTo } from "../../../src/webview/inbound.js";
import { FakeClock, FakeText, optimizerOnly, stack, trainable, worked } from "./fakes.js";

/** The worked example with another U_f, which acts from step 2 on: f_2 = σ(0.5 − 2 + 1.5·0.2174 + 0.2). */
const changed = worked.replace('"U_f": [[0.5]]', '"U_f": [[1.5]]');

const none = (error: unknown) => assert.fail(String(error));

function sessionOf(text: string) {
  const source = new FakeText(text);
  return { source, session: new TraceSession(source, new FakeClock(), null) };
}

async function compared(here: string, there: string, tolerance = 1e-9) {
  const [own, other] = [sessionOf(here), sessionOf(there)];
  const comparison = new Comparison(own.session, { kind: "file", session: other.session, name: "b" }, tolerance, new FakeClock());
  comparison.failed.subscribe(none);
  return { own, other, comparison, shown: await comparison.ready() };
}

describe("client/comparison", () => {
  it("says where the two part first, with both values and their difference", async () => {
    const { shown } = await compared(worked, changed);
    const { first, name, fault, mismatches, T } = shown?.shape ?? assert.fail();
    assert.deepEqual({ name, fault, mismatches, T }, { name: "b", fault: null, mismatches: [], T: 2 });
    assert.deepEqual(first?.place, { layer: 1, quantity: "f", t: 2, unit: 1 });
    const [here, there, difference] = [first?.here, first?.there, first?.difference].map(Number);
    const wanted = 1 / (1 + Math.exp(-(0.5 - 2 + 1.5 * 0.21741 + 0.2)));
    assert.ok(Math.abs(here - 0.233) < 5e-5 && Math.abs(there - wanted) < 1e-4, `${here} ${there} ${wanted}`);
    assert.equal(difference, here - there);
  });

  it("follows the edits of both texts", async () => {
    const { own, other, comparison, shown } = await compared(worked, worked);
    assert.equal(shown?.shape.first, null);
    let told = 0;
    const next = new Promise<void>((resolve) => comparison.changed.subscribe(() => resolve()));
    comparison.changed.subscribe(() => told++);
    other.source.edit(changed);
    other.session.follow();
    await next;
    const second = comparison.shown;
    assert.equal(second?.shape.first?.place.t, 2);
    own.source.edit(changed);
    own.session.follow();
    const third = await comparison.ready();
    assert.equal(third?.shape.first, null);
    assert.equal(told, 2);
    assert.ok((third?.shape.revision ?? 0) > (second?.shape.revision ?? 0));
  });

  it("says what keeps the other text from being compared, and goes on when it is mended", async () => {
    const { other, comparison, shown } = await compared(worked, worked.replace("[[0.5]]", "[[0.5]"));
    assert.equal(shown?.shape.trace, null);
    assert.match(shown?.shape.fault?.message ?? "", /^line 4: /);
    assert.equal(shown?.shape.fault?.hasPlace, true);
    other.source.edit(changed);
    other.session.follow();
    assert.equal((await comparison.ready())?.shape.first?.place.t, 2);
    other.source.edit("{");
    other.session.follow();
    assert.match((await comparison.ready())?.shape.fault?.message ?? "", /^line 1: /);
  });

  it("compares with an update of its own file, as long as that is taken", async () => {
    const { session } = sessionOf(trainable);
    await session.updateTo({ taken: 3, shown: 3 });
    const counterpart: Counterpart = { kind: "update", update: 0, name: "update 0" };
    const comparison = new Comparison(session, counterpart, 1e-9, new FakeClock());
    const first = (await comparison.ready())?.shape.first;
    assert.deepEqual([first?.place.t, first?.place.quantity, Number(first?.there).toFixed(4)], [1, "f", "0.7685"]);
    await session.updateTo({ taken: 3, shown: 0 });
    assert.equal((await comparison.ready())?.shape.first, null, "it is the one shown");
    const third = new Comparison(session, { kind: "update", update: 3, name: "update 3" }, 1e-9, new FakeClock());
    assert.equal((await third.ready())?.shape.fault, null);
    await session.updateTo({ taken: 2, shown: 2 });
    const { fault } = (await third.ready())?.shape ?? assert.fail();
    assert.deepEqual(fault, { message: "update 3 is not taken any more", hasPlace: false });
  });

  it("of other sizes names them, and compares nothing that is not alike", async () => {
    const { shown } = await compared(stack, worked);
    assert.deepEqual(shown?.shape.layers, [null, null]);
    assert.deepEqual(shown?.shape.mismatches.slice(0, 2), [
      "2 layers here, 1 there",
      "H of layer 1 is 2 here, 1 there: the layer is not compared",
    ]);
    const { shown: empty } = await compared(worked, optimizerOnly);
    assert.deepEqual(empty?.shape.mismatches.slice(0, 2), ["1 layer here, 0 there", "T is 2 here, 0 there"]);
  });

  it("hands out the other trace's steps under its own revision alone", async () => {
    const { own, shown } = await compared(worked, changed);
    const revision = shown?.shape.revision ?? 0;
    const ask = (of: number) =>
      answer(
        own.session,
        null,
        { kind: "request", id: 1, method: "otherSteps", query: { revision: of, layer: 1, from: 1, to: 2 } },
        none,
        shown,
      );
    const reply = await ask(revision);
    assert.equal(reply.outcome, "ok");
    const { value } = reply as { value: Steps };
    assert.ok(isAnswerTo.otherSteps(value));
    assert.deepEqual([value.revision, value.quantities.f?.[1]], [revision, Number(shown?.shape.first?.there)]);
    assert.equal((await ask(revision + 1)).outcome, "disposed");
    const nobody = { kind: "request", id: 1, method: "otherSteps", query: { revision, layer: 1, from: 1, to: 1 } } as const;
    assert.equal((await answer(own.session, null, nobody, none)).outcome, "disposed");
  });

  it("follows nothing any more once it is ended", async () => {
    const { other, comparison, shown } = await compared(worked, worked);
    comparison.dispose();
    other.source.edit(changed);
    other.session.follow();
    await other.session.ready();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(comparison.shown, shown);
  });
});
