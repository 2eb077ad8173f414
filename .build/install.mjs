/** Installs the packages the lock file names when they are missing or other versions lie there. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** npm's own command, which is a shell script on Windows. @type {string} */
export const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Makes a folder's node_modules what its package-lock.json says, and does nothing when it already is. */
export function installPackages(folder = root) {
  if (isInstalled(folder)) return;
  console.log(`Installing packages${folder === root ? "" : ` of ${path.relative(root, folder)}`} (npm ci)…`);
  const { status } = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("npm ci failed; its message stands above.");
    process.exit(1);
  }
}

// npm writes the hidden lock last, so a half-finished install has none.
/** @param {string} folder */
function isInstalled(folder) {
  const wanted = lockedPackages(path.join(folder, "package-lock.json"));
  const present = lockedPackages(path.join(folder, "node_modules/.package-lock.json"));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === "" || (present[place] ? present[place].version === version : optional === true),
  );
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | null} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
