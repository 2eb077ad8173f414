/** Explanations in VS Code: of gradients and updates, by mouse and by key, and from the text to the panel and back. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, run, standsAt, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, pressKey } from "./support/window.js";

/** The worked example with an optimizer that has moments, and answers. */
const whole = worked.replace(
  '  "inputs"',
  '  "optimizer": { "type": "adam", "alpha": 0.1, "t": 1, "V": { "U_f": [[0.25]] } },\n  "expect": { "h": [[0.2174], [-0.1899]] },\n  "inputs"',
);

async function inTab(name: string, label: string): Promise<vscode.TextEditor> {
  const { editor } = await open(name, whole);
  await standsAt(1, 2);
  await panel().click(`[role="tab"]:has-text("${label}")`);
  return editor;
}

/** Puts the text's cursor before `text`, after `from`. */
function standAt(editor: vscode.TextEditor, from: string, text: string): void {
  const whole = editor.document.getText();
  const at = editor.document.positionAt(whole.indexOf(text, whole.indexOf(from)));
  editor.selection = new vscode.Selection(at, at);
}

describe("an explanation", () => {
  afterEach(closeAll);

  it("of a gradient leads from number to number and back, by mouse", async () => {
    const editor = await inTab("explained-gradient.lstm.json", "Gradients");
    const page = panel();
    await page.click('aside button[aria-label*="norm of the gradient of h, t = 1"]');
    await page.waitForText("aside", "Norm of the hidden state’s gradient");
    await page.waitForText("aside .answer", "0.4538");
    await page.click('aside .equation [role="button"][aria-label*="gradient of h, unit 1, t = 1"]');
    await page.waitForText("aside", "Gradient of the hidden state");
    await page.waitForText("aside .answer", "−0.4538");
    await page.click('aside .equation [role="button"][aria-label*="gradient of z_f, unit 1, t = 2"]');
    await page.waitForText("aside .answer", "−0.0339");
    await page.click('aside .equation [role="button"][aria-label*="f, forget"]');
    await page.waitForText("aside", "Forget gate");
    await page.waitForText("aside .answer", "0.2330");
    for (let k = 0; k < 2; k++) await page.click(".way-back button");
    await page.waitForText("aside .answer", "−0.4538");
    await page.click('aside .equation [role="button"][aria-label="0.5, in the file"]');
    await until("y₁ selected", () => editor.document.getText(editor.selection) === "0.5");
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it("of a curve or a share is reached by key, and goes along from step to step", async () => {
    await inTab("explained-curve.lstm.json", "Gradients");
    const page = panel();
    await page.click(".gradients .sight");
    await standsAt(2, 2);
    await page.waitForText("aside", /Step back from t = 2|Norm of the|Share of step 2/);
    for (let k = 0; k < 20; k++) await pressKey("ArrowUp");
    await page.waitForText("aside", "Norm of the cell state’s gradient at t = 2");
    await pressKey("ArrowDown");
    await pressKey("ArrowDown");
    await page.waitForText("aside", "Step back from t = 2 to t = 1");
    await page.waitForText("aside .answer", "0.4226");
    await pressKey("ArrowLeft");
    await page.waitForText("aside", "Step back from t = 1 to t = 0");
    await pressKey("ArrowDown");
    await page.waitForText("aside", "Share of step 1 in the gradient of W_f");
  });

  it("of an update leads to its moment in the text, and to the gradient", async () => {
    const editor = await inTab("explained-update.lstm.json", "Optimizer");
    const page = panel();
    standAt(editor, '"U_f"', "0.5");
    await page.click(".in-text");
    await page.click('aside .equation [role="button"][aria-label="0.25, in the file"]');
    await until("V selected", () => editor.document.getText(editor.selection) === "0.25");
    await page.click('aside .equation [role="button"][aria-label*="gradient of U_f, row 1, column 1"]');
    await page.waitForText("aside", "Gradient of U_f[1,1]");
    await page.waitForText("aside .answer", "−0.0074");
  });

  it("is reached from the text, in the tab that is shown", async () => {
    const editor = await inTab("from-text.lstm.json", "Trace");
    const page = panel();
    standAt(editor, '"W_o"', "3, 0");
    assert.deepEqual(await run("explainValueAtCursor"), { kind: "parameter", layer: 1, name: "W_o", t: 0, row: 1, col: 1 });
    await page.waitForText("aside", "Output gate at t = 1");
    await page.click('[role="tab"]:has-text("Gradients")');
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    await run("explainValueAtCursor");
    await page.waitForText("aside", "Gradient of W_o[1,1]");
    standAt(editor, '"inputs"', "-1]");
    await run("explainValueAtCursor");
    await page.waitForText("aside", "Gradient of the input");
    await page.waitForText(".time", "t = 2 / 2");
    standAt(editor, '"expect"', "-0.1899");
    assert.equal((await run<{ t: number }>("explainValueAtCursor")).t, 2);
    await page.waitForText("aside", "h2");
    standAt(editor, '"cell"', '"lstm"');
    assert.equal(await run("explainValueAtCursor"), null);
    await notified("Put the cursor on a parameter");
  });

  it("opens the panel where there is none", async () => {
    const { editor } = await open("no-panel.lstm.json", whole);
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all[1].tabs[0]);
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    standAt(editor, '"targets"', "0.8");
    await run("explainValueAtCursor");
    await panel().waitForText("aside", "Target at t = 2, unit 1");
  });

  it("brings the panel back where another file hides it", async () => {
    const { editor } = await open("hidden-panel.lstm.json", whole);
    await standsAt(1, 2);
    const other = await write("over-the-panel.txt", "in front of it");
    await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.Two, preview: false });
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    standAt(editor, '"targets"', "0.8");
    await run("explainValueAtCursor");
    await panel().waitForText("aside", "Target at t = 2, unit 1");
  });
});

describe("the text's cursor", () => {
  afterEach(closeAll);

  it("marks what it feeds, whatever tab is shown", async () => {
    const editor = await inTab("feeds.lstm.json", "Trace");
    const page = panel();
    standAt(editor, '"inputs"', "0.5, -1");
    await page.waitFor(".fed-step", "attached");
    standAt(editor, '"targets"', "0.8");
    await page.waitFor('.fed[data-place="1/loss/2/1"]');
    await page.click('[role="tab"]:has-text("Gradients")');
    await page.waitFor(".gradients .fed-step", "attached");
    standAt(editor, '"U_c"', "1.5");
    await page.waitFor(".by-parameter .fed");
    await page.click('[role="tab"]:has-text("Optimizer")');
    await page.click(".in-text");
    await page.waitFor('[data-matrix="w0"] td.fed');
    standAt(editor, '"V"', "0.25");
    await page.click(".in-text");
    await page.waitFor('[data-matrix="v0"] td.fed');
    await page.click('[role="tab"]:has-text("Answers")');
    standAt(editor, '"expect"', "0.2174");
    await page.waitFor("tr.fed");
  });
});
