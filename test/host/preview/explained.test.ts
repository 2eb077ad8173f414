/** The panel's page without VS Code: explanations of gradients and updates, and what the text's cursor feeds. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { Stage } from "./stage.js";

describe("the panel's page", () => {
  const stage = new Stage();
  const rows = () => stage.page.locator(".terms tbody tr").count();

  describe("explains gradients", () => {
    it("with the largest terms of a long sum and their numbers, the others unfolded when asked for", async () => {
      await stage.show("gradients-long-sum");
      await stage.page.waitForSelector(".terms");
      assert.equal(await rows(), 7);
      assert.equal(await stage.page.locator(".terms .put-in").count(), 6);
      const before = await stage.text(".terms tfoot .n");
      await stage.page.locator(".unfold").focus();
      await stage.press("Enter");
      assert.equal(await rows(), 57);
      assert.match(await stage.text(".unfold"), /^137 smaller terms$/);
      assert.equal(await stage.text(".terms tfoot .n"), before);
      await stage.page.locator(".unfold").click();
      await settled(stage.page);
      assert.equal(await rows(), 193, "all of them");
      assert.equal(await stage.page.locator(".unfold").count(), 0);
    });

    it("of the share that is clicked, framed where it stands", async () => {
      await stage.show("gradients-share");
      const [frame, label] = [stage.page.locator(".picked-share"), () => stage.text("aside h2 >> nth=1")];
      assert.match(await label(), /^Share of step 12 in the gradient of U_n 5\.9 %$/);
      const box = await frame.boundingBox();
      assert.ok(box);
      await stage.page.mouse.click(box.x + box.width / 2, box.y + box.height * 1.5);
      await settled(stage.page);
      assert.match(await label(), /^Share of step 12 in the gradient of b_n/);
      await stage.press("ArrowRight");
      assert.match(await label(), /^Share of step 13 in the gradient of b_n/);
    });

    it("of the loss of the sequence, from the head", async () => {
      await stage.show("gradients-explained");
      await stage.page.locator(".loss button").click();
      await settled(stage.page);
      assert.match(await stage.text("aside .answer"), /^0\.5299$/);
    });

    it("again, when the page is opened again", async () => {
      await stage.show("gradients-explained");
      assert.match(await stage.text("aside .answer"), /^−0\.4538$/);
    });

    it("as they are after the edit of a text that still has them, and forgets those that it has no more", async () => {
      await stage.show("gradients-explained");
      const text = await stage.page.evaluate(() => window.previewCase.text);
      await stage.edit(text.replace("[[0.5], [0.8]]", "[[0.5], null]"));
      await stage.page.waitForFunction(() => document.querySelector("aside .answer")?.textContent === "−0.5652");
      await stage.edit(text.replace('"cell": "lstm"', '"cell": "gru"'));
      assert.equal(await stage.page.locator("aside .answer").count(), 1, "a text with faults changes nothing");
    });
  });

  it("goes to the state under a click on an entry's curve", async () => {
    await stage.show("optimizer");
    const curve = stage.page.locator(".entry-curve svg").first();
    const box = await curve.boundingBox();
    assert.ok(box);
    await curve.click({ position: { x: box.width - 5, y: 20 } });
    await settled(stage.page);
    assert.equal(await stage.page.locator(".picker input").inputValue(), "40");
  });

  describe("marks what the text's cursor feeds", () => {
    it("in the Optimizer tab, with the way there", async () => {
      await stage.show("optimizer-fed");
      assert.equal(await stage.page.locator('[data-matrix="w0"] td.fed').count(), 1);
      await stage.page.locator(".in-text").click();
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /\[1,2\]/);
      assert.equal(await stage.page.locator(".in-text").count(), 0);
    });

    it("in the Gradients and the Trace tab", async () => {
      await stage.show("gradients-fed");
      assert.equal(await stage.page.locator(".by-parameter .fed").count(), 1);
      assert.equal(await stage.page.locator(".fed-row").count(), 1);
      await stage.show("trace-fed");
      assert.equal(await stage.page.locator('.fed[data-place="1/x/2/2"]').count(), 1);
      assert.equal(await stage.page.locator(".fed-step").count(), 1);
    });
  });
});
