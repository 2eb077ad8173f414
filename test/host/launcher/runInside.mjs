/** Runs the suites that live inside VS Code's extension host, through @vscode/test-electron. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleTests, testFiles } from "../../../.build/bundleTests.mjs";
import { root } from "../../../.build/install.mjs";
import { onInterrupt } from "../../../.build/interrupt.mjs";
import { isServerPlatform } from "./cache.mjs";
import { desktopDriver } from "./desktop.mjs";

const runner = "test/host/support/run.ts";

/**
 * @param {import("../../../.build/runMocha.mjs").Choice} choice
 * @returns {Promise<import("../../../.build/runMocha.mjs").Counts>}
 */
export async function runInside({ grep, filters }) {
  const files = testFiles("inside", filters);
  if (files.length === 0) return { passed: 0, failed: 0 };
  const { runTests } = await import("@vscode/test-electron");
  const bundle = await bundleTests("inside", [runner, ...files], "cjs");
  const [runnerPath, ...testPaths] = bundle.outputs;
  const scratch = mkdtempSync(path.join(tmpdir(), "unroll-inside-"));
  const folder = path.join(scratch, "examples");
  if (existsSync(path.join(root, "media/examples"))) cpSync(path.join(root, "media/examples"), folder, { recursive: true });
  else mkdirSync(folder);
  const resultFile = path.join(scratch, "result.json");
  const desktop = isServerPlatform ? null : await desktopDriver();
  // runTests passes on no other signal than this one.
  const takeBack = onInterrupt((signal) => signal !== "SIGINT" && process.emit("SIGINT"));
  try {
    await runTests({
      ...(desktop === null ? { vscodeExecutablePath: path.join(root, "test/host/launcher/code.mjs") } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: runnerPath,
      launchArgs: [folder, ...(desktop?.launchArgs ?? [])],
      extensionTestsEnv: {
        UNROLL_TESTS: JSON.stringify({ files: testPaths, grep, resultFile, color: process.stdout.isTTY === true }),
        UNROLL_ROOT: root,
        ...desktop?.env,
      },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    takeBack();
    desktop?.close();
    bundle.remove();
  }
  // No result file means the host ended before the tests did.
  const counts = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, "utf8")) : { passed: 0, failed: 1 };
  rmSync(scratch, { recursive: true, force: true });
  return counts;
}
