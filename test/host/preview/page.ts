/** The preview's script: a host for the case named by the page, then the real page's own script. */
import { type PreviewCase, PreviewHost } from "./host.js";

declare global {
  interface Window {
    /** Put there before this script runs. */
    previewCase: PreviewCase;
    preview: PreviewHost;
  }
}

const host = new PreviewHost(window.previewCase);
window.preview = host;
Object.assign(globalThis, { acquireVsCodeApi: () => host.api });
await host.ready();
await import("../../../src/webview/main.js");
