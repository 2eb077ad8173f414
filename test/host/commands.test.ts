/** The commands: what each does, takes, returns, and where it is enabled. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, notified, open, replaceText, run, shows, standsAt, statusBar, withInputs, worked, write } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, pressKey, runFromPalette, workbench } from "./support/window.js";

const five = withInputs([
  [1, 0],
  [0.5, -1],
  [0, 1],
  [1, 1],
  [0, 0],
]);

/** The titles of Unroll's commands that the palette offers. */
async function offered(): Promise<readonly string[]> {
  await vscode.commands.executeCommand("workbench.action.quickOpen", ">Unroll: ");
  await workbench.waitFor(".quick-input-list .monaco-list-row");
  const titles = await workbench.texts(".quick-input-list .monaco-list-row .label-name");
  await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  return titles.filter((title) => title.startsWith("Unroll: ")).map((title) => title.slice("Unroll: ".length));
}

async function offers(...titles: string[]): Promise<void> {
  let last: readonly string[] = [];
  // What makes a file can always act.
  const wanted = [...titles, "New File From Example…"].sort().join();
  await until(`the palette to offer ${wanted}`, async () => {
    last = [...(await offered())].sort();
    return last.join() === wanted;
  }).catch(() => assert.deepEqual(last, [...titles].sort()));
}

/** What a file with time steps can always be used for, and while its text is in front. */
const always = ["What If…", "Compare With…", "Export Trace…", "Export Figure…"];
const alwaysInText = ["Explain Value at Cursor", ...always];

describe("commands", () => {
  afterEach(closeAll);

  it("step through time, stop at both ends, and return where they stand", async () => {
    await open("steps.lstm.json", five);
    assert.deepEqual(await run("stepForward"), { t: 2, T: 5 });
    await standsAt(2, 5);
    assert.deepEqual(await run("runToEnd"), { t: 5, T: 5 });
    assert.deepEqual(await run("stepForward"), { t: 5, T: 5 });
    assert.deepEqual(await run("stepBack"), { t: 4, T: 5 });
    await standsAt(4, 5);
    assert.deepEqual(await run("reset"), { t: 1, T: 5 });
    assert.deepEqual(await run("stepBack"), { t: 1, T: 5 });
    await standsAt(1, 5);
  });

  it("go to a step given as a number or as { t }", async () => {
    const { uri } = await open("goto.lstm.json", five);
    assert.deepEqual(await run("goToStep", 3), { t: 3, T: 5 });
    assert.deepEqual(await run("goToStep", { t: 4 }), { t: 4, T: 5 });
    assert.deepEqual(await run("goToStep", uri, 2), { t: 2, T: 5 });
    assert.deepEqual(await run("goToStep", { t: 5 }, uri), { t: 5, T: 5 });
    await standsAt(5, 5);
  });

  it("refuse a step there is not, say so, and stay", async () => {
    await open("refused.lstm.json", five);
    for (const step of [0, 6, 1.5, Number.NaN]) assert.equal(await run("goToStep", step), null);
    await notified("There is no step 6. A step from 1 to 5");
    await standsAt(1, 5);
  });

  it("ask for the step where none is given, and take no other than there are", async () => {
    await open("asked.lstm.json", five);
    const answer = run("goToStep");
    const input = ".quick-input-widget .input";
    await workbench.waitFor(input);
    assert.equal(await workbench.inputValue(input), "1");
    await workbench.fill(input, "6");
    await workbench.waitForText(".quick-input-widget", "A step from 1 to 5");
    await workbench.fill(input, "4");
    await workbench.press(input, "Enter");
    assert.deepEqual(await answer, { t: 4, T: 5 });
  });

  it("give up where the person does not say a step", async () => {
    await open("unasked.lstm.json", five);
    const answer = run("goToStep");
    await workbench.waitFor(".quick-input-widget .input");
    await pressKey("Escape");
    assert.equal(await answer, null);
  });

  it("act on the file named, whatever is in front", async () => {
    const other = await write("behind.lstm.json", five);
    await open("before.lstm.json");
    assert.deepEqual(await run("runToEnd", other), { t: 5, T: 5 });
    assert.deepEqual(await run("stepForward"), { t: 2, T: 2 });
  });

  it("act on the file whose panel is in front", async () => {
    await open("in-panel.lstm.json", five);
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    assert.deepEqual(await run("stepForward"), { t: 2, T: 5 });
  });

  it("compute the loss of each step and of the sequence, and explain that of the step in the panel", async () => {
    const { uri } = await open("loss.lstm.json");
    const loss = await run<{ perStep: number[]; total: number }>("computeLoss", uri);
    assert.deepEqual(
      loss.perStep.map((value) => value.toFixed(4)),
      ["0.0799", "0.9799"],
    );
    assert.equal(loss.total.toFixed(4), "0.5299");
    await panel().waitForText("aside", "Loss");
    await workbench.waitForText(statusBar, "t 1/2 · loss 0.5299");
  });

  it("say the loss of a person's file that no panel shows", async () => {
    await vscode.window.showTextDocument(await write("said.lstm.json", worked));
    await run("computeLoss");
    await notified("Loss 0.5299 (mse, mean of 2 steps)");
  });

  it("give null for the loss of a step without a target", async () => {
    const uri = await write("some.lstm.json", worked.replace("[[0.5], [0.8]]", "[null, [0.8]]"));
    const loss = await run<{ perStep: (number | null)[]; total: number }>("computeLoss", uri);
    assert.equal(loss.perStep[0], null);
    assert.equal(loss.perStep[1], loss.total);
  });

  it("give null, and say why, where there are no targets", async () => {
    assert.equal(await run("computeLoss", await write("none.lstm.json", five)), null);
    await notified("This file has no targets");
  });

  it("give null, and name the fault with its line, where the text has one", async () => {
    const uri = await write("faulty.lstm.json", worked.replace("[[ 0.5]]", "[[ 0.5, 1]]"));
    assert.equal(await run("stepForward", uri), null);
    await notified(/faulty\.lstm\.json, line 4: .*U_f/);
    await workbench.click('.notifications-center .monaco-button:has-text("Go to Fault")');
    const editor = await until("the text at its fault", () => vscode.window.activeTextEditor);
    await until("the fault selected", () => editor.document.getText(editor.selection) === "[[ 0.5, 1]]");
  });

  it("give null, and say so, where nothing is open", async () => {
    assert.equal(await run("stepForward"), null);
    await notified("Open a .lstm.json file first");
  });

  it("run from the palette", async () => {
    await open("palette.lstm.json", five);
    await runFromPalette("Unroll: Run to End");
    await standsAt(5, 5);
    await runFromPalette("Unroll: Step Back");
    await standsAt(4, 5);
    await runFromPalette("Unroll: Reset");
    await standsAt(1, 5);
  });

  it("run by their keys in the text, which are typed nowhere", async () => {
    const { editor } = await open("typed.lstm.json", five);
    const before = editor.document.getText();
    for (const [key, t] of [
      [".", 2],
      [".", 3],
      [",", 2],
    ] as const) {
      await pressKey("Control+K");
      await pressKey(key);
      await standsAt(t, 5);
    }
    assert.equal(editor.document.getText(), before);
  });

  describe("are enabled only where they can act:", () => {
    it("none without a file", async () => {
      await offers();
    });

    it("none on another file", async () => {
      await vscode.window.showTextDocument(await write("other.json", "{}"));
      await offers();
    });

    it("those that lead forward at the first step", async () => {
      await vscode.window.showTextDocument(await write("first.lstm.json", worked));
      await offers(
        "Open Trace to the Side",
        "Step Forward",
        "Run to End",
        "Go to Step…",
        "Compute Loss",
        "Check Gradients",
        ...alwaysInText,
      );
    });

    it("those that lead back at the last one", async () => {
      const uri = await write("last.lstm.json", worked);
      await vscode.window.showTextDocument(uri);
      await run("runToEnd", uri);
      await offers("Open Trace to the Side", "Step Back", "Reset", "Go to Step…", "Compute Loss", "Check Gradients", ...alwaysInText);
    });

    it("all but opening in the panel, both ways in between", async () => {
      const { uri } = await open("between.lstm.json", five);
      await run("goToStep", uri, 3);
      await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
      await offers("Step Forward", "Step Back", "Run to End", "Reset", "Go to Step…", ...always);
    });

    it("those that end a what-if while there is one", async () => {
      const { uri } = await open("supposing.lstm.json", worked);
      await run("whatIf", uri, { path: ["parameters", "b_f", 0], value: 1 });
      await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
      await offers(
        "Step Forward",
        "Run to End",
        "Go to Step…",
        "Compute Loss",
        "Check Gradients",
        ...always,
        "Apply What If",
        "Discard What If",
      );
      await run("discardWhatIf", uri);
      await offers("Step Forward", "Run to End", "Go to Step…", "Compute Loss", "Check Gradients", ...always);
    });

    it("only opening where the text has faults, and where there is one step", async () => {
      const { editor } = await open("few.lstm.json", worked.replace('"inputs"', '"imputs"'));
      await offers("Open Trace to the Side");
      await replaceText(editor.document, withInputs([[1, 0]]));
      await shows("f", ["0.7685"]);
      await offers("Open Trace to the Side", ...alwaysInText);
    });
  });
});
