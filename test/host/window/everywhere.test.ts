/** The trace wherever VS Code runs it: installed from its package in a narrow window, in the web worker host, in Restricted Mode. */
import assert from "node:assert/strict";
import { startVSCode } from "../launcher/startVSCode.mjs";
import { shows, standsAt } from "../support/frame.js";
import { packaged } from "../support/packaged.js";

type Options = NonNullable<Parameters<typeof startVSCode>[0]>;

const ways: Readonly<Record<string, () => Promise<Options>>> = {
  "installed from its package": async () => ({ extension: await packaged(), theme: "Dark High Contrast", width: 900 }),
  "in the web worker host": async () => ({ host: "worker" }),
  "in Restricted Mode": async () => ({ trusted: false }),
};

for (const [way, optionsOf] of Object.entries(ways)) {
  describe(`Unroll ${way}`, () => {
    let code: Awaited<ReturnType<typeof startVSCode>>;

    before(async () => {
      const options = await optionsOf();
      code = await startVSCode(options);
      if (options.trusted === false) await code.page.getByText("Restricted Mode").first().waitFor();
      await code.openFile("worked-example.lstm.json");
      await code.command("Unroll: Open Trace to the Side");
    });
    after(() => code?.close());

    it("is in the theme asked for", async () => {
      const { theme } = await optionsOf();
      const { className } = await (await code.panelFrame()).evaluate(() => ({ className: document.body.className }));
      assert.match(className, theme === undefined ? /vscode-light/ : /vscode-high-contrast/);
    });

    it("shows the worked example's trace", async () => {
      const panel = await code.panelFrame();
      await standsAt(panel, 1, 2);
      for (const [quantity, number] of [
        ["f", "0.7685"],
        ["c_tilde", "−0.5875"],
        ["h", "−0.1899"],
        ["loss", "0.9799"],
      ])
        await shows(panel, quantity, number);
    });

    it("steps by command and button, and explains what is clicked", async () => {
      const panel = await code.panelFrame();
      await code.command("Unroll: Step Forward");
      await standsAt(panel, 2, 2);
      await panel.locator('[aria-label="Step Back"]').click();
      await standsAt(panel, 1, 2);
      await panel.locator('[data-place][aria-label*="output"]').first().click();
      await panel.locator("aside").filter({ hasText: "Output gate" }).waitFor();
    });

    it("has CodeLens and status bar", async () => {
      await code.page.locator(".codelens-decoration").filter({ hasText: "t 1/2 · loss 0.5299" }).waitFor();
      await code.page.locator(".statusbar-item").filter({ hasText: "t 1/2 · loss 0.5299" }).waitFor();
    });

    it("greys the trace under a fault that is typed, underlines it in the text, and is back when it is undone", async () => {
      const panel = await code.panelFrame();
      await code.page.locator(".editor-group-container .view-line").first().click();
      await code.page.keyboard.press("Control+Home");
      await code.page.keyboard.type("[");
      await panel.locator(".banner.fault").filter({ hasText: "this list is not closed" }).waitFor();
      await panel.locator(".page.stale").waitFor();
      await code.page.locator(".squiggly-error").first().waitFor();
      await code.page.keyboard.press("Control+Z");
      await panel.locator(".page:not(.stale)").waitFor();
      assert.equal(await panel.locator(".banner.fault").count(), 0);
    });
  });
}
