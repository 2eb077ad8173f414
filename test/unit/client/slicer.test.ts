/** Work in slices: how long, how often, and until when. */
import assert from "node:assert/strict";
import { inSlices, sliceLength, unwanted } from "../../../src/client/slicer.js";
import type { ShouldYield, Sliced } from "../../../src/core/slices.js";
import { FakeClock } from "./fakes.js";

/** Counts to `total`, asking after each. */
function* count(total: number, shouldYield: ShouldYield): Sliced<number> {
  for (let done = 1; done <= total; done++) if (shouldYield()) yield { done, total };
  return total;
}

const always = { isWanted: () => true, progressed: () => {} };

describe("client/slicer", () => {
  it("gives the work's result", async () => {
    assert.equal(await inSlices((shouldYield) => count(5, shouldYield), new FakeClock(), always), 5);
  });

  it("never pauses in work shorter than a slice", async () => {
    const clock = new FakeClock();
    await inSlices((shouldYield) => count(1000, shouldYield), clock, always);
    assert.equal(clock.pauses, 0);
  });

  it("pauses whenever a slice's time is over, and starts the time anew after it", async () => {
    const clock = new FakeClock(1);
    await inSlices((shouldYield) => count(80, shouldYield), clock, always);
    assert.equal(clock.pauses, 80 / sliceLength);
  });

  it("tells the progress at every pause", async () => {
    const seen: number[] = [];
    const watch = { isWanted: () => true, progressed: ({ done }: { done: number }) => seen.push(done) };
    await inSlices((shouldYield) => count(4, shouldYield), new FakeClock(sliceLength), watch);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  it("stops at the next pause once it is not wanted any more", async () => {
    const seen: number[] = [];
    const watch = { isWanted: () => seen.length < 2, progressed: ({ done }: { done: number }) => seen.push(done) };
    assert.equal(await inSlices((shouldYield) => count(9, shouldYield), new FakeClock(sliceLength), watch), unwanted);
    assert.deepEqual(seen, [1, 2]);
  });

  it("hands on what the work throws", async () => {
    const broken = function* (): Sliced<never> {
      yield { done: 0, total: 1 };
      throw new Error("broken");
    };
    await assert.rejects(inSlices(broken, new FakeClock(), always), /broken/);
  });
});
