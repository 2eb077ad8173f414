/** After a reload of the window everything is where it was: panel, step, selection, scroll. */
import assert from "node:assert/strict";
import { startVSCode } from "../launcher/startVSCode.mjs";
import { shows, standsAt } from "../support/frame.js";

describe("a reload of the window", () => {
  let code: Awaited<ReturnType<typeof startVSCode>>;
  before(async () => {
    code = await startVSCode();
  });
  after(() => code?.close());

  const panelOf = (name: string) => code.panelFrame(`h1:has-text("${name}")`);

  it("brings back panel, step and selection", async () => {
    await code.openFile("worked-example.lstm.json");
    await code.command("Unroll: Open Trace to the Side");
    await code.command("Unroll: Step Forward");
    const panel = await panelOf("worked-example");
    await standsAt(panel, 2, 2);
    await panel.locator('[data-place][aria-label*="output"]').last().click();
    await panel.locator("aside").filter({ hasText: "Output gate" }).waitFor();
    await code.stored("worked-example.lstm.json", '"quantity":"o","t":2');
    await code.reload();
    const again = await panelOf("worked-example");
    await standsAt(again, 2, 2);
    await again.locator("aside").filter({ hasText: "Output gate" }).waitFor();
    await shows(again, "f", "0.2330");
    await code.page.locator(".statusbar-item").filter({ hasText: "t 2/2 · loss 0.5299" }).waitFor();
  });

  it("brings back each of two files at its own step", async () => {
    await code.openFile("memory-4.lstm.json");
    await code.command("Unroll: Open Trace to the Side");
    await code.command("Unroll: Run to End");
    const time = (panel: Awaited<ReturnType<typeof panelOf>>) => panel.locator(".time").innerText();
    const end = await time(await panelOf("memory-4"));
    assert.match(end, /t = (\d+) \/ \1$/);
    await code.stored("memory-4.lstm.json", "memory-4.lstm.json");
    await code.reload();
    assert.equal(await time(await panelOf("memory-4")), end);
    await code.page.locator(".tab").filter({ hasText: "worked-example" }).last().click();
    await standsAt(await panelOf("worked-example"), 2, 2);
  });

  it("brings back what was typed and not saved, with its fault", async () => {
    await code.openFile("zero-input.lstm.json");
    await code.command("Unroll: Open Trace to the Side");
    await panelOf("zero-input");
    await code.page.keyboard.press("Control+Home");
    await code.page.keyboard.type("[");
    await (await panelOf("zero-input")).locator(".banner.fault").waitFor();
    await code.stored("zero-input.lstm.json");
    // VS Code keeps what is unsaved a second after the last key; the tab's mark of it is all there is to wait for.
    await code.page.waitForTimeout(2500);
    await code.reload();
    await (await panelOf("zero-input")).locator(".banner.fault").filter({ hasText: "Line 1" }).waitFor();
  });

  it("brings back what was dragged to another number and not applied", async () => {
    await code.openFile("scalar-recurrence-3.lstm.json");
    await code.command("Unroll: Open Trace to the Side");
    const panel = await panelOf("scalar-recurrence-3");
    const number = panel.locator("aside .equation .draggable").first();
    const box = (await number.boundingBox()) ?? assert.fail("nothing to drag");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await code.page.mouse.move(x, y);
    await code.page.mouse.down();
    await code.page.mouse.move(x + 40, y, { steps: 40 });
    await code.page.mouse.up();
    const bar = panel.locator(".supposing");
    await bar.waitFor();
    const before = await panel.locator("header .loss").innerText();
    assert.match(before, /→/);
    await code.stored("scalar-recurrence-3.lstm.json", '"whatIf":[{');
    await code.reload();
    const again = await panelOf("scalar-recurrence-3");
    await again.locator(".supposing").waitFor();
    assert.equal(await again.locator("header .loss").innerText(), before);
    assert.equal(await code.page.locator(".tab.dirty").filter({ hasText: "scalar-recurrence-3" }).count(), 0);
  });
});
