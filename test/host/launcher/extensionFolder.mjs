/** Puts the built extension into a folder of its own, so that VS Code meets it without the sources around it. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../.build/install.mjs";

/**
 * Makes `folder`, with links to what is built. Without its Node entry VS Code can only run the extension in the web worker.
 * @param {string} folder
 * @param {{ nodeEntry: boolean }} options
 */
export function linkExtension(folder, { nodeEntry }) {
  mkdirSync(folder, { recursive: true });
  const { main, ...manifest } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(nodeEntry ? { ...manifest, main } : manifest));
  for (const name of ["dist", "media", "package.nls.json"]) {
    if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(folder, name));
  }
  return folder;
}

/** Installs the built extension into VS Code's extensions folder. @param {string} extensionsFolder */
export function installLinked(extensionsFolder) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  linkExtension(path.join(extensionsFolder, `${publisher}.${name}-${version}`), { nodeEntry: true });
}
