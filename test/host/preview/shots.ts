/** Pictures of the panel in its states: `node test/host/preview/shots.mjs FOLDER [CASE…] [--widths 700,1400] [--themes light,dark]`. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { launchChromium } from "../launcher/chromium.mjs";
import { cases } from "./cases.js";
import { openPreview, settled } from "./open.js";
import { brokenExample } from "./problems.js";
import type { ThemeName } from "./themes.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { widths: { type: "string", default: "700,1400" }, themes: { type: "string", default: "light,dark" } },
});
const [folder, ...wanted] = positionals;
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(cases)) {
    for (const theme of values.themes.split(",") as ThemeName[]) {
      for (const width of values.widths.split(",").map(Number)) await shoot(name, theme, width);
    }
  }
} finally {
  await browser.close();
}

async function shoot(name: string, theme: ThemeName, width: number): Promise<void> {
  const page = await openPreview(browser, cases[name](), { width, theme });
  if (name === "fault") {
    await page.evaluate((text) => window.preview.edit(text), brokenExample);
    await settled(page);
  }
  await page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`), fullPage: true });
  const failures = await page.evaluate(() => window.preview.failures);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (failures.length > 0 || sideways > 0)
    console.error(`${name} ${theme} ${width}: sideways ${sideways}; ${failures.slice(0, 3).join("; ")}`);
  await page.context().close();
}
