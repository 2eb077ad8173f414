/** Every example that comes with the extension opens, traces, and has no fault. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { closeAll, run } from "./support/traceFiles.js";
import { panel } from "./support/window.js";

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
