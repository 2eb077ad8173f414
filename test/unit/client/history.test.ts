/** How an entry goes over the updates: looked at once, at states evenly apart. */
import assert from "node:assert/strict";
import type { Answerer } from "../../../src/client/answerer.js";
import { statesFor } from "../../../src/client/history.js";
import { answer } from "../../../src/client/requests.js";
import { TraceSession } from "../../../src/client/session.js";
import type { EntryCurves } from "../../../src/protocol/updates.js";
import { FakeClock, FakeText, optimizerOnly, trainable } from "./fakes.js";

async function trained(text: string, taken: number) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  await session.ready();
  await session.updateTo({ taken, shown: taken });
  return session;
}

async function ask(session: Answerer, parameter: string, row = 1, col = 1) {
  const query = { revision: session.traced?.shape.revision ?? 0, layer: 1, parameter, row, col };
  return answer(session, null, { kind: "request", id: 1, method: "entryCurves", query }, () => undefined);
}

describe("client/history", () => {
  it("looks at every state of few, and of many at multiples of a power of two and the last", () => {
    assert.deepEqual(statesFor(4, 256), [0, 1, 2, 3, 4]);
    assert.deepEqual(statesFor(9, 5), [0, 4, 8, 9]);
    const many = statesFor(1_000_000, 256);
    assert.ok(many.length <= 256 && many.length > 120);
    assert.deepEqual([many[0], many[1], many.at(-1)], [0, 4096, 1_000_000]);
  });

  it("gives V, S and W of an entry at each of them", async () => {
    const session = await trained(trainable, 3);
    const { value } = (await ask(session, "W_f", 1, 2)) as { value: EntryCurves };
    assert.deepEqual([...value.updates], [0, 1, 2, 3]);
    assert.deepEqual([value.V[0], value.S[0], value.W[0]], [0, 0, 2]);
    const state = session.traced?.trace.model.layers[0].parameters.get("W_f")?.values;
    assert.equal(value.W[3], state?.[1]);
    const { value: given } = (await ask(await trained(optimizerOnly, 1), "W")) as { value: EntryCurves };
    assert.equal(given.updates.length, 2);
  });

  it("looks once for all entries of a parameter, also when another state is shown", async () => {
    const session = await trained(trainable, 3);
    let looks = 0;
    const counting: Answerer = {
      get traced() {
        return session.traced;
      },
      compute: (traced, begin) => {
        looks++;
        return session.compute(traced, begin);
      },
    };
    await ask(counting, "W_f", 1, 1);
    await session.updateTo({ taken: 3, shown: 1 });
    assert.equal((await ask(counting, "W_f", 1, 2)).outcome, "ok");
    assert.equal(looks, 1);
    await ask(counting, "U_f");
    await session.updateTo({ taken: 4, shown: 4 });
    await ask(counting, "U_f");
    assert.equal(looks, 3);
  });

  it("refuses an entry that is not there", async () => {
    const session = await trained(trainable, 1);
    for (const [parameter, row, col] of [
      ["W_q", 1, 1],
      ["W_f", 2, 1],
      ["W_f", 1, 3],
    ] as const)
      assert.equal((await ask(session, parameter, row, col)).outcome, "error");
  });
});
