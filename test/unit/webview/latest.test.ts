/** One question at a time, and always the newest. */
import assert from "node:assert/strict";
import type { Answer } from "../../../src/webview/connection.js";
import { Latest } from "../../../src/webview/latest.js";

class Host {
  readonly asked: string[] = [];
  readonly #settle: ((answer: Answer<string>) => void)[] = [];
  readonly ask = (query: string): Promise<Answer<string>> => {
    this.asked.push(query);
    return new Promise((resolve) => this.#settle.push(resolve));
  };
  async answer(value: string | null): Promise<void> {
    this.#settle.shift()?.(value === null ? { outcome: "disposed" } : { outcome: "ok", value });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("the latest question", () => {
  it("is asked once, however often it is wanted", async () => {
    const host = new Host();
    const latest = new Latest(host.ask, () => {});
    latest.want("a");
    latest.want("a");
    await host.answer("A");
    latest.want("a");
    assert.deepEqual(host.asked, ["a"]);
    assert.equal(latest.value, "A");
  });
  it("waits for the answer under way, and what waited before it is never asked", async () => {
    const host = new Host();
    const latest = new Latest(host.ask, () => {});
    for (const query of ["a", "b", "c"]) latest.want(query);
    assert.deepEqual(host.asked, ["a"]);
    await host.answer("A");
    assert.deepEqual(host.asked, ["a", "c"]);
    await host.answer("C");
    assert.equal(latest.value, "C");
  });
  it("says which question was answered, and why there is no value where the host refused", async () => {
    const latest = new Latest<string, string>(
      () => Promise.resolve({ outcome: "error", message: "no such thing" }),
      () => {},
    );
    assert.deepEqual([latest.answered, latest.refusal], [null, null]);
    latest.want("a");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([latest.answered, latest.refusal, latest.value], ["a", "no such thing", null]);
    latest.forget();
    assert.deepEqual([latest.answered, latest.refusal], [null, null]);
  });
  it("keeps the old answer where the host says that its trace has gone, with and without another question waiting", async () => {
    const host = new Host();
    const drawn: (string | null)[] = [];
    const latest: Latest<string, string> = new Latest(host.ask, () => drawn.push(latest.value));
    latest.want("a");
    await host.answer("A");
    latest.want("b");
    await host.answer(null);
    assert.deepEqual([latest.value, latest.answered], ["A", "a"]);
    latest.want("c");
    latest.want("d");
    await host.answer(null);
    await host.answer("D");
    assert.deepEqual(drawn, ["A", "D"]);
  });
  it("keeps the old answer until the new one is there", async () => {
    const host = new Host();
    const latest = new Latest(host.ask, () => {});
    latest.want("a");
    await host.answer("A");
    latest.want("b");
    assert.equal(latest.value, "A");
    await host.answer("B");
    assert.equal(latest.value, "B");
  });
  it("has no value where the host gave none", async () => {
    const host = new Host();
    const latest = new Latest(host.ask, () => {});
    latest.want("a");
    await host.answer(null);
    assert.equal(latest.value, null);
  });
});
