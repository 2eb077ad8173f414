/** Checks types and style: every tsconfig.json with tsc, and Biome, side by side: `node .build/check.mjs`. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./install.mjs";
import { buildKernels } from "./kernels.mjs";

/** Every tsconfig below src and test, with at least one source beside it. */
function projects() {
  const folders = [".build", "test", ...readdirSync(path.join(root, "src")).map((name) => `src/${name}`)];
  return folders.flatMap((folder) => {
    const names = readdirSync(path.join(root, folder));
    if (folder.startsWith("src/") && !names.some((name) => name.endsWith(".ts"))) return [];
    return names.filter((name) => /^tsconfig.*\.json$/.test(name)).map((name) => `${folder}/${name}`);
  });
}

/** @param {string} label @param {string} script @param {string[]} args @returns {Promise<boolean>} whether it found nothing */
function run(label, script, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, "node_modules", script), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("exit", (code) => {
      // A project whose files were all split off (only node.ts, say) has nothing to check yet.
      const passed = code === 0 || output.includes("error TS18003");
      console.log(passed ? `  ✔ ${label}` : `  ✘ ${label}\n${output.trimEnd()}`);
      resolve(passed);
    });
  });
}

/**
 * Runs every check and prints one line each, with the output of those that found something.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function check() {
  await buildKernels();
  const jobs = [
    () => run("biome", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "--colors=off", "."]),
    ...projects().map((project) => () => run(`tsc -p ${project}`, "typescript/bin/tsc", ["-p", project, "--pretty", "false"])),
  ];
  let passed = 0;
  let failed = 0;
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      if (await job()) passed += 1;
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, worker));
  return { passed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await check();
  process.exit(failed > 0 ? 1 : 0);
}
