#!/usr/bin/env node
/** Stands in for VS Code's executable: opens the window in Chromium, runs --extensionTestsPath in it and exits with the tests' code. */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import { cacheFolder } from "./cache.mjs";
import { launchChromium } from "./chromium.mjs";
import { startDriver } from "./driver.mjs";
import { startServer } from "./server.mjs";
import { remotePath, windowAddress } from "./windowPage.mjs";

const longestRun = 15 * 60_000;
/** What the window and the extension host log, kept when the tests fail. */
const logFile = path.join(cacheFolder, "logs", `${process.pid}.log`);

/** @param {string} name */
const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

async function main() {
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const development = option("extensionDevelopmentPath");
  const tests = option("extensionTestsPath");
  if (folder === undefined || development === undefined || tests === undefined) {
    console.error("Usage: code.mjs FOLDER --extensionDevelopmentPath=… --extensionTestsPath=…");
    return 2;
  }
  const interrupted = new Promise((resolve) => {
    // `on`, for Ctrl+C comes twice: from the terminal, and from runTests.
    process.on("SIGINT", () => resolve(130));
    process.on("SIGTERM", () => resolve(143));
  });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const driver = await startDriver(async () => page);
  const server = await startServer({ env: driver.env, trusted: true });
  try {
    const finished = /** @type {Promise<number>} */ (
      new Promise((resolve, reject) => {
        interrupted.then(resolve);
        page.on("crash", () => reject(new Error("The window's page crashed.")));
        setTimeout(reject, longestRun, new Error(`The tests took longer than ${longestRun / 60_000} minutes.`)).unref();
        page.exposeFunction("codeAutomationLog", logLine);
        page.exposeFunction("codeAutomationExit", resolve);
      })
    );
    const payload = /** @type {[string, string][]} */ ([
      ["skipWelcome", "true"],
      ["extensionDevelopmentPath", remotePath(server.port, development)],
      ["extensionTestsPath", remotePath(server.port, tests)],
    ]);
    await page.goto(windowAddress(server, { folder, payload }));
    return await finished;
  } finally {
    driver.close();
    await browser.close();
    await server.close();
  }
}

/** @param {string} type @param {unknown[]} args */
function logLine(type, args) {
  appendFileSync(logFile, `${type} ${format(...args)}\n`);
}

mkdirSync(path.dirname(logFile), { recursive: true });
main()
  .catch((error) => {
    console.error(error);
    return 1;
  })
  .then((code) => {
    if (code === 0) rmSync(logFile, { force: true });
    else console.error(`The window's log: ${path.relative(process.cwd(), logFile)}`);
    process.exit(code);
  });
