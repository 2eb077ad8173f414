/** What is supposed of a file: computed beside it, kept over edits and reloads, written as the numbers alone. */
import assert from "node:assert/strict";
import type { Cursor } from "../../../src/client/cursor.js";
import { panelAnswer } from "../../../src/client/panelAnswers.js";
import { TraceSession } from "../../../src/client/session.js";
import { WhatIf, whatIfState } from "../../../src/client/whatIf.js";
import { FakeClock, FakeText, optimizerOnly, stack, trainable, worked } from "./fakes.js";

const unexpected = (error: unknown) => assert.fail(String(error));
const W_f2 = ["parameters", "W_f", 0, 1];

async function open(text: string, cursor: Cursor | null = null) {
  const source = new FakeText(text);
  const clock = new FakeClock();
  const session = new TraceSession(source, clock, cursor);
  const whatIf = new WhatIf(session, clock, unexpected);
  await session.ready();
  await whatIf.supposed?.ready();
  const edit = async (next: string) => {
    source.edit(next);
    session.follow();
    await session.ready();
    await whatIf.supposed?.ready();
  };
  return { source, session, whatIf, edit };
}

const textsOf = (whatIf: WhatIf) => whatIf.edits().map(({ text }) => text);
const lossOf = (session: TraceSession) => session.traced?.trace.loss?.total;

/** The loss of a text that says it outright. */
async function lossOfText(text: string): Promise<number | undefined> {
  return lossOf((await open(text)).session);
}

function applied({ whatIf, source }: { readonly whatIf: WhatIf; readonly source: FakeText }): string {
  const text = source.getText();
  return whatIf.edits().reduceRight((result, { range, text: put }) => result.slice(0, range.start) + put + result.slice(range.end), text);
}

const nothing = { sheet: null, comparison: null };

describe("client/whatIf", () => {
  it("shows the trace of the text with the number put in, and leaves the file's own as it is", async () => {
    const { session, whatIf, source } = await open(worked);
    const own = session.traced;
    assert.equal(await whatIf.suppose([{ path: W_f2, value: 0.75 }]), true);
    const { trace, whatIf: told } = whatIfState(whatIf);
    assert.equal(lossOf(whatIf.shown), await lossOfText(worked.replace('[[1, 2]], "U_f"', '[[1, 0.75]], "U_f"')));
    assert.equal(trace?.loss?.total, String(lossOf(whatIf.shown)));
    assert.equal(session.traced, own);
    assert.equal(source.getText(), worked);
    assert.deepEqual(told, {
      isStack: false,
      suppositions: [{ path: W_f2, layer: 1, parameter: "W_f", label: "W_f[1,2]", was: "2", value: "0.75" }],
      lossWas: String(own?.trace.loss?.total),
      dropped: [],
    });
  });

  it("gives its traces revisions that the file's own never have", async () => {
    const { session, whatIf, edit } = await open(worked);
    const revisions = new Set([session.traced?.shape.revision]);
    for (const value of [1, 1.5, 3]) {
      await whatIf.suppose([{ path: W_f2, value }]);
      revisions.add(whatIf.shown.traced?.shape.revision);
    }
    await edit(worked.replace("0.8]]", "0.7]]"));
    revisions.add(session.traced?.shape.revision).add(whatIf.shown.traced?.shape.revision);
    assert.equal(revisions.size, 6);
  });

  it("answers about either trace, by its revision", async () => {
    const { session, whatIf } = await open(worked);
    const own = session.traced?.shape.revision ?? 0;
    const request = { kind: "request", id: 1, method: "suppose", query: { changes: [{ path: W_f2, value: 0 }] } } as const;
    assert.deepEqual(await panelAnswer(whatIf, nothing, request, unexpected), { kind: "answer", id: 1, outcome: "ok", value: true });
    const f2 = async (revision: number) => {
      const query = { revision, layer: 1, from: 2, to: 2 };
      const reply = await panelAnswer(whatIf, nothing, { kind: "request", id: 2, method: "steps", query }, unexpected);
      return (reply as { value: { quantities: { f: Float64Array } } }).value.quantities.f[0].toFixed(4);
    };
    assert.equal(await f2(own), "0.2330");
    assert.notEqual(await f2(whatIf.shown.traced?.shape.revision ?? 0), "0.2330");
  });

  it("says in an explanation the numbers that are supposed, as it says those that are typed", async () => {
    const { whatIf } = await open(worked);
    await whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    const query = { revision: whatIf.shown.traced?.shape.revision ?? 0, place: { layer: 1, quantity: "f", t: 2, unit: 1 } } as const;
    const reply = await panelAnswer(whatIf, nothing, { kind: "request", id: 1, method: "explain", query }, unexpected);
    assert.ok(JSON.stringify(reply).includes('"path":["parameters","W_f",0,1]},"typed":"0.75"'));
  });

  it("refuses what is no number of a parameter, and changes nothing", async () => {
    const { whatIf } = await open(worked);
    await whatIf.suppose([{ path: W_f2, value: 3 }]);
    for (const path of [
      ["inputs", 0, 0],
      ["parameters", "W_f"],
      ["parameters", "W_f", 0, 2],
      ["parameters", "W_q", 0, 0],
      ["layers", 0],
      [],
    ])
      assert.equal(
        await whatIf.suppose([
          { path: ["parameters", "b_f", 0], value: 1 },
          { path, value: 1 },
        ]),
        false,
        path.join("."),
      );
    assert.equal(await whatIf.suppose([{ path: W_f2, value: Number.POSITIVE_INFINITY }]), false);
    assert.deepEqual(textsOf(whatIf), ["3"]);
  });

  it("makes edits of the numbers alone, in the order of the text, with the fewest digits", async () => {
    const opened = await open(worked.replace('"U_f"', '/* kept */ "U_f"'));
    const { whatIf } = opened;
    await whatIf.suppose([{ path: ["parameters", "b_o", 0], value: 0.1 + 0.2 }]);
    await whatIf.suppose([
      { path: W_f2, value: 1e21 },
      { path: ["parameters", "U_f", 0, 0], value: 0.5 },
    ]);
    const wanted = opened.source.getText().replace("[1, 2]]", "[1, 1e21]]").replace('"b_o": [0.8]', '"b_o": [0.30000000000000004]');
    assert.equal(applied(opened), wanted);
    assert.equal(whatIf.placed.length, 3);
  });

  it("is over once the text says all of it", async () => {
    const opened = await open(worked);
    const { whatIf, session, edit } = opened;
    await whatIf.suppose([
      { path: W_f2, value: 0.75 },
      { path: ["parameters", "b_f", 0], value: 0.3 },
    ]);
    const supposed = lossOf(whatIf.shown);
    await edit(applied(opened));
    assert.deepEqual([whatIf.placed, whatIf.supposed, whatIf.dropped], [[], null, []]);
    assert.equal(lossOf(whatIf.shown), supposed);
    assert.equal(session.cursor?.whatIf, undefined);
  });

  it("is forgotten when it is discarded, and number by number when it is taken back", async () => {
    const { whatIf, session } = await open(worked);
    await whatIf.suppose([
      { path: W_f2, value: 0.75 },
      { path: ["parameters", "b_f", 0], value: 0.3 },
    ]);
    await whatIf.suppose([{ path: ["parameters", "b_f", 0], value: null }]);
    assert.equal(whatIf.placed.length, 1);
    whatIf.discard();
    assert.equal(whatIf.shown, session);
    assert.deepEqual(whatIf.edits(), []);
  });

  it("stays on over an edit that keeps its numbers' places, wherever they move to", async () => {
    const { whatIf, edit } = await open(worked);
    await whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    await edit(`// a note\n${worked.replace("0.8]]", "0.7]]")}`);
    const wanted = await lossOfText(worked.replace("0.8]]", "0.7]]").replace("[1, 2]]", "[1, 0.75]]"));
    assert.equal(lossOf(whatIf.shown), wanted);
  });

  it("drops what an edit left no place for, and says so until something else is supposed", async () => {
    const { whatIf, edit } = await open(worked);
    await whatIf.suppose([
      { path: W_f2, value: 0.75 },
      { path: ["parameters", "b_f", 0], value: 0.3 },
    ]);
    await edit(worked.replace(', "b_f": [0.2]', ""));
    assert.deepEqual(whatIf.dropped, ["b_f[1]"]);
    assert.deepEqual(
      whatIf.placed.map(({ value }) => value),
      [0.75],
    );
    await whatIf.suppose([{ path: W_f2, value: 0.5 }]);
    assert.deepEqual(whatIf.dropped, []);
  });

  it("waits while the text has faults, and is there again after them", async () => {
    const { whatIf, edit } = await open(worked);
    await whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    const before = lossOf(whatIf.shown);
    await edit(worked.replace('"inputs"', '"imputs"'));
    assert.equal(await whatIf.suppose([{ path: W_f2, value: 0 }]), false);
    assert.equal(lossOf(whatIf.shown), before);
    await edit(worked);
    assert.equal(lossOf(whatIf.shown), before);
  });

  it("is taken up again where the file was left", async () => {
    const first = await open(worked);
    await first.whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    const kept = JSON.parse(JSON.stringify(first.session.cursor)) as Cursor;
    const again = await open(worked, kept);
    assert.equal(lossOf(again.whatIf.shown), lossOf(first.whatIf.shown));
    assert.deepEqual(again.whatIf.edits(), first.whatIf.edits());
  });

  it("takes the updates that are shown from what is supposed", async () => {
    const { whatIf, session } = await open(trainable);
    await whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    await session.updateTo({ taken: 3, shown: 3 });
    await whatIf.supposed?.ready();
    const other = await open(trainable.replace("[1, 2]]", "[1, 0.75]]"));
    await other.session.updateTo({ taken: 3, shown: 3 });
    assert.equal(lossOf(whatIf.shown), lossOf(other.session));
    assert.notEqual(lossOf(whatIf.shown), lossOf(session));
    assert.ok(session.cursor?.whatIf !== undefined && session.cursor.updates?.taken === 3);
    await session.updateTo({ taken: 0, shown: 0 });
    assert.ok(session.cursor?.whatIf !== undefined && session.cursor.updates === undefined);
  });

  it("reaches a stack's layers, bare numbers, and problems that give their gradients", async () => {
    const deep = await open(stack);
    assert.equal(await deep.whatIf.suppose([{ path: ["layers", 1, "parameters", "W", 0, 1], value: 2 }]), true);
    assert.equal(whatIfState(deep.whatIf).whatIf.suppositions[0].label, "layer2.W[1,2]");
    assert.ok(whatIfState(deep.whatIf).whatIf.isStack);
    const bare = await open('{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 0.5 }, "inputs": [1, 2], "targets": [0, 1] }');
    assert.equal(await bare.whatIf.suppose([{ path: ["parameters", "U_h", 0, 0], value: 2 }]), true);
    assert.deepEqual(whatIfState(bare.whatIf).whatIf.suppositions[0].path, ["parameters", "U_h"]);
    const given = await open(optimizerOnly);
    assert.equal(await given.whatIf.suppose([{ path: ["parameters", "W", 0, 1], value: 5 }]), true);
    assert.deepEqual([...(given.whatIf.shown.traced?.trace.model.given?.parameters.get("W")?.values ?? [])], [1, 5]);
  });

  it("hears nothing any more once it has ended", async () => {
    const { whatIf, edit } = await open(worked);
    await whatIf.suppose([{ path: W_f2, value: 0.75 }]);
    whatIf.dispose();
    let told = 0;
    whatIf.changed.subscribe(() => told++);
    await edit(worked.replace("0.8]]", "0.7]]"));
    assert.equal(told, 0);
    assert.equal(whatIf.supposed, null);
  });
});
