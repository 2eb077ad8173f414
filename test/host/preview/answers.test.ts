/** The panel's page without VS Code: the Answers tab. */
import assert from "node:assert/strict";
import { settled } from "./open.js";
import { workedExample } from "./problems.js";
import { slippedSheet } from "./sheets.js";
import { Stage } from "./stage.js";

describe("the panel's page, its answers", () => {
  const stage = new Stage();
  const tab = () => stage.text("#tab-answers");
  const row = (index: number) => stage.page.locator(`#answer-${index}`);
  const rowText = async (index: number) =>
    (await row(index).locator("th, td").allTextContents())
      .map((cell) => cell.replace(/\s+/g, " ").trim())
      .filter((cell) => cell !== "")
      .join(" ");
  const marked = (index: number) => row(index).locator(".claimed .differs").allTextContents();
  const events = async (name: string) => (await stage.events()).filter((event) => event.name === name).map(({ detail }) => detail);
  const button = (name: string) => stage.page.locator("aside").getByRole("button", { name });

  describe("stand in a tab", () => {
    it("that says how many are right, where the file has any", async () => {
      await stage.show("answers-clean");
      assert.equal(await tab(), "Answers 15/15");
      assert.equal(await stage.page.locator("#tab-answers .off").count(), 0);
      await stage.show("optimizer");
      assert.equal(await stage.page.locator("#tab-answers").count(), 0);
    });

    it("and follow the text, staying as they were while it has faults", async () => {
      await stage.show("answers-slip");
      assert.equal(await tab(), "Answers 9/15");
      await stage.edit(slippedSheet.replace("0.2497", "0.2498"));
      assert.equal(await tab(), "Answers 8/15");
      assert.match(await rowText(1), /i1 0\.2498 0\.2497 .* last digit/);
      await stage.edit(slippedSheet.slice(0, -3));
      assert.equal(await tab(), "Answers 8/15");
      assert.ok(await stage.page.locator("#tabpanel").evaluate((element) => (element as HTMLElement).inert));
      await stage.edit(workedExample);
      assert.equal(await stage.page.locator("#tab-answers").count(), 0);
    });
  });

  describe("stand row by row", () => {
    it("explained from the left, the right ones too", async () => {
      await stage.show("answers-clean");
      await row(2).click();
      await settled(stage.page);
      const [said, equation] = [stage.page.locator("aside .answer-block p").first(), stage.page.locator("aside .equation .rhs").first()];
      for (const one of [said, equation])
        assert.match(await one.evaluate((element) => getComputedStyle(element).textAlign), /^(start|left)$/);
    });

    it("with the verdicts of a narrow panel as icons, which are said in words", async () => {
      await stage.show("answers-slip", { width: 290 });
      const words = row(0).locator(".verdict > span").last();
      assert.equal(await words.getAttribute("class"), "reader");
      assert.equal((await words.textContent())?.trim(), "right");
      const [icon, table] = [await row(0).locator(".verdict .icon").boundingBox(), await stage.page.locator(".claims").boundingBox()];
      assert.ok(icon && table && icon.x + icon.width <= 290 && table.width <= 290 - 24, JSON.stringify([icon, table]));
    });

    it("all right on a clean sheet", async () => {
      await stage.show("answers-clean");
      assert.match(await stage.text("main h2"), /^15 answers: 15 right$/);
      assert.match(await rowText(0), /^t = 1 f1 0\.7685 0\.7685 0\.768525 right$/);
      assert.match(await rowText(9), /c̃2 −0\.5875 −0\.5875/);
      assert.equal(await stage.page.locator(".differs").count(), 0);
      assert.match(await stage.text("aside"), /^Every answer is right\./);
      await row(0).click();
      await settled(stage.page);
      assert.match((await stage.text("aside .equation")).replace(/\s/g, ""), /σ\(1·1\+2·0\+0\.5·0\+0\.2\).*=0\.7685$/);
    });

    it("a last digit told quietly", async () => {
      await stage.show("answers-last-digit");
      assert.equal(await tab(), "Answers 14/15");
      assert.deepEqual(await marked(6), ["8"]);
      assert.match(await rowText(6), /loss1 0\.0798 0\.0799 0\.079854 −0\.000054 last digit: cut off, not rounded$/);
      assert.match(await stage.text("aside h2"), /^loss1 last digit$/);
      assert.match(await stage.text("aside"), /The last digit is off: cut off, not rounded\./);
      assert.ok(await button("Put 0.0799 into the File").isVisible());
    });

    it("the first wrong one as the headline, what follows from it muted and leading to it", async () => {
      await stage.show("answers-slip");
      const headline = stage.page.locator("aside h2").first();
      assert.match((await headline.textContent()) ?? "", /First wrong: f2/);
      assert.deepEqual(await headline.evaluate((h2) => [getComputedStyle(h2).fontSize, getComputedStyle(h2).fontWeight]), ["15px", "600"]);
      assert.deepEqual(await marked(7), ["1992"]);
      assert.match(await rowText(7), /wrong, the first wrong step$/);
      assert.match(await rowText(10), /c2 −0\.2245 −0\.2169 −0\.216881 −0\.007619 follows from f2$/);
      assert.match(await stage.text("aside"), /Claimed 0\.1992, computed 0\.2330\. The claimed number is what leaving out bf gives\./);
      assert.match(await stage.text("aside"), /c2, h2, loss2 and loss are worked out correctly from the wrong f2/);
      await row(10).click();
      await settled(stage.page);
      assert.match(await stage.text("aside h2"), /^c2 follows$/);
      await row(10).locator(".root").click();
      await settled(stage.page);
      assert.equal(await row(7).getAttribute("aria-selected"), "true");
    });

    it("the three faults of the grader's sheet, each with its slip", async () => {
      await stage.show("answers-graders");
      assert.equal(await tab(), "Answers 10/15");
      assert.deepEqual(await stage.page.locator("tr.wrong").evaluateAll((rows) => rows.map(({ id }) => id)), [
        "answer-0",
        "answer-10",
        "answer-14",
      ]);
      assert.deepEqual(await marked(0), ["311"]);
      const told: string[] = [];
      for (const index of [0, 10, 14]) {
        await row(index).click();
        await settled(stage.page);
        told.push(((await stage.text("aside .answer-block p")).split("is what ")[1] ?? "").replace(" gives.", ""));
      }
      assert.deepEqual([told[0], told.every((slip) => slip.length > 3)], ["leaving out bf", true], told.join("; "));
    });

    it("the blanks of an exercise without what is computed", async () => {
      await stage.show("answers-exercise");
      assert.match(await stage.text("main h2"), /^7 answers: 1 right, 1 wrong, 5 blank$/);
      assert.match(await rowText(3), /^t = 2 f2 blank to be filled in$/);
      await row(3).click();
      await settled(stage.page);
      assert.doesNotMatch(await stage.text("aside"), /0\.23/);
      assert.doesNotMatch(await stage.page.locator(".body").innerHTML(), /0\.2330|0\.23302/);
      assert.match(await stage.text("aside .equation"), /σ\(1·0\.5 .*=\s*▢hidden until answered$/);
      assert.equal(await button("Reveal").count(), 1);
    });

    it("what is not checked with its reason", async () => {
      await stage.show("answers-unchecked");
      assert.match(await rowText(2), /loss 0\.53 not checked: there is no loss without targets$/);
      assert.equal(await tab(), "Answers 2/3");
    });

    it("of a stack by layer, of an update entry by entry", async () => {
      await stage.show("answers-stack");
      assert.match(await rowText(0), /^t = 1 layer 1’s f1\[1\]/);
      await stage.show("answers-stack", { width: 440 });
      assert.match(await rowText(0), /^t = 1 1: f1\[1\]/);
      await stage.show("answers-adam");
      assert.match(await rowText(0), /^update 1 V of W\[1,1\] −0\.165 −0\.165/);
      assert.match(await stage.text("aside h2"), /W\[1,2\] after the update/);
      assert.equal(await button("In the trace").count(), 0);
    });
  });

  describe("are gone through by the keys", () => {
    it("row by row, Enter leading to the number in the text", async () => {
      await stage.show("answers-graders");
      const table = stage.page.getByRole("grid");
      await table.focus();
      assert.notEqual(await row(0).evaluate((tr) => getComputedStyle(tr).outlineStyle), "none");
      await stage.press("ArrowDown");
      assert.equal(await table.getAttribute("aria-activedescendant"), "answer-1");
      assert.match(await stage.text("aside h2"), /^i1 right$/);
      await stage.press("End");
      await stage.press("ArrowUp");
      assert.equal(await table.getAttribute("aria-activedescendant"), "answer-13");
      await stage.press("Enter");
      assert.deepEqual(await events("reveal"), [{ path: ["expect", "loss_t", 1] }]);
      assert.match(await stage.text(".time"), /t = 2 /, "the keys are the table's, not the step's");
    });

    it("through thousands, of which only those in sight are drawn", async () => {
      await stage.show("answers-long");
      const ids = () =>
        stage.page.locator("tr[data-index]").evaluateAll((rows) => rows.map((tr) => Number((tr as HTMLElement).dataset.index)));
      assert.equal(await stage.page.getByRole("grid").getAttribute("aria-rowcount"), "5001");
      assert.ok((await ids()).length <= 140);
      assert.equal(await row(0).evaluate((tr) => tr.getBoundingClientRect().height), 24);
      await stage.page.getByRole("grid").focus();
      await stage.press("ArrowDown");
      assert.match(await rowText(701), /t = 702 h702/);
      await stage.press("End");
      assert.match(await rowText(4999), /h5000/);
      assert.ok((await ids()).length <= 140);
      const inSight = await row(4999).evaluate((tr) => {
        const box = tr.closest(".sheet")?.getBoundingClientRect();
        return box !== undefined && tr.getBoundingClientRect().bottom <= box.bottom + 1 && tr.getBoundingClientRect().top >= box.top;
      });
      assert.ok(inSight);
      await stage.page.getByRole("button", { name: "Go to the first wrong" }).click();
      await settled(stage.page);
      assert.match(await rowText(700), /wrong, the first wrong step/);
      await stage.page.locator(".sheet").evaluate((sheet) => {
        sheet.scrollTop = 60_000;
      });
      await settled(stage.page);
      assert.ok((await ids()).includes(2500));
      assert.match(await rowText(2500), /h2501 .*right$/);
    });
  });

  describe("lead", () => {
    it("to the number in the text, and to the value in the trace at its step", async () => {
      await stage.show("answers-graders");
      await button("In the text").click();
      await settled(stage.page);
      assert.deepEqual(await events("reveal"), [{ path: ["expect", "f", 0, 0] }]);
      await button("In the trace").click();
      await settled(stage.page);
      assert.equal(await stage.page.locator("#tab-trace").getAttribute("aria-selected"), "true");
      assert.match(await stage.text(".time"), /t = 1 /);
      assert.match(await stage.text("aside h2"), /Forget gate at t = 1/);
    });

    it("to the file's own trace, whatever update is shown", async () => {
      await stage.show("answers-trained");
      assert.equal(await tab(), "Answers 14/15");
      assert.match(await rowText(7), /0\.1992 0\.2330/);
      await button("In the trace").click();
      await settled(stage.page);
      assert.equal(await stage.page.getByRole("spinbutton", { name: "update shown" }).inputValue(), "0");
      assert.match(await stage.text("aside .answer"), /0\.2330/);
    });

    it("to the computed value in place of the one claimed", async () => {
      await stage.show("answers-slip");
      await button("Put 0.2330 into the File").click();
      await stage.page.waitForFunction(() => window.preview.events.some((event) => (event as { name: string }).name === "putComputed"));
      await settled(stage.page);
      const [put] = (await events("putComputed")) as { revision: number; index: number }[];
      assert.equal(put.index, 7);
      assert.ok(put.revision > 0);
      assert.match(await rowText(7), /f2 0\.2330 0\.2330 0\.233028 right$/);
      assert.match(await stage.text("aside h2"), /First wrong: c2/);
    });
  });

  describe("look right", () => {
    for (const name of ["answers-slip", "answers-stack", "answers-adam", "answers-long", "answers-exercise"])
      it(`never scrolling sideways: ${name}`, () => stage.staysWithin([350, 440, 700, 1000, 1260, 1600], name));

    for (const name of ["answers-slip", "answers-exercise", "answers-long", "answers-adam"]) {
      it(`with nothing for axe to find in any theme: ${name}`, async () => {
        await stage.show(name, { isReduced: true });
        assert.deepEqual(await stage.axeFaultsInEveryTheme(), []);
      });
    }
  });
});
