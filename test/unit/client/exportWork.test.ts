/** The bytes of an export: those the command line prints, however they are cut into slices, and none where it is cancelled. */
import assert from "node:assert/strict";
import { type ExportedBytes, type ExportJob, exportedBytes } from "../../../src/client/exportWork.js";
import { TraceSession } from "../../../src/client/session.js";
import { never, runToEnd, type ShouldYield } from "../../../src/core/slices.js";
import { exportFormats } from "../../../src/report/traceText.js";
import { bundleCli, type Cli, fileIn, remove, run } from "../cli/support/runCli.js";
import { FakeClock, FakeText, optimizerOnly, trainable } from "./fakes.js";

async function open(text: string) {
  const session = new TraceSession(new FakeText(text), new FakeClock(), null);
  return { session, traced: (await session.ready()) ?? assert.fail("no trace") };
}

function textOf(outcome: ExportedBytes): string {
  assert.ok(outcome.kind === "bytes");
  return Buffer.concat(outcome.parts).toString("utf8");
}

const often: ShouldYield = () => true;
/** Steps enough for slices. */
const long = `{ "cell": "rnn", "parameters": { "W_h": 0.5, "U_h": 0.5 }, "optimizer": { "type": "adam" },
  "inputs": [${Array.from({ length: 3000 }, (_, t) => t % 7).join(", ")}], "targets": [${"null, ".repeat(2999)}1] }`;

const job = (rest: Partial<ExportJob>): ExportJob => ({ format: "md", decimals: 4, name: "made.lstm.json", updates: 0, ...rest });

describe("client/exportWork", () => {
  let cli: Cli;
  before(async function () {
    this.timeout(60_000);
    cli = await bundleCli();
  });
  after(() => remove(cli));

  for (const format of exportFormats) {
    it(`gives the bytes that the command line prints as ${format}, with updates and without`, async () => {
      for (const [name, text, updates] of [
        ["made.lstm.json", trainable, 0],
        ["50%_odd é.lstm.json", trainable, 3],
        ["given.lstm.json", optimizerOnly, 1],
      ] as const) {
        const file = fileIn(cli, name, text);
        const { stdout, stderr } = run(cli, "trace", file, "--format", format, "--updates", String(updates));
        assert.equal(stderr, "");
        const { traced } = await open(text);
        assert.equal(textOf(runToEnd(exportedBytes(traced, job({ format, name, updates }), () => false, never))), stdout);
      }
    });

    it(`gives the same bytes as ${format} in the smallest slices`, async () => {
      const { traced } = await open(long);
      const whole = runToEnd(exportedBytes(traced, job({ format, updates: 3 }), () => false, never));
      let slices = 0;
      const work = exportedBytes(traced, job({ format, updates: 3 }), () => false, often);
      let step = work.next();
      for (; !step.done; step = work.next()) slices++;
      assert.ok(slices > 3, String(slices));
      assert.equal(textOf(step.value), textOf(whole));
    });
  }

  it("writes the file's own numbers where updates are shown", async () => {
    const { session, traced } = await open(trainable);
    const own = textOf(runToEnd(exportedBytes(traced, job({ format: "json" }), () => false, never)));
    const trained = (await session.updateTo({ taken: 2, shown: 2 })) ?? assert.fail("no trace");
    assert.notEqual(trained.trace, traced.trace);
    assert.equal(textOf(runToEnd(exportedBytes(trained, job({ format: "json" }), () => false, never))), own);
  });

  it("stops where it is cancelled", async () => {
    const { traced } = await open(trainable);
    let slices = 0;
    const work = exportedBytes(traced, job({ updates: 1000 }), () => slices > 5, often);
    let step = work.next();
    for (; !step.done; step = work.next()) slices++;
    assert.deepEqual(step.value, { kind: "cancelled" });
    assert.ok(slices < 10, String(slices));
  });
});
