/** Large texts on their way to the language server. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type MessageSignature, ParameterStructures } from "vscode-jsonrpc";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Arrival, pieceLength } from "../../../src/client/arrival.js";

const didOpen: MessageSignature = { method: "textDocument/didOpen", numberOfParams: 1, parameterStructures: ParameterStructures.auto };
const didChange: MessageSignature = { method: "textDocument/didChange", numberOfParams: 1, parameterStructures: ParameterStructures.auto };
const didClose: MessageSignature = { method: "textDocument/didClose", numberOfParams: 1, parameterStructures: ParameterStructures.auto };

/** What a server makes of the notifications it is sent. */
class Receiver {
  readonly methods: string[] = [];
  readonly versions: number[] = [];
  readonly lengths: number[] = [];
  /** Whether each change stood right at the end of the text before it. */
  readonly areAppended: boolean[] = [];
  readonly texts = new Map<string, TextDocument>();

  readonly next = async (type: string | { method: string }, params?: unknown): Promise<void> => {
    const method = typeof type === "string" ? type : type.method;
    // biome-ignore lint/suspicious/noExplicitAny: whatever was sent is looked at
    const { textDocument, contentChanges } = params as any;
    this.methods.push(method.replace("textDocument/", ""));
    this.versions.push(textDocument.version);
    const before = this.texts.get(textDocument.uri);
    if (method === "textDocument/didOpen") {
      this.lengths.push(textDocument.text.length);
      this.texts.set(
        textDocument.uri,
        TextDocument.create(textDocument.uri, textDocument.languageId, textDocument.version, textDocument.text),
      );
    } else if (method === "textDocument/didChange" && before !== undefined) {
      this.lengths.push(contentChanges[0].text.length);
      this.areAppended.push(isDeepStrictEqual(contentChanges[0].range.start, before.positionAt(before.getText().length)));
      TextDocument.update(before, contentChanges, textDocument.version);
    }
  };
}

const opened = (text: string, uri = "file:///a.lstm.json", version = 3) => ({
  textDocument: { uri, languageId: "lstm-json", version, text },
});
const edited = (text: string, version: number, uri = "file:///a.lstm.json") => ({
  textDocument: { uri, version },
  contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text }],
});

describe("a text's arrival at the server", () => {
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  let receiver: Receiver;
  let arrival: Arrival;

  beforeEach(() => {
    receiver = new Receiver();
    arrival = new Arrival(pause);
  });

  it("is one message where it is not large", async () => {
    await arrival.send(didOpen, receiver.next, opened("{}"));
    assert.deepEqual(receiver.methods, ["didOpen"]);
    assert.deepEqual(receiver.versions, [3]);
  });

  const lines = Array.from({ length: 60_000 }, (_, index) => `[${index}.25, -0.5]`);
  const texts = {
    "lines that end with \\n": lines.join("\n"),
    "lines that end with \\r\\n": lines.join("\r\n"),
    "one line alone": lines.join(", "),
    "\\r\\n right where it is cut": `${"x".repeat(pieceLength - 1)}\r\n${"y".repeat(pieceLength)}\r\n`,
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`is whole in the end for ${name}`, async () => {
      await arrival.send(didOpen, receiver.next, opened(text));
      const received = receiver.texts.get("file:///a.lstm.json");
      assert.ok(received !== undefined && received.getText() === text);
      assert.ok(receiver.areAppended.every(Boolean), receiver.areAppended.join(" "));
      const fresh = TextDocument.create("", "", 1, text);
      assert.deepEqual(received.positionAt(text.length), fresh.positionAt(text.length));
      assert.deepEqual(received.positionAt(pieceLength + 1), fresh.positionAt(pieceLength + 1));
      assert.ok(receiver.lengths.length > 1 && receiver.lengths.every((length) => length <= pieceLength + 1), receiver.lengths.join(" "));
    });
  }

  it("has versions below zero until the last piece brings the true one", async () => {
    await arrival.send(didOpen, receiver.next, opened("x".repeat(pieceLength * 4)));
    assert.deepEqual(receiver.versions, [-3, -2, -1, 3]);
  });

  it("gives the thread back between pieces", async () => {
    let pauses = 0;
    const counting = new Arrival(() => {
      pauses++;
      return pause();
    });
    await counting.send(didOpen, receiver.next, opened("x".repeat(pieceLength * 3)));
    assert.equal(pauses, 2);
  });

  it("comes before the edits and the end of the same file, whose order it keeps", async () => {
    const text = "x".repeat(pieceLength * 3);
    await Promise.all([
      arrival.send(didOpen, receiver.next, opened(text)),
      arrival.send(didChange, receiver.next, edited("a", 4)),
      arrival.send(didChange, receiver.next, edited("b", 5)),
      arrival.send(didClose, receiver.next, { textDocument: { uri: "file:///a.lstm.json" } }),
      arrival.send(didOpen, receiver.next, opened("{}")),
    ]);
    assert.deepEqual(receiver.methods, ["didOpen", "didChange", "didChange", "didChange", "didChange", "didClose", "didOpen"]);
    assert.deepEqual(receiver.versions, [-2, -1, 3, 4, 5, undefined, 3]);
  });

  it("keeps nothing else waiting", async () => {
    const large = arrival.send(didOpen, receiver.next, opened("x".repeat(pieceLength * 3)));
    await arrival.send(didOpen, receiver.next, opened("{}", "file:///b.lstm.json", 1));
    await arrival.send("$/setTrace", async () => undefined, { value: "off" });
    assert.ok(receiver.versions.length < 4 && receiver.versions.includes(1), receiver.versions.join(" "));
    await large;
  });

  it("says when it could not be sent, and lets what follows go its way", async () => {
    const broken = async (): Promise<void> => {
      throw new Error("no connection");
    };
    const large = arrival.send(didOpen, broken, opened("x".repeat(pieceLength * 2)));
    const after = arrival.send(didClose, receiver.next, { textDocument: { uri: "file:///a.lstm.json" } });
    await assert.rejects(large, /no connection/);
    await after;
    await arrival.send(didOpen, receiver.next, opened("{}"));
    assert.deepEqual(receiver.methods, ["didClose", "didOpen"]);
  });
});
