/** Hand-worked answers in the editor: faults with fixes, ticks, counts, the command, the Test Explorer. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { replace } from "./support/languageFeatures.js";
import { closeAll, notified, open, replaceText, run, statusBar, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, runFromPalette, workbench } from "./support/window.js";

/** f₂ is wrong as if b_f were left out, c₂ follows from it, the first loss is cut off; the rest is right. */
const sheet = worked.replace(
  /\}\n$/,
  '  "expect": {\n    "f": [[0.7685], [0.1992]],\n    "c": [[0.2261], [-0.2245]],\n    "loss_t": [0.0798, null],\n    "o": [null, [0.8892]]\n  }\n}\n',
);

const faultsOf = (uri: vscode.Uri) =>
  vscode.languages
    .getDiagnostics(uri)
    .map(({ range, severity, code, message }) => ({
      line: range.start.line + 1,
      severity: vscode.DiagnosticSeverity[severity],
      code,
      message,
    }))
    .sort((a, b) => a.line - b.line);

const hintsIn = async ({ document }: vscode.TextEditor): Promise<readonly string[]> => {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, all);
  return hints
    .filter(({ label }) => label === "✓")
    .map(({ position }) => document.getText(new vscode.Range(position.translate(0, -6), position)));
};

describe("hand-worked answers", () => {
  afterEach(closeAll);

  it("are diagnosed on their numbers: the root as an error, what follows from it quietly, a last digit as a warning", async () => {
    const { uri } = await open("sheet.lstm.json", sheet);
    const found = await until("three diagnostics", () => {
      const faults = faultsOf(uri);
      return faults.length === 3 ? faults : null;
    });
    const [f, c, loss] = found;
    assert.deepEqual([f.line, f.severity, f.code], [12, "Error", "wrong-answer"]);
    assert.match(f.message, /f₂ is 0\.2330, not 0\.1992: .*b_f/);
    assert.deepEqual([c.line, c.severity, c.code], [13, "Information", "wrong-answer"]);
    assert.match(c.message, /follows from your f₂/);
    assert.deepEqual([loss.line, loss.severity, loss.code], [14, "Warning", "last-digit"]);
    assert.match(loss.message, /0\.0799, not 0\.0798/);
    const follower = vscode.languages.getDiagnostics(uri).find(({ range }) => range.start.line === 12);
    assert.match(follower?.relatedInformation?.[0].message ?? "", /f₂/);
  });

  it("are mended by a quick fix, which puts in the computed value with the digits claimed", async () => {
    const { uri, editor } = await open("fixed.lstm.json", sheet);
    const fault = await until("the wrong answer", () => vscode.languages.getDiagnostics(uri).find(({ code }) => code === "wrong-answer"));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, fault.range);
    const action = actions.find(({ title }) => title === "Replace 0.1992 by the computed 0.2330");
    assert.ok(action?.edit !== undefined, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(action.edit);
    assert.ok(editor.document.getText().includes('"f": [[0.7685], [0.2330]]'));
    await until("c₂ wrong by itself now", () => faultsOf(uri).some(({ line, severity }) => line === 13 && severity === "Error"));
  });

  it("are ticked where they are right, unless a setting says otherwise", async () => {
    const { editor } = await open("ticks.lstm.json", sheet);
    await until("the ticks", async () => (await hintsIn(editor)).join() === "0.7685,0.2261,0.8892");
    const settings = vscode.workspace.getConfiguration("unroll");
    await settings.update("answerTicks", false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await hintsIn(editor), []);
    } finally {
      await settings.update("answerTicks", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("are counted in the status bar, and again after an edit", async () => {
    const { editor } = await open("counted.lstm.json", sheet);
    await workbench.waitForText(statusBar, "answers 3/6");
    await replace(editor, "0.0798", "0.0799");
    await workbench.waitForText(statusBar, "answers 4/6");
    await replaceText(editor.document, worked);
    await until("no answers", async () => !(await workbench.text(statusBar)).includes("answers"));
    assert.deepEqual(faultsOf(editor.document.uri), []);
  });

  it("keep their verdicts while updates are shown, because they are about the file's own numbers", async () => {
    const text = sheet.replace('  "inputs"', '  "optimizer": { "type": "adam" },\n  "inputs"');
    const { uri } = await open("updated.lstm.json", text);
    await workbench.waitForText(statusBar, "answers 3/6");
    await run("takeAdamStep", uri);
    await workbench.waitForText(statusBar, /update 1 .*answers 3\/6/);
    assert.equal(faultsOf(uri).length, 3);
  });

  it("are returned by Check Answers, which leads to the first that is wrong", async () => {
    const { uri } = await open("command.lstm.json", sheet);
    const answers = await run<{ name: string; verdict: string; follows: boolean; computed: string }[]>("checkAnswers", uri);
    assert.deepEqual(
      answers
        .filter(({ verdict }) => verdict !== "right")
        .map(({ name, verdict, follows, computed }) => [name, verdict, follows, computed]),
      [
        ["loss₁", "lastDigit", false, "0.0799"],
        ["f₂", "wrong", false, "0.2330"],
        ["c₂", "wrong", true, "-0.2169"],
      ],
    );
    await runFromPalette("Unroll: Check Answers");
    await notified("6 answers: 3 right");
    await workbench.click('.notifications-center .monaco-button:has-text("Go to First Wrong")');
    const editor = await until("the text at its wrong answer", () => vscode.window.activeTextEditor);
    await until("the answer selected", () => editor.document.getText(editor.selection) === "0.1992");
    assert.equal(await run("checkAnswers", await write("unanswered.lstm.json", worked)), null);
  });

  it("are put right from the panel, as one edit of that number alone, which undo takes back", async () => {
    const { uri, editor } = await open("put.lstm.json", sheet);
    await workbench.waitForText(statusBar, "answers 3/6");
    const page = panel();
    await page.click("#tab-answers");
    await page.waitForText("aside h2", "First wrong");
    await page.click('aside button:has-text("Put 0.2330 into the File")');
    await until("the computed value in the text", () => editor.document.getText() !== sheet);
    assert.equal(editor.document.getText(), sheet.replace("0.1992", "0.2330"));
    // The next wrong answer has taken its place, and is wrong by itself now.
    await page.waitForText("aside h2", /First wrong: c/);
    await workbench.waitForText(statusBar, "answers 4/6");
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), sheet);
    await workbench.waitForText(statusBar, "answers 3/6");
    await until("f₂ wrong again", () => faultsOf(uri).some(({ message }) => message.includes("f₂ is 0.2330, not 0.1992")));
  });

  it("are tests in the Test Explorer, one a quantity, run again when the file is saved", async () => {
    const { editor } = await open("tested.lstm.json", sheet);
    await workbench.waitForText(statusBar, "answers 3/6");
    await vscode.commands.executeCommand("workbench.view.testing.focus");
    await vscode.commands.executeCommand("testing.runCurrentFile");
    const row = (name: string, state: string) => `.test-explorer [aria-label^="${name} (${state}"]`;
    await workbench.waitFor('.test-explorer [aria-label^="tested.lstm.json (Failed"]');
    // Files that are found meanwhile would move the row away.
    await workbench.waitFor('.test-explorer [aria-label^="worked-example.lstm.json"]');
    await workbench.click('.test-explorer .monaco-list-row[aria-label^="tested.lstm.json (Failed"] .monaco-tl-twistie');
    for (const [name, state] of Object.entries({ f: "Failed", c: "Failed", o: "Passed", loss_t: "Passed" }))
      await workbench.waitFor(row(name, state));
    await replaceText(editor.document, sheet.replace("0.1992", "0.2330").replace("-0.2245", "-0.2169"));
    await editor.document.save();
    await workbench.waitFor('.test-explorer [aria-label^="tested.lstm.json (Passed"]');
  });

  it("are tests of files that are not open too, which stay closed and quiet", async () => {
    await vscode.commands.executeCommand("workbench.view.testing.focus");
    await vscode.commands.executeCommand("testing.runAll");
    await workbench.waitFor('.test-explorer [aria-label^="graders-sheet.lstm.json (Failed"]');
    await workbench.waitFor('.test-explorer [aria-label^="scalar-recurrence.lstm.json (Passed"]');
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri.path);
    assert.ok(!open.some((file) => file.endsWith("graders-sheet.lstm.json")), open.join());
    const told = vscode.languages
      .getDiagnostics()
      .filter(([uri, faults]) => uri.path.endsWith("graders-sheet.lstm.json") && faults.length > 0);
    assert.deepEqual(told, []);
  });
});
