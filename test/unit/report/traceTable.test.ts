/** The trace as a table for the terminal. */
import assert from "node:assert/strict";
import { traceTable } from "../../../src/report/traceTable.js";
import { randomFile } from "./support/randomFile.js";
import { traceOf, workedExample } from "./support/worked.js";

function tableOf(text: string, decimals = 4): string {
  return [...traceTable(traceOf(text).trace, decimals)].join("");
}

/** Without marks that stand over the letter before them. */
function shown(line: string): string {
  return line.replace(/\p{M}/gu, "");
}

describe("report/traceTable", () => {
  it("shows the worked example as it was published", () => {
    assert.equal(
      tableOf(workedExample),
      `lstm  D 2 · H 1 · T 2

t       f       i        c̃       o        c        h       y    loss
1  0.7685  0.2497   0.9051  0.9781   0.2261   0.2174  0.5000  0.0799
2  0.2330  0.4588  −0.5875  0.8892  −0.2169  −0.1899  0.8000  0.9799

loss 0.5299 (mse, mean over 2 steps)
`,
    );
  });

  it("has a row a unit in wider layers, the loss beside the first, and a table a layer", () => {
    const table = tableOf(randomFile(2, { cells: ["lstm", "dense"], D: 2, units: [3, 2], T: 12 }));
    assert.match(table, /^layer 1: lstm {2}D 2 · H 3 · T 12\n\n t {2}unit {2}/);
    assert.match(table, /\nlayer 2: dense {2}D 3 · H 2 · T 12\n\n t {2}unit {2}.*ŷ.*y.*loss\n/);
    assert.equal(table.split("\n").filter((line) => /^ 7 +[123] /.test(line)).length, 5);
  });

  it("keeps its columns aligned, whatever is in them", () => {
    const text =
      '{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": [[1], [1e9], [-1e300]], "U_h": [[0, 0, 0], [0, 0, 0], [0, 0, 1e300]] }, "inputs": [0.5, -3, 100, 1e200] }';
    const lines = tableOf(text).trimEnd().split("\n").slice(2).map(shown);
    assert.equal(lines.length, 13);
    assert.deepEqual(new Set(lines.map((line) => line.length)).size, 1, lines.join("\n"));
    assert.ok(lines.some((line) => line.endsWith(" −∞")));
    assert.ok(lines.some((line) => line.endsWith(" −5.0000e299")));
  });

  it("takes the decimals it is given", () => {
    assert.match(tableOf(workedExample, 1), /\n2 {2}0\.2 {2}0\.5 {2}−0\.6 {2}0\.9 {2}−0\.2 {2}−0\.2 {2}0\.8 {3}1\.0\n/);
    assert.match(tableOf(workedExample, 8), /0\.23302782/);
  });

  it("has no loss where there is no target", () => {
    assert.doesNotMatch(tableOf(workedExample.replace(/ {2}"targets".*\n/, "")), /loss| y/);
    assert.match(tableOf(workedExample.replace("[[0.5], [0.8]]", "[null, [0.8]]")), /\n1 .* {2}0\.2174\n/);
  });

  it("says so where nothing runs through time", () => {
    const text = '{ "parameters": { "W": 1 }, "gradients": [{ "W": 1 }], "optimizer": { "type": "adam" } }';
    assert.match(tableOf(text), /^T 0: .*nothing runs through time/);
  });
});
