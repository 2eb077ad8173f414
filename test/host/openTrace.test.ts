/** Opening a trace: from every place a person or a script may open it. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, run, shows, standsAt, tabsOf, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, pressKey, workbench } from "./support/window.js";
import { workedNumbers } from "./support/workedNumbers.js";

describe("Open Trace to the Side", () => {
  afterEach(closeAll);

  it("shows every gate, state and loss of the worked example at the printed digits", async () => {
    await open("worked.lstm.json");
    for (const [quantity, numbers] of Object.entries(workedNumbers)) await shows(quantity, numbers);
    await panel().waitForText(".loss", /loss\s+0\.5299\s+mse, mean/);
  });

  it("opens beside the text, which keeps the focus, at step 1", async () => {
    const { uri, editor } = await open("worked.lstm.json");
    await standsAt(1, 2);
    assert.equal(tabsOf(uri, "trace")[0].group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it("returns where the file stands", async () => {
    const uri = await write("returned.lstm.json", worked);
    assert.deepEqual(await run("openTrace", uri), { t: 1, T: 2 });
  });

  it("opens one view a file, however often it is asked for", async () => {
    const { uri } = await open("once.lstm.json");
    await run("openTrace", uri);
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    await run("openTrace", uri);
    assert.equal(tabsOf(uri, "trace").length, 1);
    assert.equal(tabsOf(uri, "text").length, 1);
  });

  it("shows the text too where only a uri is given", async () => {
    const uri = await write("both.lstm.json", worked);
    await run("openTrace", uri);
    assert.equal(tabsOf(uri, "text")[0].group.viewColumn, vscode.ViewColumn.One);
    assert.equal(tabsOf(uri, "trace")[0].group.viewColumn, vscode.ViewColumn.Two);
    await shows("f", workedNumbers.f);
  });

  it("opens from the one icon in the text editor's title, which the panel has not", async () => {
    const uri = await write("icon.lstm.json", worked);
    await vscode.window.showTextDocument(uri);
    const icon = '.editor-actions a[aria-label^="Open Trace to the Side"]';
    await workbench.click(icon);
    await standsAt(1, 2);
    assert.equal(await workbench.count(icon), 1);
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    await until("the icon in the first group only", async () => (await workbench.count(icon)) <= 1);
    assert.equal(tabsOf(uri, "trace").length, 1);
  });

  it("opens from the explorer's context menu", async () => {
    const uri = await write("explorer.lstm.json", worked);
    const row = '.explorer-folders-view .monaco-list-row.focused[aria-label*="explorer.lstm.json"]';
    // A list that is still taking in the new file loses the focus and the menu again.
    await until("the file in the explorer", async () => {
      await vscode.commands.executeCommand("revealInExplorer", uri);
      return (await workbench.count(row)) === 1;
    });
    await workbench.click(row, { button: "right" });
    // A menu takes no click in its first moments, but keys.
    await workbench.hover('.monaco-menu [aria-label="Open Trace to the Side"]');
    await workbench.waitFor('.monaco-menu .focused [aria-label="Open Trace to the Side"]');
    await pressKey("Enter");
    await panel().waitForText("h1", "explorer.lstm.json");
    await shows("h", workedNumbers.h);
  });

  it("opens by its keys in the text", async () => {
    const uri = await write("keys.lstm.json", worked);
    await vscode.window.showTextDocument(uri);
    await workbench.focus(".monaco-editor .native-edit-context, .monaco-editor textarea");
    await pressKey("Control+K");
    await pressKey("v");
    await standsAt(1, 2);
  });

  it("opens by its CodeLens", async () => {
    await vscode.window.showTextDocument(await write("lens.lstm.json", worked));
    await workbench.click('.codelens-decoration a:has-text("Open Trace to the Side")');
    await standsAt(1, 2);
  });

  it("traces a document that was never saved", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "lstm-json", content: worked });
    await vscode.window.showTextDocument(document);
    assert.deepEqual(await run("openTrace"), { t: 1, T: 2 });
    await shows("f", workedNumbers.f);
  });

  it("traces a file of another name and language", async () => {
    const uri = await write("plain.json", worked.replace("// one unit", ""));
    assert.deepEqual(await run("openTrace", uri), { t: 1, T: 2 });
    await shows("f", workedNumbers.f);
    assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, "json");
  });

  it("takes a uri from another process, which is only its parts", async () => {
    const { scheme, authority, path } = await write("parts.lstm.json", worked);
    assert.deepEqual(await run("openTrace", { scheme, authority, path }), { t: 1, T: 2 });
  });

  it("says so where there is no such file, and returns null", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(await run("openTrace", vscode.Uri.joinPath(folder.uri, "absent.lstm.json")), null);
    await notified("absent.lstm.json cannot be read");
  });

  it("says what to do with a file over 50 MB, and returns null", async () => {
    const uri = await write("huge.lstm.json", new Uint8Array(51 * 1024 * 1024).fill(0x20));
    try {
      assert.equal(await run("openTrace", uri), null);
      await notified(/huge\.lstm\.json has 51 MB.*unroll trace huge\.lstm\.json/);
      assert.deepEqual(tabsOf(uri, "trace"), []);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });
});
