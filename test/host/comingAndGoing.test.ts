/** Opening, closing and switching tabs hundreds of times: no more is alive afterwards than before. */
import assert from "node:assert/strict";
import v8 from "node:v8";
import vm from "node:vm";
import * as vscode from "vscode";
import { closeAll, open, run, tabsOf, worked } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, print } from "./support/window.js";

const times = 500;

type Alive = Readonly<Record<"sessions" | "whatIfs" | "panels" | "sheets" | "listeners", number>>;

function alive(): Alive {
  const extension = vscode.extensions.getExtension<{ alive(): Alive }>("unroll.unroll") ?? assert.fail("no extension");
  return extension.exports.alive();
}

/** Megabytes of the host's heap after a collection. */
function heap(): number {
  v8.setFlagsFromString("--expose-gc");
  (vm.runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

describe("coming and going", function () {
  this.timeout(600_000);
  afterEach(closeAll);

  it(`${times} times leaves nothing behind`, async () => {
    const { uri, editor } = await open("coming-and-going.lstm.json");
    await run("whatIf", uri, { path: ["parameters", "W_f", 0, 1], value: 0.75 });
    const round = async (operation: number) => {
      if (operation % 5 === 0) await vscode.window.tabGroups.close(tabsOf(uri, "trace"));
      else if (operation % 5 === 1) await run("openTrace", uri);
      else if (operation % 5 === 2) await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.Two);
      else if (operation % 5 === 3) await vscode.commands.executeCommand("workbench.action.previousEditorInGroup");
      else await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    };
    const rest = async () => {
      await run("openTrace", uri);
      await panel().waitForText("header .loss", /0\.5299 → 0\.4772/);
      return alive();
    };
    for (let k = 0; k < 10; k++) await round(k);
    const [before, heapBefore] = [await rest(), heap()];
    for (let k = 0; k < times; k++) await round(k);
    const after = await rest();
    await print(`heap after ${times} tabs: ${heapBefore.toFixed(1)} MB → ${heap().toFixed(1)} MB; alive: ${JSON.stringify(after)}`);
    // What earlier tests left open, VS Code closes some minutes later: there may be less than before.
    for (const what of Object.keys(before) as (keyof Alive)[]) {
      assert.ok(after[what] <= before[what], `${what}: ${before[what]} before, ${after[what]} after`);
    }
    assert.equal(after.panels, 1);
    await vscode.window.tabGroups.close(tabsOf(uri, "trace"));
    await until("the panel to be gone", () => alive().panels === 0);
    assert.ok(alive().listeners < after.listeners);
    await run("discardWhatIf", uri);
    assert.equal(editor.document.getText(), worked);
  });
});
