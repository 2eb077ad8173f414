/** Frames of the panel's page under stepping, scrolling and dragging: how long apart, how much of a processor each took, how many bytes the page was sent. */
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../host/launcher/chromium.mjs";
import { cases } from "../../host/preview/cases.js";
import type { PreviewCase } from "../../host/preview/host.js";
import { openPreview, settled } from "../../host/preview/open.js";
import { paintingReport } from "./painting.js";
import { watchProcessor } from "./processor.js";

/** Frames measured of each. */
const frames = 240;

type Act = (page: Page) => Promise<void>;

interface Doing {
  readonly size: string;
  readonly of: PreviewCase;
  /** By what is done: what is set up to be done in each frame. */
  readonly acts: Readonly<Record<string, Act>>;
}

interface Measured {
  /** Milliseconds from one frame to the next. */
  readonly apart: readonly number[];
  readonly bytes: number;
  readonly drawn: number;
}

/** 512 units that run on their own for 10,000 steps, in a file of some megabytes. */
function large(): PreviewCase {
  let seed = 7;
  const next = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.round(((seed / 2 ** 32 - 0.5) / 8) * 1e4) / 1e4;
  };
  const H = 512;
  const vector = (): number[] => Array.from({ length: H }, next);
  const parameters = Object.fromEntries(
    ["f", "i", "c", "o"].flatMap((k) => [
      [`U_${k}`, Array.from({ length: H }, vector)],
      [`b_${k}`, vector()],
    ]),
  );
  return { fileName: "large.lstm.json", text: JSON.stringify({ cell: "lstm", parameters, steps: 10_000 }), t: 5000 };
}

/** Does something in every frame, inside the page, where no message to it delays the frames. */
function inEveryFrame(act: string): Act {
  return (page) => page.evaluate(`window.actInFrame = (k) => { ${act} }`) as Promise<void>;
}

const step = inEveryFrame(
  'document.body.dispatchEvent(new KeyboardEvent("keydown", { key: k % 80 < 40 ? "ArrowRight" : "ArrowLeft", bubbles: true }));',
);
const scroll = inEveryFrame('document.querySelector(".scroller").scrollLeft += 37;');
const drag = inEveryFrame(`
  const at = (type, x) => new PointerEvent(type, { pointerId: 1, isPrimary: true, button: 0, clientX: x, clientY: 5, bubbles: true });
  document.documentElement.setPointerCapture = () => undefined;
  if (k === 0) document.querySelector("aside .grip").dispatchEvent(at("pointerdown", 500));
  dispatchEvent(at("pointermove", 505 + 60 * Math.sin(k / 10)));`);

const measureInPage = `(async () => {
  const apart = [];
  const bytes = window.preview.bytesSent;
  const asked = window.preview.supposing.asked;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let last = await frame();
  for (let k = 0; k < ${frames}; k++) {
    window.actInFrame(k);
    const now = await frame();
    apart.push(now - last);
    last = now;
  }
  return { apart, bytes: window.preview.bytesSent - bytes, drawn: window.preview.supposing.asked - asked };
})()`;

async function measureOne(browser: Browser, { size, of, acts }: Doing): Promise<readonly string[]> {
  const opened = performance.now();
  const page = await openPreview(browser, of, { width: 1400, theme: "dark", patience: 300_000 });
  await page.waitForSelector("main .cell", { timeout: 300_000 });
  const first = performance.now() - opened;
  const processorTime = await watchProcessor(page);
  const rows: string[] = [];
  for (const [what, act] of Object.entries(acts)) {
    await settled(page);
    await act(page);
    const before = await processorTime();
    const measured = (await page.evaluate(measureInPage)) as Measured;
    rows.push(rowOf(`${size}: ${what}`, first, measured, ((await processorTime()) - before) / frames));
  }
  await page.context().close();
  return rows;
}

const at = (values: readonly number[], share: number): string =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)].toFixed(1);

function rowOf(what: string, first: number, { apart, bytes, drawn }: Measured, processor: number): string {
  const times = [processor.toFixed(1), at(apart, 0.5), at(apart, 0.95)];
  return row([what, first.toFixed(0), ...times, (bytes / frames / 1000).toFixed(1), drawn > 0 ? `${drawn} of ${frames}` : "–"]);
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** A row for each thing done, as Markdown. */
export async function measure(): Promise<string> {
  const [long, small, heatMap] = [cases.long(), cases["small-t2"](), large()];
  const moving = { "a step a frame": step, scrolling: scroll };
  const dragging = { "dragging a parameter": drag };
  const all: readonly Doing[] = [
    { size: "worked example", of: small, acts: dragging },
    { size: "H = 48, T = 120", of: cases.heat(), acts: dragging },
    { size: "H = 4, T = 100,000", of: long, acts: moving },
    { size: "H = 512, T = 10,000", of: heatMap, acts: moving },
  ];
  const browser = await launchChromium();
  const rows: string[] = [];
  let painting = "";
  try {
    painting = await paintingReport(browser, heatMap);
    for (const doing of all) rows.push(...(await measureOne(browser, doing)));
  } finally {
    await browser.close();
  }
  const head = [
    "the panel, 1400 wide",
    "opened after, ms",
    "processor time a frame, ms",
    "frames apart, ms",
    "95th of 100",
    "kB a frame",
    "values drawn",
  ];
  return [row(head), row(head.map(() => "---")), ...rows, "", painting].join("\n");
}
