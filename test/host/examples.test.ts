/** Every example that comes with the extension opens, traces, and has no fault. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { closeAll, notified, run } from "./support/traceFiles.js";
import { panel, workbench } from "./support/window.js";

const folder = path.join(process.env.UNROLL_ROOT ?? "", "media/examples");
const names = readdirSync(folder).filter((name) => name.endsWith(".lstm.json"));

describe("the examples", () => {
  afterEach(closeAll);

  it("are there", () => assert.ok(names.includes("worked-example.lstm.json") && names.length >= 5));

  for (const name of names) {
    it(`${name} opens as text and as trace`, async () => {
      const [{ uri }] = vscode.workspace.workspaceFolders ?? [];
      const example = vscode.Uri.joinPath(uri, name);
      const place = await run<{ t: number; T: number }>("openTrace", example);
      assert.ok(place !== null, "a trace");
      const page = panel(`h1:has-text("${name}")`);
      if (place.T === 0) await page.waitForText("header .loss", "gradient given, no loss");
      else await page.waitForText(".time", `t = 1 / ${place.T}`);
      assert.equal(await page.count(".banner.fault, .banner.warning"), 0);
    });
  }
});

describe("New File From Example…", () => {
  afterEach(closeAll);

  it("opens a copy of the example named, which traces at once and is not saved", async () => {
    const uri = await run<vscode.Uri>("newFromExample", "gru");
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual([document.isUntitled, document.languageId], [true, "lstm-json"]);
    assert.equal(document.getText(), readFileSync(path.join(folder, "gru.lstm.json"), "utf8"));
    assert.deepEqual(await run("openTrace", uri), { t: 1, T: 3 });
  });

  it("asks which one, each told by what it shows", async () => {
    const chosen = run<vscode.Uri>("newFromExample");
    await workbench.waitForText(".quick-input-list .monaco-list-row", "logistic-recurrence");
    await workbench.fill(".quick-input-widget .input", "three faults of its own");
    await workbench.waitForText(".quick-input-list .monaco-list-row.focused", "graders-sheet");
    await workbench.press(".quick-input-widget .input", "Enter");
    assert.match((await vscode.workspace.openTextDocument(await chosen)).getText(), /three faults of its own/);
  });

  it("gives null, and says so, where there is no such example", async () => {
    assert.equal(await run("newFromExample", "perceptron"), null);
    await notified("There is no example perceptron.");
  });
});
