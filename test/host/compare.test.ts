/** Insights and Compare With… in VS Code: what the command returns, what the panel shows, and how both files are followed. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, replaceText, run, standsAt, tabsOf, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

/** The worked example with another U_f, which acts from step 2 on: f_2 = σ(0.5 − 2 + 0.2174 + 0.2) = 0.2530. */
const changed = worked.replace('"U_f": [[ 0.5]]', '"U_f": [[ 1.0]]');
const trainable = worked.replace('  "inputs"', '  "optimizer": { "type": "adam", "alpha": 0.1 },\n  "inputs"');

interface Returned {
  readonly first: {
    readonly layer: number;
    readonly t: number;
    readonly quantity: string;
    readonly unit: number;
    readonly a: number;
    readonly b: number;
    readonly difference: number;
  } | null;
  readonly mismatches: readonly string[];
}

describe("Compare With…", () => {
  afterEach(closeAll);

  it("returns and shows the first value that parts two files, and follows the edits of both", async () => {
    const { uri, editor } = await open("compared-this.lstm.json");
    const other = await write("compared-other.lstm.json", changed);
    const { first } = await run<Returned>("compareWith", uri, { uri: other });
    assert.deepEqual([first?.layer, first?.t, first?.quantity, first?.unit], [1, 2, "f", 1]);
    assert.deepEqual([first?.a.toFixed(4), first?.b.toFixed(4), first?.difference.toFixed(4)], ["0.2330", "0.2530", "-0.0200"]);
    await panel().waitForText(".comparison", "compared-other.lstm.json");
    await panel().waitForText(".comparison", /t = 2:\s+f2 is 0\.2330 here, 0\.2530 there/);
    await panel().waitForText("#table-f-difference", /0\.2530/);
    await panel().click(".comparison .text-link");
    await standsAt(2, 2);
    await replaceText(await vscode.workspace.openTextDocument(other), worked);
    await panel().waitForText(".comparison", "Nowhere apart by more than 1e−9.");
    await replaceText(editor.document, changed);
    await panel().waitForText(".comparison", /t = 2:\s+f2 is 0\.2530 here, 0\.2330 there/);
    await panel().click('button[title="End the comparison"]');
    await panel().waitFor(".comparison", "detached");
  });

  it("takes a tolerance, and says what two files do not share", async () => {
    const { uri } = await open("compared-sizes.lstm.json");
    const other = await write(
      "compared-longer.lstm.json",
      changed.replace("[0.5, -1]]", "[0.5, -1], [0, 0]]").replace("[0.8]]", "[0.8], null]"),
    );
    const wide = await run<Returned>("compareWith", uri, { uri: other, tolerance: 0.5 });
    assert.deepEqual(wide, { first: null, mismatches: ["T is 2 here, 3 there: the first 2 steps are compared"] });
    await panel().waitForText(".comparison", "Nowhere apart by more than 0.5.");
    await panel().waitForText(".comparison", "T is 2 here, 3 there");
    assert.equal(await run("compareWith", uri, { uri }), null);
    await notified("This is the file itself.");
  });

  it("names the fault that keeps the other file from being compared, and goes to it", async () => {
    const { uri } = await open("compared-sound.lstm.json");
    const other = await write("compared-faulty.lstm.json", worked.replace("[[ 0.5]]", "[[ 0.5]"));
    assert.equal(await run("compareWith", uri, { uri: other }), null);
    await panel().waitForText(".comparison", /Line 4: /);
    await panel().click('.comparison button:has-text("Go to fault")');
    await workbench.waitForText(".tab.active", "compared-faulty.lstm.json");
    await replaceText(await vscode.workspace.openTextDocument(other), changed);
    await panel().waitForText(".comparison", /t = 2:\s+f2 is/);
  });

  it("goes on when the other file's editor is closed", async () => {
    const other = await write("compared-closed.lstm.json", changed);
    // Not through the extensions' API, which would hold the text open for minutes.
    await vscode.commands.executeCommand("vscode.open", other, { viewColumn: vscode.ViewColumn.One, preview: false });
    const { uri } = await open("compared-open.lstm.json");
    await run("compareWith", uri, { uri: other });
    const isOpen = () => vscode.workspace.textDocuments.some((document) => document.uri.toString() === other.toString());
    let closings = 0;
    const subscription = vscode.workspace.onDidCloseTextDocument(({ uri: closed }) => {
      if (closed.toString() === other.toString()) closings++;
    });
    await vscode.window.tabGroups.close(tabsOf(other, "text"));
    await until("the text is closed", () => closings > 0);
    subscription.dispose();
    await until("the text is open again", isOpen);
    await replaceText(await vscode.workspace.openTextDocument(other), worked);
    await panel().waitForText(".comparison", "Nowhere apart");
  });

  it("compares with an earlier update of the same file, picked in the quick pick", async () => {
    const { uri } = await open("compared-updates.lstm.json", trainable);
    await run("train", uri, 5);
    const { first } = await run<Returned>("compareWith", uri, { update: 0 });
    assert.deepEqual([first?.t, first?.quantity, first?.b.toFixed(4)], [1, "f", "0.7685"]);
    await runFromPalette("Unroll: Compare With…");
    // Behind the texts that are open, of which the list may show no more than the first.
    await workbench.fill(".quick-input-widget .input", "Earlier Update");
    await workbench.press(".quick-input-widget .input", "Enter");
    await workbench.waitForText(".quick-input-widget", "0");
    await workbench.fill(".quick-input-widget .input", "4");
    await workbench.press(".quick-input-widget .input", "Enter");
    await panel().waitForText(".comparison", "update 4");
    await run("undoAdamStep", uri);
    await panel().waitForText(".comparison", "Nowhere apart");
    await run("undoAdamStep", uri);
    await panel().waitForText(".comparison", "Update 4 is not taken any more.");
    assert.equal(await run("compareWith", uri, { update: 9 }), null);
    await notified("There is no update 9: 3 are taken.");
  });
});

describe("Insights", () => {
  afterEach(closeAll);

  it("stand below the explanation once the trace is drawn, and lead to their step", async () => {
    const { uri, editor } = await open("insights.lstm.json");
    await panel().waitForText(".insights", "Nothing out of the ordinary.");
    await replaceText(editor.document, worked.replace("[[1, 0], [0.5, -1]]", "[[1, 0], [0, 0]]"));
    await panel().waitForText(".insights li", /h changes at 1 of 1 step with x = 0: h1 = 0\.2174/);
    await run("goToStep", uri, 1);
    await panel().click(".insights li .text-link");
    await standsAt(2, 2);
    await panel().waitForText("aside h2", "Hidden state");
  });
});
