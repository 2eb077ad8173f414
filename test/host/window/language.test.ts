/** The language server as a web worker, where VS Code has no Node: what it says is the same. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { startVSCode } from "../launcher/startVSCode.mjs";

const text = `{
  "cell": "lstm",
  "parameters": {
    "W_f": [[1, 2]], "U_f": [[0.5]], "b_f": [0.2],
    "W_i": [[-1, 0]], "U_i": [[2]], "b_i": [-0.1],
    "W_c": [[1, 2]], "U_c": [[1.5]], "b_c": [0.5],
    "W_o": [[3, 0]], "U_o": [[-1]], "b_o": [0.8]
  },
  "inputs": [[1, 0], [0.5, -1]],
  "loss": "mes"
}
`;

describe("the language server in the web worker host", () => {
  let code: Awaited<ReturnType<typeof startVSCode>>;

  before(async () => {
    code = await startVSCode({ host: "worker" });
    writeFileSync(path.join(code.folder, "broken.lstm.json"), text);
    await code.openFile("broken.lstm.json");
  });

  after(() => code.close());

  it("marks the fault, names it in the problems view, and follows its mending", async () => {
    const { page } = code;
    await page.waitForSelector(".monaco-editor .squiggly-error", { timeout: 30_000 });
    await code.command("Problems: Focus on Problems View");
    await page.waitForSelector('.markers-panel:has-text("mes"):has-text("unroll")');
    await page.click('.monaco-editor .view-line span:has-text("mes")');
    await page.keyboard.press("Control+H");
    await page.waitForSelector(".find-widget.visible.replaceToggled");
    await page.fill(".find-widget .find-part textarea", '"mes"');
    await page.fill(".find-widget .replace-part textarea", '"mse"');
    await page.keyboard.press("Control+Alt+Enter");
    await page.waitForSelector(".monaco-editor .squiggly-error", { state: "detached" });
    await page.keyboard.press("Escape");
  });

  it("hovers a parameter", async () => {
    const { page } = code;
    await page.hover('.monaco-editor .view-line span:has-text("U_o")');
    await page.waitForSelector('.monaco-hover:has-text("1×1 (H×H)")');
    const hover = await page.innerText(".monaco-hover:visible");
    assert.match(hover, /Weights from the state before to the output gate\./);
    assert.match(hover, /o_t = σ\(W_o·x_t \+ U_o·h_\{t−1\} \+ b_o\)/);
  });
});
