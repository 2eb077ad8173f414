/** How long a person waits for the first trace in VS Code just opened: `npm run bench -- --only cold`; what is printed is Markdown. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { packageExtension } from "../../.build/package.mjs";
import { startVSCode } from "../host/launcher/startVSCode.mjs";
import { median } from "./measure.mjs";
import { load } from "./report.mjs";

/** Windows opened for each: nothing of an extension runs before it is asked for. */
const rounds = 7;

/** @typedef {Awaited<ReturnType<typeof startVSCode>>} Code */
/** What is asked for in the explorer's menu, and what then stands on the screen. @typedef {{ file: string, entry: string, heading: string, also: string }} Wanted */

/** @param {string} file @returns {Wanted} */
const trace = (file) => ({ file, entry: "Open Trace to the Side", heading: file, also: "main canvas[data-strip]" });

/** VS Code's own, which opens no text beside it. @type {Wanted} */
const markdown = { file: "note.md", entry: "Open Preview", heading: "A note", also: "p" };

/** Milliseconds to what is asked for first, whose click also starts its extension, and to what is asked for then. @param {string} vsix @param {readonly Wanted[]} wanted */
async function inOneWindow(vsix, wanted) {
  const code = await startVSCode({ extension: vsix });
  try {
    writeFileSync(path.join(code.folder, markdown.file), `# ${markdown.heading}\n\nA line.\n`);
    // VS Code goes on starting for some seconds after its folder is in sight.
    await code.page.waitForTimeout(6000);
    const times = [];
    for (const one of wanted) {
      times.push(await openFromExplorer(code, one));
      await code.page.waitForTimeout(2000);
    }
    return times;
  } finally {
    await code.close();
  }
}

/** From the click on the explorer's menu to the drawing on the screen. @param {Code} code @param {Wanted} wanted */
async function openFromExplorer({ page }, { file, entry, heading, also }) {
  await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: file }).click({ button: "right" });
  const item = page.locator(".monaco-menu .action-item").filter({ hasText: new RegExp(`^${entry}`) });
  await item.waitFor();
  await page.waitForTimeout(500);
  const clicked = performance.now();
  await item.click();
  for (const deadline = clicked + 60_000; ; ) {
    for (const frame of page.frames()) {
      if (await frame.evaluate(isDrawn, { heading, also }).catch(() => false)) return performance.now() - clicked;
    }
    if (performance.now() > deadline) throw new Error(`${file} was not drawn within a minute`);
    await page.waitForTimeout(20);
  }
}

/** Runs in every frame: whether it shows what is wanted, on the screen. @param {{ heading: string, also: string }} wanted */
async function isDrawn({ heading, also }) {
  const isThis = document.querySelector("h1")?.textContent?.includes(heading) ?? false;
  if (!isThis || document.querySelector(also) === null) return false;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return true;
}

/** Measures, and gives the table. @returns {Promise<string>} */
export async function coldReport() {
  const folder = mkdtempSync(path.join(tmpdir(), "unroll-cold-"));
  /** @type {number[][]} first and second trace, and the peer */
  const times = [[], [], []];
  const loads = [load()];
  try {
    const vsix = path.join(folder, "unroll.vsix");
    await packageExtension(vsix);
    for (let round = 0; round < rounds; round++) {
      const [first, second] = await inOneWindow(vsix, [trace("worked-example.lstm.json"), trace("latch-48.lstm.json")]);
      const [peer] = await inOneWindow(vsix, [markdown]);
      for (const [index, ms] of [first, second, peer].entries()) times[index].push(ms);
      loads.push(load());
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const range = `${Math.min(...loads).toFixed(2)} to ${Math.max(...loads).toFixed(2)}`;
  return [
    `${cpus()[0].model.trim()}, ${cpus().length} cores, load average ${range}; ${rounds} windows each.`,
    "",
    "| from the click to the drawing on the screen | median, ms | all, ms |",
    "| --- | --- | --- |",
    row("a first trace beside its text, the extension not yet started", times[0]),
    row("a second", times[1]),
    row("VS Code's own Markdown preview, alone, its extension not yet started", times[2]),
  ].join("\n");
}

/** @param {string} what @param {readonly number[]} all */
function row(what, all) {
  return `| ${what} | ${median([...all]).toFixed(0)} | ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} |`;
}
