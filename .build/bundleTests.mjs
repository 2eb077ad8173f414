/** Finds a suite's test files by pattern and bundles them into a folder of their own under dist/test/. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { forNode, requireForEsm } from "./build.mjs";
import { root } from "./install.mjs";
import { buildKernels } from "./kernels.mjs";

/** Where each suite's files lie; `deep` looks into sub-folders. */
export const suites = {
  unit: [{ folder: "test/unit", deep: true }],
  property: [{ folder: "test/property", deep: true }],
  golden: [{ folder: "test/golden", deep: true }],
  latex: [{ folder: "test/latex", deep: true }],
  inside: [{ folder: "test/host", deep: false }],
  window: [
    { folder: "test/host/window", deep: true },
    { folder: "test/host/preview", deep: true },
  ],
};

/**
 * The suite's test files relative to the root, sorted; only those whose path holds one of `filters`, when there are any.
 * @param {keyof typeof suites} suite
 * @param {readonly string[]} filters
 */
export function testFiles(suite, filters) {
  const all = suites[suite].flatMap(({ folder, deep }) => list(folder, deep)).sort();
  return filters.length === 0 ? all : all.filter((file) => filters.some((filter) => file.includes(filter)));
}

/** @param {string} folder @param {boolean} deep @returns {string[]} */
function list(folder, deep) {
  /** @type {import("node:fs").Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch {
    return []; // a suite nobody has written yet
  }
  return entries.flatMap((entry) => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return deep ? list(inside, deep) : [];
    return entry.name.endsWith(".test.ts") ? [inside] : [];
  });
}

/**
 * Plain .mjs files find things from where they lie, so tests import them in place. @type {import("esbuild").Plugin}
 */
const plainModules = {
  name: "plain-modules",
  setup(build) {
    build.onResolve({ filter: /^\..*\.mjs$/ }, ({ path: relative, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, relative)).href,
      external: true,
    }));
  },
};

/**
 * Bundles test files so that stacks name the sources; the folder is new each time, so runs side by side do not meet.
 * @param {string} suite
 * @param {readonly string[]} files
 * @param {"esm" | "cjs"} format the extension host requires its tests, so they are CommonJS
 * @returns {Promise<{ folder: string, outputs: string[], remove(): void }>}
 */
export async function bundleTests(suite, files, format) {
  const { build } = await import("esbuild");
  await buildKernels();
  mkdirSync(path.join(root, "dist/test"), { recursive: true });
  const folder = mkdtempSync(path.join(root, "dist/test", `${suite}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const extension = format === "esm" ? ".mjs" : ".cjs";
  try {
    await build({
      ...forNode,
      absWorkingDir: root,
      entryPoints: [...files],
      outdir: folder,
      outbase: root,
      outExtension: { ".js": extension },
      bundle: true,
      format,
      splitting: format === "esm",
      sourcemap: "linked",
      external: ["vscode", "mocha", "playwright-core", "axe-core", "esbuild"],
      plugins: [plainModules],
      loader: { ".css": "text", ".svg": "text" },
      logLevel: "warning",
      ...(format === "esm" ? { banner: { js: requireForEsm } } : {}),
    });
  } catch (error) {
    remove();
    throw error;
  }
  const outputs = files.map((file) => path.join(folder, file.replace(/\.ts$/, extension)));
  return { folder, outputs, remove };
}
