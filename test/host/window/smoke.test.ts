/** Every way VS Code can meet the extension: it opens a file and traces it. */
import assert from "node:assert/strict";
import { startVSCode } from "../launcher/startVSCode.mjs";
import { packaged } from "../support/packaged.js";

type Options = NonNullable<Parameters<typeof startVSCode>[0]>;

const ways: Readonly<Record<string, () => Options | Promise<Options>>> = {
  "from source, in a narrow window": () => ({ width: 900 }),
  "installed from its package, in a light theme": async () => ({ extension: await packaged(), theme: "Light Modern" }),
  "in the web worker host, which sees only its browser entry": () => ({ host: "worker" }),
  "in Restricted Mode": () => ({ trusted: false }),
};

describe("Unroll traces the worked example", () => {
  for (const [way, options] of Object.entries(ways)) {
    it(way, async () => {
      const code = await startVSCode(await options());
      try {
        await code.openFile("worked-example.lstm.json");
        await code.command("Unroll: Open Trace to the Side");
        const panel = await code.panelFrame();
        await panel.getByText("0.5299").first().waitFor();
        await code.screenshot(`trace ${way}`.replaceAll(/[ ,]+/g, "-"));
        if (way === "in Restricted Mode") await code.page.getByText("Restricted Mode").first().waitFor();
      } finally {
        await code.close();
      }
    });
  }

  it("again after a reload of the window, without being asked", async () => {
    const code = await startVSCode();
    try {
      await code.openFile("worked-example.lstm.json");
      await code.command("Unroll: Open Trace to the Side");
      await (await code.panelFrame()).getByText("0.5299").first().waitFor();
      await code.reload();
      await (await code.panelFrame()).getByText("0.5299").first().waitFor();
      assert.equal(await code.page.locator(".tab").count(), 2);
    } finally {
      await code.close();
    }
  });
});
