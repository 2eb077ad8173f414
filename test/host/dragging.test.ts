/** A parameter dragged in VS Code: how many of the values on the way are shown, and that the last one is. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { closeAll, open, run, worked } from "./support/traceFiles.js";
import { until } from "./support/until.js";
import { panel, print } from "./support/window.js";

const latch = readFileSync(path.join(process.env.UNROLL_ROOT ?? "", "media/examples/latch-48.lstm.json"), "utf8");

const frames = 240;

/** In the page: drags the first number of What if to and fro, a little in each frame. */
async function drag(count: number): Promise<{ shown: number; apart: number; value: string }> {
  const at = (type: string, clientX: number) =>
    new PointerEvent(type, { pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX, clientY: 5, bubbles: true });
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const explained = () => document.querySelector("aside .answer")?.getAttribute("title");
  // A real pointer cannot be captured by an event made up, and need not be.
  document.documentElement.setPointerCapture = () => undefined;
  document.querySelector("aside .grip")?.dispatchEvent(at("pointerdown", 500));
  const times = [await frame()];
  let [shown, before] = [0, explained()];
  for (let k = 0; k < count; k++) {
    dispatchEvent(at("pointermove", 500 + Math.round(60 * Math.sin((k + 1) / 10))));
    times.push(await frame());
    if (explained() !== before) shown++;
    before = explained();
  }
  dispatchEvent(at("pointerup", 507));
  const apart = times.slice(1).map((time, k) => time - times[k]);
  const value = document.querySelector<HTMLInputElement>("aside .supposed input")?.value ?? "";
  return { shown, apart: apart.sort((a, b) => a - b)[count >> 1], value };
}

describe("a drag", () => {
  afterEach(closeAll);

  for (const [name, text] of [
    ["worked-example", worked],
    ["latch-48", latch],
  ] as const) {
    it(`through ${name} shows what comes of its values on the way, and of the last`, async () => {
      const { uri, editor } = await open(`dragged-${name}.lstm.json`, text);
      await run("goToStep", uri, 2);
      await panel().waitFor("aside .grip");
      const { shown, apart, value } = await panel().evaluate(drag, frames);
      await print(`${name}: ${shown} values shown in ${frames} frames of a drag, ${apart.toFixed(1)} ms apart`);
      assert.ok(shown > frames / 20, `${shown}`);
      await panel().click('.supposing button:has-text("Apply")');
      await until("the text", () => editor.document.getText() !== text);
      const [before, after] = [text, editor.document.getText()].map((each) => each.match(/-?\d[\d.eE+-]*/g) ?? []);
      const others = after.filter((number, at) => number !== before[at]);
      assert.deepEqual(others.map(Number), [Number(value.replace("\u2212", "-"))], "the last value dragged to, and no other number");
    });
  }
});
