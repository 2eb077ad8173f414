/** What if: numbers of the file supposed to be others, in the panel and as commands, and the file left alone until they are applied. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, replaceText, run, statusBar, tabsOf, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

interface Outcome {
  readonly loss: number | null;
  readonly lossWas: number | null;
  readonly suppositions: readonly { readonly label: string; readonly was: number; readonly value: number }[];
}

const W_f2 = ["parameters", "W_f", 0, 1];
const suppose = (uri: vscode.Uri, value: number | null, path: readonly (string | number)[] = W_f2) =>
  run<Outcome | null>("whatIf", uri, { path: [...path], value });
const field = (name: string) => `aside input[aria-label="what if ${name}"]`;
/** The worked example with W_f[1,2] = 0.75. */
const changed = worked.replace('[[ 1, 2]], "U_f"', '[[ 1, 0.75]], "U_f"');

describe("What If", () => {
  afterEach(closeAll);

  it("drags a number of the panel with the mouse: trace and loss move, the file does not", async () => {
    const { editor } = await open("what-if-drag.lstm.json");
    await run("goToStep", editor.document.uri, 2);
    await panel().waitFor(field("W_f[1,2]"));
    await panel().evaluate(() => {
      const number = document.querySelectorAll("aside .equation .draggable")[1];
      const at = (type: string, x: number) => ({
        pointerId: 1,
        isPrimary: true,
        button: 0,
        buttons: 1,
        clientX: x,
        clientY: 5,
        bubbles: true,
        type,
      });
      // A real pointer cannot be captured by an event made up, and need not be.
      document.documentElement.setPointerCapture = () => undefined;
      number.dispatchEvent(new PointerEvent("pointerdown", at("pointerdown", 200)));
      for (let x = 199; x >= 75; x--) number.dispatchEvent(new PointerEvent("pointermove", at("pointermove", x)));
      number.dispatchEvent(new PointerEvent("pointerup", at("pointerup", 75)));
    });
    await panel().waitForText(".supposing", "W_f[1,2] = 0.75");
    await panel().waitForText("header .loss", /0\.5299 → 0\.4772/);
    assert.equal(editor.document.getText(), worked);
    assert.equal(editor.document.isDirty, false);
    await workbench.waitForText(statusBar, "loss 0.5299");
  });

  it("is stepped by keys, applied as one edit of the number alone, and taken back by one undo", async () => {
    const { uri, editor } = await open("what-if-keys.lstm.json");
    await run("goToStep", uri, 2);
    await panel().press(field("W_f[1,2]"), "PageDown");
    for (const _ of [1, 2]) await panel().press(field("W_f[1,2]"), "ArrowDown");
    await panel().press(field("W_f[1,2]"), "Shift+ArrowDown");
    await panel().waitForText(".supposing", "W_f[1,2] = 0.79");
    assert.equal(editor.document.isDirty, false);
    await panel().click('.supposing button:has-text("Apply")');
    await until("the text", () => editor.document.getText() === changed.replace("0.75", "0.79"));
    await panel().waitFor(".supposing", "detached");
    await panel().waitForText("header .loss", /^loss 0\.4\d+ mse/);
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), worked);
    await panel().waitForText("header .loss", /^loss 0\.5299 mse/);
  });

  it("is typed, and forgotten by Discard", async () => {
    const { uri, editor } = await open("what-if-typed.lstm.json");
    await run("goToStep", uri, 2);
    await panel().fill(field("b_f[1]"), "-3.5");
    await panel().waitForText(".supposing", "b_f[1] = −3.5");
    await panel().click('.supposing button:has-text("Discard")');
    await panel().waitFor(".supposing", "detached");
    assert.equal(await panel().inputValue(field("b_f[1]")), "0.2");
    assert.equal(editor.document.getText(), worked);
    assert.equal(editor.document.isDirty, false);
  });

  it("is driven by commands, which return what comes of it, without a panel too", async () => {
    const uri = await write("what-if-commands.lstm.json", worked);
    const outcome = await suppose(uri, 0.75);
    assert.deepEqual(outcome?.suppositions, [{ label: "W_f[1,2]", was: 2, value: 0.75 }]);
    assert.deepEqual([outcome?.lossWas?.toFixed(4), outcome?.loss?.toFixed(4)], ["0.5299", "0.4772"]);
    assert.equal((await suppose(uri, 0.3, ["parameters", "b_f", 0]))?.suppositions.length, 2);
    assert.equal((await suppose(uri, null, ["parameters", "b_f", 0]))?.suppositions.length, 1);
    assert.equal((await run<{ total: number }>("computeLoss", uri)).total.toFixed(4), "0.5299");
    assert.equal(await run("applyWhatIf", uri), true);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), changed);
    assert.equal((await run<{ total: number }>("computeLoss", uri)).total, outcome?.loss);
    assert.equal(await run("applyWhatIf", uri), null);
    await notified("nothing to apply");
    assert.equal(await suppose(uri, 1, ["inputs", 0, 0]), null);
    await notified("no number of a parameter there");
    assert.equal((await suppose(uri, 4))?.suppositions[0].was, 0.75);
    assert.equal(await run("discardWhatIf", uri), 1);
    assert.equal(await run("discardWhatIf", uri), 0);
    await replaceText(document, worked);
    await document.save();
  });

  it("asks from the palette about the number under the text cursor", async () => {
    const { editor } = await open("what-if-palette.lstm.json");
    const at = editor.document.positionAt(worked.indexOf('2]], "U_f"'));
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    editor.selection = new vscode.Selection(at, at);
    await runFromPalette("Unroll: What If…");
    await workbench.fill(".quick-input-widget .input", "0.75");
    await workbench.press(".quick-input-widget .input", "Enter");
    await panel().waitForText(".supposing", "W_f[1,2] = 0.75");
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    await runFromPalette("Unroll: Apply What If");
    await until("the text", () => editor.document.getText() === changed);
    await workbench.waitForText(statusBar, "loss 0.4772");
  });

  it("stays on over an edit elsewhere, and over closing the panel", async () => {
    const { uri, editor } = await open("what-if-again.lstm.json");
    await suppose(uri, 0.75);
    await replaceText(editor.document, worked.replace("// one unit", "// one unit,\n  // and a line more"));
    await panel().waitForText("header .loss", /0\.5299 → 0\.4772/);
    await vscode.window.tabGroups.close(tabsOf(uri, "trace"));
    await run("openTrace", uri);
    await panel().waitForText("header .loss", /0\.5299 → 0\.4772/);
    await panel().click('.supposing button:has-text("Discard")');
    await panel().waitFor(".supposing", "detached");
  });

  it("keeps the parameters of Adam's updates out of the file while it is on", async () => {
    const trainable = worked.replace('  "inputs"', '  "optimizer": { "type": "adam", "alpha": 0.1 },\n  "inputs"');
    const { uri, editor } = await open("what-if-trained.lstm.json", trainable);
    await suppose(uri, 0.75);
    await run("takeAdamStep", uri);
    await panel().waitForText("header .loss", /→/);
    assert.equal(await run("writeParameters", uri), null);
    await notified("Apply or discard the what-if first");
    assert.equal(editor.document.getText(), trainable);
    await run("discardWhatIf", uri);
  });
});
