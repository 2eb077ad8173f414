/** Opens the panel's page in a browser without VS Code, under the policy VS Code's page has. */
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { panelHtml, styleSheets, type Translation } from "../../../src/client/panelHtml.js";
import type { PreviewCase, PreviewHost } from "./host.js";
import { type ThemeName, themeOf } from "./themes.js";

declare global {
  interface Window {
    preview: PreviewHost;
    /** What the host has sent, where that is kept. */
    sent: unknown[];
  }
}

const origin = "http://panel.invalid";
let script: Promise<string> | undefined;

/** The page's script with the preview's host in it; bundled once a run. */
function bundled(): Promise<string> {
  script ??= build({
    entryPoints: ["test/host/preview/page.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    logLevel: "warning",
  }).then(({ outputFiles }) => outputFiles[0].text);
  return script;
}

export interface PreviewOptions {
  readonly width: number;
  readonly height?: number;
  readonly theme: ThemeName;
  readonly isReduced?: boolean;
  /** Zoom of the window: 2 is 200 %. */
  readonly scale?: number;
  /** What the page speaks; English unless told. */
  readonly translation?: Translation;
  /** How long the first drawing may take, in milliseconds; 30 s unless told. */
  readonly patience?: number;
}

/** A page of its own with a case in it. */
export async function openPreview(browser: Browser, preview: PreviewCase, options: PreviewOptions): Promise<Page> {
  const page = await browser.newPage({ deviceScaleFactor: options.scale ?? 1 });
  await showPreview(page, preview, options);
  return page;
}

/** Shows a case in a page in place of what it showed before, in half the time that a page of its own takes; the scale stays. */
export async function showPreview(page: Page, preview: PreviewCase, options: Omit<PreviewOptions, "scale">): Promise<void> {
  await page.mouse.move(-1, -1);
  await page.setViewportSize({ width: options.width, height: options.height ?? 900 });
  await page.emulateMedia({ reducedMotion: options.isReduced ? "reduce" : "no-preference" });
  const files: Readonly<Record<string, { readonly body: string; readonly contentType: string }>> = {
    "/": { body: shell(preview, options), contentType: "text/html" },
    ...Object.fromEntries(
      styleSheets.map((sheet) => [`/${sheet}`, { body: readFileSync(`media/${sheet}`, "utf8"), contentType: "text/css" }]),
    ),
    "/panel.js": { body: await bundled(), contentType: "text/javascript" },
  };
  await page.unrouteAll();
  await page.route(`${origin}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file ? route.fulfill(file) : route.fulfill({ status: 404 });
  });
  await page.goto(`${origin}/`);
  await page.waitForSelector("header h1", { timeout: options.patience ?? 30_000 });
  await settled(page);
}

/** Keeps what the host sends, so that its words can be told from the page's own. */
const keepsSent = 'window.sent = []; addEventListener("message", ({ data }) => window.sent.push(data));';

/** VS Code sets the variables on the root element by script, which the policy allows; here a sheet stands in for that. */
function shell(preview: PreviewCase, { theme, translation }: PreviewOptions): string {
  const given = [`window.previewCase = ${JSON.stringify(preview).replaceAll("<", "\\u003c")};`, ...(translation ? [keepsSent] : [])];
  const { className, variables } = themeOf(theme);
  const sheet = `:root{${Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}:${value}`)
    .join(";")}}`;
  return (
    panelHtml(
      {
        ...{ cspSource: origin, script: `${origin}/panel.js`, title: "Trace", translation },
        styles: styleSheets.map((sheet) => `${origin}/${sheet}`),
      },
      "preview",
    )
      .replace("<body>", `<body class="${className}">`)
      // The host of the preview computes inside the page; VS Code's own does not.
      .replace("script-src ", "script-src 'wasm-unsafe-eval' ")
      .replace("style-src http", "style-src 'nonce-preview' http")
      .replace('<script nonce="preview" src', '<script type="module" nonce="preview" src')
      .replace("</head>", () => `<style nonce="preview">${sheet}</style><script nonce="preview">${given.join("\n")}</script></head>`)
  );
}

/** Until the page has drawn what it was sent and asked for. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let quiet = 0, last = ""; quiet < 9; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = document.body.textContent;
      quiet = now === last ? quiet + 1 : 0;
      last = now;
    }
  });
}
