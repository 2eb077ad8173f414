/** The panel's page without VS Code: tabs, updates, and the Optimizer tab. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();
  const entry = (matrix: string, row: number, col: number) =>
    stage.page.locator(`table[data-matrix="${matrix}"] td[data-row="${row}"][data-col="${col}"]`);
  const picked = async () => (await stage.text("aside h2")).replace(/ update.*/, "");
  const click = async (name: string) => {
    await stage.page.getByRole("button", { name, exact: true }).click();
    await settled(stage.page);
  };

  describe("has tabs", () => {
    it("none where there is one view alone", async () => {
      await stage.show("no-targets");
      assert.equal(await stage.page.locator(".bar, [role=tab], [role=tabpanel]").count(), 0);
    });

    it("that are gone through by the arrow keys, each with its panel", async () => {
      await stage.show("optimizer-trace");
      await stage.page.getByRole("tab", { name: "Trace" }).focus();
      await stage.press("End");
      const tab = stage.page.getByRole("tab", { name: "Optimizer" });
      assert.equal(await tab.getAttribute("aria-selected"), "true");
      assert.ok(await tab.evaluate((element) => element === document.activeElement));
      assert.equal(await stage.page.getByRole("tabpanel").getAttribute("aria-labelledby"), "tab-optimizer");
      await stage.page.waitForSelector("table.numbers");
      assert.match(await stage.text(".time"), /t = 2 \//, "the key is the tab's, not the step's");
      await stage.press("Home");
      assert.equal(await stage.page.locator(".figure").count(), 1);
    });

    it("and comes back to the one shown last", async () => {
      await stage.show("optimizer-trace");
      await stage.page.getByRole("tab", { name: "Optimizer" }).click();
      await stage.page.waitForFunction(() => (window.preview.api.getState() as { tab?: string } | undefined)?.tab === "optimizer");
    });
  });

  describe("shows the state after any update", () => {
    it("by its number, in every tab", async () => {
      await stage.show("optimizer-trace");
      const before = await stage.text("header .loss");
      const input = stage.page.getByRole("spinbutton");
      await input.fill("39");
      await input.press("Enter");
      await settled(stage.page);
      assert.notEqual(await stage.text("header .loss"), before);
      await input.fill("4000");
      await input.press("Enter");
      await settled(stage.page);
      assert.equal(await input.inputValue(), "40");
      assert.ok(await stage.page.getByRole("button", { name: "Update After" }).isDisabled());
      await click("Update Before");
      assert.equal(await input.inputValue(), "39");
    });

    it("by the curve of the loss, clicked or with its keys", async () => {
      await stage.show("optimizer");
      const slider = stage.page.getByRole("slider", { name: "update shown" });
      assert.equal(await slider.getAttribute("aria-valuenow"), "12");
      await slider.focus();
      await stage.page.evaluate(() => {
        for (let k = 0; k < 5; k++)
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      });
      await settled(stage.page);
      assert.equal(await slider.getAttribute("aria-valuenow"), "17");
      assert.match(await stage.text(".choice"), /update 16 → 17/);
      const box = await slider.boundingBox();
      assert.ok(box);
      await stage.page.mouse.click(box.x + 53, box.y + 60);
      await settled(stage.page);
      assert.equal(await slider.getAttribute("aria-valuenow"), "0");
      assert.match(await stage.text(".optimizer"), /file's own state/);
    });
  });

  describe("takes updates", () => {
    it("by its buttons, each disabled where it cannot act", async () => {
      await stage.show("optimizer-start");
      assert.ok(await stage.page.getByRole("button", { name: "Undo" }).isDisabled());
      assert.ok(await stage.page.getByRole("button", { name: "Write Parameters to File" }).isDisabled());
      await click("Take Adam Step");
      assert.match(await stage.text(".picker"), /update.*\/ 1/);
      assert.match(await stage.text(".choice"), /update 0 → 1/);
      await click("Train…");
      assert.match(await stage.text(".picker"), /\/ 41/);
      await click("Undo");
      assert.match(await stage.text(".picker"), /\/ 40/);
      await click("Write Parameters to File");
      const told = (await stage.events()).map(({ name }) => name);
      for (const name of ["takeAdamStep", "train", "undoAdamStep", "writeParameters"]) assert.ok(told.includes(name), name);
    });

    it("no more than the file gives gradients for", async () => {
      await stage.show("optimizer-only");
      assert.ok(await stage.page.getByRole("button", { name: "Take Adam Step" }).isDisabled());
      await click("Undo");
      assert.match(await stage.text(".choice"), /before update 2/);
      await click("Take Adam Step");
      assert.equal(await entry("w1", 1, 1).textContent(), "−0.1822");
    });
  });

  describe("works an entry of an update through", () => {
    it("lit in every matrix, its numbers put in", async () => {
      await stage.show("optimizer-only");
      assert.equal(await stage.page.locator("td.picked").count(), 10);
      assert.equal(await entry("v1", 1, 1).textContent(), "−0.1650");
      const equations = (await stage.text("aside")).replace(/\s/g, "");
      assert.match(equations, /0\.9·\(−0\.1\)\+0\.1·\(−0\.75\)=−0\.165/);
      assert.match(equations, /√\(Scorr\+ε\)/);
      await entry("sc", 2, 3).click();
      await settled(stage.page);
      assert.equal(await picked(), "Entry W [2,3]");
      assert.equal(await entry("g", 2, 3).getAttribute("aria-selected"), "true");
    });

    it("the neighbours by the arrow keys, the focus going along", async () => {
      await stage.show("optimizer-only");
      await entry("w0", 1, 1).focus();
      for (const key of ["ArrowDown", "ArrowRight", "End"]) await stage.press(key);
      assert.equal(await picked(), "Entry W [2,3]");
      assert.ok(await entry("w0", 2, 3).evaluate((cell) => cell === document.activeElement));
    });

    it("of heat maps by the keys or a click, its value at their foot", async () => {
      await stage.show("optimizer-heat", { width: 1400 });
      const map = stage.page.locator('.heat-matrix[data-matrix="v1"]');
      await map.focus();
      await stage.press("ArrowRight");
      assert.equal(await picked(), "Entry Uf [17,4]");
      const box = await map.boundingBox();
      assert.ok(box);
      await stage.page.mouse.move(box.x + 1, box.y + 1);
      await settled(stage.page);
      assert.match(await stage.text(".area-w0 .foot"), /^\[1,1\] /);
      await stage.page.mouse.click(box.x + 1, box.y + 1);
      await settled(stage.page);
      assert.equal(await picked(), "Entry Uf [1,1]");
    });

    it("in tables for screen readers, bounded however large it is", async () => {
      await stage.show("optimizer-heat");
      await stage.page.waitForSelector("#table-entry", { state: "attached" });
      assert.equal(await stage.page.locator("#table-matrices tbody tr").count(), 10);
      assert.equal(await stage.page.locator("#table-matrices thead th").count(), 25);
      assert.equal(await stage.page.locator("#table-entry tbody tr").count(), 4);
    });

    it("with no matrix out of its figure, whatever their size", async () => {
      for (const name of ["optimizer-heat", "optimizer-eight", "optimizer-only"]) {
        for (const width of [440, 1260, 1400]) {
          await stage.show(name, { width });
          const [end, right] = await stage.page.evaluate(() => {
            const ends = [...document.querySelectorAll(".matrix")].map((matrix) => matrix.getBoundingClientRect().right);
            return [document.querySelector("main")?.getBoundingClientRect().right ?? 0, Math.max(...ends)];
          });
          assert.ok(right > 0 && right <= end + 0.5, `${name} at ${width}: ${right} of ${end}`);
        }
      }
    });

    it("of another parameter", async () => {
      await stage.show("optimizer");
      await stage.page.getByRole("combobox").selectOption({ label: "b_o 1" });
      await settled(stage.page);
      assert.equal(await picked(), "Entry bo [1]");
    });

    it("over the updates, its moments and itself, at the one shown", async () => {
      await stage.show("optimizer");
      await stage.page.waitForSelector(".entry-curve");
      assert.equal(await stage.page.locator(".entry-curve").count(), 3);
      assert.equal(await stage.text(".entry-curve:nth-child(3) .caption"), "Uf 1.5789");
      await click("Update Before");
      assert.equal(await stage.text(".entry-curve:nth-child(3) .caption"), "Uf 1.5170");
    });

    it("and leads to the optimizer in the file", async () => {
      await stage.show("optimizer");
      await stage.page.locator("aside .text-link").click();
      await settled(stage.page);
      assert.deepEqual((await stage.events()).find(({ name }) => name === "reveal")?.detail, { path: ["optimizer"] });
    });
  });
});
