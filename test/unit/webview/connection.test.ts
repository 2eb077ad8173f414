/** The page's end of the protocol. */
import assert from "node:assert/strict";
import type { ToHost } from "../../../src/protocol/panel.js";
import { Connection } from "../../../src/webview/connection.js";

function connect(): {
  readonly posted: ToHost[];
  receive(data: unknown): void;
  readonly marks: unknown[];
  readonly explained: unknown[];
  readonly connection: Connection;
} {
  const posted: ToHost[] = [];
  const marks: unknown[] = [];
  const explained: unknown[] = [];
  let receive: (data: unknown) => void = () => {};
  const port = {
    post: (message: ToHost) => void posted.push(message),
    listen: (listener: (data: unknown) => void) => {
      receive = listener;
    },
  };
  const connection = new Connection(port, {
    figureWanted: () => undefined,
    state: () => {},
    marked: (mark) => void marks.push(mark),
    explain: (mark) => void explained.push(mark),
  });
  return { posted, receive: (data) => receive(data), marks, explained, connection };
}

const query = { revision: 1, layer: 1, t: 1, unit: 1 };

describe("a request", () => {
  it("is answered by the message with its number, in whatever order these come", async () => {
    const { receive, connection } = connect();
    const [first, second] = [connection.ask("saturation", query), connection.ask("saturation", query)];
    receive({ kind: "answer", id: 2, outcome: "ok", value: [{ quantity: "f", steps: 2, units: 2 }] });
    receive({ kind: "answer", id: 1, outcome: "disposed" });
    assert.deepEqual(await first, { kind: "answer", id: 1, outcome: "disposed" });
    assert.equal((await second).outcome, "ok");
  });
  it("ends in an error, and tells the host, where the answer is not of its form", async () => {
    const { posted, receive, connection } = connect();
    const asked = connection.ask("saturation", query);
    receive({ kind: "answer", id: 1, outcome: "ok", value: { units: 1 } });
    assert.equal((await asked).outcome, "error");
    assert.deepEqual(posted.at(-1), { kind: "event", name: "failed", detail: { message: "the answer to saturation is not of its form" } });
  });
  it("is waited for, unless it is one of those that are let be", () => {
    const { receive, connection } = connect();
    assert.equal(connection.isIdleBesides("suppose"), true);
    void connection.ask("suppose", { changes: [] });
    assert.deepEqual([connection.isIdleBesides("suppose"), connection.isIdleBesides("saturation")], [true, false]);
    void connection.ask("saturation", query);
    assert.equal(connection.isIdleBesides("suppose"), false);
    receive({ kind: "answer", id: 2, outcome: "disposed" });
    assert.equal(connection.isIdleBesides("suppose"), true);
  });
});

describe("an answer that came before its question", () => {
  const saturation = {
    method: "saturation",
    query: { unit: 1, t: 1, layer: 1, revision: 1 },
    value: [{ quantity: "f", steps: 2, units: 2 }],
  };
  it("is given when the question is asked, once, and the host is not asked", async () => {
    const { posted, receive, connection } = connect();
    receive({ kind: "event", name: "ahead", detail: [saturation] });
    assert.deepEqual(await connection.ask("saturation", query), { outcome: "ok", value: saturation.value });
    assert.deepEqual(posted, []);
    void connection.ask("saturation", query);
    assert.equal(posted.length, 1);
  });
  it("is none to another question", () => {
    const { posted, receive, connection } = connect();
    receive({ kind: "event", name: "ahead", detail: [saturation] });
    void connection.ask("saturation", { ...query, revision: 2 });
    void connection.ask("gradientAt", query);
    assert.equal(posted.length, 2);
  });
  it("is forgotten when newer ones come", () => {
    const { posted, receive, connection } = connect();
    receive({ kind: "event", name: "ahead", detail: [saturation] });
    receive({ kind: "event", name: "ahead", detail: [] });
    void connection.ask("saturation", query);
    assert.equal(posted.length, 1);
  });
  it("has to be of its form like any other", async () => {
    const { posted, receive, connection } = connect();
    receive({ kind: "event", name: "ahead", detail: [{ ...saturation, value: 1 }] });
    assert.equal((await connection.ask("saturation", query)).outcome, "error");
    assert.equal(posted.length, 1);
  });
});

describe("a message", () => {
  const mark = { kind: "parameter", layer: 1, name: "W_f", t: 0, row: 1, col: 2 };
  it("reaches its listener", () => {
    const { receive, marks, explained } = connect();
    receive({ kind: "event", name: "marked", detail: mark });
    receive({ kind: "event", name: "marked", detail: null });
    assert.deepEqual(marks, [mark, null]);
    receive({ kind: "event", name: "explain", detail: mark });
    assert.deepEqual(explained, [mark]);
  });
  it("that is none is reported and otherwise left alone", () => {
    const { posted, receive, marks } = connect();
    receive({ hello: 1 });
    assert.equal(marks.length, 0);
    assert.equal(posted.length, 1);
  });
});
