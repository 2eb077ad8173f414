/** Pauses, by a loop whose turns the test takes. */
import assert from "node:assert/strict";
import { pausesBy } from "../../../src/client/pauses.js";

/** Pauses, how many turns were asked for, and a way to take one with all that follows from it. */
function loop() {
  const asked: (() => void)[] = [];
  const pause = pausesBy((resume) => asked.push(resume));
  const turn = async () => {
    asked.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { pause, asked, turn };
}

describe("client/pauses", () => {
  it("end one a turn, in the order they were asked for", async () => {
    const { pause, asked, turn } = loop();
    const seen: string[] = [];
    const work = async (name: string) => {
      for (let slice = 1; slice <= 2; slice++) {
        await pause();
        seen.push(`${name}${slice}`);
      }
    };
    const works = [work("a"), work("b")];
    const after: string[] = [];
    while (asked.length > 0) {
      assert.equal(asked.length, 1);
      await turn();
      after.push(seen.join(" "));
    }
    await Promise.all(works);
    assert.deepEqual(after, ["a1", "a1 b1", "a1 b1 a2", "a1 b1 a2 b2"]);
  });

  it("ask for no turn while nobody waits, and for one again when somebody does", async () => {
    const { pause, asked, turn } = loop();
    assert.equal(asked.length, 0);
    const first = pause();
    await turn();
    await first;
    assert.equal(asked.length, 0);
    const second = pause();
    assert.equal(asked.length, 1);
    await turn();
    await second;
  });
});
