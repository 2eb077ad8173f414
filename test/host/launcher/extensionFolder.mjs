/** Puts the built extension into a folder of its own, so that VS Code meets it without the sources around it. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../.build/install.mjs";

/**
 * Makes `folder`, with copies of what is built: VS Code knows an extension by where its files really lie, and gives one whose files are links the interface of
 * none, which sends no buffers to a panel. Without its Node entry VS Code can only run the extension in the web worker.
 * @param {string} folder
 * @param {{ nodeEntry: boolean }} options
 */
export function copyExtension(folder, { nodeEntry }) {
  mkdirSync(folder, { recursive: true });
  const { main, ...manifest } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(nodeEntry ? { ...manifest, main } : manifest));
  const tests = path.join(root, "dist/test");
  for (const name of ["dist", "media", "package.nls.json"]) {
    const from = path.join(root, name);
    if (existsSync(from))
      cpSync(from, path.join(folder, name), { recursive: true, filter: (file) => file !== tests && !file.endsWith(".map") });
  }
  return folder;
}

/** Installs the built extension into VS Code's extensions folder. @param {string} extensionsFolder */
export function installCopy(extensionsFolder) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  copyExtension(path.join(extensionsFolder, `${publisher}.${name}-${version}`), { nodeEntry: true });
}
