/** What can wait does, until the panel that was asked for is there. */
import assert from "node:assert/strict";
import { Coming } from "../../../src/client/coming.js";

/** A clock whose delays end when they are told to. */
function clock() {
  const delays: { readonly milliseconds: number; readonly end: () => void }[] = [];
  return { delays, delay: (milliseconds: number) => new Promise<void>((end) => delays.push({ milliseconds, end })) };
}

/** Has every promise that can go on do so. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Whether it has settled, asked at any time. */
function watched(promise: Promise<unknown>): { isSettled: boolean } {
  const watch = { isSettled: false };
  const settle = (): void => {
    watch.isSettled = true;
  };
  promise.then(settle, settle);
  return watch;
}

/** Work that is ended from outside. */
function work() {
  let end: (error?: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve("done") : reject(error));
  });
  return { promise, end };
}

describe("client/coming: who waits", () => {
  it("goes on shortly after the start where nothing is on its way", async () => {
    const { delays, delay } = clock();
    const free = watched(new Coming().none({ delay }));
    await turn();
    assert.equal(free.isSettled, false);
    delays[0].end();
    await turn();
    assert.equal(free.isSettled, true);
  });

  it("waits until all that is on its way has arrived, or failed to", async () => {
    const { delays, delay } = clock();
    const coming = new Coming();
    const free = watched(coming.none({ delay }));
    const [command, page] = [work(), work()];
    const given = coming.first(command.promise);
    delays[0].end();
    await turn();
    watched(coming.first(page.promise));
    command.end();
    assert.equal(await given, "done");
    await turn();
    assert.equal(free.isSettled, false, "the page is still on its way");
    page.end(new Error("closed"));
    await turn();
    assert.equal(free.isSettled, true);
  });

  it("waits for no panel longer than a person would for the first faults", async () => {
    const { delays, delay } = clock();
    const coming = new Coming();
    const free = watched(coming.none({ delay }));
    watched(coming.first(work().promise));
    delays[0].end();
    await turn();
    assert.ok(delays[1].milliseconds <= 3000);
    delays[1].end();
    await turn();
    assert.equal(free.isSettled, true);
  });
});
