/** Work done in turn: one piece at a time, the rest together. */
import assert from "node:assert/strict";
import { InTurn } from "../../../src/client/inTurn.js";

/** Work that ends when it is told to; a result is what was asked. */
class Worker {
  readonly begun: string[] = [];
  readonly #ends: ((error?: Error) => void)[] = [];
  readonly turns = new InTurn<string, string>(
    (asked) => {
      this.begun.push(asked);
      return new Promise((resolve, reject) => this.#ends.push((error) => (error ? reject(error) : resolve(asked))));
    },
    (first, later) => first + later,
  );

  async end(error?: Error): Promise<void> {
    this.#ends.shift()?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("client/inTurn", () => {
  it("begins at once where nothing is being done, and puts together what comes meanwhile", async () => {
    const worker = new Worker();
    const all = ["a", "b", "c"].map((asked) => worker.turns.ask(asked));
    assert.deepEqual(worker.begun, ["a"]);
    await worker.end();
    assert.deepEqual(worker.begun, ["a", "bc"]);
    const later = worker.turns.ask("d");
    await worker.end();
    await worker.end();
    assert.deepEqual(await Promise.all([...all, later]), ["a", "bc", "bc", "d"]);
  });

  it("goes on after work that failed, which those who asked for it hear", async () => {
    const worker = new Worker();
    const [first, second] = ["a", "b"].map((asked) => worker.turns.ask(asked));
    const failure = assert.rejects(first, /no such/);
    await worker.end(new Error("no such"));
    await failure;
    await worker.end();
    assert.equal(await second, "b");
  });

  it("answers null to what is forgotten, and does not do it", async () => {
    const worker = new Worker();
    const [first, second] = ["a", "b"].map((asked) => worker.turns.ask(asked));
    worker.turns.forget();
    await worker.end();
    assert.deepEqual(await Promise.all([first, second]), ["a", null]);
    assert.deepEqual(worker.begun, ["a"]);
  });
});
