/** `npm start`, as a person runs it: it serves VS Code with the examples, and Ctrl+C ends every process. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launchChromium } from "../launcher/chromium.mjs";
import { panelFrame } from "../launcher/windowPage.mjs";
import { shows } from "../support/frame.js";
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

  it("prints an address at which VS Code shows the examples, and Unroll their traces", async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(address() ?? "");
      await page.locator(".explorer-folders-view").getByText("worked-example.lstm.json").waitFor({ timeout: 60_000 });
      await page.keyboard.press("Control+Shift+X");
      await page.locator(".extension-list-item").getByText("Unroll").first().waitFor();
      await page.keyboard.press("Control+Shift+E");
      await page.locator(".explorer-folders-view").getByText("worked-example.lstm.json").click();
      await page.locator(".codelens-decoration a").getByText("Open Trace to the Side").click();
      const panel = await panelFrame(page);
      await shows(panel, "f", "0.7685");
      await shows(panel, "loss", "0.9799");
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

describe("npm start with words of its own", () => {
  let scratch: string;
  let folder: string;
  let output = "";

  /** `npm start -- WORDS`, with commands of ours before those of the machine, each of which notes what it is called with. */
  function start(words: readonly string[], commands: readonly string[]): ChildProcess {
    const bin = path.join(scratch, "bin");
    mkdirSync(bin, { recursive: true });
    for (const name of commands)
      writeFileSync(path.join(bin, name), `#!/bin/sh\nprintf '%s\\n' "$@" > "${noteOf(name)}"\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, DISPLAY: ":0" };
    const child = spawn("npm", ["start", "--", ...words], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    return child;
  }
  const noteOf = (name: string) => path.join(scratch, `${name}.txt`);
  const noted = (name: string) => (existsSync(noteOf(name)) ? readFileSync(noteOf(name), "utf8").trim().split("\n") : null);

  before(() => {
    scratch = mkdtempSync(path.join(tmpdir(), "unroll-start-test-"));
    folder = path.join(scratch, "mine");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "own.lstm.json"), "{}");
  });
  after(() => rmSync(scratch, { recursive: true }));

  it("opens the folder named, in the browser there is", async () => {
    const child = start([folder], ["xdg-open"]);
    try {
      const [address] = await until("the browser", () => noted("xdg-open"), 120_000);
      assert.ok(output.includes(`${folder} open`) && output.includes(address), output);
      const browser = await launchChromium();
      try {
        const page = await browser.newPage();
        await page.goto(address);
        await page.locator(".explorer-folders-view").getByText("own.lstm.json").waitFor({ timeout: 60_000 });
      } finally {
        await browser.close();
      }
    } finally {
      const exit = once(child, "exit");
      process.kill(-(child.pid as number), "SIGINT");
      await exit;
    }
    assert.ok(existsSync(path.join(folder, "own.lstm.json")), "the folder itself is opened, and stays");
  });

  it("opens a window of the code command at hand with --desktop, and ends with it", async () => {
    const child = start([folder, "--desktop"], ["code"]);
    const [code] = await once(child, "exit");
    assert.equal(code, 0, output);
    assert.deepEqual(noted("code"), ["--new-window", "--wait", `--extensionDevelopmentPath=${process.cwd()}`, folder]);
  });

  it("says so where there is no such folder", async () => {
    const child = start([path.join(scratch, "nowhere")], []);
    const [code] = await once(child, "exit");
    assert.equal(code, 1);
    assert.ok(output.includes(`There is no folder ${path.join(scratch, "nowhere")}.`), output);
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
