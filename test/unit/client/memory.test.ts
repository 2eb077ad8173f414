/** What is remembered of each file over window reloads. */
import assert from "node:assert/strict";
import type { Cursor } from "../../../src/client/cursor.js";
import { Memory, mostFiles, type Store } from "../../../src/client/memory.js";

class FakeStore implements Store {
  updates = 0;
  constructor(public stored: unknown = undefined) {}

  get(): unknown {
    return this.stored;
  }

  async update(_key: string, value: unknown): Promise<void> {
    this.updates++;
    await new Promise((resolve) => setImmediate(resolve));
    this.stored = JSON.parse(JSON.stringify(value));
  }
}

const at = (t: number): Cursor => ({ t, selection: { layer: 1, quantity: "f", t, unit: 1 } });
const unexpected = (error: unknown) => assert.fail(String(error));

describe("client/memory", () => {
  it("knows nothing of a file it has not seen", () => {
    assert.equal(new Memory(new FakeStore(), unexpected).of("file:///a"), null);
  });

  it("knows in the next window where a person stood in each file", async () => {
    const store = new FakeStore();
    const memory = new Memory(store, unexpected);
    memory.remember("file:///a", at(2));
    memory.remember("file:///b", { t: 3, selection: null });
    await memory.flush();
    const next = new Memory(store, unexpected);
    assert.deepEqual(next.of("file:///a"), at(2));
    assert.deepEqual(next.of("file:///b"), { t: 3, selection: null });
  });

  it("knows which blanks of an exercise were revealed, and believes nothing that is no list of keys", async () => {
    const store = new FakeStore();
    const memory = new Memory(store, unexpected);
    memory.remember("file:///a", { ...at(2), revealed: ["f/1/2/1"] });
    await memory.flush();
    assert.deepEqual(new Memory(store, unexpected).of("file:///a")?.revealed, ["f/1/2/1"]);
    for (const revealed of ["f/1/2/1", [1], null]) {
      const other = new FakeStore([["file:///a", { ...at(2), revealed }]]);
      assert.equal(new Memory(other, unexpected).of("file:///a"), null);
    }
  });

  it("knows in the next window what was supposed of a file", async () => {
    const store = new FakeStore();
    const memory = new Memory(store, unexpected);
    const supposing: Cursor = { ...at(2), whatIf: [{ path: ["parameters", "W_f", 0, 1], value: 0.75 }] };
    memory.remember("file:///a", supposing);
    await memory.flush();
    assert.deepEqual(new Memory(store, unexpected).of("file:///a"), supposing);
    for (const whatIf of [1, [{ path: ["a"], value: null }], [{ path: "a", value: 1 }], [{ value: 1 }]]) {
      const odd = new FakeStore([["file:///a", { ...at(2), whatIf }]]);
      assert.equal(new Memory(odd, unexpected).of("file:///a"), null, JSON.stringify(whatIf));
    }
  });

  it("writes steps that come faster than the store together, the last one last", async () => {
    const store = new FakeStore();
    const memory = new Memory(store, unexpected);
    for (let t = 1; t <= 50; t++) memory.remember("file:///a", at(t));
    await memory.flush();
    assert.equal(store.updates, 2);
    assert.deepEqual(new Memory(store, unexpected).of("file:///a"), at(50));
  });

  it("moves with a file, and with every file of a folder, and with no other", async () => {
    const memory = new Memory(new FakeStore(), unexpected);
    memory.remember("file:///d/a", at(1));
    memory.remember("file:///d/e/b", at(2));
    memory.remember("file:///dd/c", at(3));
    memory.copy("file:///d", "file:///n");
    assert.deepEqual(memory.of("file:///d/a"), at(1));
    memory.forget("file:///d");
    assert.equal(memory.of("file:///d/a"), null);
    assert.deepEqual(memory.of("file:///n/a"), at(1));
    assert.deepEqual(memory.of("file:///n/e/b"), at(2));
    assert.deepEqual(memory.of("file:///dd/c"), at(3));
  });

  it("forgets the file least lately used when there are too many", () => {
    const memory = new Memory(new FakeStore(), unexpected);
    for (let k = 0; k < mostFiles; k++) memory.remember(`file:///${k}`, at(1));
    memory.remember("file:///0", at(2));
    memory.remember("file:///new", at(3));
    assert.deepEqual(memory.of("file:///0"), at(2));
    assert.equal(memory.of("file:///1"), null);
    assert.deepEqual(memory.of("file:///2"), at(1));
  });

  it("leaves out whatever is stored in another form", () => {
    const good = ["file:///a", at(2)];
    const bad = [
      null,
      1,
      [],
      ["file:///b"],
      ["file:///c", null],
      ["file:///d", { t: -1, selection: null }],
      ["file:///e", { t: 1 }],
      [3, at(1)],
    ];
    const misplaced = ["file:///f", { t: 1, selection: { layer: 0, quantity: "f", t: 1, unit: 1 } }];
    const memory = new Memory(new FakeStore([...bad, misplaced, good]), unexpected);
    assert.deepEqual(memory.of("file:///a"), at(2));
    for (const uri of ["b", "c", "d", "e", "f"]) assert.equal(memory.of(`file:///${uri}`), null);
    assert.equal(new Memory(new FakeStore("nonsense"), unexpected).of("file:///a"), null);
  });

  it("reports a store that fails, and tries again with the next step", async () => {
    const store = new FakeStore();
    const failures: unknown[] = [];
    const memory = new Memory(store, (error) => failures.push(error));
    store.update = async () => {
      throw new Error("full");
    };
    memory.remember("file:///a", at(1));
    await memory.flush();
    assert.deepEqual(failures.map(String), ["Error: full"]);
    Reflect.deleteProperty(store, "update");
    memory.remember("file:///a", at(2));
    await memory.flush();
    assert.deepEqual(new Memory(store, unexpected).of("file:///a"), at(2));
  });
});
