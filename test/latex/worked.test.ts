/** Worked solutions in LaTeX, compiled: one of each kind, with nothing that runs off the page. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { backward } from "../../src/core/backward.js";
import { never, runToEnd } from "../../src/core/slices.js";
import { updatesPossible } from "../../src/core/training.js";
import { traceText } from "../../src/report/traceText.js";
import { updatesOf } from "../../src/report/updates.js";
import { traceOf } from "../unit/report/support/worked.js";
import { type Kind, literalKinds } from "./support/kinds.js";
import { compile, requirePdflatex } from "./support/pdflatex.mjs";

/** What may run off a line, in points: a millimetre. */
const mostOverfull = 2.8;

const examples = "media/examples";
const example = (name: string) => readFileSync(path.join(examples, name), "utf8");

function tex({ text, decimals = 4, updates = 0, name = "a.lstm.json" }: Kind): string {
  const traced = traceOf(text);
  const { model } = traced.trace;
  const gradients = traced.trace.loss === null ? null : runToEnd(backward(traced.trace, never));
  const count = model.given === null ? updates : updatesPossible(model);
  const taken = count > 0 ? updatesOf(model, count, never) : null;
  return [...traceText({ ...traced, gradients, updates: taken }, { format: "tex", decimals, name })].join("");
}

const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(readdirSync(examples).map((name) => [name, { text: example(name), name }])),
  "the worked example with two updates": { text: example("worked-example.lstm.json"), updates: 2 },
  ...literalKinds,
};

describe("a worked solution in LaTeX compiles", () => {
  let folder = "";
  before(function () {
    // Installing takes its time, once.
    this.timeout(600_000);
    requirePdflatex();
    folder = mkdtempSync(path.join(tmpdir(), "unroll-latex-"));
  });
  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  // Two at a time: the next one is begun before the one at hand is waited for.
  const begun = new Map<string, ReturnType<typeof compile>>();
  const begin = (name: string | undefined): void => {
    if (name !== undefined && !begun.has(name)) begun.set(name, compile(folder, `kind-${begun.size}`, tex(kinds[name])));
  };
  const names = Object.keys(kinds);
  for (const [at, name] of names.entries()) {
    it(name, async () => {
      begin(name);
      begin(names[at + 1]);
      const { code, log, widest } = (await begun.get(name)) ?? { code: -1, log: "", widest: 0 };
      assert.equal(code, 0, log.slice(-3000));
      assert.ok(
        widest <= mostOverfull,
        log
          .split("\n")
          .filter((line) => line.startsWith("Overfull"))
          .slice(0, 5)
          .join("\n"),
      );
      assert.doesNotMatch(log, /Missing character|undefined|inside a group/i);
    });
  }
});
