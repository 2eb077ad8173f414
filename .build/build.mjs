/** Bundles the extension, its server, its panel and the command line into dist/: `node .build/build.mjs [--production]`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./install.mjs";
import { buildKernels } from "./kernels.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

// A bundle in ESM form has no `require`, which the CommonJS packages inside it may still call for Node's own modules.
export const requireForEsm = 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

// jsonc-parser's main is UMD, which bundles to broken requires: its ES modules come first.
/** @type {BuildOptions} */
export const forNode = { platform: "node", target: "node20", mainFields: ["module", "main"] };
/** @type {BuildOptions} */
const forBrowser = { platform: "browser", target: "es2022" };

/** What a worker runs as it is, and Node requires. */
const workerAndModule = { globalName: "unroll", footer: { js: 'if (typeof module === "object") module.exports = unroll;' } };

/**
 * Each bundle: what it is made from, and how. What both hosts share stands in a browser's files; Node's entries take it from there.
 * @type {Record<string, BuildOptions & { entry: string }>}
 */
const bundles = {
  "client.node.cjs": {
    ...{ entry: "src/client/node.ts", ...forNode, format: "cjs", external: ["vscode"] },
    plugins: [sharedWith("./extension.js", "./client.browser.cjs"), languageLibrary("./languageLibrary.cjs")],
  },
  "client.browser.cjs": { entry: "src/client/browser.ts", ...forBrowser, format: "cjs", external: ["vscode"] },
  "languageLibrary.cjs": { entry: "src/client/languageLibrary.ts", ...forBrowser, format: "cjs", external: ["vscode"] },
  "server.node.cjs": {
    ...{ entry: "src/server/node.ts", ...forNode, format: "cjs" },
    plugins: [sharedWith("./server.js", "./server.browser.js")],
  },
  "server.browser.js": { entry: "src/server/browser.ts", ...forBrowser, format: "iife", ...workerAndModule },
  "panel.js": { entry: "src/webview/main.ts", ...forBrowser, format: "iife", loader: { ".css": "text", ".svg": "text" } },
  "cli.mjs": { entry: "src/cli/main.ts", ...forNode, format: "esm", banner: { js: `#!/usr/bin/env node\n${requireForEsm}` } },
};

/**
 * Leaves a module of the entry's out of its bundle, which requires it from another bundle instead.
 * @param {string} module @param {string} bundle @returns {import("esbuild").Plugin}
 */
function sharedWith(module, bundle) {
  return {
    name: "shared",
    setup: (build) =>
      build.onResolve({ filter: /^\./ }, ({ path: imported }) => (imported === module ? { path: bundle, external: true } : undefined)),
  };
}

/**
 * Leaves out what the language client's library does in any host: the library's part for Node takes it from a bundle that exports it.
 * @param {string} bundle @returns {import("esbuild").Plugin}
 */
function languageLibrary(bundle) {
  const exportedAs = { "vscode-languageclient": "languageClient", "vscode-languageserver-protocol": "languageProtocol" };
  return {
    name: "language library",
    setup: (build) => {
      build.onResolve(
        { filter: /^(\.\.\/common\/(api|client)|vscode-languageclient|vscode-languageserver-protocol)$/ },
        ({ path: imported, importer }) => {
          if (imported in exportedAs) return { path: imported, namespace: "library" };
          const isOfLibrary = /[\\/]vscode-[a-z-]+[\\/]lib[\\/]node[\\/]/.test(importer);
          return isOfLibrary ? { path: "vscode-languageclient", namespace: "library" } : undefined;
        },
      );
      build.onLoad({ filter: /./, namespace: "library" }, ({ path: name }) => ({
        contents: `module.exports = require(${JSON.stringify(bundle)}).${exportedAs[/** @type {keyof typeof exportedAs} */ (name)]}();`,
      }));
      build.onResolve({ filter: /./, namespace: "library" }, () => ({ path: bundle, external: true }));
    },
  };
}

/**
 * Builds every bundle whose entry exists, and says which ones do not.
 * @param {{ production?: boolean, dist?: string }} [options] production: minified, without source maps; dist: where to
 * @returns {Promise<boolean>} whether all went well; esbuild has printed what did not
 */
export async function buildAll({ production = false, dist = path.join(root, "dist") } = {}) {
  mkdirSync(dist, { recursive: true });
  // What ends in .js is for workers and pages, and where Node requires it no module of the package's type.
  writeFileSync(path.join(dist, "package.json"), '{ "type": "commonjs" }\n');
  await buildKernels();
  const built = await Promise.all(Object.keys(bundles).map((outfile) => buildOne(outfile, dist, production)));
  return built.every(Boolean);
}

/** Writes media/lstm.schema.json anew from the one definition in src/document. */
async function writeSchema() {
  const { build } = await import("esbuild");
  const entryPoints = ["src/document/schemaJson.ts"];
  const { outputFiles } = await build({ ...forNode, absWorkingDir: root, entryPoints, bundle: true, write: false, format: "esm" });
  const { schemaJson } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
  const target = path.join(root, "media/lstm.schema.json");
  const text = schemaJson();
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
}

/** @param {string} outfile @param {string} dist @param {boolean} production */
async function buildOne(outfile, dist, production) {
  const { entry, ...options } = bundles[outfile];
  if (!existsSync(path.join(root, entry))) {
    console.log(`not built: ${outfile} (there is no ${entry})`);
    return true;
  }
  const target = path.join(dist, outfile);
  if (production) rmSync(`${target}.map`, { force: true });
  const { build } = await import("esbuild");
  const built = build({
    ...options,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: target,
    bundle: true,
    legalComments: "none",
    logLevel: "warning",
    minify: production,
    sourcemap: production ? false : "linked",
    define: { "process.env.NODE_ENV": production ? '"production"' : '"development"' },
  });
  return built.then(
    () => true,
    () => {
      console.error(`build failed: ${outfile}`);
      return false;
    },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeSchema();
  const isBuilt = await buildAll({ production: process.argv.includes("--production") });
  process.exit(isBuilt ? 0 : 1);
}
