/** The language server where it is hard: a file of 10 MB, and after a crash. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { heavyText } from "./support/heavy.js";
import { longestHold } from "./support/lag.js";
import { closeUntitled, example, hoversAt, outlineOf, replace, show, waitForFaults } from "./support/languageFeatures.js";
import { until } from "./support/until.js";
import { print } from "./support/window.js";

describe("the language server under load and after a crash", () => {
  afterEach(closeUntitled);

  it("answers in a file of 10 MB that is being edited", async () => {
    const uri = await writeLarge("large.lstm.json");
    const plain = await writeLarge("large.txt");
    try {
      // What the editor itself takes to hand a file of this size to extensions is not ours.
      const asText = await longestHold(() => openAndWait(plain, async () => true));
      let editor: vscode.TextEditor | undefined;
      const opening = await longestHold(async () => {
        editor = await openAndWait(uri, async ({ document }) => vscode.languages.getDiagnostics(document.uri).length > 0);
      });
      assert.ok(editor !== undefined);
      const { document } = editor;
      const [fault, ...others] = vscode.languages.getDiagnostics(uri);
      assert.deepEqual(others, []);
      assert.deepEqual([fault.range.start.line, fault.range.start.character], [1, 10]);
      const typing = await longestHold(async () => {
        await editor?.edit((edit) => edit.replace(new vscode.Range(1, 12, 1, 13), "s"));
        await editor?.edit((edit) => edit.replace(new vscode.Range(1, 12, 1, 14), "st"));
        await until("no faults", () => vscode.languages.getDiagnostics(uri).length === 0, 30_000);
      });
      const line = Array.from({ length: document.lineCount }, (_, index) => index).find((index) =>
        document.lineAt(index).text.startsWith('    "U_f"'),
      );
      assert.ok(line !== undefined);
      const [text] = await hoversAt(editor, new vscode.Position(line, 6));
      assert.match(text, /256×256 \\\(H×H\\\).*65536 numbers: min/s);
      await print(
        `10 MB held the host for ${asText.toFixed(0)} ms as plain text, ${opening.toFixed(0)} ms as lstm-json, ${typing.toFixed(0)} ms at an edit`,
      );
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.workspace.fs.delete(uri);
      await vscode.workspace.fs.delete(plain);
    }
  });

  it("starts again after a crash, and knows the open files", async () => {
    const editor = await show(example);
    await until("an outline", async () => ((await outlineOf(editor)).length > 0 ? true : null));
    const before = await serverProcess();
    assert.ok(before !== null);
    process.kill(before, "SIGKILL");
    // What is typed meanwhile cannot be sent; that must not be the end.
    for (let typed = 0; typed < 8; typed++) await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), " "));
    await until("another server", async () => {
      const now = await serverProcess();
      return now !== null && now !== before;
    });
    await replace(editor, '"mse"', '"mes"');
    await waitForFaults(editor, ['11:11 "mes" unknown-value']);
  });
});

async function openAndWait(uri: vscode.Uri, isThere: (editor: vscode.TextEditor) => Promise<boolean>): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri);
  await until("the editor's answer", () => isThere(editor), 30_000);
  return editor;
}

/** 10 MB with one fault at the start. */
async function writeLarge(name: string): Promise<vscode.Uri> {
  const text = await heavyText({ cell: "lsdm", T: 64 });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The process that runs the language server of this extension host. */
async function serverProcess(): Promise<number | null> {
  const { stdout: children } = await promisify(execFile)("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)]);
  const line = children.split("\n").find((child) => child.includes("server.node.cjs"));
  return line === undefined ? null : Number.parseInt(line, 10);
}
