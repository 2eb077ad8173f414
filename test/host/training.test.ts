/** Adam's updates and the gradients behind them, as commands: what they return, what they show, and what they write into the file. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, replaceText, run, shows, statusBar, worked, workedNumbers, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

/** The worked example with an optimizer, on line 9. */
const trainable = worked.replace('  "inputs"', '  "optimizer": { "type": "adam", "alpha": 0.1 }, // ε is usual\n  "inputs"');

interface Position {
  readonly update: number;
  readonly t: number;
  readonly loss: number;
}

interface Checked {
  readonly name: string;
  readonly error: string;
  readonly isRight: boolean;
}

describe("Adam's updates", () => {
  afterEach(closeAll);

  it("are taken one by one, shown in panel and status bar, and taken back", async () => {
    const { uri } = await open("one-by-one.lstm.json", trainable);
    const first = await run<Position>("takeAdamStep", uri);
    const second = await run<Position>("takeAdamStep", uri);
    assert.deepEqual([first.update, first.t, second.update, second.t], [1, 1, 2, 2]);
    assert.ok(second.loss < first.loss && first.loss < 0.5299);
    await workbench.waitForText(statusBar, `t 1/2 · update 2 · loss ${second.loss.toFixed(4)}`);
    await panel().waitForText("header", second.loss.toFixed(4));
    assert.deepEqual(await run("undoAdamStep", uri), first);
    assert.equal((await run<Position>("undoAdamStep", uri)).loss.toFixed(4), "0.5299");
    await shows("f", workedNumbers.f);
    assert.equal(await run("undoAdamStep", uri), null);
  });

  it("are trained by the number given, or by the one a person types", async () => {
    const { uri } = await open("train.lstm.json", trainable);
    const trained = await run<Position>("train", uri, 50);
    assert.equal(trained.update, 50);
    assert.ok(trained.loss < 0.3, String(trained.loss));
    await runFromPalette("Unroll: Train…");
    await workbench.fill(".quick-input-widget .input", "7");
    await workbench.press(".quick-input-widget .input", "Enter");
    await workbench.waitForText(statusBar, "update 57");
    assert.equal(await run("train", uri, 0), null);
  });

  it("leave digits of a loss that has become small", async () => {
    const { uri } = await open("small-loss.lstm.json", trainable);
    const { loss } = await run<Position>("train", uri, 120);
    assert.ok(loss > 0 && loss < 1e-5, String(loss));
    const text = loss.toExponential(2).replace("-", "−");
    await workbench.waitForText(statusBar, `loss ${text}`);
    await panel().waitForText("header", text);
  });

  it("are cancelled on the way, and those completed stay", async () => {
    const { uri } = await open("cancel.lstm.json", trainable);
    const answer = run<Position>("train", uri, 1_000_000);
    await panel().waitForText(".work", "Training");
    await panel().click('.work button:has-text("Cancel")');
    const { update } = await answer;
    assert.ok(update > 0 && update < 1_000_000, String(update));
    await workbench.waitForText(statusBar, `update ${update}`);
  });

  it("are taken anew from an edited text, as many as before", async () => {
    const { uri, editor } = await open("anew.lstm.json", trainable);
    const { loss } = await run<Position>("train", uri, 5);
    await replaceText(editor.document, trainable.replace('"alpha": 0.1', '"alpha": 0.01'));
    const position = await run<{ t: number }>("goToStep", uri, 2);
    assert.equal(position.t, 2);
    await workbench.waitForText(statusBar, "t 2/2 · update 5");
    assert.ok((await run<{ total: number }>("computeLoss", uri)).total > loss);
  });

  it("are written into the file as one edit of the numbers alone, which one undo takes back", async () => {
    const { uri, editor } = await open("written.lstm.json", trainable);
    const { loss } = await run<Position>("train", uri, 3);
    assert.equal(await run("writeParameters", uri), true);
    const written = editor.document.getText();
    assert.notEqual(written, trainable);
    assert.match(written, /"t": 3/);
    assert.match(written, /"V": \{/);
    assert.ok(written.includes("// one unit") && written.includes("// ε is usual"));
    const gap = (text: string) => text.replace(/"optimizer".*?\},? \/\//s, "//").replace(/-?\d[\d.e+-]*/g, "#");
    assert.equal(gap(written), gap(trainable));
    await until("the written text traced", async () => (await run<{ total: number }>("computeLoss", uri))?.total === loss);
    await workbench.waitForText(statusBar, /t 1\/2 · loss/);
    assert.equal((await run<Position>("takeAdamStep", uri)).t, 4);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), trainable);
  });

  it("are refused, with the reason, where there is no optimizer, nothing to take them by, or nothing to write", async () => {
    assert.equal(await run("takeAdamStep", await write("no-optimizer.lstm.json", worked)), null);
    await notified("This file has no optimizer");
    const untargeted = trainable.replace(/\n {2}"targets".*/, "");
    assert.equal(await run("takeAdamStep", await write("no-targets.lstm.json", untargeted)), null);
    await notified("neither targets nor gradients");
    assert.equal(await run("writeParameters", await write("nothing.lstm.json", trainable)), null);
    await notified("no update has been taken");
  });

  it("follow the gradients a file gives, as many as it gives", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder.uri, "adam-exercise.lstm.json");
    const before = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.deepEqual(await run("takeAdamStep", uri), { update: 1, t: 2, loss: null });
    assert.equal(await run("takeAdamStep", uri), null);
    assert.equal(await run("writeParameters", uri), true);
    const document = await vscode.workspace.openTextDocument(uri);
    const [, ...rows] = /"W": \[\s*\[([^\]]*)\],\s*\[([^\]]*)\]/.exec(document.getText()) ?? [];
    const rounded = rows.map((row) => row.split(",").map((number) => Number(number).toFixed(3)));
    assert.deepEqual(rounded, [
      ["-0.182", "0.308", "0.674"],
      ["0.502", "-0.858", "-0.934"],
    ]);
    await replaceText(document, before);
    await document.save();
  });
});

describe("Check Gradients", () => {
  afterEach(closeAll);

  it("finds every gradient of the worked example right", async () => {
    const { uri } = await open("check.lstm.json", trainable);
    const checked = await run<Checked[]>("checkGradients", uri);
    assert.equal(checked.length, 12);
    for (const { name, error, isRight } of checked) assert.ok(isRight && Number(error) < 1e-6, `${name}: ${error}`);
  });

  it("says so, where there is no loss", async () => {
    const uri = await write("no-loss.lstm.json", worked.replace(/\n {2}"targets".*/, ""));
    assert.equal(await run("checkGradients", uri), null);
    await notified("no targets");
  });
});
