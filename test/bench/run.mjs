/** Measures Unroll against its peers in one run: `npm run bench -- [--sizes 8,16,64;…] [--only unroll,mathjs|reading|panel|cold] [--rounds N] [--ms N] [--cpu] [--write]`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { forNode } from "../../.build/build.mjs";
import { installPackages } from "../../.build/install.mjs";
import { buildKernels } from "../../.build/kernels.mjs";
import { coldReport } from "./cold.mjs";
import { contestants, Seat } from "./contestants.mjs";
import { median } from "./measure.mjs";
import { panelReport } from "./panel.mjs";
import { differences, operations, problemOf, sizes } from "./problem.mjs";
import { load, readingReport, report, sizeReport, writeResults } from "./report.mjs";

/** With every time taken, in milliseconds, and every peer's by Unroll's right before it. @typedef {import("./report.mjs").Result & { times: Record<string, number[]>, pairs: Record<string, number[]> }} Row */
/** @typedef {{ seat: Seat, row: Row }} Place */
/** @typedef {{ rounds: number, ms: number, cpu: boolean }} Effort */

const folder = path.dirname(fileURLToPath(import.meta.url));

/** Brings the peers and builds Unroll's own contestants; gives their files. @param {string} temporary */
async function prepare(temporary) {
  installPackages();
  installPackages(folder);
  await buildKernels();
  const { build } = await import("esbuild");
  await build({
    ...forNode,
    entryPoints: [path.join(folder, "contestants/unroll.ts"), path.join(folder, "contestants/reading.ts")],
    bundle: true,
    format: "esm",
    outdir: temporary,
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  return { unroll: path.join(temporary, "unroll.mjs"), reading: path.join(temporary, "reading.mjs") };
}

/** How long readers of a large file take. @param {string} bundle @param {string} rounds @param {boolean} cpu @returns {import("./report.mjs").Reading} */
function measureReading(bundle, rounds, cpu) {
  const { status, stdout } = spawnSync(process.execPath, [path.join(folder, "reading.mjs"), bundle, rounds, cpu ? "cpu" : "clock"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("reading.mjs failed; its message stands above");
  return JSON.parse(stdout);
}

/** The doubles a problem consists of, for contestants in other languages. @param {import("./problem.mjs").Problem} problem @param {string} file */
function writeProblem({ W, U, b, X, Y }, file) {
  writeFileSync(file, Buffer.concat([W, U, b, X, Y].map(({ buffer }) => new Uint8Array(buffer))));
}

/** @param {string} file @returns {Float64Array} */
function readValues(file) {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/**
 * Every contestant takes the size and is checked against Unroll's numbers, Unroll first; then they are measured in turns.
 * @param {readonly [number, number, number]} size @param {readonly Seat[]} seats @param {string} temporary @param {Effort} effort
 */
async function measureSize(size, seats, temporary, effort) {
  const problem = problemOf(size);
  writeProblem(problem, path.join(temporary, "problem.bin"));
  /** @type {Float64Array | undefined} */
  let expected;
  /** @type {Place[]} */
  const table = [];
  for (const seat of seats) {
    const valuesTo = path.join(temporary, "values.bin");
    const { error } = await seat.ask({ do: "prepare", size, valuesTo, problem: path.join(temporary, "problem.bin") });
    /** @type {Row} */
    const row = { size, entry: seat.entry, off: [], times: {}, pairs: {}, medians: {}, ratios: {} };
    table.push({ seat, row });
    if (error) {
      row.problem = error;
      continue;
    }
    const values = readValues(valuesTo);
    expected ??= values;
    row.off = differences(problem, values, expected);
    if (!row.off.every((off, part) => off <= seat.entry.tolerance[part]))
      row.problem = `computes other numbers (off by ${row.off.join(", ")})`;
  }
  for (let round = 0; round < effort.rounds; round++) await takeTurns(table, round === 0, effort);
  for (const { row } of table) {
    row.medians = mediansOf(row.times);
    row.ratios = mediansOf(row.pairs);
  }
  return table.map(({ row }) => row);
}

/** @param {Record<string, number[]>} times by operation */
const mediansOf = (times) => Object.fromEntries(Object.entries(times).map(([operation, all]) => [operation, median(all)]));

/**
 * One round: each peer right behind Unroll, operation by operation, because a machine that others share is a different one a minute later.
 * @param {readonly Place[]} table @param {boolean} isFirst @param {Effort} effort
 */
async function takeTurns([unroll, ...peers], isFirst, { ms, cpu }) {
  /** @param {Place} place @param {string} operation */
  const measured = async ({ seat, row }, operation) => {
    if (row.problem) return undefined;
    const answer = await seat.ask({ do: "measure", operation, warmMs: isFirst ? ms : ms / 4, ms, cpu });
    if (answer.ms !== undefined) keep(row.times, operation, answer.ms);
    else if (answer.error) row.problem = answer.error;
    return answer.ms;
  };
  const able = peers.filter(({ row }) => !row.problem);
  for (const peer of able.length > 0 ? able : [null]) {
    for (const operation of operations) {
      const own = await measured(unroll, operation);
      const other = peer === null ? undefined : await measured(peer, operation);
      if (peer !== null && own !== undefined && other !== undefined) keep(peer.row.pairs, operation, other / own);
    }
  }
}

/** @param {Record<string, number[]>} all @param {string} operation @param {number} value */
function keep(all, operation, value) {
  all[operation] = [...(all[operation] ?? []), value];
}

function options() {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string" },
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      ms: { type: "string", default: "200" },
      // Processor time in place of the clock's: what a busy machine leaves meaningful.
      cpu: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const wanted = values.sizes?.split(";").map((size) => /** @type {[number, number, number]} */ (size.split(",").map(Number))) ?? sizes;
  const names = values.only?.split(",");
  /** @param {string} name */
  const isAsked = (name) => names === undefined || names.includes(name);
  return { ...values, sizes: wanted, isAsked };
}

async function main() {
  const { sizes, isAsked, only, rounds, ms, cpu, write } = options();
  // The page and the window need a browser and none of the peers.
  if (only === "panel") return console.log(await panelReport());
  if (only === "cold") return console.log(await coldReport());
  const temporary = mkdtempSync(path.join(tmpdir(), "unroll-bench-"));
  /** @type {Seat[]} */
  let seats = [];
  try {
    const bundles = await prepare(temporary);
    const loads = [load()];
    const reading = isAsked("reading") ? measureReading(bundles.reading, rounds, cpu) : null;
    if (reading) console.log(`${readingReport(reading)}\n`);
    const asked = contestants(bundles.unroll).filter(({ name }) => name === "unroll" || isAsked(name));
    seats = asked.map((entry) => new Seat(entry));
    /** @type {Row[]} */
    const rows = [];
    for (const size of sizes) {
      const ofSize = await measureSize(size, seats, temporary, { rounds: Number(rounds), ms: Number(ms), cpu });
      console.log(`${sizeReport(ofSize)}\n`);
      rows.push(...ofSize);
      loads.push(load());
    }
    const versions = [...new Set(seats.map(({ version }) => version).filter((version) => version !== ""))];
    const text = report({ rows, reading, versions, loads, cpu });
    console.log(text);
    if (write) writeResults(text);
  } finally {
    for (const seat of seats) seat.leave();
    rmSync(temporary, { recursive: true });
  }
}

await main();
