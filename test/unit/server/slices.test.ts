/** Sliced work on the server's thread. */
import assert from "node:assert/strict";
import type { Sliced } from "../../../src/core/slices.js";
import { inSlices } from "../../../src/server/slices.js";

/** Yields `count` times, then returns `count`. */
function* steps(count: number): Sliced<number> {
  for (let done = 0; done < count; done++) yield { done, total: count };
  return count;
}

describe("inSlices", () => {
  it("gives the work's result", async () => {
    assert.equal(
      await inSlices(
        () => steps(3),
        () => false,
      ),
      3,
    );
  });

  it("lets timers and messages in between slices", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    await inSlices(
      () => steps(5),
      () => false,
    );
    clearInterval(timer);
    assert.ok(ticks >= 1, `${ticks} ticks`);
  });

  it("asks for the thread back after 8 ms and not at once", async () => {
    const answers: boolean[] = [];
    await inSlices(
      function* (shouldYield): Sliced<null> {
        answers.push(shouldYield());
        const started = performance.now();
        while (performance.now() - started < 9);
        answers.push(shouldYield());
        yield { done: 1, total: 2 };
        answers.push(shouldYield());
        return null;
      },
      () => false,
    );
    assert.deepEqual(answers, [false, true, false]);
  });

  it("gives up with null as soon as the work is stale", async () => {
    let reached = 0;
    const result = await inSlices(
      function* (): Sliced<string> {
        for (; reached < 100; reached++) yield { done: reached, total: 100 };
        return "done";
      },
      () => reached >= 2,
    );
    assert.equal(result, null);
    assert.equal(reached, 2);
  });
});
