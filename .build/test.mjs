/** Runs the tests: `node .build/test.mjs [unit|property|golden|latex|inside|window|host|check|all] [PATH…] [--grep TEXT]`. */
import { parseArgs } from "node:util";
import { isServerPlatform } from "../test/host/launcher/cache.mjs";
import { installPackages } from "./install.mjs";
import { listenForInterrupts, wasInterrupted } from "./interrupt.mjs";

const groups = {
  all: ["check", "unit", "property", "golden", "latex", "inside", "window"],
  host: ["inside", "window"],
};
/** Milliseconds one test may take. */
const limits = { unit: 10_000, property: 60_000, golden: 60_000, latex: 60_000, window: 240_000 };

/** @typedef {import("./runMocha.mjs").Counts} Counts */
/** @typedef {import("./runMocha.mjs").Choice} Choice */

/** @param {string} suite @param {Choice} choice @returns {Promise<Counts>} */
async function runSuite(suite, choice) {
  if (suite === "check") return (await import("./check.mjs")).check();
  if (suite === "inside") return (await import("../test/host/launcher/runInside.mjs")).runInside(choice);
  return (await import("./runMocha.mjs")).runMocha(
    /** @type {keyof typeof limits} */ (suite),
    choice,
    limits[/** @type {keyof typeof limits} */ (suite)],
  );
}

/** @param {string[]} chosen */
function withoutImpossible(chosen) {
  if (isServerPlatform || !chosen.includes("window")) return chosen;
  console.log("The window suite needs Linux on x64 and is left out here.");
  return chosen.filter((suite) => suite !== "window");
}

/** Builds the extension before the first suite that runs it. @param {readonly string[]} chosen @param {string} suite */
async function buildBefore(chosen, suite) {
  if (suite !== chosen.find((name) => groups.host.includes(name))) return true;
  const { buildAll } = await import("./build.mjs");
  return buildAll();
}

async function main() {
  const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
  const [name = "all", ...filters] = positionals;
  const named = /** @type {Record<string, string[]>} */ (groups)[name] ?? [name];
  if (!named.every((suite) => groups.all.includes(suite))) {
    console.error(`There is no suite "${name}": ${[...groups.all, ...Object.keys(groups)].join(", ")}.`);
    process.exit(2);
  }
  installPackages();
  listenForInterrupts();
  const chosen = withoutImpossible(named);
  const total = { passed: 0, failed: 0 };
  const isNarrowed = values.grep !== undefined || filters.length > 0;
  for (const suite of chosen) {
    console.log(`\n=== ${suite}`);
    const started = performance.now();
    if (!(await buildBefore(chosen, suite))) total.failed += 1;
    const { passed, failed } = await runSuite(suite, { grep: values.grep, filters });
    if (wasInterrupted()) process.exit(130);
    console.log(`${suite}: ${passed} passed, ${failed} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    total.passed += passed;
    total.failed += failed;
    // A pattern that finds nothing would otherwise look like success.
    if (passed + failed === 0 && !isNarrowed) {
      console.error(`${suite}: no tests were run, which counts as a failure.`);
      total.failed += 1;
    }
  }
  if (total.passed + total.failed === 0) console.error("No test fits the choice.");
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
}

await main();
