/** Numbers supposed faster than they are computed. */
import assert from "node:assert/strict";
import { TraceSession } from "../../../src/client/session.js";
import { WhatIf } from "../../../src/client/whatIf.js";
import { FakeClock, FakeText, longer } from "./fakes.js";

const W_f2 = ["parameters", "W_f", 0, 1];

async function open(): Promise<{ whatIf: WhatIf }> {
  const clock = new FakeClock();
  const session = new TraceSession(new FakeText(longer(50)), clock, null);
  await session.ready();
  return { whatIf: new WhatIf(session, clock, (error) => assert.fail(String(error))) };
}

describe("client/whatIf in a hurry", () => {
  it("computes one after the other, and of what comes meanwhile the last", async () => {
    const { whatIf } = await open();
    const before = whatIf.session.traced?.shape.revision ?? assert.fail();
    const shown = new Set<number | undefined>();
    whatIf.changed.subscribe(() => shown.add(whatIf.supposed?.traced?.trace.model.layers[0].parameters.get("W_f")?.values[1]));
    const all = [1, 2, 3, 4].map((value) => whatIf.suppose([{ path: W_f2, value: value / 8 }]));
    assert.deepEqual(await Promise.all(all), [true, true, true, true]);
    assert.deepEqual(
      whatIf.edits().map(({ text }) => text),
      ["0.5"],
    );
    assert.deepEqual([...shown].slice(-2), [0.125, 0.5], "the first is not left for what comes after it");
    assert.equal(whatIf.shown.traced?.shape.revision, before + 2);
  });

  it("forgets what is on its way, and what waits for its turn, when it is discarded", async () => {
    const { whatIf } = await open();
    const all = [1, 2].map((value) => whatIf.suppose([{ path: W_f2, value: value / 8 }]));
    whatIf.discard();
    assert.deepEqual(await Promise.all(all), [false, false]);
    assert.deepEqual(whatIf.placed, []);
    assert.equal(await whatIf.suppose([{ path: W_f2, value: 0.25 }]), true);
  });
});
