/** The trace as CSV. */
import assert from "node:assert/strict";
import type { Trace } from "../../../src/core/trace.js";
import { traceCsv } from "../../../src/report/traceCsv.js";
import { randomFile } from "./support/randomFile.js";
import { traceOf, workedExample } from "./support/worked.js";

function tableOf(trace: Trace): readonly (readonly string[])[] {
  const text = [...traceCsv(trace)].join("");
  assert.ok(text.endsWith("\n"));
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => line.split(","));
}

describe("report/traceCsv", () => {
  it("has a header and a row a step, inputs first, then quantities, targets and loss", () => {
    const [head, ...rows] = tableOf(traceOf(workedExample).trace);
    assert.deepEqual(head, ["t", "x[1]", "x[2]", "f[1]", "i[1]", "c_tilde[1]", "o[1]", "c[1]", "h[1]", "y[1]", "loss"]);
    assert.deepEqual(
      rows.map((row) => row.slice(0, 3)),
      [
        ["1", "1", "0"],
        ["2", "0.5", "-1"],
      ],
    );
    assert.deepEqual(
      rows.map((row) => Number(row[3]).toFixed(4)),
      ["0.7685", "0.2330"],
    );
    assert.deepEqual(
      rows.map((row) => Number(row[10]).toFixed(6)),
      ["0.079854", "0.979867"],
    );
  });

  it("leaves target and loss empty at steps without one, and has no such columns without targets", () => {
    const [, first] = tableOf(traceOf(workedExample.replace("[[0.5], [0.8]]", "[null, [0.8]]")).trace);
    assert.deepEqual(first.slice(-2), ["", ""]);
    const [head] = tableOf(traceOf(workedExample.replace(/ {2}"targets".*\n/, "")).trace);
    assert.equal(head.at(-1), "h[1]");
  });

  it("tells the layers of a stack apart, and every row is as long as the header", () => {
    const { trace } = traceOf(randomFile(3, { cells: ["gru", "dense"], D: 2, units: [3, 2], T: 4 }));
    const [head, ...rows] = tableOf(trace);
    assert.deepEqual(head.slice(0, 6), ["t", "x[1]", "x[2]", "layer1.r[1]", "layer1.r[2]", "layer1.r[3]"]);
    assert.ok(head.includes("layer2.yhat[2]"));
    assert.deepEqual(
      rows.map((row) => row.length),
      Array.from({ length: 4 }, () => head.length),
    );
    const at = head.indexOf("layer1.h[2]");
    const h = trace.layers[0].quantities.get("h") ?? new Float64Array();
    assert.deepEqual(
      rows.map((row) => Number(row[at])),
      [1, 4, 7, 10].map((index) => h[index]),
    );
  });

  it("has a header alone where nothing runs through time", () => {
    const { trace } = traceOf('{ "parameters": { "W": 1 }, "gradients": [{ "W": 1 }], "optimizer": { "type": "adam" } }');
    assert.deepEqual(tableOf(trace), [["t"]]);
  });
});
