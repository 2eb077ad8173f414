/** How the panel's page keeps up, in a browser of its own: `node test/bench/panel.mjs`; what is printed is Markdown. */
import { pathToFileURL } from "node:url";
import { bundleTests } from "../../.build/bundleTests.mjs";

/** Measures, and gives the table. @returns {Promise<string>} */
export async function panelReport() {
  const { outputs, remove } = await bundleTests("preview", ["test/bench/panel/frames.ts"], "esm");
  try {
    /** @type {typeof import("./panel/frames.js")} */
    const { measure } = await import(pathToFileURL(outputs[0]).href);
    return await measure();
  } finally {
    remove();
  }
}
