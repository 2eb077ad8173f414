/** Real VS Code for tests that stand outside it: reload, Restricted Mode, the installed package, the web worker host. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../../.build/install.mjs";
import { launchChromium } from "./chromium.mjs";
import { copyExtension } from "./extensionFolder.mjs";
import { startServer } from "./server.mjs";
import { findAccessibilityFaults, panelFrame, pickTheme, remotePath, runCommand, screenshotPath, windowAddress } from "./windowPage.mjs";

/**
 * @typedef {object} Options
 * @property {string} [extension] "source" (as this repository stands built) or the path of a .vsix, which is installed
 * @property {"node" | "worker"} [host] the worker host sees only the `browser` entry; it goes with "source"
 * @property {string} [folder] copied to a scratch folder, which is opened; media/examples unless told
 * @property {boolean} [trusted] false opens the folder in Restricted Mode
 * @property {string} [theme] the colour theme's name as the picker has it, such as "Dark Modern"
 * @property {number} [width] pixels
 * @property {number} [height] pixels
 * @property {Record<string, unknown>} [settings] user settings
 */

/** What is not asked for otherwise. */
const usual = {
  extension: "source",
  host: "node",
  folder: path.join(root, "media/examples"),
  trusted: true,
  theme: "",
  width: 1280,
  height: 800,
};

/**
 * Starts VS Code and waits until the workbench shows the folder. Close it in an `after`.
 * @param {Options} [options]
 */
export async function startVSCode(options = {}) {
  const { extension, host, folder, trusted, theme, width, height } = { ...usual, ...options };
  const scratch = mkdtempSync(path.join(tmpdir(), "unroll-window-"));
  const opened = path.join(scratch, path.basename(folder));
  cpSync(folder, opened, { recursive: true });
  const vsix = extension === "source" ? {} : { vsix: path.resolve(root, extension) };
  const server = await startServer({ trusted, settings: options.settings ?? {}, ...vsix });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(60_000);

  const development = host === "worker" ? copyExtension(path.join(scratch, "extension"), { nodeEntry: false }) : root;
  /** @type {[string, string][]} */
  const payload = [["skipWelcome", "true"]];
  if (extension === "source") payload.push(["extensionDevelopmentPath", remotePath(server.port, development)]);
  const close = async () => {
    await browser.close();
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await page.goto(windowAddress(server, { folder: opened, payload }));
    await waitForWorkbench(page);
    if (theme !== "") await pickTheme(page, theme);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    page,
    /** The scratch folder that is open. */
    folder: opened,
    /** The panel's inner frame once it is in sight. @param {string} [has] a selector that tells panels apart */
    panelFrame: (has) => panelFrame(page, { has: has ?? null }),
    /** Runs a command by its title, such as "Unroll: Reset". @param {string} title */
    command: (title) => runCommand(page, title),
    /** Opens a file of the folder in a text editor. @param {string} name */
    openFile: (name) => openFile(page, name),
    /** What axe-core finds. @param {import("playwright-core").Frame} [frame] the workbench unless told */
    accessibilityFaults: (frame) => findAccessibilityFaults(frame ?? page),
    /** Saves test/host/screenshots/NAME.png. @param {string} name */
    screenshot: (name) => page.screenshot({ path: screenshotPath(name) }),
    /**
     * Waits until the window has stored what it will need after a reload, which it does when it is idle: the panel with the file's trace, and what
     * the extension keeps, with this text in it, where it is to keep something.
     * @param {string} name of the file @param {string} [text]
     */
    stored: async (name, text) => {
      const wanted = [{ key: "memento/workbench.parts.editor", text: `\\"title\\":\\"${name}\\"` }];
      if (text !== undefined) wanted.push({ key: "unroll.unroll", text });
      const areStored = () => Promise.all(wanted.map((entry) => page.evaluate(isStored, entry)));
      for (const deadline = Date.now() + 60_000; (await areStored()).includes(false); await page.waitForTimeout(100)) {
        if (Date.now() > deadline) throw new Error(`The window has not stored the panel of ${name} and ${text ?? "nothing else"}.`);
      }
    },
    /** Reloads the window and waits for the workbench. */
    reload: async () => {
      await page.reload();
      await waitForWorkbench(page);
    },
    close,
  };
}

/** @param {import("playwright-core").Page} page */
const waitForWorkbench = (page) => page.locator(".explorer-folders-view").waitFor({ timeout: 60_000 });

/** @param {import("playwright-core").Page} page @param {string} name */
async function openFile(page, name) {
  await page.keyboard.press("Control+P");
  const input = page.locator(".quick-input-widget .input");
  await input.waitFor();
  await input.fill(name);
  await page
    .locator(".quick-input-list .monaco-list-row")
    .filter({ hasText: path.basename(name) })
    .first()
    .click();
  await page
    .locator(".tab.active")
    .filter({ hasText: path.basename(name) })
    .first()
    .waitFor();
}

/** Runs in the page: whether this entry of the window's storage holds the text. @param {{ key: string, text: string }} wanted */
async function isStored({ key, text }) {
  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await result(indexedDB.open(name));
    const stores = [...database.objectStoreNames].filter((store) => store === "ItemTable");
    const entries = await Promise.all(stores.map((store) => result(database.transaction(store).objectStore(store).get(key))));
    database.close();
    if (entries.some((entry) => String(entry).includes(text))) return true;
  }
  return false;
}
