/** The panel's page without VS Code: numbers dragged, typed and stepped to what they are not. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { workedExample } from "./problems.js";
import { Stage } from "./stage.js";

describe("the panel's page, what if", () => {
  const stage = new Stage();
  const loss = () => stage.text("header .loss");
  const bar = () => stage.page.locator(".supposing");
  const field = (name: string) => stage.page.getByRole("spinbutton", { name: `what if ${name}`, exact: true });
  const button = (name: string) => bar().getByRole("button", { name, exact: true });
  const f2 = () => stage.numberAt("1/f/2/1");

  /** Presses on the element, moves by so many pixels in as many moves, and lets go. */
  async function drag(selector: string, by: number, { steps = Math.abs(by), isHeld = false } = {}): Promise<void> {
    await stage.page.locator(selector).first().scrollIntoViewIfNeeded();
    const box = (await stage.page.locator(selector).first().boundingBox()) ?? assert.fail(`no ${selector}`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await stage.page.mouse.move(x, y);
    await stage.page.mouse.down();
    await stage.page.mouse.move(x + by, y, { steps });
    if (!isHeld) await stage.page.mouse.up();
    await settled(stage.page);
  }
  /** The worked example's W_f[1,2] in the equation of f at t = 2. */
  const W_f2 = "aside .equation .draggable >> nth=1";

  it("drags a number of an equation: gate, loss and cell move, and no click comes of it", async () => {
    await stage.show("small-t2");
    await drag(W_f2, -125);
    assert.equal(await f2(), "0.5147");
    assert.match(await loss(), /loss 0\.5299 → 0\.4772/);
    assert.match((await bar().textContent())?.replace(/\s+/g, " ") ?? "", /What if W_f\[1,2\] = 0\.75 was 2 Apply Discard/);
    assert.deepEqual(
      (await stage.events()).filter(({ name }) => name === "reveal"),
      [],
    );
    assert.match(await stage.text("aside .equation .supposed"), /^0\.75$/);
  });

  it("keeps a press that does not move a click, which leads to the number in the file", async () => {
    await stage.show("small-t2");
    await stage.page.locator(W_f2).click();
    await settled(stage.page);
    assert.deepEqual((await stage.events()).filter(({ name }) => name === "reveal").length, 1);
    assert.equal(await bar().count(), 0);
  });

  it("asks once a frame, and for few things at a time, however fast the pointer moves, and ends at the last", async () => {
    await stage.show("small-t2");
    await drag(W_f2, 300, { steps: 300 });
    const { asked, most } = await stage.page.evaluate(() => window.preview.supposing);
    assert.ok(most <= 4, `${most} at a time`);
    assert.ok(asked >= 2 && asked <= 301, `${asked} requests`);
    assert.match((await bar().textContent()) ?? "", /W_f\[1,2\] = 5\b/);
    assert.equal(await field("W_f[1,2]").inputValue(), "5");
  });

  it("moves finer with Shift, takes a drag back with Escape, and is over where it began", async () => {
    await stage.show("small-t2");
    await stage.page.keyboard.down("Shift");
    await drag(W_f2, -25);
    await stage.page.keyboard.up("Shift");
    assert.equal(await field("W_f[1,2]").inputValue(), "1.975");
    await drag(W_f2, 60, { isHeld: true });
    assert.equal(await field("W_f[1,2]").inputValue(), "2.575");
    await stage.press("Escape");
    assert.equal(await field("W_f[1,2]").inputValue(), "1.975");
    await stage.page.mouse.up();
    await stage.page.keyboard.down("Shift");
    await drag(W_f2, 25);
    await stage.page.keyboard.up("Shift");
    assert.equal(await bar().count(), 0);
    assert.match(await loss(), /^loss 0\.5299 mse/);
  });

  it("drags the name beside a field", async () => {
    await stage.show("small-t2");
    await drag("aside .grip >> nth=3", 30);
    assert.equal(await field("b_f[1]").inputValue(), "0.5");
  });

  it("takes what is typed, as it is typed, and gives way to the number where it is none", async () => {
    await stage.show("small-t2");
    await field("W_f[1,2]").fill("0.750");
    await settled(stage.page);
    assert.equal(await field("W_f[1,2]").inputValue(), "0.750");
    assert.equal(await f2(), "0.5147");
    await field("W_f[1,2]").fill("0.75x");
    await settled(stage.page);
    assert.equal(await f2(), "0.5147");
    await field("U_f[1,1]").focus();
    await settled(stage.page);
    assert.equal(await field("W_f[1,2]").inputValue(), "0.75");
  });

  it("steps by the arrows, finer with Shift, and goes back with Escape; the step in time stays", async () => {
    await stage.show("small-t2");
    await field("b_f[1]").focus();
    for (const key of ["ArrowUp", "ArrowUp", "Shift+ArrowDown", "PageDown"]) await stage.press(key);
    assert.equal(await field("b_f[1]").inputValue(), "−0.61");
    assert.equal(await field("b_f[1]").getAttribute("aria-valuenow"), "-0.61");
    assert.equal(await field("b_f[1]").getAttribute("aria-valuetext"), "−0.61, in the file 0.2");
    assert.match(await stage.text(".time"), /t = 2 /);
    await stage.press("Escape");
    assert.equal(await field("b_f[1]").inputValue(), "0.2");
    assert.equal(await bar().count(), 0);
  });

  it("goes back number by number, and says so aloud", async () => {
    await stage.show("what-if-some");
    await stage.page.getByRole("button", { name: "U_o[1,1] back to −1" }).click();
    await settled(stage.page);
    assert.match((await bar().textContent()) ?? "", /W_f\[1,2\].*b_i\[1\].*b_o\[1\]/s);
    await stage.page.waitForFunction(() =>
      document.querySelector("#announcer")?.textContent?.startsWith("what if W_f[1,2] 0.75, b_i[1] −0.35, b_o[1] 0.81: loss 0."),
    );
  });

  it("writes nothing until it is applied, and then just the numbers", async () => {
    await stage.show("what-if");
    assert.equal(await stage.page.evaluate(() => window.preview.text), workedExample);
    await button("Apply").click();
    await settled(stage.page);
    assert.equal(await stage.page.evaluate(() => window.preview.text), workedExample.replace(/(\[\[\s*1,\s*)2/, "$10.75"));
    assert.equal(await bar().count(), 0);
    assert.match(await loss(), /^loss 0\.4772 mse/);
  });

  it("is forgotten on Discard", async () => {
    await stage.show("what-if");
    await button("Discard").click();
    await settled(stage.page);
    assert.equal(await bar().count(), 0);
    assert.equal(await f2(), "0.2330");
    assert.match(await loss(), /^loss 0\.5299 mse/);
  });

  it("stays over an edit, and says what an edit left no place for", async () => {
    await stage.show("what-if");
    await stage.edit(workedExample.replace(/"b_f": \[\s*0\.2\]/, '"b_f": [0.4]'));
    assert.equal(await f2(), "0.5643");
    await field("b_f[1]").fill("0.9");
    await settled(stage.page);
    await stage.edit(workedExample.replace(/, "b_f": \[\s*0\.2\]/, ""));
    assert.match((await bar().textContent()) ?? "", /W_f\[1,2\] = 0\.75.*The file has no b_f\[1\] any more/s);
    await stage.edit(workedExample);
    await field("W_f[1,2]").press("Escape");
    await field("b_f[1]").fill("0.9");
    await settled(stage.page);
    await stage.edit(workedExample.replace(/, "b_f": \[\s*0\.2\]/, ""));
    await button("Dismiss").click();
    await settled(stage.page);
    assert.equal(await bar().count(), 0);
  });

  it("is shown by the Gradients and the Optimizer tab; the answers stay the file's, and it says so", async () => {
    await stage.show("what-if-optimizer");
    assert.match(await stage.text('[data-matrix="w0"]'), /1\.0000\s*0\.7500/);
    assert.equal(await stage.page.locator('[data-matrix="w0"] .supposed').count(), 1);
    const gradient = await stage.text('[data-matrix="g"]');
    await field("W_f[1,2]").fill("2");
    await settled(stage.page);
    assert.notEqual(await stage.text('[data-matrix="g"]'), gradient);
    await drag('[data-matrix="w0"] td >> nth=0', 50);
    assert.match(await stage.text('[data-matrix="w0"]'), /1\.5000\s*2\.0000/);
    await stage.show("what-if-answers");
    assert.match((await bar().textContent()) ?? "", /The answers are checked against the file/);
    assert.match(await stage.text("#answer-7"), /0\.1992 ?0\.2330/);
  });

  it("says at a later update that only the file's own numbers can be supposed", async () => {
    await stage.show("optimizer-trace");
    assert.match(await stage.text("aside"), /show update 0 to try some/);
    assert.equal(await stage.page.locator(".draggable").count(), 0);
  });

  describe("looks right", () => {
    for (const name of ["what-if", "what-if-some", "what-if-optimizer", "what-if-answers"]) {
      it(`with nothing for axe to find in any theme: ${name}`, async () => {
        await stage.show(name, { isReduced: true });
        assert.deepEqual(await stage.axeFaultsInEveryTheme(), []);
      });
    }

    for (const name of ["what-if-some", "what-if-optimizer", "what-if-answers"])
      it(`never scrolling sideways, the bar in sight: ${name}`, () =>
        stage.staysWithin([320, 700, 1400], name, async (at) => {
          const box = (await bar().boundingBox()) ?? assert.fail("no bar");
          assert.equal(Math.round(box.y + box.height), 900, at);
        }));
  });
});
