/** The panel's page without VS Code: what it shows, and how it is driven. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();

  describe("shows", () => {
    it("the worked example's numbers where they arise, with a true minus sign", async () => {
      await stage.show("small-t2");
      const shown: Record<string, string> = {};
      for (const quantity of ["f", "i", "c_tilde", "c", "o", "h", "loss"]) shown[quantity] = await stage.numberAt(`1/${quantity}/2/1`);
      assert.deepEqual(shown, {
        f: "0.2330",
        i: "0.4588",
        c_tilde: "−0.5875",
        c: "−0.2169",
        o: "0.8892",
        h: "−0.1899",
        loss: "0.9799",
      });
      assert.match(await stage.text("header .loss"), /loss\s+0\.5299\s+mse, mean/);
      assert.match(await stage.text("header .sizes"), /D\s*2\s*H\s*1\s*T\s*2/);
    });

    it("every digit of a number on hover", async () => {
      await stage.show("small-t2");
      assert.match((await stage.page.locator('.cell [data-place="1/f/2/1"] title').textContent()) ?? "", /0\.23302782\d+/);
    });

    it("values that are no numbers as words", async () => {
      await stage.show("not-finite");
      assert.match(await stage.text(".banner.warning"), /not finite/);
      await stage.page.keyboard.press("End");
      await settled(stage.page);
      assert.match(await stage.text("aside"), /NaN|∞/);
      assert.equal(await stage.page.locator(".cell .v", { hasText: /^(NaN|∞)$/ }).count(), 5);
    });

    it("tables of the steps in sight for screen readers, bounded however long the sequence", async () => {
      await stage.show("long");
      await stage.page.waitForSelector("#table-f", { state: "attached" });
      const rows = await stage.page.locator("#table-f tbody tr").count();
      assert.ok(rows > 10 && rows <= 24, `${rows} rows`);
      assert.equal(await stage.page.locator('#table-f tbody tr:has(th:text-is("50000")) td').count(), 4);
    });

    it("progress with a way to cancel it", async () => {
      await stage.show("progress");
      await stage.page.getByRole("button", { name: "Cancel" }).click();
      await stage.page.waitForFunction(() => window.preview.events.some((event) => (event as { name: string }).name === "cancel"));
    });

    it("the optimizer alone where there are no steps", async () => {
      await stage.show("optimizer-only");
      assert.equal(await stage.page.locator(".stepping, [role=tablist], .banner").count(), 0);
      assert.match(await stage.text(".loss"), /gradient given, no loss/);
      assert.match(await stage.text("header .sizes"), /adam, ε inside the root\s?α 0\.1/);
      assert.equal(await stage.page.locator("table.numbers").count(), 10);
    });
  });

  describe("steps through time", () => {
    it("by its buttons, each disabled where it cannot act", async () => {
      await stage.show("small-t1");
      assert.ok(await stage.page.getByRole("button", { name: "Step Back" }).isDisabled());
      await stage.page.getByRole("button", { name: "Step Forward" }).click();
      await settled(stage.page);
      assert.match(await stage.text(".time"), /t = 2 \/ 2/);
      assert.ok(await stage.page.getByRole("button", { name: "Run to End" }).isDisabled());
      assert.match(await stage.text("aside h2"), /Forget gate at t = 2/);
    });

    it("by the keys, wherever the focus is", async () => {
      await stage.show("lines");
      for (const [key, t] of [
        ["ArrowRight", 18],
        ["End", 40],
        ["ArrowLeft", 39],
        ["Home", 1],
      ] as const) {
        await stage.press(key);
        assert.match(await stage.text(".time"), new RegExp(`t = ${t} /`), key);
      }
    });

    it("without losing a step when keys come quickly", async () => {
      await stage.show("lines");
      await stage.page.evaluate(() => {
        for (let k = 0; k < 8; k++) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      });
      await settled(stage.page);
      assert.match(await stage.text(".time"), /t = 25 /);
    });

    it("by the slider, dragged or with its keys", async () => {
      await stage.show("lines");
      const slider = stage.page.getByRole("slider");
      const box = await slider.boundingBox();
      assert.ok(box);
      await stage.page.mouse.move(box.x + 5, box.y + 10);
      await stage.page.mouse.down();
      await stage.page.mouse.move(box.x + box.width, box.y + 10, { steps: 5 });
      await stage.page.mouse.up();
      await settled(stage.page);
      assert.equal(await slider.getAttribute("aria-valuenow"), "40");
      await slider.focus();
      await stage.press("PageDown");
      assert.equal(await slider.getAttribute("aria-valuenow"), "36");
    });

    it("and says where it stands", async () => {
      await stage.show("small-t1");
      // The first words are for a stage.page that has been quiet.
      await stage.page.waitForSelector("#table-f", { state: "attached" });
      await stage.press("ArrowRight");
      await stage.page.waitForFunction(() => document.querySelector("#announcer")?.textContent?.startsWith("step 2 of 2, f 0.2330"));
    });
  });

  describe("explains", () => {
    it("a number that is clicked, with its numbers put in", async () => {
      await stage.show("small-t2");
      await stage.page.locator('.cell [data-place="1/o/1/1"]').click();
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /Output gate at t = 1/);
      assert.match((await stage.text("aside .equation")).replaceAll("\n", " "), /0\.9781/);
    });

    it("where a number comes from: another value, or its place in the file", async () => {
      await stage.show("small-t2");
      await stage.page.locator("aside .equation .link", { hasText: "0.2174" }).click();
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /Hidden state at t = 1/);
      await stage.page.locator("aside .text-link", { hasText: "line 5" }).count();
      await stage.page.locator('.cell [data-place="1/f/2/1"]').click();
      await settled(stage.page);
      await stage.page.locator("aside .equation .link", { hasText: /^2$/ }).click();
      await settled(stage.page);
      const reveal = (await stage.events()).find(({ name }) => name === "reveal");
      assert.deepEqual(reveal?.detail, { path: ["parameters", "W_f", 0, 1] });
    });

    it("a strip by Tab and Enter, its neighbours by the arrow keys", async () => {
      await stage.show("small-t2");
      await stage.page.locator('[data-strip-name="i"]').focus();
      await stage.press("Enter");
      assert.match(await stage.text("aside h2"), /Input gate/);
      await stage.press("ArrowDown");
      assert.match(await stage.text("aside h2"), /Candidate/);
      await stage.press("ArrowUp");
      await stage.press("ArrowUp");
      assert.match(await stage.text("aside h2"), /Forget gate/);
    });

    it("another unit by the arrow keys or a click in the heat map", async () => {
      await stage.show("heat", { width: 1400 });
      await stage.page.locator('[data-strip-name="f"]').focus();
      await stage.press("ArrowDown");
      assert.match(await stage.text("aside h2"), /Unit 18 at t = 61/);
      const box = await stage.page.locator('.sight canvas[data-strip="i"]').boundingBox();
      assert.ok(box);
      await stage.page.mouse.click(box.x + 5 * 10 + 2, box.y + 2 * 30 + 1);
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /Unit 31 at t = 11/);
      assert.match(await stage.text("aside"), /Input gate/);
    });

    it("the layer that is picked", async () => {
      await stage.show("heat");
      await stage.page.getByRole("button", { name: "dense", exact: true }).click();
      await settled(stage.page);
      assert.match(await stage.text("header .sizes"), /D\s*48\s*K\s*1/);
      assert.match(await stage.text("aside h2"), /Output/);
    });

    it("marks the gate of the parameter the editor stands in", async () => {
      await stage.show("small-loss");
      assert.equal(await stage.page.locator(".strip-name.marked").getAttribute("data-strip-name"), "i");
    });
  });
});
