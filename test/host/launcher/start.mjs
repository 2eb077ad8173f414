/** Shows Unroll in VS Code, on a machine with nothing but Node and git: `npm start [-- FOLDER] [-- --desktop]`. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../../../.build/build.mjs";
import { installPackages, root } from "../../../.build/install.mjs";
import { installServer, isServerPlatform } from "./cache.mjs";

async function main() {
  const { values, positionals } = parseArgs({ options: { desktop: { type: "boolean" } }, allowPositionals: true });
  const wanted = positionals[0] === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]);
  if (wanted !== undefined && !existsSync(wanted)) return fail(`There is no folder ${wanted}.`);
  installPackages();
  if (!(await buildAll())) return fail("The build failed; its messages stand above.");
  const scratch = mkdtempSync(path.join(tmpdir(), "unroll-start-"));
  const folder = wanted ?? copyOfExamples(scratch);
  try {
    if (values.desktop) return await (await import("./startDesktop.mjs")).startOwnDesktop(folder);
    if (!isServerPlatform) return await (await import("./startDesktop.mjs")).startDownloadedDesktop(folder, scratch);
    installServer();
    return await (await import("./startBrowser.mjs")).startInBrowser(folder, wanted === undefined);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The examples, where edits do not reach the repository. @param {string} scratch */
function copyOfExamples(scratch) {
  const folder = path.join(scratch, "examples");
  const examples = path.join(root, "media/examples");
  if (existsSync(examples)) cpSync(examples, folder, { recursive: true });
  else mkdirSync(folder);
  return folder;
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  return 1;
}

process.exit(await main());
