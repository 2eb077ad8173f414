/** The panel's page without VS Code: an exercise, whose blanks no tab gives away until they are filled or revealed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

/** The second step of the exercise, worked out by hand in Python: not by what is tested here. */
const secondStep = {
  f: 0.3808338301,
  i: 0.1261439339,
  c_tilde: -0.8854636625,
  c: 0.0634729842,
  o: 0.7895177673,
  h: 0.0500458582,
  loss: 0.0225137596,
};
const total = 0.0148671389;

/** As the page would write it, the sign apart. */
const digitsOf = (value: number): string => Math.abs(value).toFixed(4);
const all = [...Object.values(secondStep), total].map(digitsOf);

describe("the panel's page, its exercises", () => {
  const stage = new Stage();

  /** Which of the numbers stand anywhere on the page: in its text, read or only said, and in its attributes, geometry apart. */
  const given = async (numbers: readonly string[]): Promise<readonly string[]> => {
    // Tables and what is said come a little after the drawing.
    await stage.page.waitForTimeout(250);
    const texts = await stage.page.evaluate(() => {
      const geometry = /^(d|x\d?|y\d?|c[xy]|r|width|height|transform|points|viewBox|style)$/;
      const ofElement = (element: Element) => [...element.attributes].filter(({ name }) => !geometry.test(name)).map(({ value }) => value);
      return [document.body.textContent ?? "", ...[...document.querySelectorAll("*")].flatMap(ofElement)];
    });
    return numbers.filter((number) => texts.some((text) => text.includes(number)));
  };

  const openTab = async (name: "trace" | "gradients" | "optimizer" | "answers"): Promise<void> => {
    await stage.page.locator(`#tab-${name}`).click();
    await settled(stage.page);
  };

  it("give no blank away in any tab, whichever value is looked at", async () => {
    await stage.show("exercise-trace");
    for (const quantity of Object.keys(secondStep)) {
      await stage.page.locator(`[data-place="1/${quantity}/2/1"]`).first().click();
      await settled(stage.page);
      assert.deepEqual(await given(all), [], quantity);
      assert.equal(await stage.page.locator("aside .blank.answer").count(), 1, quantity);
    }
    for (const tab of ["gradients", "answers"] as const) {
      await openTab(tab);
      assert.deepEqual(await given(all), [], tab);
    }
    const rows = await stage.page.locator("tr[data-index]").count();
    for (let index = 0; index < rows; index++) {
      await stage.page.locator(`#answer-${index}`).click();
      await settled(stage.page);
      assert.deepEqual(await given(all), [], `answer ${index}`);
    }
  });

  it("say what they are: in the drawing, in the tables, in the margin and in the head", async () => {
    await stage.show("exercise-trace");
    await stage.page.waitForSelector("#table-f", { state: "attached" });
    assert.equal(await stage.numberAt("1/c/2/1"), "\u25a2");
    assert.equal(
      await stage.page.locator('.cell [data-place="1/c/2/1"]').getAttribute("aria-label"),
      "c2 hidden until answered: c, cell, unit 1, t = 2, explain",
    );
    assert.equal(await stage.page.locator(".cell .unknown").count(), 3, "f, i and o at t = 2 are not drawn as shut");
    const cells = await stage.page.locator("#table-f td").allTextContents();
    assert.deepEqual(cells, ["0.7271", "hidden until answered"]);
    assert.deepEqual(await stage.page.locator("#table-loss td").allTextContents(), ["0.0072", "hidden until answered"]);
    assert.match(await stage.text("header .loss"), /hidden until answered/);
    assert.match(await stage.text("aside .equation"), /σ\(0\.6·\(−1\.5\) .*hidden until answered/);
  });

  it("show one value where it is revealed, and leave the others hidden", async () => {
    await stage.show("exercise-trace");
    const others = all.filter((number) => number !== digitsOf(secondStep.f));
    await stage.page.locator("aside").getByRole("button", { name: "Reveal" }).click();
    await stage.page.locator("aside .answer", { hasText: "0.3808" }).waitFor();
    assert.deepEqual(await given(others), []);
    assert.equal(await stage.numberAt("1/f/2/1"), "0.3808");
    await openTab("answers");
    await stage.page.locator("#answer-8").click();
    await stage.page.locator("aside").getByRole("button", { name: "Reveal" }).click();
    await stage.page.locator("#answer-8 .computed", { hasText: "0.1261" }).waitFor();
    assert.deepEqual(await given(others.filter((number) => number !== digitsOf(secondStep.i))), []);
    assert.equal(await stage.page.locator("aside").getByRole("button", { name: "Reveal" }).count(), 0);
  });

  it("show one value where its answer is typed, right or wrong", async () => {
    await stage.show("exercise-trace");
    const text = readFileSync("media/examples/fill-in-the-blanks.lstm.json", "utf8");
    await stage.edit(text.replace('"c":       [0.4600, null]', '"c":       [0.4600, 0.07]'));
    await stage.page.locator('.cell [data-place="1/c/2/1"] .v', { hasText: "0.0635" }).waitFor();
    assert.deepEqual(await given(all.filter((number) => number !== digitsOf(secondStep.c))), []);
    await stage.edit(text);
    await stage.page.locator('.cell [data-place="1/c/2/1"] .v', { hasText: "\u25a2" }).waitFor();
    assert.deepEqual(await given(all), []);
  });

  for (const name of ["exercise-trace", "exercise-gradients", "exercise-optimizer"]) {
    it(`leave nothing for axe to find in any theme, nor scroll sideways at 340 pixels: ${name}`, async () => {
      await stage.show(name, { isReduced: true, width: 340 });
      assert.ok(await stage.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.deepEqual(await stage.axeFaultsInEveryTheme(), []);
    });
  }

  it("show one gradient where its explanation is revealed, and leave the others hidden", async () => {
    await stage.show("gradients-small");
    const text = await stage.page.evaluate(() => window.previewCase.text);
    await stage.edit(text.replace(/\}\s*$/, ', "expect": { "exercise": true, "dh": null } }'));
    const aside = stage.page.locator("aside");
    await aside.locator('button[aria-label*="norm of the gradient of c, t = 2"]').click();
    for (const of of ["c", "h"])
      await aside.locator(`.equation [role="button"][aria-label*="gradient of ${of}, unit 1, t = 2"]`).first().click();
    await aside.locator(".answer.blank").waitFor();
    assert.deepEqual(await given(["0.9899", "0.4538"]), []);
    await aside.getByRole("button", { name: "Reveal" }).click();
    await aside.locator(".answer", { hasText: "\u22120.9899" }).waitFor();
    assert.deepEqual(await given(["0.4538"]), [], "the gradient of the step before");
    assert.equal(await aside.getByRole("button", { name: "Reveal" }).count(), 0);
  });

  it("hide gradients, moments and what an update makes of the parameters", async () => {
    await stage.show("exercise-gradients");
    assert.equal(await stage.page.locator("aside .blank").count(), 16);
    assert.match(await stage.text("#table-norms"), /hidden until answered/);
    await stage.show("exercise-optimizer");
    const matrices = await stage.page
      .locator("table.numbers")
      .evaluateAll((tables) =>
        tables.filter((table) => table.querySelector(".blank") !== null).map((table) => (table as HTMLElement).dataset.matrix),
      );
    assert.deepEqual(matrices, ["g", "v1", "vc", "s1", "sc", "w1", "dw"]);
    assert.match((await stage.text("aside")).replaceAll("hidden until answered", ""), /=0\.9·0 \+ 0\.1·▢=▢/);
    assert.deepEqual(await given(["NaN"]), []);
  });
});
