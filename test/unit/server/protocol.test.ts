/** The whole server, spoken to as an editor does, over streams in memory. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import {
  CancellationTokenSource,
  type CompletionItem,
  createConnection,
  createProtocolConnection,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../../../src/server/server.js";
import { workedExample } from "./support/files.js";

const uri = "untitled:Untitled-1";
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

/** An editor with a server of its own. */
class Editor {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void)[] = [];

  constructor() {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    this.connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const capabilities = { textDocument: { hover: { contentFormat: ["plaintext"] } } };
    const result: InitializeResult = await this.connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  open(text: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "lstm-json", version: 1, text } });
  }

  /** Replaces the range on one line. */
  edit(version: number, line: number, from: number, to: number, text: string): Promise<void> {
    const range = { start: { line, character: from }, end: { line, character: to } };
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  /** The diagnostics of a version, when they come. */
  async diagnosticsOf(version: number | undefined): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.published.find((params) => params.version === version);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  dispose(): void {
    this.connection.dispose();
  }
}

describe("the language server", () => {
  let editor: Editor;

  beforeEach(async () => {
    editor = new Editor();
    await editor.initialize();
  });

  afterEach(() => editor.dispose());

  it("says what it can do", async () => {
    const other = new Editor();
    const { capabilities } = await other.initialize();
    other.dispose();
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.ok(capabilities.hoverProvider && capabilities.documentSymbolProvider && capabilities.foldingRangeProvider);
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters, ['"', ":"]);
    assert.equal(capabilities.diagnosticProvider, undefined);
  });

  it("pushes the faults of a file when it is opened, after each edit, and none when it is closed", async () => {
    await editor.open(workedExample.replace('"lstm"', '"lsdm"'));
    const opened = await editor.diagnosticsOf(1);
    assert.deepEqual(
      opened.diagnostics.map(({ range }) => range),
      [{ start: { line: 1, character: 10 }, end: { line: 1, character: 16 } }],
    );
    await editor.edit(2, 1, 13, 14, "t");
    assert.deepEqual((await editor.diagnosticsOf(2)).diagnostics, []);
    await editor.edit(3, 11, 10, 15, "3");
    assert.equal((await editor.diagnosticsOf(3)).diagnostics.length, 1);
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    assert.deepEqual(await editor.diagnosticsOf(undefined), { uri, diagnostics: [] });
  });

  it("publishes a version once, and skips those overtaken by the next edit", async () => {
    await editor.open(workedExample);
    for (let version = 2; version <= 6; version++) void editor.edit(version, 0, 0, 0, " ");
    await editor.diagnosticsOf(6);
    await editor.connection.sendRequest("textDocument/hover", at(1, 0));
    assert.deepEqual(
      editor.published.map(({ version }) => version),
      [6],
    );
  });

  it("answers hover, completion, symbols and folding about the latest edit", async () => {
    await editor.open(workedExample);
    await editor.edit(2, 3, 13, 13, "0.25, ");
    const hover: Hover | null = await editor.connection.sendRequest("textDocument/hover", at(3, 15));
    assert.ok(JSON.stringify(hover?.contents).includes("W_f[1,1] = 0.25"), JSON.stringify(hover));
    await editor.edit(3, 6, 0, 200, "    ¦".replace("¦", ""));
    const items: CompletionItem[] = await editor.connection.sendRequest("textDocument/completion", at(6, 4));
    assert.deepEqual(
      items.map(({ label }) => label),
      ["W_o", "U_o", "b_o", "p_f", "p_i", "p_o"],
    );
    const symbols: DocumentSymbol[] = await editor.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["cell", "parameters", "initial", "inputs", "targets", "loss", "optimizer", "expect"],
    );
    const folds: FoldingRange[] = await editor.connection.sendRequest("textDocument/foldingRange", { textDocument: { uri } });
    assert.deepEqual(folds, [
      { startLine: 0, endLine: 13 },
      { startLine: 2, endLine: 6 },
    ]);
  });

  it("answers null about a file that is not open", async () => {
    assert.equal(await editor.connection.sendRequest("textDocument/hover", at(0, 0)), null);
    assert.equal(await editor.connection.sendRequest("textDocument/completion", at(0, 0)), null);
  });

  it("takes a file that is closed and opened again while the first is still being read", async () => {
    await editor.open(workedExample.replace('"lstm"', "lstm"));
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    await editor.open(workedExample);
    assert.deepEqual((await editor.diagnosticsOf(1)).diagnostics, []);
  });

  it("reads anew where an edit comes in while a long text is read", async () => {
    const rows = Array.from({ length: 80_000 }, (_, index) => `[${index}.25, -0.5]`).join(",\n");
    const text = `{ "cell": "rnn", "parameters": { "W_h": [[1, 2]], "U_h": 1 }, "loss": 3,\n"inputs": [${rows}] }`;
    await editor.open(text);
    const answered = editor.connection.sendRequest("textDocument/hover", at(0, 12));
    // The request has started the reading by the time this is answered.
    await editor.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "untitled:other" },
      position: { line: 0, character: 0 },
    });
    await editor.edit(2, 0, 70, 71, '"mse"');
    assert.notEqual(await answered, null);
    assert.deepEqual((await editor.diagnosticsOf(2)).diagnostics, []);
    assert.deepEqual(
      editor.published.map(({ version }) => version),
      [2],
    );
  });

  it("does no work for an answer that nobody waits for any more", async () => {
    await editor.open(workedExample);
    const abandoned = new CancellationTokenSource();
    const answered = editor.connection.sendRequest("textDocument/hover", at(3, 6), abandoned.token);
    abandoned.cancel();
    assert.equal(await answered, null);
    assert.notEqual(await editor.connection.sendRequest("textDocument/hover", at(3, 6)), null);
  });

  it("waits for the rest of a text that arrives in pieces, under versions below zero", async () => {
    const cut = workedExample.indexOf('"U_i"');
    const piece = (version: number, text: string) => {
      const end = { line: 4, character: 22 };
      const contentChanges = [{ range: { start: end, end }, text }];
      return editor.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    };
    const text = workedExample.slice(0, cut);
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "lstm-json", version: -2, text },
    });
    const symbols: Promise<DocumentSymbol[]> = editor.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
    await piece(-1, "");
    // Longer than the pause after which a text that stands would be read.
    await new Promise((resolve) => setTimeout(resolve, 80));
    assert.deepEqual(editor.published, []);
    await piece(1, workedExample.slice(cut));
    assert.equal((await symbols).length, 8);
    assert.deepEqual((await editor.diagnosticsOf(1)).diagnostics, []);
    assert.equal(editor.published.length, 1);
  });

  it("answers null about a file that is closed before its text has arrived", async () => {
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "lstm-json", version: -1, text: "{" },
    });
    const symbols = editor.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    assert.equal(await symbols, null);
  });

  it("answers other requests while a file of several megabytes is read", async () => {
    const rows = Array.from({ length: 80_000 }, (_, index) => `[${index}.25, -0.5]`).join(",\n");
    await editor.open(workedExample.replace("[[1, 0], [0.5, -1]]", `[${rows}]`).replace("[[0.5], null]", "[]"));
    let answers = 0;
    let isRead = false;
    const reading = editor.diagnosticsOf(1).then(() => {
      isRead = true;
    });
    while (!isRead) {
      await editor.connection.sendRequest("textDocument/hover", {
        textDocument: { uri: "untitled:other" },
        position: { line: 0, character: 0 },
      });
      if (!isRead) answers++;
    }
    await reading;
    assert.ok(answers >= 5, `${answers} answers`);
  });

  it("shuts down when asked to", async () => {
    assert.equal(await editor.connection.sendRequest("shutdown"), null);
  });
});
