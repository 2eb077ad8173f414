/** The panel's page without VS Code: it draws what is in sight and follows the file. */
import assert from "node:assert/strict";
import { cases } from "./cases.js";
import { settled } from "./open.js";
import { brokenExample, workedExample } from "./problems.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();

  describe("draws only what is in sight", () => {
    it("of 100,000 steps", async () => {
      await stage.show("long");
      const columns = Number(await stage.page.locator('.sight canvas[data-strip="f"]').getAttribute("data-columns"));
      assert.ok(columns > 100 && columns < 300, `${columns} columns`);
      const asked = await stage.page.evaluate(() => window.preview.stepsAsked);
      assert.ok(asked <= 4096, `${asked} steps asked for`);
    });

    it("and is sent as many bytes of 1000 steps as of 100,000", async () => {
      const sent: Record<string, readonly number[]> = {};
      for (const name of ["wide-1000", "wide-100000"]) {
        await stage.show(name);
        const box = (await stage.page.locator(".sight").boundingBox()) ?? assert.fail("nothing in sight");
        const counts: number[] = [];
        const count = async (): Promise<void> => {
          await settled(stage.page);
          const { bytesSent, stepsAsked } = await stage.page.evaluate(() => window.preview);
          counts.push(
            bytesSent,
            stepsAsked,
            await stage.page
              .locator(".sight canvas")
              .evaluateAll((all) => all.reduce((sum, canvas) => sum + Number((canvas as HTMLElement).dataset.columns), 0)),
          );
        };
        await count();
        for (let k = 0; k < 6; k++) await stage.press("ArrowRight");
        await count();
        await stage.page.mouse.move(box.x + 200, box.y + 60);
        for (const by of [100, 100, -1200]) {
          await stage.page.mouse.wheel(by, 0);
          await count();
        }
        sent[name] = counts;
      }
      assert.ok(sent["wide-1000"][0] > 100_000);
      assert.deepEqual(sent["wide-100000"], sent["wide-1000"]);
    });

    it("and moves on where the element still tells of the move before", async () => {
      await stage.show("long");
      const box = (await stage.page.locator(".sight").boundingBox()) ?? assert.fail("nothing in sight");
      const first = async (): Promise<number> =>
        Number(/steps (\d+)/.exec((await stage.page.locator(".scroller").getAttribute("aria-label")) ?? "")?.[1]);
      const start = await first();
      await stage.page.evaluate(() =>
        addEventListener("pointermove", () => document.querySelector(".scroller")?.dispatchEvent(new Event("scroll"))),
      );
      await stage.page.mouse.move(box.x + 200, box.y + 60);
      await stage.page.mouse.down();
      await stage.page.mouse.move(box.x + 100, box.y + 60);
      await stage.page.mouse.up();
      await settled(stage.page);
      assert.equal(await first(), start + 25);
    });

    it("and scrolls by wheel, by drag and by Shift with an arrow, the cursor coming back into sight with the next step", async () => {
      await stage.show("long");
      const first = async (): Promise<number> =>
        Number(/steps (\d+)/.exec((await stage.page.locator(".scroller").getAttribute("aria-label")) ?? "")?.[1]);
      const start = await first();
      const box = await stage.page.locator(".sight").boundingBox();
      assert.ok(box);
      await stage.page.mouse.move(box.x + 200, box.y + 60);
      await stage.page.mouse.wheel(4000, 0);
      await stage.page.waitForFunction((from) => !document.querySelector(".scroller")?.ariaLabel?.startsWith(`steps ${from} `), start);
      await settled(stage.page);
      const wheeled = await first();
      assert.ok(wheeled > start + 500, `${start} → ${wheeled}`);
      await stage.page.mouse.down();
      await stage.page.mouse.move(box.x + 100, box.y + 60, { steps: 4 });
      await stage.page.mouse.up();
      await settled(stage.page);
      assert.equal(await first(), wheeled + 25);
      await stage.press("Shift+ArrowRight");
      assert.ok((await first()) > wheeled + 60);
      assert.match(await stage.text(".time"), /t = 50000 /, "scrolling is no stepping");
      await stage.press("ArrowRight");
      const back = await first();
      assert.ok(back < 50_001 && back > 49_700, String(back));
    });
  });

  describe("follows the file", () => {
    it("as it is edited, keeping the step", async () => {
      await stage.show("small-t2");
      await stage.edit(workedExample.replace("0.8]", "9.8]"));
      assert.match(await stage.text(".time"), /t = 2/);
      assert.equal(await stage.numberAt("1/o/2/1"), "1.0000");
    });

    it("keeping the last trace, greyed, while it has faults, and leads to the first of them", async () => {
      await stage.show("small-t2");
      await stage.edit(brokenExample);
      assert.match(await stage.text(".banner.fault"), /Line 5, column 20/);
      assert.match(await stage.text(".banner .squiggle"), /"U_f"/);
      assert.equal(await stage.page.locator("main > [inert] .cell").count(), 1);
      await stage.press("ArrowLeft");
      assert.match(await stage.text(".time"), /t = 2/);
      await stage.page.getByRole("button", { name: "Go to fault", exact: true }).click();
      await settled(stage.page);
      assert.ok((await stage.events()).some(({ name }) => name === "goToFault"));
      await stage.edit(workedExample);
      assert.equal(await stage.page.locator(".banner.fault").count(), 0);
      assert.equal(await stage.page.locator("[inert]").count(), 0);
    });

    it("from the first fault on, before there is any trace", async () => {
      await stage.show("no-trace");
      assert.match(await stage.text(".banner.fault"), /trace appears as soon as/);
      await stage.edit(workedExample);
      assert.equal(await stage.page.locator(".cell").count(), 1);
    });

    it("to a longer and wider problem and back", async () => {
      await stage.show("small-t2");
      const lines = cases.lines().text;
      await stage.edit(lines);
      assert.match(await stage.text(".time"), /t = 2 \/ 40/);
      await stage.edit(workedExample);
      assert.match(await stage.text(".time"), /t = 2 \/ 2/);
      assert.equal(await stage.numberAt("1/f/2/1"), "0.2330");
    });
  });
});
