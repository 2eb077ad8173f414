/** Output of any length: bounded memory, readers that go away, and Ctrl+C. */
import assert from "node:assert/strict";
import { bundleCli, type Cli, count, fileIn, remove } from "./support/runCli.js";

/** An LSTM whose trace is long: H units, T steps, one input. */
function longFile(T: number, H: number): string {
  const column = Array.from({ length: H }, (_, k) => [Math.sin(k)]);
  const square = Array.from({ length: H }, (_, r) => Array.from({ length: H }, (_, c) => Number(Math.cos(r * 7 + c).toFixed(3))));
  const gates = ["f", "i", "c", "o"].flatMap((k) => [
    [`W_${k}`, column],
    [`U_${k}`, square],
  ]);
  const inputs = Array.from({ length: T }, (_, t) => Number(Math.sin(t).toFixed(3)));
  return JSON.stringify({ cell: "lstm", parameters: Object.fromEntries(gates), inputs });
}

describe("the command line's output", function () {
  this.timeout(120_000);
  let cli: Cli;
  let long: string;
  before(async () => {
    cli = await bundleCli();
    long = fileIn(cli, "long.lstm.json", longFile(100_000, 2));
  });
  after(() => remove(cli));

  const bounded = { nodeOptions: ["--max-old-space-size=64"] };

  it("streams a hundred thousand steps as JSON in little memory", async () => {
    const { code, bytes, lines, tail, stderr } = await count(cli, ["trace", long, "--format", "json"], bounded);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(bytes > 40e6, `${bytes} bytes`);
    assert.equal(lines, 100_009);
    assert.match(tail, /\] \}\n {4}\]\n {2}\} \]\n\}\n$/);
  });

  it("streams them as CSV and as a table", async () => {
    const csv = await count(cli, ["trace", long, "--format", "csv"], bounded);
    assert.deepEqual([csv.code, csv.lines, csv.stderr], [0, 100_001, ""]);
    const table = await count(cli, ["trace", long], bounded);
    assert.deepEqual([table.code, table.lines, table.stderr], [0, 200_003, ""]);
  });

  it("ends quietly when its reader has read enough", async () => {
    const { code, stderr, bytes } = await count(cli, ["trace", long, "--format", "json"], { stopAfter: 100_000 });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(bytes < 10e6, `${bytes} bytes`);
  });

  it("ends at once at Ctrl+C", async () => {
    const { signal, bytes } = await count(cli, ["trace", long, "--format", "json"], { stopAfter: 1_000_000, signal: "SIGINT" });
    assert.equal(signal, "SIGINT");
    assert.ok(bytes < 40e6, `${bytes} bytes`);
  });
});
