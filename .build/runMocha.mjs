/** Runs a suite of plain Node tests in a process of its own. */
import { fork } from "node:child_process";
import path from "node:path";
import { bundleTests, testFiles } from "./bundleTests.mjs";
import { root } from "./install.mjs";
import { onInterrupt } from "./interrupt.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {{ grep?: string | undefined, filters: readonly string[] }} Choice which tests to run */

/** Suites that compute and wait for nothing: two of their files run at a time. */
const computing = new Set(["unit", "property"]);

/**
 * Bundles and runs one suite; a suite that ends without counts has failed once.
 * @param {"unit" | "property" | "golden" | "latex" | "window"} suite
 * @param {Choice} choice
 * @param {number} timeout milliseconds a test may take
 * @returns {Promise<Counts>}
 */
export async function runMocha(suite, { grep, filters }, timeout) {
  const files = testFiles(suite, filters);
  if (files.length === 0) return { passed: 0, failed: 0 };
  const bundle = await bundleTests(suite, files, "esm");
  try {
    return await inChild({ files: bundle.outputs, grep, timeout, jobs: computing.has(suite) ? 2 : 1 });
  } finally {
    bundle.remove();
  }
}

/** @param {{ files: string[], grep: string | undefined, timeout: number, jobs: number }} work @returns {Promise<Counts>} */
function inChild(work) {
  const child = fork(path.join(root, ".build/mocha.mjs"), [JSON.stringify(work)], { cwd: root, execArgv: ["--enable-source-maps"] });
  const takeBack = onInterrupt(() => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    /** @type {Counts} */
    let counts = { passed: 0, failed: 1 };
    child.on("message", (message) => {
      counts = /** @type {Counts} */ (message);
    });
    child.on("exit", () => {
      takeBack();
      resolve(counts);
    });
  });
}
