/** The language server's start and end, the library and VS Code left aside. */
import assert from "node:assert/strict";
import { startLanguageClient } from "../../../src/client/language.js";

type Create = Parameters<typeof startLanguageClient>[1];
type Output = Parameters<typeof startLanguageClient>[0];

/** What is asked of a client, in its order. */
function fake() {
  const calls: string[] = [];
  const client = {
    start: async () => void calls.push("start"),
    needsStop: () => true,
    dispose: async () => void calls.push("dispose"),
  };
  const create = (async () => {
    calls.push("create");
    return client;
  }) as unknown as Create;
  return { calls, create };
}

const output = { error: (text: string) => assert.fail(text) } as unknown as Output;
/** A promise, and what settles it. */
function gate(): { readonly free: Promise<void>; readonly begin: () => void } {
  let begin: () => void = () => undefined;
  const free = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { free, begin };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("client/language: the server's start and end", () => {
  it("starts no sooner than others let it, and is ended", async () => {
    const { calls, create } = fake();
    const { begin, free } = gate();
    const language = startLanguageClient(output, create, free);
    await turn();
    assert.deepEqual(calls, []);
    begin();
    await language.ready;
    assert.deepEqual(calls, ["create", "start"]);
    await language.dispose();
    assert.deepEqual(calls, ["create", "start", "dispose"]);
  });

  it("is not started after its end, which waits for nothing then", async () => {
    const { calls, create } = fake();
    const { begin, free } = gate();
    const language = startLanguageClient(output, create, free);
    await language.dispose();
    begin();
    await language.ready;
    assert.deepEqual(calls, []);
  });
});
