/** The panel's page without VS Code: the Gradients tab. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();
  const columns = async (chart: string) => Number(await stage.page.locator(`canvas[data-chart="${chart}"]`).getAttribute("data-columns"));
  /** How many pixels of a canvas are drawn on. */
  const drawn = (chart: string) =>
    stage.page.locator(`canvas[data-chart="${chart}"]`).evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height) ?? { data: [] };
      return Array.from(data).filter((value, k) => k % 4 === 3 && value > 0).length;
    });

  describe("shows gradients", () => {
    for (const [name, cell, parameters] of [
      ["gradients", "lstm", 14],
      ["gradients-gru", "gru", 9],
      ["gradients-rnn", "rnn", 2],
      ["gradients-stack", "stack", 14],
    ] as const) {
      it(`of a ${cell}: norms, factors, shares that add up, the verdict`, async () => {
        await stage.show(name);
        await stage.page.waitForSelector("#table-shares", { state: "attached" });
        for (const chart of ["norms", "factor", "shares"]) assert.ok((await drawn(chart)) > 200, chart);
        assert.equal(await stage.page.locator(".by-parameter").first().locator("tbody tr").count(), parameters);
        const sums = await stage.page.locator(".by-parameter").first().locator("tbody td:nth-child(5)").allTextContents();
        assert.deepEqual([...new Set(sums.filter((text) => text !== ""))], ["100.0 %"]);
        await stage.page.waitForFunction(() =>
          /The gradient (vanishes|is steady|explodes)/.test(document.querySelector("aside")?.textContent ?? ""),
        );
        assert.match(await stage.text("aside"), /a factor of [\d.]+ a step: (below 0\.95|above 1\.05|between 0\.95 and 1\.05)/);
      });
    }

    it("at the step that is gone to by key, click or slider", async () => {
      await stage.show("gradients");
      await stage.press("ArrowLeft");
      assert.match(await stage.text("aside h2"), /At t = 60/);
      const plot = await stage.page.locator(".gradients .sight").boundingBox();
      assert.ok(plot);
      await stage.page.mouse.click(plot.x + plot.width - 1, plot.y + 60);
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /At t = 120/);
      assert.match(await stage.text("header .time"), /t = 120/);
    });

    it("of the layer that is picked, a dense one without a factor", async () => {
      await stage.show("gradients-stack");
      await stage.page.getByRole("button", { name: "dense", exact: true }).click();
      await settled(stage.page);
      assert.equal(await stage.page.locator('canvas[data-chart="factor"]').count(), 0);
      assert.match(await stage.text("aside"), /∂L\/∂ŷ1/);
      assert.doesNotMatch(await stage.text("aside"), /The gradient/);
    });

    it("of the unit that is picked, in the trace as well", async () => {
      await stage.show("gradients");
      const input = stage.page.locator("aside").getByRole("spinbutton");
      await input.fill("30");
      await input.press("Enter");
      await settled(stage.page);
      assert.match(await stage.text("aside .tight"), /∂L\/∂c61,30/);
      await stage.page.getByRole("tab", { name: "Trace" }).click();
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /Unit 30 at t = 61/);
    });

    it("under the pointer", async () => {
      await stage.show("gradients");
      const plot = await stage.page.locator(".gradients .sight").boundingBox();
      assert.ok(plot);
      await stage.page.mouse.move(plot.x + plot.width / 2 + 1, plot.y + 60);
      await settled(stage.page);
      assert.match(await stage.text(".tip"), /^t = 61 c [\d.e−]+ h [\d.e−]+$/);
    });

    it("as they are after the update shown", async () => {
      await stage.show("gradients-stack");
      const norm = () => stage.text(".by-parameter tbody td:nth-child(3)");
      const before = await norm();
      await stage.page.getByRole("tab", { name: "Optimizer" }).click();
      await stage.page.getByRole("button", { name: "Take Adam Step" }).click();
      await settled(stage.page);
      await stage.page.getByRole("tab", { name: "Gradients" }).click();
      await settled(stage.page);
      assert.notEqual(await norm(), before);
      await stage.page.getByRole("button", { name: "Update Before" }).click();
      await settled(stage.page);
      assert.equal(await norm(), before);
    });

    it("only at the steps in sight of 20,000, and scrolls through them", async () => {
      await stage.show("gradients-long");
      await stage.page.waitForSelector("#table-norms", { state: "attached" });
      assert.ok((await columns("norms")) < 1200);
      assert.ok((await stage.page.locator("#table-norms tbody tr").count()) <= 24);
      const label = () => stage.page.locator(".scroller").getAttribute("aria-label");
      const before = await label();
      await stage.press("Shift+ArrowRight");
      const after = await label();
      assert.notEqual(after, before);
      assert.match(await stage.text("header .time"), /t = 10000 /, "scrolling is no stepping");
      await stage.page.evaluate(() =>
        addEventListener("keydown", () => document.querySelector(".scroller")?.dispatchEvent(new Event("scroll"))),
      );
      await stage.press("Shift+ArrowRight");
      assert.notEqual(await label(), after, "what the element tells of the move before undoes this one");
    });
  });

  describe("checks gradients", () => {
    it("against differences, when asked to", async () => {
      await stage.show("gradients-stack");
      await stage.page.getByRole("button", { name: "Check Gradients" }).click();
      await stage.page.waitForFunction(() => /Analytic and numeric agree/.test(document.querySelector("aside")?.textContent ?? ""));
      assert.equal(await stage.page.locator(".by-parameter").nth(1).locator("tbody tr").count(), 14);
      assert.match(await stage.text("aside"), /Largest relative error [\d.]+e−\d+ over \d+ entries/);
      assert.match(await stage.text(".by-parameter thead"), /rel\. error/);
    });
  });
});
