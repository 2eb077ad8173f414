/** Runs mocha inside the extension host; VS Code calls run() as the entry of --extensionTestsPath. */
import { writeFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";
import { describeHold, watchHolds } from "./holds.js";
import { monitorLag, settle } from "./lag.js";
import type { Owner } from "./samples.js";
import { mapStack } from "./stack.js";
import { print } from "./window.js";

interface Work {
  readonly files: readonly string[];
  readonly grep?: string;
  readonly resultFile: string;
  readonly color: boolean;
}

class TestsFailed extends Error {}

/** Loads every bundle, runs the tests, prints the event loop's lag and leaves the counts in the result file. */
export async function run(): Promise<void> {
  const work = JSON.parse(process.env.UNROLL_TESTS ?? "") as Work;
  const { say, said } = orderedPrinter();
  try {
    const mocha = await load(work, say);
    // VS Code's own start, and reading the tests, are not the extension's doing: the watch starts behind them.
    await print("");
    await settle();
    let current = "start";
    const holds = await watchHolds(ownerOf, () => current);
    const lag = monitorLag();
    const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
      const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
      runner.on("test", (test) => {
        current = test.fullTitle();
      });
      runner.on("fail", (_test, error: Error) => {
        error.stack = mapStack(error.stack ?? "");
      });
    });
    const { p50, p99 } = lag.stop();
    const { longest, longestOwn, long } = await holds.stop();
    say(
      `Event loop of the extension host held for: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(1)} ms;`,
      `Unroll's own code at one stretch for at most ${longestOwn.toFixed(1)} ms`,
    );
    for (const hold of long.slice(0, 10)) say(describeHold(hold));
    writeFileSync(work.resultFile, JSON.stringify(counts));
    if (counts.failed > 0) throw new TestsFailed(`${counts.failed} tests failed`);
  } catch (error) {
    // Mocha has said which; anything else nobody has.
    if (!(error instanceof TestsFailed)) say(error instanceof Error ? error.stack : error);
    throw error;
  } finally {
    await said();
  }
}

/** Whose script stands at an address, where it is not VS Code's. */
function ownerOf(url: string): Owner | null {
  if (url.includes("/dist/test/")) return "tests";
  return /\/dist\/[^/]+$/.test(url) && !url.includes("/node_modules/") ? "Unroll" : null;
}

async function load(work: Work, say: (...parts: unknown[]) => void): Promise<Mocha> {
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: 120_000, forbidOnly: true, forbidPending: true });
  Mocha.reporters.Base.useColors = work.color;
  Mocha.reporters.Base.consoleLog = say;
  if (work.grep !== undefined) mocha.grep(work.grep);
  for (const file of work.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return mocha;
}

/** Prints one line after the other, in order; `said` waits for the last. */
function orderedPrinter() {
  let last = Promise.resolve();
  return {
    say: (...parts: unknown[]) => {
      last = last.then(() => print(format(...parts)));
    },
    said: () => last,
  };
}
