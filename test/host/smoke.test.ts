/** The test bed itself: the extension host runs our tests, and the window can be driven and looked at. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { longestHold } from "./support/lag.js";
import { resize, setTheme, themes, workbench } from "./support/window.js";

describe("the test bed", () => {
  it("runs inside an extension host that has Unroll installed and the examples open", () => {
    assert.ok(vscode.extensions.getExtension("unroll.unroll"));
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, "examples");
  });

  it("reads the window", async () => {
    await workbench.waitForText(".monaco-workbench", "examples");
  });

  for (const theme of themes) {
    it(`shows the theme ${theme}`, async () => {
      await setTheme(theme);
      const file = await workbench.screenshot(`workbench-${theme.toLowerCase().replaceAll(" ", "-")}`);
      assert.ok((await vscode.workspace.fs.stat(vscode.Uri.file(file))).size > 5000);
    });
  }

  it("resizes the window", async () => {
    await resize(900, 700);
    assert.equal(await workbench.evaluate(() => window.innerWidth), 900);
    await resize(1280, 800);
  });

  it("runs functions in the page, and brings back what they throw", async () => {
    assert.equal(await workbench.evaluate((selector) => document.querySelector(selector)?.tagName ?? null, "body"), "BODY");
    await assert.rejects(
      workbench.evaluate(() => Promise.reject(new Error("told so"))),
      /workbench\.evaluate.*told so/,
    );
  });

  it("measures for how long an action holds the extension host", async () => {
    const hold = await longestHold(() => {
      const end = performance.now() + 40;
      while (performance.now() < end);
    });
    assert.ok(hold >= 35 && hold < 400, `${hold} ms`);
    const idle = await longestHold(() => new Promise((resolve) => setTimeout(resolve, 50)));
    assert.ok(idle < 35, `${idle} ms`);
  });
});
