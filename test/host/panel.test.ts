/** The panel by hand: buttons, keys, clicks, and the text beside it. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, open, run, shows, standsAt, withInputs, worked } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, pressKey, workbench } from "./support/window.js";

const three = withInputs([
  [1, 0],
  [0.5, -1],
  [0, 1],
]);

const stack = `{
  "layers": [
    { "cell": "rnn", "parameters": { "W_h": 1, "U_h": 0.5 } },
    { "cell": "dense", "parameters": { "W": 2 } }
  ],
  "inputs": [1, 2]
}
`;

describe("the panel", () => {
  afterEach(closeAll);

  it("steps by its buttons, which are disabled at the ends", async () => {
    await open("buttons.lstm.json", three);
    const page = panel();
    const isEnabled = (label: string) => page.isEnabled(`[aria-label="${label}"]`);
    await standsAt(1, 3);
    assert.deepEqual([await isEnabled("Reset"), await isEnabled("Step Back"), await isEnabled("Step Forward")], [false, false, true]);
    await page.click('[aria-label="Step Forward"]');
    await standsAt(2, 3);
    await page.click('[aria-label="Run to End"]');
    await standsAt(3, 3);
    assert.deepEqual([await isEnabled("Step Back"), await isEnabled("Step Forward"), await isEnabled("Run to End")], [true, false, false]);
    await page.click('[aria-label="Step Back"]');
    await standsAt(2, 3);
    await page.click('[aria-label="Reset"]');
    await standsAt(1, 3);
  });

  it("steps by its keys", async () => {
    const { uri } = await open("arrows.lstm.json", three);
    await standsAt(1, 3);
    await panel().click("h1");
    for (const [key, t] of [
      ["ArrowRight", 2],
      ["End", 3],
      ["ArrowRight", 3],
      ["ArrowLeft", 2],
      ["Home", 1],
    ] as const) {
      await pressKey(key);
      await standsAt(t, 3);
    }
    assert.deepEqual(await run("stepForward", uri), { t: 2, T: 3 });
  });

  it("explains the forget gate first, and whatever value is clicked", async () => {
    await open("explained.lstm.json");
    const page = panel();
    await page.waitForText("aside", "Forget gate");
    await page.waitForText("aside", "0.7685");
    await page.click('[data-place][aria-label*="output"]');
    await page.waitForText("aside", "Output gate");
    await page.waitForText("aside", "0.9781");
  });

  it("takes the explanation along from step to step", async () => {
    const { uri } = await open("along.lstm.json");
    await run("stepForward", uri);
    await panel().waitForText("aside", "0.2330");
    await panel().waitForText("aside", "at t = 2");
  });

  it("leads from an explanation to its parameter in the text", async () => {
    const { editor } = await open("reveal.lstm.json");
    await panel().click(".sources .text-link");
    await until("the first row of W_f selected", () => editor.document.getText(editor.selection) === "[ 1, 2]");
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it("brings the text back where it is hidden, beside the trace", async () => {
    const { uri } = await open("hidden.lstm.json");
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all[0].tabs);
    await panel().waitForText("aside", "Forget gate");
    await panel().click(".sources .text-link");
    const editor = await until("the text", () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.toString(), uri.toString());
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it("marks the gate whose parameter the text's selection stands in", async () => {
    const { editor } = await open("marked.lstm.json");
    await standsAt(1, 2);
    const select = (text: string) => {
      const at = editor.document.positionAt(editor.document.getText().indexOf(text) + 1);
      editor.selection = new vscode.Selection(at, at);
    };
    select('"U_o"');
    await panel().waitFor('.marked[data-strip-name="o"], [data-strip-name="o"] .marked, [data-strip-name="o"][class*="marked"]');
    select('"W_i"');
    await panel().waitFor('.marked[data-strip-name="i"], [data-strip-name="i"] .marked, [data-strip-name="i"][class*="marked"]');
    select('"inputs"');
    await until("no mark", async () => (await panel().count(".marked")) === 0);
  });

  it("shows as many digits as the setting says", async () => {
    await open("digits.lstm.json");
    const settings = vscode.workspace.getConfiguration("unroll");
    try {
      await settings.update("decimals", 2, vscode.ConfigurationTarget.Global);
      await shows("f", ["0.77", "0.23"]);
      await settings.update("decimals", 7, vscode.ConfigurationTarget.Global);
      await shows("f", ["0.7685248", "0.2330278"]);
    } finally {
      await settings.update("decimals", undefined, vscode.ConfigurationTarget.Global);
    }
    await shows("f", ["0.7685", "0.2330"]);
  });

  it("is there again, where it stood, after another tab hid it", async () => {
    const { uri } = await open("again.lstm.json", three);
    await run("goToStep", uri, 3);
    await standsAt(3, 3);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "in front" }), vscode.ViewColumn.Two);
    await workbench.waitForText(".editor-group-container:nth-child(1), .monaco-workbench", "in front");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await standsAt(3, 3);
    await shows("f", ["0.7685", "0.2330", "0.8914"]);
  });

  it("shows two files side by side, each at its own step", async () => {
    const first = await open("left.lstm.json", three);
    await run("goToStep", first.uri, 2);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await run("openTrace", (await open("right.lstm.json", worked)).uri);
    await vscode.commands.executeCommand("vscode.openWith", first.uri, "unroll.trace", { viewColumn: vscode.ViewColumn.Three });
    await standsAt(2, 3, panel("text=left.lstm.json"));
    await standsAt(1, 2, panel("text=right.lstm.json"));
    await run("stepForward", (await vscode.workspace.openTextDocument(first.uri)).uri);
    await standsAt(3, 3, panel("text=left.lstm.json"));
    await standsAt(1, 2, panel("text=right.lstm.json"));
  });

  it("shows every layer of a stack", async () => {
    await open("stack.lstm.json", stack);
    await shows("h", ["0.7616", "0.9830"]);
    await panel().click("button.layer:nth-of-type(2)");
    await shows("yhat", ["1.5232", "1.9661"]);
  });

  it("shows the optimizer alone where a file has no time steps", async () => {
    await open(
      "adam.lstm.json",
      '{ "parameters": { "W": [[1, 2]] }, "gradients": [{ "W": [[0.5, 0.5]] }], "optimizer": { "type": "adam" } }',
    );
    await panel().waitForText("button", "Take Adam Step");
    assert.equal(await panel().count("#table-h, .figure"), 0);
  });

  it("says where values are no longer finite", async () => {
    await open(
      "infinite.lstm.json",
      stack
        .replace('"cell": "rnn",', '"cell": "rnn", "activation": "linear",')
        .replace('"U_h": 0.5', '"U_h": 1e308')
        .replace("[1, 2]", "[1, 2, 3, 4]"),
    );
    await panel().waitForText(".banner", /From t = \d on there are values that are not finite/);
  });

  it("leaves nothing to complain about in the log of the window", async () => {
    await open("quiet.lstm.json");
    await standsAt(1, 2);
    await vscode.commands.executeCommand("notifications.showList");
    assert.deepEqual(
      (await workbench.texts(".notifications-center .notification-list-item")).filter((text) => text.includes("Unroll")),
      [],
    );
  });
});
