/** The sheet of answers of a panel, and what its page is told of it. */
import assert from "node:assert/strict";
import { PanelSheet } from "../../../src/client/panelSheet.js";
import { answer, type Request } from "../../../src/client/requests.js";
import { revealBlank } from "../../../src/client/revealBlank.js";
import { TraceSession } from "../../../src/client/session.js";
import { type Sheet, sheetOf } from "../../../src/client/sheet.js";
import { unwanted } from "../../../src/client/slicer.js";
import type { AnswerDetail, AnswerRows } from "../../../src/protocol/answers.js";
import { isAnswerTo } from "../../../src/webview/inbound.js";
import { FakeClock, FakeText, trainable, worked } from "./fakes.js";

const expecting = (text: string, expect: string) => text.replace('"inputs"', `"expect": ${expect}, "inputs"`);
const wrong = '{ "f": [[0.7685], [0.1992]], "c": [[0.2261], [-0.2245]], "loss_t": [0.0798, 0.99] }';

async function open(text: string) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  return { session, sheet: await check(session) };
}

async function check(session: TraceSession): Promise<Sheet> {
  const traced = await session.ready();
  assert.ok(traced !== null);
  const sheet = await sheetOf(session, traced);
  assert.ok(sheet !== null && sheet !== unwanted);
  return sheet;
}

const none = (error: unknown) => assert.fail(String(error));

async function ask<T>(panel: PanelSheet, session: TraceSession, request: Pick<Request, "method" | "query">): Promise<T> {
  const reply = await answer(session, panel.shown, { kind: "request", id: 1, ...request } as Request, none);
  assert.ok(reply.outcome === "ok", reply.outcome);
  assert.ok(isAnswerTo[request.method](reply.value), "the page believes it");
  return reply.value as T;
}

describe("client/panelSheet", () => {
  it("numbers every sheet anew and says what is in it", async () => {
    const { session, sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    assert.deepEqual(panel.shown?.shape, {
      revision: 1,
      counts: { total: 6, right: 2, lastDigit: 1, wrong: 1, follows: 2, blank: 0, unchecked: 0 },
      ...{ first: 3, firstLastDigit: 2, rounding: null, decimals: 4 },
      longest: { name: 5, claimed: 7, computed: 7 },
    });
    panel.follow(sheet, sheet.document);
    assert.equal(panel.shown?.shape.revision, 1);
    panel.follow(await check(session), sheet.document);
    assert.equal(panel.shown?.shape.revision, 2);
  });

  it("keeps a sheet while the text has faults or is being checked, and drops it where the text has no answers", async () => {
    const { sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    panel.follow(null, sheet.document);
    panel.follow(null, { ...sheet.document, model: null });
    panel.follow(null, null);
    assert.equal(panel.shown?.shape.revision, 1);
    panel.follow(null, (await open(worked)).sheet.document);
    assert.equal(panel.shown, null);
    panel.follow((await open(expecting(worked, "{}"))).sheet, null);
    assert.equal(panel.shown, null);
  });

  it("has a computed value to be put in the place of what is not right, of this text alone", async () => {
    const { sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    assert.equal(panel.replaceable(1, 3, sheet.document)?.computedText, "0.2330");
    assert.equal(panel.replaceable(1, 2, sheet.document)?.computedText, "0.0799");
    assert.equal(panel.replaceable(1, 0, sheet.document), null, "right");
    assert.equal(panel.replaceable(1, 6, sheet.document), null, "no such answer");
    assert.equal(panel.replaceable(2, 3, sheet.document), null, "another sheet");
    assert.equal(panel.replaceable(1, 3, { ...sheet.document }), null, "another text");
    assert.equal(panel.replaceable(1, 3, null), null, "a text that is yet to be read");
  });

  it("is about the file's own numbers, whatever update is shown", async () => {
    const { session } = await open(expecting(trainable, wrong));
    await session.updateTo({ taken: 3, shown: 3 });
    const { answers, trace } = await check(session);
    assert.deepEqual([answers.counts.right, trace === session.traced?.trace], [2, false]);
  });
});

describe("client/requests, of answers", () => {
  it("answers with the rows asked for, as far as there are any", async () => {
    const { session, sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    const { from, rows } = await ask<AnswerRows>(panel, session, { method: "answers", query: { revision: 1, from: 3, to: 127 } });
    assert.deepEqual([from, rows.map(({ index }) => index)], [3, [3, 4, 5]]);
    const [f2, c2] = rows;
    assert.deepEqual([f2.verdict, f2.fault, f2.claimed, f2.computed?.text], ["wrong", "root", "0.1992", "0.2330"]);
    assert.ok(Math.abs(Number(f2.computed?.difference) - (0.1992 - Number(f2.computed?.value))) < 1e-15);
    assert.deepEqual([c2.fault, c2.from.map(({ index }) => index)], ["follows", [3]]);
  });

  it("answers with one worked out: as it should be, and as the slip has it", async () => {
    const { session, sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    const detail = await ask<AnswerDetail>(panel, session, { method: "answer", query: { revision: 1, index: 3 } });
    assert.ok(detail.tried?.some(({ isMatch, text }) => isMatch && text === "0.1992"));
    assert.ok(detail.working?.pieces.some(({ change }) => change === "left-out"));
    assert.equal(detail.equation?.equation.length, 4);
    assert.deepEqual([detail.followers.count, detail.followers.first.map(({ index }) => index), detail.canPut], [2, [4, 5], true]);
    const right = await ask<AnswerDetail>(panel, session, { method: "answer", query: { revision: 1, index: 0 } });
    assert.deepEqual([right.tried, right.working, right.canPut], [null, null, false]);
  });

  it("hides from an exercise's page what is to be found: the blanks, and the equations they stand in", async () => {
    const exercise = '{ "exercise": true, "f": [[0.7311], [null]], "c": [[null], [null]] }';
    const { session, sheet } = await open(expecting(worked, exercise));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document);
    const { rows } = await ask<AnswerRows>(panel, session, { method: "answers", query: { revision: 1, from: 0, to: 9 } });
    assert.deepEqual(
      rows.map(({ verdict, computed }) => [verdict, computed === null]),
      [["wrong", false], ...Array.from({ length: 3 }, () => ["blank", true])],
    );
    const { f, c } = Object.fromEntries(sheet.trace.layers[0].quantities);
    const hidden = [f[1], c[0], c[1]];
    for (const index of [0, 1, 2, 3]) {
      const { equation, working, canReveal, tried } = await ask<AnswerDetail>(panel, session, {
        method: "answer",
        query: { revision: 1, index },
      });
      const numbers = [...(equation?.numbers ?? []), ...(working?.numbers ?? []), ...(tried ?? []).map(({ value }) => Number(value))];
      assert.ok((equation?.numbers.length ?? 0) > 0);
      for (const number of numbers) assert.ok(!hidden.includes(number), String(number));
      assert.equal(canReveal, index > 0);
    }
  });

  it("tells no value that is still to be found as that of a slip", async () => {
    // i₂ is what f₂ comes to with the parameters of the input gate.
    for (const [claimed, isMatch] of [
      ["0.51", false],
      ["0.46", true],
    ] as const) {
      const { session, sheet } = await open(expecting(worked, `{ "exercise": true, "f": [null, [${claimed}]], "i": [null, [null]] }`));
      const panel = new PanelSheet();
      panel.follow(sheet, sheet.document);
      const i2 = sheet.trace.layers[0].quantities.get("i")?.[1] ?? Number.NaN;
      const index = sheet.answers.answers.findIndex(({ verdict }) => verdict === "wrong");
      const wrong = sheet.answers.answers[index];
      const whole = "fault" in wrong && wrong.fault?.kind === "root" ? (wrong.fault.tried ?? []) : [];
      assert.ok(whole.some((slip) => Math.abs(slip.value - i2) < 1e-12 && slip.isMatch === isMatch));
      const { tried } = await ask<AnswerDetail>(panel, session, { method: "answer", query: { revision: 1, index } });
      assert.ok(tried !== null && tried.length > 0 && tried.every(({ value }) => Math.abs(Number(value) - i2) > 1e-9));
      assert.equal(tried.filter(({ value }) => value === claimed).length, isMatch ? 1 : 0);
    }
  });

  it("shows of an exercise the one value that was asked for", async () => {
    const { session, sheet } = await open(expecting(worked, '{ "exercise": true, "f": [[null], [null]] }'));
    const panel = new PanelSheet();
    panel.follow(sheet, sheet.document, []);
    await revealBlank(session, "f/1/2/1");
    panel.follow(sheet, sheet.document, session.cursor?.revealed);
    assert.equal(panel.shown?.shape.revision, 2);
    const { rows } = await ask<AnswerRows>(panel, session, { method: "answers", query: { revision: 2, from: 0, to: 9 } });
    assert.deepEqual(
      rows.map(({ verdict, computed }) => [verdict, computed?.text]),
      [
        ["blank", undefined],
        ["blank", "0.2330"],
      ],
    );
  });

  it("answers that it is disposed where the sheet is another one or none, and with an error where it has no such answer", async () => {
    const { session, sheet } = await open(expecting(worked, wrong));
    const panel = new PanelSheet();
    const outcome = async (query: { revision: number; index: number }, failed = none) =>
      (await answer(session, panel.shown, { kind: "request", id: 1, method: "answer", query }, failed)).outcome;
    assert.equal(await outcome({ revision: 1, index: 0 }), "disposed");
    panel.follow(sheet, sheet.document);
    assert.equal(await outcome({ revision: 2, index: 0 }), "disposed");
    const failures: unknown[] = [];
    assert.equal(await outcome({ revision: 1, index: 6 }, ((error: unknown) => failures.push(error)) as never), "error");
    assert.equal(failures.length, 1);
  });
});
