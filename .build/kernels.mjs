/** Compiles the kernels (AssemblyScript) to WebAssembly and writes them as a module the bundles import: `node .build/kernels.mjs`. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./install.mjs";

const sources = path.join(root, "src/core/kernels/assembly");
const target = path.join(root, "src/core/kernels/binary.ts");

/** Functions that stay functions (file/name): loops that an engine's optimiser takes up one by one. All others are put where they are called. */
const kept = [
  "gemm/pack*",
  "gemm/addMatrixProduct",
  "gemm/add*Tile",
  "gemm/add*Row*",
  "gemv/pack*",
  "gemv/addProduct",
  "gemv/addPanel*",
  "activate/*Into",
  "lstm/lstm*",
  "adam/adam*",
  "numbers/readNumbers",
];

/** Writes src/core/kernels/binary.ts, unless the one there was made from these very sources by this very compiler. */
export async function buildKernels() {
  const stamp = `sources: ${hashOfSources()}`;
  if (existsSync(target) && readFileSync(target, "utf8").includes(stamp)) return;
  const base64 = Buffer.from(await optimised(await compiled())).toString("base64");
  // Written beside and moved, because several runs may build at once.
  const beside = `${target}.${process.pid}`;
  writeFileSync(
    beside,
    `/** Made by .build/kernels.mjs from assembly/: the kernels' WebAssembly in base64 (${stamp}). */\nexport const binary =\n  "${base64}";\n`,
  );
  renameSync(beside, target);
}

/** What decides the result: the sources, this file and the compiler's version. */
function hashOfSources() {
  const hash = createHash("sha256");
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(path.join(sources, name)));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  hash.update(JSON.parse(readFileSync(path.join(root, "node_modules/assemblyscript/package.json"), "utf8")).version);
  return hash.digest("hex").slice(0, 16);
}

/** The module as AssemblyScript makes it, with the functions' names. @returns {Promise<Uint8Array>} */
async function compiled() {
  const { default: asc } = await import("assemblyscript/asc");
  /** @type {Uint8Array | undefined} */
  let module;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--baseDir",
      sources,
      "--outFile",
      "kernels.wasm",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--use",
      "abort=",
      "--debug",
      "-O0",
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) module = /** @type {Uint8Array} */ (contents);
      },
    },
  );
  if (error || !module) throw new Error(`the kernels do not compile: ${error?.message}\n${stderr.toString()}`);
  return module;
}

/** The module optimised, with every function not in `kept` put in place of its calls. @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
async function optimised(bytes) {
  const { default: binaryen } = await import("assemblyscript/binaryen");
  const module = binaryen.readBinary(bytes);
  module.setFeatures(binaryen.Features.SIMD128 | binaryen.Features.BulkMemory);
  for (const name of kept) {
    binaryen.setPassArgument("no-inline", name);
    module.runPasses(["no-inline"]);
  }
  binaryen.clearPassArguments();
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(0x7fffffff);
  module.runPasses(["inlining-optimizing"]);
  for (let round = 0; round < 2; round++) module.optimize();
  binaryen.setDebugInfo(false);
  return module.emitBinary();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
