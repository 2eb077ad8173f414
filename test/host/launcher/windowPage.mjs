/** The workbench page in Chromium: how to open it, find a panel's frame in it, run a command and check accessibility. */
import path from "node:path";
import { root } from "../../../.build/install.mjs";
import { axeOptions, axeScript } from "./axe.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/**
 * The address at which a server shows VS Code.
 * @param {{ port: number, token: string }} server
 * @param {{ folder?: string, payload?: readonly (readonly [string, string])[] }} [options]
 */
export function windowAddress({ port, token }, { folder, payload = [] } = {}) {
  const query = new URLSearchParams({ tkn: token });
  if (folder !== undefined) query.set("folder", folder);
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** A local path as the browser's VS Code names it. @param {number} port @param {string} file */
export const remotePath = (port, file) => `vscode-remote://127.0.0.1:${port}${file}`;

/**
 * The inner frame of a webview in sight, waited for; `has` (a playwright selector) picks one when several are open.
 * @param {Page} page
 * @param {{ has?: string | null, timeout?: number }} [options]
 * @returns {Promise<Frame>}
 */
export async function panelFrame(page, { has = null, timeout = 60_000 } = {}) {
  const deadline = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      if (await isPanel(frame, has).catch(() => false)) return frame;
    }
    if (Date.now() > deadline) {
      const wanted = has === null ? "" : ` with ${has}`;
      throw new Error(`No panel${wanted} came into sight within ${timeout} ms; there are ${JSON.stringify(await framesOf(page))}`);
    }
    await page.waitForTimeout(30);
  }
}

/** What every frame of the page says, for whoever looks for the reason. @param {Page} page */
function framesOf(page) {
  const said = page.frames().map((frame) => frame.evaluate(() => document.body.innerText.slice(0, 300)).catch(String));
  return Promise.all(said);
}

/** @param {Frame} frame @param {string | null} has */
async function isPanel(frame, has) {
  const outer = frame.parentFrame();
  if (outer === null || outer.parentFrame() === null) return false;
  if ((await (await frame.frameElement()).getAttribute("id")) !== "active-frame") return false;
  if (!(await (await outer.frameElement()).isVisible())) return false;
  return has === null || (await frame.locator(has).count()) > 0;
}

/**
 * Runs a command by its title through the command palette.
 * @param {Page} page
 * @param {string} title such as "Unroll: Step Forward"
 */
export async function runCommand(page, title) {
  const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
  const deadline = Date.now() + 60_000;
  for (;;) {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget .input");
    await input.waitFor();
    await input.fill(`>${title}`);
    // The list is made when the palette opens: a command that is enabled later shows only in the next one.
    const isListed = await row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (isListed) return row.click();
    await page.keyboard.press("Escape");
    if (Date.now() > deadline) throw new Error(`The command palette does not list "${title}".`);
  }
}

/**
 * Picks a colour theme as a person would: in a browser's window VS Code starts with one of its own, whatever the settings say.
 * @param {Page} page
 * @param {string} theme such as "Dark Modern"
 */
export async function pickTheme(page, theme) {
  const picker = page.locator(".quick-input-widget");
  const row = picker.locator(".monaco-list-row").filter({ hasText: theme }).first();
  for (const deadline = Date.now() + 60_000; ; await page.keyboard.press("Escape")) {
    await runCommand(page, "Preferences: Color Theme");
    await picker.locator(".input[placeholder*='Color Theme']").fill(theme);
    // The list holds the themes there are when it opens; they come some time after the window.
    const isListed = await row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (isListed) break;
    if (Date.now() > deadline) throw new Error(`There is no theme "${theme}".`);
  }
  await row.click();
  await picker.waitFor({ state: "hidden" });
}

/**
 * What axe-core finds in a frame: one entry a violated rule.
 * @param {Page | Frame} frame
 * @param {import("./axe.mjs").Rules} [rules]
 * @returns {Promise<{ rule: string, impact: string, help: string, elements: string[] }[]>}
 */
export async function findAccessibilityFaults(frame, rules = "all") {
  const hasAxe = await frame.evaluate(() => "axe" in globalThis);
  if (!hasAxe) await frame.evaluate(axeScript());
  return frame.evaluate(async (/** @type {object} */ wanted) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, wanted);
    return violations.map((/** @type {any} */ { id, impact, help, nodes }) => ({
      rule: id,
      impact,
      help,
      elements: nodes.map((/** @type {any} */ node) => `${node.target.join(" ")}: ${node.html} (${node.failureSummary})`),
    }));
  }, axeOptions(rules));
}

/** Where a named screenshot goes. @param {string} name */
export const screenshotPath = (name) => path.join(root, "test/host/screenshots", `${name}.png`);
