/** What the text editor has of its own: language, colours of its text, CodeLens, status bar. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, replaceText, run, statusBar, withInputs, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { workbench } from "./support/window.js";

const lenses = async (uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> =>
  (await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10)).filter(({ command }) =>
    command?.command.startsWith("unroll."),
  );

async function show(name: string, text = worked): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await write(name, text), { preview: false });
}

describe("the text editor", () => {
  afterEach(closeAll);

  it("knows the language by the file's name", async () => {
    assert.equal((await show("named.lstm.json")).document.languageId, "lstm-json");
  });

  it("opens files as text, not as trace, unless asked", async () => {
    await vscode.commands.executeCommand("vscode.open", await write("asText.lstm.json", worked));
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText);
  });

  it("colours names, numbers and comments each in their own way", async () => {
    await show("coloured.lstm.json");
    const colourOf = (text: string) =>
      workbench.evaluate((wanted) => {
        const span = [...document.querySelectorAll(".view-line span span")].find(
          (element) => element.textContent?.replaceAll("\u00a0", " ").trim() === wanted,
        );
        return span ? getComputedStyle(span).color : null;
      }, text);
    const colours = await until("coloured text", async () => {
      const found = [await colourOf('"cell"'), await colourOf('"lstm"'), await colourOf("0.5"), await colourOf("// one unit")];
      return !found.includes(null) && new Set(found).size === 4 && found;
    });
    assert.equal(colours.length, 4);
  });

  it("comments lines out and in again", async () => {
    const editor = await show("commented.lstm.json");
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand("editor.action.commentLine");
    assert.match(editor.document.lineAt(1).text, /^\s*\/\/ "cell"/);
    await vscode.commands.executeCommand("editor.action.commentLine");
    assert.match(editor.document.lineAt(1).text, /^\s*"cell"/);
  });

  it("has two CodeLenses at its very top: one opens the trace, one tells step and loss", async () => {
    const { document } = await show("lenses.lstm.json");
    await run("runToEnd", document.uri);
    const found = await lenses(document.uri);
    assert.deepEqual(
      found.map(({ range, command }) => [range.start.line, command?.title, command?.command]),
      [
        [0, "Open Trace to the Side", "unroll.openTrace"],
        [0, "t 2/2 · loss 0.5299", "unroll.goToStep"],
      ],
    );
  });

  it("keeps both CodeLenses where they are, whatever becomes of the text, so that it never moves", async () => {
    const { document } = await show("stable.lstm.json");
    for (const text of ["", "[[[", worked.replace('"inputs"', '"imputs"'), withInputs([[1, 0]]), worked]) {
      await replaceText(document, text);
      assert.deepEqual(
        (await lenses(document.uri)).map(({ range }) => [range.start.line, range.start.character]),
        [
          [0, 0],
          [0, 0],
        ],
      );
    }
  });

  it("shows each step at once in the CodeLens", async () => {
    const { document } = await show("stepped.lstm.json");
    await workbench.waitForText(".codelens-decoration", "t 1/2 · loss 0.5299");
    await run("stepForward", document.uri);
    await workbench.waitForText(".codelens-decoration", "t 2/2 · loss 0.5299");
  });

  it("shows step and loss of the file in front in the status bar, and goes to a step from there", async () => {
    const { document } = await show("status.lstm.json");
    await workbench.waitForText(statusBar, "t 1/2 · loss 0.5299");
    await workbench.click(`${statusBar} a`);
    await workbench.fill(".quick-input-widget .input", "2");
    await workbench.press(".quick-input-widget .input", "Enter");
    await workbench.waitForText(statusBar, "t 2/2 · loss 0.5299");
    await show("other.lstm.json", withInputs([[1, 0]]));
    await workbench.waitForText(statusBar, "t 1/1");
    assert.equal((await workbench.text(statusBar)).includes("loss"), false);
    await vscode.window.showTextDocument(document);
    await workbench.waitForText(statusBar, "t 2/2 · loss 0.5299");
  });

  it("has no such entry in the status bar where another file is in front", async () => {
    await show("mine.lstm.json");
    await workbench.waitFor(statusBar);
    await vscode.window.showTextDocument(await write("theirs.txt", "text"));
    await workbench.waitFor(statusBar, "hidden");
  });
});
