/** What every test of the previewed page starts from: a browser and a page a file, which shows one case a test, and no failure left unseen. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { axeOptions, axeScript, type Rules } from "../launcher/axe.mjs";
import { launchChromium } from "../launcher/chromium.mjs";
import { cases } from "./cases.js";
import { openPreview, type PreviewOptions, settled, showPreview } from "./open.js";
import { type ThemeName, themeNames, themeOf } from "./themes.js";

export class Stage {
  #browser: Browser | undefined;
  #page: Page | undefined;
  #scale = 1;

  /** To be made in a `describe`: it opens and closes what its tests need, and after each asks the page what failed. */
  constructor() {
    before(async () => {
      this.#browser = await launchChromium();
    });
    after(() => this.#browser?.close());
    const stage = this;
    afterEach(async function () {
      try {
        await stage.#mustHaveNoFailure();
      } finally {
        if (this.currentTest?.state === "failed") await stage.#close();
      }
    });
  }

  get page(): Page {
    return this.#page ?? assert.fail("nothing is shown");
  }

  /** Shows a case, 1000 pixels wide in the light theme unless told. */
  async show(name: string, options: Partial<PreviewOptions> = {}): Promise<void> {
    await this.#mustHaveNoFailure();
    const { scale, ...whole }: PreviewOptions = { width: 1000, theme: "light", scale: 1, ...options };
    if (this.#page !== undefined && scale === this.#scale) return showPreview(this.#page, cases[name](), whole);
    await this.#close();
    this.#page = await openPreview(this.#browser ?? assert.fail("no browser"), cases[name](), { ...whole, scale });
    this.#scale = scale;
  }

  /** The next case gets a page of its own. */
  async #close(): Promise<void> {
    await this.#page?.context().close();
    this.#page = undefined;
  }

  async #mustHaveNoFailure(): Promise<void> {
    const failures = await this.#page?.evaluate(() => window.preview.failures);
    assert.deepEqual(failures ?? [], [], "nothing failed, and the policy blocked nothing");
  }

  /** The text of the first match, with single spaces. */
  async text(selector: string): Promise<string> {
    return ((await this.page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ").trim();
  }

  /** Opens a case, resizes it to each width in turn, and fails where the page then scrolls sideways; `also` looks at what else must hold there. */
  async staysWithin(widths: readonly number[], name: string, also: (at: string) => Promise<void> = async () => {}): Promise<void> {
    await this.show(name, { width: widths[0] });
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: 900 });
      await settled(this.page);
      const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${name} at ${width} pixels`);
      await also(`${name} at ${width} pixels`);
    }
  }

  /** Gives the open page another theme, as VS Code does. */
  async setTheme(theme: ThemeName): Promise<void> {
    const { className, variables } = themeOf(theme);
    const unset = Object.fromEntries(themeNames.flatMap((other) => Object.keys(themeOf(other).variables)).map((name) => [name, "initial"]));
    await this.page.evaluate(
      ([name, values]) => {
        document.body.className = name;
        for (const [variable, value] of Object.entries(values)) document.documentElement.style.setProperty(`--vscode-${variable}`, value);
      },
      [className, { ...unset, ...variables }] as const,
    );
    // Another theme asks nothing of the host: it is heard of, and drawn a frame later.
    await this.page.evaluate(() => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))));
  }

  /** What axe-core finds in the page as it stands; an empty list is what one wants. */
  async axeFaults(rules: Rules = "all"): Promise<readonly string[]> {
    await this.page.evaluate(axeScript());
    const { violations } = (await this.page.evaluate(`axe.run(document, ${JSON.stringify(axeOptions(rules))})`)) as {
      violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    };
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

  /** The same in all four themes, one after the other: between themes it is the colours that differ. */
  async axeFaultsInEveryTheme(): Promise<readonly string[]> {
    const faults = [...(await this.axeFaults())];
    for (const theme of themeNames) {
      await this.setTheme(theme);
      faults.push(...(await this.axeFaults("colours")).map((fault) => `${theme}: ${fault}`));
    }
    return faults;
  }

  /** What the page has told the host. */
  events(): Promise<readonly { name: string; detail: unknown }[]> {
    return this.page.evaluate(() => window.preview.events as { name: string; detail: unknown }[]);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await settled(this.page);
  }

  /** Types a new text into the file. */
  async edit(text: string): Promise<void> {
    await this.page.evaluate((changed) => window.preview.edit(changed), text);
    await settled(this.page);
  }

  /** The number the cell's drawing shows of a place, such as `1/f/2/1`: layer, quantity, t, unit. */
  async numberAt(place: string): Promise<string> {
    return (await this.page.locator(`.cell [data-place="${place}"] .v`).first().textContent()) ?? "";
  }
}
