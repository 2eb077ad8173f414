/** What a run says: times, ratios, targets beside what was reached, and the machine it ran on. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { operations, sizes } from "./problem.mjs";
import { targets } from "./targets.mjs";

/**
 * @typedef {object} Result
 * @property {readonly [number, number, number]} size
 * @property {import("./contestants.mjs").Entry} entry
 * @property {readonly number[]} off greatest differences from Unroll's h, gradient and update
 * @property {Record<string, number>} medians milliseconds by operation
 * @property {Record<string, number>} ratios of a peer's time to Unroll's beside it, by operation
 * @property {string} [problem]
 */

/**
 * Reading a large file: its size, how many numbers stand in it, and milliseconds by reader.
 * @typedef {{ megabytes: number, count: number, medians: Record<string, number> }} Reading
 */

const folder = path.dirname(fileURLToPath(import.meta.url));
const results = path.join(folder, "RESULTS.md");
const [start, end] = ["<!-- measured: written by run.mjs --write -->", "<!-- end of what was measured -->"];

/** @param {number} value */
const short = (value) => (value >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3))));
/** @param {readonly number[]} size */
const nameOf = (size) => `(${size.join(", ")})`;

/** The load of the last minute: what else ran on the machine. */
export const load = () => loadavg()[0];

/** Markdown. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** One size: Unroll's milliseconds, and every peer's as a multiple of them. @param {readonly Result[]} ofSize */
export function sizeReport(ofSize) {
  const [unroll, ...peers] = ofSize;
  const own = ["Unroll, ms", ...operations.map((operation) => (operation in unroll.medians ? short(unroll.medians[operation]) : "–")), ""];
  const others = peers.map(({ entry, ratios, off, problem }) => {
    const cells = operations.map((operation) => (operation in ratios ? `${short(ratios[operation])}×` : "–"));
    return [entry.label, ...cells, problem ?? off.map((value) => value.toExponential(0)).join(", ")];
  });
  const head = [nameOf(unroll.size), "forward", "forward + backward", "Adam step", "epoch", "differs by (h, gradient, update)"];
  return table(head, [own, ...others]);
}

/** What was reached at each size, against the fastest peer, of what was aimed at. @param {readonly Result[]} all @param {string} head @param {typeof aimedAt} aimOf */
function targetTable(all, head, aimOf) {
  const rows = targets.map((target) => {
    const { what, operation, peers } = target;
    const cells = sizes.map((size, index) => {
      const ofSize = all.filter((result) => String(result.size) === String(size));
      const able = ofSize.filter(({ entry, problem, ratios }) => peers.includes(entry.name) && !problem && operation in ratios);
      const aim = aimOf(target, index);
      if (aim === null || able.length === 0) return "–";
      const reached = Math.min(...able.map(({ ratios }) => ratios[operation]));
      return `${marked(short(reached), reached >= aim)} of ${aim}`;
    });
    return [what, ...cells];
  });
  return table([head, ...sizes.map(nameOf)], rows);
}

/** @param {import("./targets.mjs").Target} target @param {number} index of the size */
const aimedAt = ({ atLeast }, index) => atLeast[index];
/** @type {typeof aimedAt} */
const moonshot = (target, index) => (target.atLeast[index] === null ? null : target.moonshot);

/** Each reader's milliseconds beside JSON.parse's and jsonc-parser's. @param {Reading} reading */
export function readingReport({ megabytes, count, medians }) {
  const [plain, tree] = [medians["JSON.parse, values"], medians["jsonc-parser, tree"]];
  const rows = Object.entries(medians).map(([name, ms]) => [name, short(ms), `${short(ms / plain)}×`, `${short(tree / ms)}×`]);
  return table([`${short(megabytes)} MB, ${count} numbers`, "ms", "JSON.parse's time", "times faster than jsonc-parser's tree"], rows);
}

/** @param {Reading} reading */
function readingTargets({ medians }) {
  const own = medians["Unroll, values and places"];
  const ofPlain = own / medians["JSON.parse, values"];
  const faster = medians["jsonc-parser, tree"] / own;
  return table(
    ["values and places of a file", "reached", "at least"],
    [
      ["JSON.parse's time, at most", marked(short(ofPlain), ofPlain <= 1.7), "1.7×"],
      ["times faster than jsonc-parser's tree", marked(short(faster), faster >= 4.5), "4.5×"],
    ],
  );
}

/** What misses its target stands out. @param {string} text @param {boolean} isReached */
const marked = (text, isReached) => (isReached ? text : `**${text}**`);

/** @param {readonly string[]} versions @param {readonly number[]} loads */
function circumstances(versions, loads) {
  const { model } = cpus()[0];
  const range = `${short(Math.min(...loads))} to ${short(Math.max(...loads))}`;
  return [
    `${new Date().toISOString().slice(0, 10)}, ${model.trim()}, ${cpus().length} cores, load average ${range} (1 is this run itself).`,
    `Node ${process.version}, ${[...peerVersions(), ...versions].join(", ")}.`,
  ].join("\n");
}

function peerVersions() {
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}

/**
 * The whole run as Markdown.
 * @param {{ rows: readonly Result[], reading: Reading | null, versions: readonly string[], loads: readonly number[], cpu: boolean }} run
 */
export function report({ rows, reading, versions, loads, cpu }) {
  const bySize = sizes.map((size) => rows.filter((result) => String(result.size) === String(size))).filter((ofSize) => ofSize.length > 0);
  const tables = [
    targetTable(rows, "times faster: reached of aimed at", aimedAt),
    targetTable(rows, "the same of the moonshots", moonshot),
    ...bySize.map(sizeReport),
  ];
  if (reading) tables.splice(2, 0, readingTargets(reading), readingReport(reading));
  const clock = cpu ? "\nTimes are processor time, because the machine was not quiet." : "";
  return [circumstances(versions, loads) + clock, ...tables].join("\n\n");
}

/** Puts a report into RESULTS.md in place of the one before. @param {string} text */
export function writeResults(text) {
  const [before, rest] = readFileSync(results, "utf8").split(start);
  writeFileSync(results, `${before}${start}\n\n${text}\n\n${end}${rest.split(end)[1]}`);
}
