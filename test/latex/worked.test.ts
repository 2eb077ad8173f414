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
import { type Cell, randomFile } from "../unit/report/support/randomFile.js";
import { traceOf } from "../unit/report/support/worked.js";
import { compile, requirePdflatex } from "./support/pdflatex.mjs";

interface Kind {
  readonly text: string;
  readonly decimals?: number;
  readonly updates?: number;
  /** Of the file. */
  readonly name?: string;
}

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

const random = (seed: number, cells: readonly Cell[], units: readonly number[], D = 3): string =>
  randomFile(seed, { cells, D, units, T: 2 });

/** An rnn with an activation and a loss of its own, and names from far away. */
const withExpressions = `{ "cell": "rnn", "activation": "z > 0 ? z / (1 + abs(z))^2 : sqrt(exp(z))", "parameters": { "W_h": [[1, -2]], "U_h": 0.5 },
  "inputs": [[1, 2]], "targets": [0.5], "loss": "${Array.from({ length: 40 }, (_, k) => `(yhat - y)*${k}.25`).join(" + ")}" }`;

const oddNames = `{ "parameters": { "W_1%&#$~^": [[1, 2]], "größe_\\\\x{": [3] }, "gradients": [{ "W_1%&#$~^": [[0.5, -1e-7]], "größe_\\\\x{": [0] }],
  "optimizer": { "type": "adam", "epsilonRule": "hat" } }`;

const peepholes = `{ "cell": "lstm", "parameters": { ${[..."fico"].map((k) => `"W_${k}": [[0.5], [1.25]], "U_${k}": [[1, 0], [-0.5, 2]], "b_${k}": [0, 1]`).join(", ")},
  "p_f": [1, 2], "p_i": [0.5, 0], "p_o": [-1, 3] }, "inputs": [1, -1], "targets": [[0, 1], null], "optimizer": { "type": "adam", "epsilonRule": "inside" } }`;

const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(readdirSync(examples).map((name) => [name, { text: example(name), name }])),
  "the worked example with two updates": { text: example("worked-example.lstm.json"), updates: 2 },
  "an update with the hat's ε, and with names that LaTeX would read as its own": {
    text: oddNames,
    name: "50%_{a}#1 & \\\\x^~$ é文😀.lstm.json",
  },
  "peepholes, and an update with ε inside": { text: peepholes, updates: 1 },
  "expressions short and long": { text: withExpressions },
  "a stack of three layers": { text: random(1, ["lstm", "gru", "dense"], [4, 3, 2]) },
  "a stack with a dense layer below": { text: random(2, ["dense", "rnn"], [9, 3]) },
  "a gru of many units": { text: random(61, ["gru"], [10], 8) },
  "a classifier": { text: random(7, ["rnn", "dense"], [2, 4]) },
  "every digit there is": { text: random(4, ["lstm", "dense"], [3, 2]), decimals: 17 },
  "no digit": { text: random(5, ["gru"], [2]), decimals: 0 },
  "no inputs": { text: random(6, ["lstm"], [2], 0) },
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
      assert.doesNotMatch(log, /Missing character|undefined/i);
    });
  }
});
