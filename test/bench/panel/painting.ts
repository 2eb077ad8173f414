/** What drawing a panel anew takes, beside uPlot with as many lines: processor time of the page's thread. */
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { PreviewCase } from "../../host/preview/host.js";
import { openPreview } from "../../host/preview/open.js";
import { made } from "../../host/preview/problems.js";
import { watchProcessor } from "./processor.js";

const lengths = [1000, 10_000, 100_000];
const units = 8;
/** The strips of an LSTM without targets: f, i, c̃, o, c, h. */
const quantities = 6;
const rounds = 31;

/** Runs what draws, and waits until the browser has taken it to the screen. */
const timesOf = async (page: Page, draw: string): Promise<number> => {
  const processorTime = await watchProcessor(page);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await processorTime();
    await page.evaluate(`(async () => {
      ${draw}
      for (let k = 0; k < 3; k++) await new Promise((resolve) => requestAnimationFrame(resolve));
    })()`);
    times.push((await processorTime()) - before);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
};

/** Scrolled by more than a screen, to and fro, every strip in sight is painted anew. */
const repaint = `
    const scroller = document.querySelector(".scroller");
    window.middle ??= scroller.scrollLeft;
    window.isAway = !window.isAway;
    scroller.scrollLeft = window.middle + (window.isAway ? 1300 : 0);`;

async function panel(browser: Browser, of: PreviewCase): Promise<number> {
  const page = await openPreview(browser, of, { width: 1400, theme: "dark", patience: 300_000 });
  await page.waitForSelector("main canvas[data-strip]", { timeout: 300_000 });
  // What is asked of the host on the way there is asked for once.
  await timesOf(page, repaint);
  const time = await timesOf(page, repaint);
  await page.context().close();
  return time;
}

async function uPlot(browser: Browser, T: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent("<!DOCTYPE html><body></body>");
  await page.addScriptTag({ path: path.resolve("test/bench/node_modules/uplot/dist/uPlot.iife.min.js") });
  await page.evaluate(`
    const t = Float64Array.from({ length: ${T} }, (_, k) => k + 1);
    window.data = [t, ...Array.from({ length: ${units} }, (_, unit) => t.map((at) => Math.sin(at / (7 + unit))))];
    window.options = { width: 900, height: 70, scales: { x: { time: false } }, legend: { show: false }, cursor: { show: false },
      series: [{}, ...Array.from({ length: ${units} }, (_, unit) => ({ stroke: \`hsl(\${unit * 45} 70% 50%)\` }))] };`);
  const time = await timesOf(
    page,
    `
    for (const chart of window.charts ?? []) chart.destroy();
    window.charts = Array.from({ length: ${quantities} }, () => new uPlot(window.options, window.data, document.body));`,
  );
  await page.context().close();
  return time;
}

const lines = (T: number): PreviewCase => ({
  fileName: "lines.lstm.json",
  text: made({ cell: "lstm", D: 1, H: units, T, K: 0, targetEvery: 0, seed: 3 }),
  t: T >> 1,
});

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** As Markdown; `heatMap` is the case of 512 × 10,000. */
export async function paintingReport(browser: Browser, heatMap: PreviewCase): Promise<string> {
  const own: number[] = [];
  const peer: number[] = [];
  for (const T of lengths) {
    own.push(await panel(browser, lines(T)));
    peer.push(await uPlot(browser, T));
  }
  const ms = (times: readonly number[]): readonly string[] => times.map((time) => time.toFixed(1));
  const head = ["drawing anew, ms of processor time", ...lengths.map((T) => `T = ${T.toLocaleString("en")}`)];
  return [
    row(head),
    row(head.map(() => "---")),
    row([`the panel with all that is in it, ${quantities} strips of ${units} lines, the steps in sight`, ...ms(own)]),
    row([`uPlot, ${quantities} charts of ${units} lines and nothing else, all steps`, ...ms(peer)]),
    row(["uPlot's by the panel's", ...peer.map((time, k) => `${(time / own[k]).toFixed(2)}×`)]),
    row(["the panel, heat maps of 512 units", "–", (await panel(browser, heatMap)).toFixed(1), "–"]),
  ].join("\n");
}
