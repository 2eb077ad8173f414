/** The panel follows its text: edits, faults, undo, split editors, other names, and the end of the file. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, open, replaceText, run, shows, standsAt, statusBar, tabsOf, withInputs, worked } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, typeText, workbench } from "./support/window.js";
import { workedNumbers } from "./support/workedNumbers.js";

const broken = worked.replace('"U_f": [[ 0.5]],', '"U_f": [[ 0.5],');

describe("the panel and its text", () => {
  afterEach(closeAll);

  it("draws anew what is edited, and keeps the step and the selection", async () => {
    const { uri, editor } = await open("edited.lstm.json");
    await run("runToEnd", uri);
    await replaceText(editor.document, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await shows("f", ["0.7311", "0.1992"]);
    await standsAt(2, 2);
    await panel().waitForText("aside", /Forget gate\s+at t = 2/);
  });

  it("draws anew what is typed", async () => {
    const { editor } = await open("keyed.lstm.json");
    await shows("f", workedNumbers.f);
    const end = editor.document.positionAt(editor.document.getText().indexOf("0.2]") + 3);
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(end, end),
    });
    await workbench.waitFor(".monaco-editor.focused");
    await typeText("5");
    await shows("f", ["0.7773", "0.2421"]);
  });

  it("comes back to a shorter sequence's last step", async () => {
    const { uri, editor } = await open("shorter.lstm.json");
    await run("runToEnd", uri);
    await standsAt(2, 2);
    await replaceText(editor.document, withInputs([[1, 0]]));
    await standsAt(1, 1);
  });

  it("undoes and redoes with its text, which alone is unsaved", async () => {
    const { uri, editor } = await open("undone.lstm.json");
    await replaceText(editor.document, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await shows("f", ["0.7311", "0.1992"]);
    assert.equal(editor.document.isDirty, true);
    await vscode.commands.executeCommand("undo");
    await shows("f", workedNumbers.f);
    await until("a saved state", () => !editor.document.isDirty);
    await vscode.commands.executeCommand("redo");
    await shows("f", ["0.7311", "0.1992"]);
    // From the panel, too: the undo stack is the text's.
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    await vscode.commands.executeCommand("undo");
    await shows("f", workedNumbers.f);
    assert.equal(tabsOf(uri, "trace")[0].isDirty, false);
  });

  it("saves from the panel", async () => {
    const { editor } = await open("saved.lstm.json");
    await replaceText(editor.document, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    await vscode.commands.executeCommand("workbench.action.files.save");
    await until("a saved document", () => !editor.document.isDirty);
  });

  it("serves both of two split text editors", async () => {
    const { uri, editor } = await open("split.lstm.json");
    await vscode.commands.executeCommand("workbench.action.splitEditorDown");
    assert.equal(tabsOf(uri, "text").length, 2);
    await replaceText(editor.document, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await shows("f", ["0.7311", "0.1992"]);
    assert.equal(tabsOf(uri, "trace").length, 1);
  });

  describe("while the text has faults", () => {
    it("keeps the last good trace, greyed, under the first fault with its line", async () => {
      const { editor } = await open("faulty.lstm.json");
      await shows("f", workedNumbers.f);
      await replaceText(editor.document, broken);
      await panel().waitForText(".banner.fault", /Line 4, column \d+:/);
      await panel().waitFor(".page.stale");
      await shows("f", workedNumbers.f);
      await panel().waitForText(".banner.fault", "Below is the trace of the last text without faults");
      await workbench.waitForText(statusBar, /fault.* in line 4/);
    });

    it("leads to the fault from banner and status bar", async () => {
      const { editor } = await open("led.lstm.json", worked.replace("[[ 0.5]]", "[[ 0.5, 1]]"));
      const atFault = () => vscode.window.activeTextEditor === editor && editor.document.getText(editor.selection) === "[[ 0.5, 1]]";
      await panel().click('.banner.fault button:has-text("Go to fault")');
      await until("the fault, from the banner", atFault);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
      await workbench.click(`${statusBar} a`);
      await until("the fault, from the status bar", atFault);
    });

    it("counts the faults, and has no trace where there never was one", async () => {
      await open("never.lstm.json", worked.replace("[[ 0.5]]", "[[ 0.5, 1]]").replace('"targets"', '"tragets"'));
      await panel().waitForText(".banner.fault", "1 more in the file");
      await panel().waitForText(".banner.fault", "The trace appears as soon as the file has no faults");
      assert.equal(await panel().count(".figure"), 0);
    });

    it("does not step", async () => {
      const { uri, editor } = await open("still.lstm.json");
      await replaceText(editor.document, broken);
      await panel().waitFor(".page.stale");
      assert.equal(await run("stepForward", uri), null);
      await standsAt(1, 2);
    });

    it("is as before as soon as they are mended", async () => {
      const { uri, editor } = await open("mended.lstm.json");
      await run("runToEnd", uri);
      await replaceText(editor.document, broken);
      await panel().waitFor(".page.stale");
      await replaceText(editor.document, worked);
      await panel().waitFor(".page:not(.stale)");
      assert.equal(await panel().count(".banner.fault"), 0);
      await standsAt(2, 2);
      await workbench.waitForText(statusBar, "t 2/2 · loss 0.5299");
    });

    it("takes an empty file for a fault at 1:1", async () => {
      const { editor } = await open("emptied.lstm.json");
      await replaceText(editor.document, "");
      await panel().waitForText(".banner.fault", "Line 1, column 1");
    });
  });

  it("comes along to the file's new name, with step and selection", async () => {
    const { uri } = await open("before.lstm.json");
    await run("runToEnd", uri);
    await panel().click('[data-place][aria-label*="output"]');
    await panel().waitForText("aside", "Output gate");
    const renamed = vscode.Uri.joinPath(uri, "../after.lstm.json");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed, { overwrite: true });
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await until("both tabs under the new name", () => tabsOf(renamed, "text").length === 1 && tabsOf(renamed, "trace").length === 1);
    await panel().waitForText("h1", "after.lstm.json");
    await standsAt(2, 2);
    await panel().waitForText("aside", "Output gate");
    assert.deepEqual(await run("stepBack"), { t: 1, T: 2 });
  });

  it("closes with its file's end", async () => {
    const { uri } = await open("deleted.lstm.json");
    await standsAt(1, 2);
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(uri);
    await vscode.workspace.applyEdit(edit);
    await until("no tab", () => tabsOf(uri, "trace").length === 0 && tabsOf(uri, "text").length === 0);
  });

  it("starts a file of the same name anew", async () => {
    const { uri } = await open("deleted.lstm.json");
    await standsAt(1, 2);
    assert.deepEqual(await run("runToEnd", uri), { t: 2, T: 2 });
  });

  it("comes along when a folder on its path is renamed", async () => {
    const { uri } = await open("folder/inside.lstm.json");
    await run("runToEnd", uri);
    const renamed = vscode.Uri.joinPath(uri, "../../renamed");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.joinPath(uri, ".."), renamed, { overwrite: true });
    await vscode.workspace.applyEdit(edit);
    const inside = vscode.Uri.joinPath(renamed, "inside.lstm.json");
    await until("both tabs in the renamed folder", () => tabsOf(inside, "text").length === 1 && tabsOf(inside, "trace").length === 1);
    await standsAt(2, 2);
  });

  it("comes along when an untitled document is saved", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const saved = vscode.Uri.joinPath(folder.uri, "first-saved.lstm.json");
    const document = await vscode.workspace.openTextDocument(saved.with({ scheme: "untitled" }));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await replaceText(document, worked);
    await vscode.languages.setTextDocumentLanguage(document, "lstm-json");
    assert.deepEqual(await run("openTrace"), { t: 1, T: 2 });
    await run("runToEnd");
    await standsAt(2, 2);
    await vscode.commands.executeCommand("workbench.action.files.save");
    await until("the trace of the saved file", () => tabsOf(saved, "trace").length === 1 && tabsOf(saved, "text").length === 1);
    await standsAt(2, 2);
  });

  it("goes on when only the language of its text is changed", async () => {
    const { uri, editor } = await open("spoken.lstm.json");
    await run("runToEnd", uri);
    await vscode.languages.setTextDocumentLanguage(editor.document, "jsonc");
    await vscode.languages.setTextDocumentLanguage(editor.document, "lstm-json");
    await replaceText(editor.document, worked.replace('"b_f": [ 0.2]', '"b_f": [ 0]'));
    await shows("f", ["0.7311", "0.1992"]);
    await standsAt(2, 2);
  });
});
