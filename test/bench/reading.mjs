/** How long reading a file of 10 MB takes, in a process of its own: `node reading.mjs BUNDLE ROUNDS cpu|clock`, medians as a line of JSON. */

import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { median, processorTime } from "./measure.mjs";
import { problemOf } from "./problem.mjs";

const [bundle, rounds, clock] = process.argv.slice(2);
/** @type {typeof import("./contestants/reading.js")} */
const { readers } = await import(pathToFileURL(bundle).href);

/** A trained-looking model of D = H = 128 with as many inputs as make it 10 MB, every number with all its digits. */
function text() {
  const [D, H, T] = [128, 128, 3000];
  const { W, U, b, X } = problemOf([D, H, T]);
  /** @param {Float64Array} matrix @param {number} cols */
  const rows = (matrix, cols) =>
    Array.from({ length: matrix.length / cols }, (_, r) => Array.from(matrix.subarray(r * cols, (r + 1) * cols)));
  const parameters = ["f", "i", "c", "o"].flatMap((gate, k) => [
    [`W_${gate}`, rows(W.subarray(k * H * D, (k + 1) * H * D), D)],
    [`U_${gate}`, rows(U.subarray(k * H * H, (k + 1) * H * H), H)],
    [`b_${gate}`, Array.from(b.subarray(k * H, (k + 1) * H))],
  ]);
  // A third root fills the digits that the generator's fractions leave empty.
  return JSON.stringify({ cell: "lstm", parameters: Object.fromEntries(parameters), inputs: rows(X.map(Math.cbrt), D) });
}

const file = text();
const contestants = Object.entries(readers(file));
const [[, first]] = contestants;
const expected = first.numbers();
for (const [name, { numbers }] of contestants) {
  const { values, starts = expected.starts } = numbers();
  if (!isDeepStrictEqual({ values, starts }, expected)) throw new Error(`${name} reads other numbers`);
}
const now = clock === "cpu" ? processorTime : () => performance.now();
/** @type {Record<string, number[]>} */
const times = {};
for (let round = -2; round < Number(rounds); round++) {
  for (const [name, { read }] of contestants) {
    const start = now();
    read();
    const ms = now() - start;
    if (round >= 0) times[name] = [...(times[name] ?? []), ms];
  }
}
const medians = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
process.stdout.write(`${JSON.stringify({ megabytes: file.length / 1e6, count: expected.values.length, medians })}\n`);
