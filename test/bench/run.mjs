/** Measures Unroll against its peers in one run: `npm run bench -- [--sizes 8,16,64;…] [--only unroll,mathjs] [--rounds N] [--ms N] [--write]`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildKernels } from "../../.build/kernels.mjs";
import { contestants, Seat } from "./contestants.mjs";
import { median } from "./measure.mjs";
import { difference, operations, problemOf, sizes } from "./problem.mjs";
import { load, report, sizeReport, writeResults } from "./report.mjs";

/** @typedef {import("./report.mjs").Result & { times: Record<string, number[]> }} Row */

const folder = path.dirname(fileURLToPath(import.meta.url));

/** Brings the peers and builds Unroll's own contestant. @param {string} temporary */
async function prepare(temporary) {
  if (!existsSync(path.join(folder, "node_modules/.package-lock.json"))) {
    console.log("Installing the peers (npm ci)…");
    const { status } = spawnSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "inherit", shell: process.platform === "win32" });
    if (status !== 0) process.exit(1);
  }
  await buildKernels();
  const { build } = await import("esbuild");
  const outfile = path.join(temporary, "unroll.mjs");
  await build({
    entryPoints: [path.join(folder, "contestants/unroll.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "warning",
  });
  return outfile;
}

/** The doubles a problem consists of, for contestants in other languages. @param {readonly [number, number, number]} size @param {string} file */
function writeProblem(size, file) {
  const { W, U, b, X, Y } = problemOf(size);
  writeFileSync(file, Buffer.concat([W, U, b, X, Y].map(({ buffer }) => new Uint8Array(buffer))));
}

/** @param {string} file @returns {Float64Array} */
function readValues(file) {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/**
 * Every contestant takes the size, is checked against Unroll's numbers, then they are measured in turns.
 * @param {readonly [number, number, number]} size @param {readonly Seat[]} seats @param {string} temporary @param {{ rounds: number, ms: number }} options
 */
async function measureSize(size, seats, temporary, { rounds, ms }) {
  writeProblem(size, path.join(temporary, "problem.bin"));
  /** @type {Float64Array | undefined} */
  let expected;
  /** @type {{ seat: Seat, row: Row }[]} */
  const table = [];
  for (const seat of seats) {
    const valuesTo = path.join(temporary, "values.bin");
    const { error } = await seat.ask({ do: "prepare", size, valuesTo, problem: path.join(temporary, "problem.bin") });
    /** @type {Row} */
    const row = { size, entry: seat.entry, off: null, times: {}, medians: {} };
    table.push({ seat, row });
    if (error) {
      row.problem = error;
      continue;
    }
    const values = readValues(valuesTo);
    expected ??= values;
    row.off = difference(values, expected.subarray(0, values.length));
    if (!(row.off <= seat.entry.tolerance)) row.problem = `computes other numbers (off by ${row.off.toExponential(1)})`;
  }
  for (let round = 0; round < rounds; round++) {
    for (const { seat, row } of table) {
      if (row.problem) continue;
      for (const operation of operations) {
        const answer = await seat.ask({ do: "measure", operation, warmMs: round === 0 ? ms : ms / 4, ms });
        if (answer.ms !== undefined) row.times[operation] = [...(row.times[operation] ?? []), answer.ms];
        else if (answer.error) row.problem = answer.error;
      }
    }
  }
  for (const { row } of table) for (const [operation, times] of Object.entries(row.times)) row.medians[operation] = median(times);
  return table.map(({ row }) => row);
}

async function main() {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string" },
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      ms: { type: "string", default: "200" },
      write: { type: "boolean", default: false },
    },
  });
  const wanted = values.sizes?.split(";").map((size) => /** @type {[number, number, number]} */ (size.split(",").map(Number))) ?? sizes;
  const names = values.only?.split(",");
  const temporary = mkdtempSync(path.join(tmpdir(), "unroll-bench-"));
  const bundle = await prepare(temporary);
  const seats = contestants(bundle)
    .filter(({ name }) => name === "unroll" || names === undefined || names.includes(name))
    .map((entry) => new Seat(entry));
  try {
    /** @type {Row[]} */
    const rows = [];
    const loads = [load()];
    for (const size of wanted) {
      const ofSize = await measureSize(size, seats, temporary, { rounds: Number(values.rounds), ms: Number(values.ms) });
      console.log(`${sizeReport(ofSize)}\n`);
      rows.push(...ofSize);
      loads.push(load());
    }
    const versions = [...new Set(seats.map(({ version }) => version).filter((version) => version !== ""))];
    const text = report(rows, versions, loads);
    console.log(text);
    if (values.write) writeResults(text);
  } finally {
    for (const seat of seats) seat.leave();
    rmSync(temporary, { recursive: true });
  }
}

await main();
