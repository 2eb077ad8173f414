/** `npm start`, as a person runs it: it serves VS Code with the examples, and Ctrl+C ends every process. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { launchChromium } from "../launcher/chromium.mjs";
import { until } from "../support/until.js";

/** Every process below the start carries this in its environment, whoever its parent is by then. */
const mark = `UNROLL_START_TEST=${randomUUID()}`;

describe("npm start", () => {
  let start: ChildProcess;
  let output = "";

  before(async () => {
    const [name = "", value] = mark.split("=");
    const env = { ...process.env, [name]: value, DISPLAY: "", WAYLAND_DISPLAY: "" };
    // A group of its own is what a terminal gives it, and what Ctrl+C reaches.
    start = spawn("npm", ["start"], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [start.stdout, start.stderr]) stream?.on("data", (chunk) => (output += chunk));
    await until("the address", () => address() || start.exitCode !== null, 120_000);
    assert.equal(start.exitCode, null, output);
  });

  after(() => {
    if (start.exitCode === null && start.signalCode === null) process.kill(-(start.pid as number), "SIGKILL");
  });

  const address = () => /http:\/\/127\.0\.0\.1:\S+/.exec(output)?.[0];

  it("prints an address at which VS Code shows the examples and Unroll", async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(address() ?? "");
      await page.locator(".explorer-folders-view").getByText("worked-example.lstm.json").waitFor({ timeout: 60_000 });
      await page.keyboard.press("Control+Shift+X");
      await page.locator(".extension-list-item").getByText("Unroll").first().waitFor();
    } finally {
      await browser.close();
    }
  });

  it("lets nobody in who does not have the address", async () => {
    const { origin } = new URL(address() ?? "");
    assert.equal((await fetch(origin)).status, 403);
  });

  it("ends with every process it started on Ctrl+C, and leaves no files behind", async () => {
    const opened = /with Unroll, (\S+) open/.exec(output)?.[1] ?? "";
    assert.ok(existsSync(opened), output);
    assert.ok(marked().length > 2, "the server's processes carry the mark");
    const exit = once(start, "exit");
    process.kill(-(start.pid as number), "SIGINT");
    await exit;
    await until("all processes to end", () => marked().length === 0);
    assert.ok(!existsSync(opened), opened);
  });
});

/** The ids of processes that carry the mark. */
function marked(): string[] {
  return readdirSync("/proc").filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readFileSync(`/proc/${id}/environ`, "latin1").split("\0").includes(mark);
    } catch {
      return false; // it has ended meanwhile, or is not ours to read
    }
  });
}
