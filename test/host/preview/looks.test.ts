/** The panel's page without VS Code: at every width, in every theme, for everybody. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { brokenExample } from "./problems.js";
import { Stage } from "./stage.js";
import { themeNames } from "./themes.js";

describe("the panel's page", () => {
  const stage = new Stage();

  describe("looks right", () => {
    for (const name of [
      "small-t2",
      "heat",
      "long-name",
      "optimizer",
      "optimizer-only",
      "optimizer-eight",
      "optimizer-heat",
      "gradients",
      "gradients-small",
      "gradients-long-sum",
      "gradients-share",
    ])
      it(`never scrolling sideways: ${name}`, () => stage.staysWithin([350, 700, 1000, 1260, 1600], name));

    it("with no number in another's way, however narrow it is", async () => {
      await stage.show("small-t2");
      for (const width of [290, 310, 330, 350]) {
        await stage.page.setViewportSize({ width, height: 900 });
        await settled(stage.page);
        const boxes = await stage.page
          .locator(".over .v")
          .evaluateAll((numbers) =>
            numbers.map((number) => number.getBoundingClientRect()).map(({ x, y, right, bottom }) => [x, y, right, bottom]),
          );
        assert.ok(boxes.length >= 7, "at least those at the cursor");
        const meeting = boxes.filter(([x, y, right, bottom], at) =>
          boxes.slice(0, at).some((other) => x < other[2] && other[0] < right && y < other[3] && other[1] < bottom),
        );
        assert.deepEqual(meeting, [], `${width} pixels`);
      }
    });

    for (const [name, hasCanvas] of Object.entries({
      ...{ "small-t2": true, heat: true, gradients: true, "optimizer-heat": true, "answers-slip": false, "compare-heat": true },
    }))
      it(`sharp, and never scrolling sideways, at a zoom of 200 %: ${name}`, async () => {
        await stage.show(name, { width: 700, scale: 2 });
        const { over, canvases } = await stage.page.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          canvases: [...document.querySelectorAll("canvas")].map((canvas) => {
            const { width, height } = canvas.getBoundingClientRect();
            return { off: Math.max(Math.abs(canvas.width - 2 * width), Math.abs(canvas.height - 2 * height)) };
          }),
        }));
        assert.equal(over, 0);
        assert.equal(canvases.length > 0, hasCanvas);
        assert.deepEqual(
          canvases.filter(({ off }) => off > 2),
          [],
        );
      });

    it("in the colours of a theme chosen while it is open", async () => {
      await stage.show("heat");
      const corner = (): Promise<readonly number[]> =>
        stage.page
          .locator('.sight canvas[data-strip="f"]')
          .evaluate((canvas) => [...((canvas as HTMLCanvasElement).getContext("2d")?.getImageData(2, 2, 1, 1).data ?? [])]);
      const light = await corner();
      await stage.setTheme("dark");
      assert.notDeepEqual(await corner(), light);
    });

    it("without motion where the system or VS Code asks for none", async () => {
      const duration = (): Promise<string> =>
        stage.page.locator(".thumb").evaluate((thumb) => getComputedStyle(thumb).transitionDuration.split(", ")[0]);
      await stage.show("small-t2", { isReduced: true });
      assert.equal(await duration(), "0s");
      await stage.show("small-t2");
      assert.equal(await duration(), "0.09s");
      await stage.page.evaluate(() => document.body.classList.add("vscode-reduce-motion"));
      assert.equal(await duration(), "0s");
    });

    it("with every button to be read under the pointer, in every theme", async () => {
      await stage.show("what-if-some");
      for (const theme of themeNames) {
        await stage.setTheme(theme);
        const buttons = await stage.page.locator(".button:enabled").all();
        assert.ok(buttons.length >= 2);
        for (const button of buttons) {
          await button.hover();
          const contrast = await button.evaluate((element) => {
            const { color, backgroundColor } = getComputedStyle(element);
            const lightness = (text: string): number => {
              const channels = (text.match(/[\d.]+/g) ?? []).slice(0, 3).map((channel) => Number(channel) / 255);
              const [r, g, b] = channels.map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
              return 0.05 + 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const [text, ground] = [lightness(color), lightness(backgroundColor)];
            return Math.max(text, ground) / Math.min(text, ground);
          });
          assert.ok(contrast >= 4.5, `${await button.innerText()} in ${theme}: ${contrast.toFixed(2)}`);
        }
      }
    });

    it("with no error of the check cut off in a narrow panel", async () => {
      await stage.show("gradients-small", { width: 330 });
      const table = stage.page.locator(".wide-table").first();
      assert.match(await table.innerText(), /e−1\d/);
      assert.equal(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0);
    });

    it("with no column moved or cut off by the number that is explained", async () => {
      await stage.show("gradients-small", { width: 670 });
      const table = stage.page.locator(".wide-table").first();
      const width = () => table.evaluate((element) => [element.firstElementChild?.clientWidth, element.scrollWidth - element.clientWidth]);
      const before = await width();
      await table.locator("td .number").nth(2).click();
      await settled(stage.page);
      assert.equal(await table.locator(".number.selected").count(), 1);
      assert.deepEqual(await width(), before);
      assert.equal(before[1], 0);
    });

    for (const name of ["small-t2", "optimizer", "optimizer-heat", "gradients"])
      it(`with a visible mark on what has the focus: ${name}`, async () => {
        await stage.show(name, { theme: "dark" });
        const marks = await stage.page.evaluate(() => {
          const unmarked: string[] = [];
          const focusable = document.querySelectorAll<HTMLElement | SVGElement>('button:enabled, [tabindex="0"], input, select');
          for (const element of focusable) {
            // What is folded away can have no focus.
            if (!element.checkVisibility()) continue;
            element.focus({ focusVisible: true } as FocusOptions);
            const { outlineStyle } = getComputedStyle(element);
            const hit = element.querySelector(":scope > .hit");
            const stroke = hit === null ? "none" : getComputedStyle(hit).strokeWidth;
            if (document.activeElement !== element || (outlineStyle === "none" && stroke !== "2px"))
              unmarked.push(element.outerHTML.slice(0, 120));
          }
          return { unmarked, count: focusable.length };
        });
        assert.deepEqual(marks.unmarked, []);
        assert.ok(marks.count > 8, `${marks.count} marks`);
      });
  });

  describe("is open to everybody", () => {
    for (const [name, last] of [
      ["small-t1", "#table-f"],
      ["heat", "#table-f"],
      ["no-trace", "main"],
      ...["optimizer", "optimizer-only", "optimizer-heat", "optimizer-fed"].map((each) => [each, ".matrix"] as const),
      ...["gradients", "gradients-small", "gradients-explained"].map((each) => [each, "#table-norms"] as const),
    ] as const) {
      it(`with nothing for axe to find in any theme: ${name}`, async () => {
        await stage.show(name);
        await stage.page.waitForSelector(last, { state: "attached" });
        assert.deepEqual(await stage.axeFaultsInEveryTheme(), []);
      });
    }
    it("with nothing for axe to find: a trace whose file has a fault", async () => {
      await stage.show("small-t2", { theme: "dark" });
      await stage.edit(brokenExample);
      assert.deepEqual(await stage.axeFaults(), []);
    });
    for (const name of ["lines", "gru", "rnn", "dense", "progress", "not-finite", "long", "optimizer-trace"]) {
      it(`with nothing for axe to find: ${name}`, async () => {
        await stage.show(name, { theme: "dark" });
        if (name !== "progress") await stage.page.waitForSelector("#table-loss", { state: "attached" });
        assert.deepEqual(await stage.axeFaults(), []);
      });
    }
  });
});
