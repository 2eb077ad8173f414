/** Lets tests inside the extension host drive the window: answers their calls over HTTP on 127.0.0.1, kept out of that host's event loop. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { stripVTControlCharacters } from "node:util";
import { findAccessibilityFaults, panelFrame, runCommand, screenshotPath } from "./windowPage.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */
/** @typedef {{ panel: boolean, has: string | null, call: string, args: any[] }} Call one request, as test/host/support/window.ts sends it */

const timeout = 20_000;

/** What can be done to one element, by playwright's name for it. */
const elementCalls = new Set([
  ...[
    "click",
    "dblclick",
    "hover",
    "focus",
    "fill",
    "press",
    "pressSequentially",
    "dispatchEvent",
    "scrollIntoViewIfNeeded",
    "selectOption",
  ],
  ...["innerText", "textContent", "inputValue", "getAttribute", "isVisible", "isEnabled", "boundingBox", "waitFor"],
]);

/** Everything else: on the frame asked for, or on the page it is in. @type {Record<string, (page: Page, frame: Frame, ...args: any[]) => unknown>} */
const calls = {
  count: (_page, frame, selector) => frame.locator(selector).count(),
  texts: (_page, frame, selector) => frame.locator(selector).allInnerTexts(),
  waitForText: (_page, frame, selector, text) =>
    frame
      .locator(selector)
      .filter({ hasText: toPattern(text) })
      .first()
      .waitFor({ timeout }),
  evaluate: (_page, frame, source, argument) => frame.evaluate(`(${source})(${JSON.stringify(argument)})`),
  waitForFunction: (_page, frame, source, argument) =>
    frame.waitForFunction(`(${source})(${JSON.stringify(argument)})`, undefined, { timeout }).then(() => null),
  accessibilityFaults: (_page, frame, rules) => findAccessibilityFaults(frame, rules),
  keyboardPress: (page, _frame, key) => page.keyboard.press(key),
  keyboardType: (page, _frame, text) => page.keyboard.type(text),
  command: (page, _frame, title) => runCommand(page, title),
  resize: (page, _frame, width, height) => page.setViewportSize({ width, height }),
  emulateMedia: (page, _frame, media) => page.emulateMedia(media),
  screenshot: async (page, frame, name) => {
    const file = screenshotPath(name);
    if (frame === page.mainFrame()) await page.screenshot({ path: file });
    else await (await /** @type {Frame} */ (frame.parentFrame()).frameElement()).screenshot({ path: file });
    return file;
  },
};

/** @param {string | { source: string, flags: string }} text */
const toPattern = (text) => (typeof text === "string" ? text : new RegExp(text.source, text.flags));

/**
 * Starts answering; `getPage` is asked once the first call comes.
 * @param {() => Promise<Page>} getPage
 * @returns {Promise<{ env: Record<string, string>, close: () => void }>} what the extension host's environment needs
 */
export async function startDriver(getPage) {
  const token = randomBytes(16).toString("hex");
  const server = createServer(async (request, response) => {
    const answer = (/** @type {number} */ status, /** @type {unknown} */ body) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== token) return answer(403, { error: "wrong token" });
    try {
      let body = "";
      for await (const chunk of request) body += chunk;
      answer(200, { value: (await perform(getPage, JSON.parse(body))) ?? null });
    } catch (error) {
      answer(200, { error: stripVTControlCharacters(error instanceof Error ? error.message : String(error)) });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { env: { UNROLL_DRIVER: `http://127.0.0.1:${port}`, UNROLL_DRIVER_TOKEN: token }, close };
}

/** @param {() => Promise<Page>} getPage @param {Call} call */
async function perform(getPage, { panel, has, call, args }) {
  // What the tests print needs no window, which may not be there yet.
  if (call === "print") return console.log(args[0]);
  const page = await getPage();
  const frame = panel ? await panelFrame(page, { has }) : page.mainFrame();
  if (elementCalls.has(call)) {
    const [selector, ...rest] = args;
    const element = /** @type {any} */ (frame.locator(selector).first());
    // isVisible answers at once; every other call takes its timeout among the options, which come last.
    return call === "isVisible" ? element.isVisible() : element[call](...withTimeout(rest));
  }
  if (!Object.hasOwn(calls, call)) throw new Error(`The driver knows no call "${call}".`);
  return calls[call](page, frame, ...args);
}

/** @param {any[]} args */
function withTimeout(args) {
  const last = args.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !Array.isArray(last);
  return hasOptions ? [...args.slice(0, -1), { timeout, ...last }] : [...args, { timeout }];
}
