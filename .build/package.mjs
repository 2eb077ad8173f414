/** Makes unroll-VERSION.vsix with what it needs and nothing else, the same bytes every time: `node .build/package.mjs`. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll } from "./build.mjs";
import { installPackages, root } from "./install.mjs";

/** What goes in besides dist/ and the manifest. */
const contents = ["media", "package.nls.json", "README.md", "CHANGELOG.md", "LICENSE"];
/** The date of every file in the package, in seconds: the clock would make each package another one. */
const sourceDate = "1767225600";

/**
 * Builds for production and packages, in a scratch folder.
 * @param {string} target where the .vsix goes
 */
export async function packageExtension(target) {
  const stage = mkdtempSync(path.join(tmpdir(), "unroll-package-"));
  try {
    if (!(await buildAll({ production: true, dist: path.join(stage, "dist") })))
      throw new Error("The build failed; its messages stand above.");
    const pictures = readmePictures();
    for (const name of contents) {
      const from = path.join(root, name);
      if (existsSync(from)) cpSync(from, path.join(stage, name), { recursive: true, filter: (file) => !pictures.has(file) });
    }
    const {
      devDependencies: _tools,
      scripts: _scripts,
      private: _private,
      ...manifest
    } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    writeFileSync(path.join(stage, "package.json"), JSON.stringify(manifest, null, 2));
    await runVsce(stage, path.resolve(target));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The pictures the README shows where the repository is read; VS Code shows none from inside a package. */
function readmePictures() {
  const shown = readFileSync(path.join(root, "README.md"), "utf8").matchAll(/media\/[\w/-]+\.png/g);
  return new Set([...shown].map(([file]) => path.join(root, file)));
}

/** @param {string} folder @param {string} target */
async function runVsce(folder, target) {
  const args = ["package", "--out", target, "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
  const env = { ...process.env, SOURCE_DATE_EPOCH: sourceDate };
  const { status, stdout, stderr } = spawnSync(await recentNode(), [vsce, ...args], { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`vsce failed:\n${stdout}${stderr}`);
}

/** A Node of 22 or newer, which vsce asks for: this one, or the one that VS Code's server runs under. */
async function recentNode() {
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  const { cached, installServer, isServerPlatform } = await import("../test/host/launcher/cache.mjs");
  if (!isServerPlatform) throw new Error("Packaging needs Node 22 or newer; run it with that.");
  installServer();
  return cached.node;
}

async function main() {
  installPackages();
  const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const target = path.join(root, `${name}-${version}.vsix`);
  await packageExtension(target);
  console.log(`${path.basename(target)}: ${Math.ceil(statSync(target).size / 1000)} kB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
