/** The bundled server as a process of its own, over standard input and output. */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import {
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { forNode } from "../../../.build/build.mjs";
import { workedExample } from "./support/files.js";

describe("the server's process", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "unroll-server-"));
  const bundle = path.join(folder, "server.cjs");
  let server: ChildProcessWithoutNullStreams;
  let client: ProtocolConnection;

  before(() =>
    build({ ...forNode, entryPoints: ["src/server/node.ts"], outfile: bundle, bundle: true, format: "cjs", logLevel: "warning" }),
  );

  after(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    server = spawn(process.execPath, [bundle, "--stdio"]);
    client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    client.listen();
    const result: InitializeResult = await client.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    assert.equal(result.serverInfo?.name, "unroll");
    await client.sendNotification("initialized", {});
  });

  afterEach(() => {
    client.dispose();
    server.kill();
  });

  it("says where a file is wrong, and ends with 0 when told to", async () => {
    const published = new Promise<PublishDiagnosticsParams>((resolve) => {
      client.onNotification("textDocument/publishDiagnostics", resolve);
    });
    const text = workedExample.replace('"mse"', '"mes"');
    const uri = "file:///folder/a.lstm.json";
    await client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "lstm-json", version: 7, text } });
    const { diagnostics, ...rest } = await published;
    assert.deepEqual(rest, { uri, version: 7 });
    assert.deepEqual(
      diagnostics.map(({ range, source }) => ({ range, source })),
      [{ range: { start: { line: 11, character: 10 }, end: { line: 11, character: 15 } }, source: "unroll" }],
    );
    await client.sendRequest("shutdown");
    await client.sendNotification("exit");
    assert.deepEqual(await once(server, "exit"), [0, null]);
  });

  it("ends with 1 where it is told to without having been shut down", async () => {
    await client.sendNotification("exit");
    assert.deepEqual(await once(server, "exit"), [1, null]);
  });
});
