/** Drives the desktop VS Code that @vscode/test-electron downloads, where the browser-window one does not run. */
import { createServer } from "node:net";
import { startDriver } from "./driver.mjs";

/**
 * A driver that connects to the desktop window's debugging port once a test calls it.
 * @returns {Promise<{ launchArgs: string[], env: Record<string, string>, close: () => void }>}
 */
export async function desktopDriver() {
  const port = await freePort();
  /** @type {Promise<import("playwright-core").Page> | undefined} */
  let page;
  const driver = await startDriver(() => (page ??= connect(port)));
  return { launchArgs: [`--remote-debugging-port=${port}`], env: driver.env, close: driver.close };
}

/** @param {number} port */
async function connect(port) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts().flatMap((context) => context.pages())[0];
  if (page === undefined) throw new Error("The desktop VS Code shows no window.");
  return page;
}

/** @returns {Promise<number>} */
function freePort() {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
