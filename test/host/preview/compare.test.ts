/** The page's insights and comparisons without VS Code: what is told, what is drawn, and where it leads. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { brokenExample, workedExample } from "./problems.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();

  describe("tells insights", () => {
    it("each with its numbers, and leads to the step and unit it rests on", async () => {
      await stage.show("insights");
      await stage.page.waitForSelector(".insights li");
      const told = await stage.page.locator(".insights li").allTextContents();
      assert.equal(told.length, 4);
      assert.match(told[2].replace(/\s+/g, " "), /^\s*Unit 3 forgets at every step: f is at most 0\.0246 → t = 20, unit 3/);
      await stage.page.locator(".insights li", { hasText: "forgets at every step" }).getByRole("button").click();
      await settled(stage.page);
      assert.match(await stage.text(".time"), /t = 20 \/ 40/);
      assert.match(await stage.text("aside h2"), /Forget gate\s+at t = 20, unit 3/);
    });

    it("and folds away the range and sum of every gate, which the keyboard unfolds", async () => {
      await stage.show("small-t2");
      await stage.page.waitForSelector(".insights summary");
      assert.match(await stage.text(".insights"), /Nothing out of the ordinary/);
      assert.equal(await stage.page.locator(".facts").isVisible(), false);
      await stage.page.locator(".insights summary").focus();
      await stage.page.keyboard.press("Enter");
      assert.equal((await stage.text(".facts tbody tr")).replace(/\s/g, ""), "fforget0.23300.76850.2330…0.7685");
      assert.match(await stage.text(".insights details > p"), /No entry is negative\. No gate’s entries add up to 1/);
    });

    it("of the trace that is shown, also after an edit", async () => {
      await stage.show("small-t2");
      await stage.page.waitForSelector(".insights");
      await stage.edit(workedExample.replace('"loss"', '"activations": { "gate": "linear" }, "loss"'));
      await stage.page.waitForSelector(".insights li");
      assert.match(await stage.text(".insights li"), /below 0, the least −/);
    });
  });

  describe("compares", () => {
    it("naming the first value that parts the traces, and leads there", async () => {
      await stage.show("compare");
      assert.match(
        await stage.text(".comparison"),
        /Compared with from-pytorch\.lstm\.json First apart by more than 1e−9 at t = 2: f2 is 0\.2330 here, 0\.2369 there, a difference of −0\.0039\./,
      );
      await stage.press("Home");
      await stage.page.locator(".comparison .text-link").click();
      await settled(stage.page);
      assert.match(await stage.text(".time"), /t = 2 \/ 2/);
    });

    it("with the other's line and the differences below each strip, in canvases and in tables", async () => {
      await stage.show("compare");
      assert.equal(await stage.page.locator('canvas[data-part="difference"]').count(), 7);
      await stage.page.waitForSelector("#table-f-difference", { state: "attached" });
      assert.deepEqual(await stage.page.locator("#table-f-difference td").allTextContents(), ["0.7685", "0", "0.2369", "−0.0039"]);
      assert.deepEqual(await stage.page.locator("#table-o-difference td").allTextContents(), ["0.9781", "0", "0.8892", "0"]);
      const inked = (part: string) =>
        stage.page.locator(`canvas[data-strip="f"]${part}`).evaluate((element) => {
          const canvas = element as HTMLCanvasElement;
          const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
          return data.filter((_, k) => k % 4 === 3).filter((alpha) => alpha > 0).length;
        });
      assert.ok((await inked('[data-part="difference"]')) > 100);
      const both = await inked(":not([data-part])");
      await stage.page.getByRole("button", { name: "End the comparison" }).click();
      await settled(stage.page);
      assert.ok((await inked(":not([data-part])")) < both);
      assert.equal(await stage.page.locator('.comparison, canvas[data-part="difference"]').count(), 0);
    });

    it("many units as a heat map of differences, told for the selected one and the greatest of all", async () => {
      await stage.show("compare-heat");
      await stage.page.waitForSelector("#table-f-difference", { state: "attached" });
      const columns = await stage.page.locator("#table-f-difference thead th").allTextContents();
      assert.deepEqual(columns, ["t", "there", "difference", "greatest difference of 48 units"]);
      assert.equal(await stage.page.locator('canvas[data-part="difference-key"]').count(), 6);
      assert.equal(await stage.page.locator(".inspector .there").count(), 6, "both traces of the selected unit");
      const colours = await stage.page.locator('canvas[data-strip="f"][data-part="difference"]').evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return new Set(Array.from({ length: 400 }, (_, k) => [...data.slice(k * 400, k * 400 + 3)].join(" "))).size;
      });
      assert.ok(colours > 20, String(colours));
    });

    it("following edits of the other file: a fault is told at its line, and mended again", async () => {
      await stage.show("compare");
      await stage.page.evaluate((text) => window.preview.editOther(text), brokenExample);
      await settled(stage.page);
      assert.match(await stage.text(".comparison"), /Line 5: \] expected.* Go to fault/);
      assert.equal(await stage.page.locator('canvas[data-part="difference"]').count(), 0);
      await stage.page.locator(".comparison .text-link").click();
      await stage.page.waitForFunction(() => window.preview.events.some((event) => (event as { name: string }).name === "goToOtherFault"));
      await stage.page.evaluate((text) => window.preview.editOther(text), workedExample);
      await settled(stage.page);
      assert.match(await stage.text(".comparison"), /Nowhere apart by more than 1e−9\./);
      await stage.edit(workedExample.replace("[[ 0.5]]", "[[ 0.7]]"));
      await stage.page.locator(".comparison", { hasText: /First apart/ }).waitFor();
      assert.match(await stage.text(".comparison"), /First apart .* at t = 2: f2 is/);
    });

    it("what is alike alone, and says what is not", async () => {
      await stage.show("compare-sizes");
      assert.match(
        await stage.text(".comparison"),
        /H is 3 here, 5 there: the layer is not compared\.\s?T is 30 here, 20 there\.\s?There are targets here alone/,
      );
      assert.equal(await stage.page.locator('canvas[data-part="difference"]').count(), 0);
    });

    for (const name of ["compare-lines", "insights", "compare-heat", "compare-fault"]) {
      it(`with nothing for axe to find in any theme: ${name}`, async () => {
        await stage.show(name);
        await stage.page.waitForSelector(".insights", { state: "attached" });
        for (const fold of await stage.page.locator(".insights summary").all()) await fold.click();
        assert.deepEqual(await stage.axeFaultsInEveryTheme(), []);
      });
    }

    for (const name of ["compare", "compare-lines", "compare-heat", "compare-fault", "insights"])
      it(`without scrolling sideways: ${name}`, () => stage.staysWithin([350, 700, 1400], name));
  });
});
