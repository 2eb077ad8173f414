/** The walkthrough: every step's button does what it says from the walkthrough itself, and ticks the step. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { closeAll, run } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, workbench } from "./support/window.js";

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
}

const id = "unroll.unroll#workedExample";
const stepOf = (name: string) => `[data-step-id="${id}#${name}"]`;

/** Clicks the button of a step, which the walkthrough shows once the step is open, and waits for its tick. */
async function take(name: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", id, false);
  await workbench.waitFor(stepOf(name));
  if ((await workbench.count(`${stepOf(name)}.expanded`)) === 0) await workbench.click(`${stepOf(name)} .step-title`);
  await workbench.click(`${stepOf(name)} .monaco-button`);
}

const ticked = (name: string) => workbench.waitFor(`${stepOf(name)} .codicon-getting-started-step-checked`, "attached");

describe("the walkthrough", () => {
  afterEach(closeAll);

  it("has a picture with words for it, and something that completes it, in every step", () => {
    const { packageJSON, extensionPath } = vscode.extensions.getExtension("unroll.unroll") ?? assert.fail("no extension");
    const [{ steps }] = (packageJSON.contributes as Manifest).walkthroughs;
    assert.deepEqual(
      steps.map((step) => step.id),
      ["file", "trace", "step", "loss", "answers", "whatIf", "adam"],
    );
    for (const { id: name, media, completionEvents, description } of steps) {
      assert.ok(existsSync(path.join(extensionPath, media.svg)), media.svg);
      assert.ok(media.altText.length > 20 && !media.altText.startsWith("%"), name);
      assert.equal(completionEvents.length, 1);
      assert.ok(description.length > 40 && !description.startsWith("%"), name);
    }
  });

  it("leads through the worked example, from the file to a what-if and the first Adam step", async function () {
    this.timeout(240_000);
    await take("file");
    const document = await until("the worked example", () =>
      vscode.workspace.textDocuments.find((open) => open.isUntitled && open.languageId === "lstm-json"),
    );
    await take("trace");
    await panel().waitForText(".time", "t = 1 / 2");
    await take("step");
    await panel().waitForText(".time", "t = 2 / 2");
    await take("loss");
    await panel().waitForText("aside h2", "Loss");
    await take("answers");
    await take("adam");
    await panel().waitForText("header .loss", "0.4228");
    await vscode.commands.executeCommand("workbench.action.focusSecondEditorGroup");
    await run("whatIf", document.uri, { path: ["parameters", "W_f", 0, 1], value: 0.75 });
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", id, false);
    for (const name of ["file", "trace", "step", "loss", "answers", "whatIf", "adam"]) await ticked(name);
    await workbench.screenshot("walkthrough");
  });
});
