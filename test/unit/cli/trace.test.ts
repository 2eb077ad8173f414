/** `unroll trace`: what it prints, where, and how it ends. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { bundleCli, type Cli, fileIn, remove, run } from "./support/runCli.js";

describe("unroll trace", () => {
  let cli: Cli;
  before(async function () {
    this.timeout(60_000);
    cli = await bundleCli();
  });
  after(() => remove(cli));

  const example = "media/examples/worked-example.lstm.json";
  const exercise = "media/examples/adam-exercise.lstm.json";

  it("prints the worked example as a table", () => {
    const { code, stdout, stderr } = run(cli, "trace", example);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      `lstm  D 2 · H 1 · T 2

t       f       i        c̃       o        c        h       y    loss
1  0.7685  0.2497   0.9051  0.9781   0.2261   0.2174  0.5000  0.0799
2  0.2330  0.4588  −0.5875  0.8892  −0.2169  −0.1899  0.8000  0.9799

loss 0.5299 (mse, mean over 2 steps)
`,
    );
  });

  it("prints as many decimals as asked for", () => {
    assert.match(run(cli, "trace", example, "--decimals", "2").stdout, /\n2 {2}0\.23 {2}0\.46 {2}−0\.59 /);
    assert.match(run(cli, "trace", "--decimals=0", example).stdout, /loss 1 \(mse/);
  });

  it("prints JSON with gradients, as far as the file gives what they need", () => {
    const { code, stdout } = run(cli, "trace", example, "--format", "json");
    const json = JSON.parse(stdout);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(json), ["format", "T", "layers", "loss"]);
    assert.deepEqual(Object.keys(json.layers[0]), ["cell", "D", "H", "steps", "gradients", "stateGradients"]);
    assert.equal(json.layers[0].steps[1].f[0].toFixed(4), "0.2330");
    const untold = fileIn(cli, "untold.lstm.json", '{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 }, "inputs": [1] }');
    assert.deepEqual(Object.keys(JSON.parse(run(cli, "trace", untold, "--format", "json").stdout)), ["format", "T", "layers"]);
  });

  it("prints CSV", () => {
    const { code, stdout } = run(cli, "trace", example, "--format", "csv");
    assert.equal(code, 0);
    assert.match(stdout, /^t,x\[1\],x\[2\],f\[1\],.*,loss\n1,1,0,0\.7685.*\n2,0\.5,-1,0\.2330.*\n$/);
  });

  it("prints a worked solution as Markdown and as LaTeX, headed by the file's name", () => {
    const markdown = run(cli, "trace", example, "--format", "md", "--decimals", "5").stdout;
    assert.match(markdown, /^# worked-example\.lstm\.json\n/);
    assert.match(markdown, /\\mathbf\{0\.23303\}/);
    const { code, stdout, stderr } = run(cli, "trace", example, "--format", "tex", "--updates", "1");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^\\documentclass/);
    assert.match(stdout, /\\subsection\*\{Update 1, to \$t = 1\$\}/);
  });

  describe("with Adam", () => {
    it("takes the updates asked for and shows the loss before each", () => {
      const { updates, loss } = JSON.parse(run(cli, "trace", example, "--format", "json", "--updates", "3").stdout);
      assert.deepEqual(
        updates.map(({ t }: { t: number }) => t),
        [1, 2, 3],
      );
      assert.equal(updates[0].loss, loss.total);
      assert.ok(updates[2].loss < updates[1].loss && updates[1].loss < updates[0].loss);
      assert.match(run(cli, "trace", example, "--updates", "2").stdout, /\n\nupdate 2, t 2, loss before it 0\.4228\n\nentry +gradient/);
    });

    it("takes every update a file gives gradients for, to the published digits", () => {
      const { updates } = JSON.parse(run(cli, "trace", exercise, "--format", "json").stdout);
      assert.equal(updates.length, 1);
      const [{ t, layers }] = updates;
      const rounded = (name: string) => layers[0][name].W.map((row: number[]) => row.map((value) => value.toFixed(3)));
      assert.equal(t, 2);
      assert.deepEqual(rounded("V"), [
        ["-0.165", "0.245", "-0.059"],
        ["-0.196", "-0.032", "0.209"],
      ]);
      assert.deepEqual(rounded("S"), [
        ["0.011", "0.070", "0.110"],
        ["0.141", "0.170", "0.021"],
      ]);
      assert.deepEqual(rounded("parameters"), [
        ["-0.182", "0.308", "0.674"],
        ["0.502", "-0.858", "-0.934"],
      ]);
      assert.equal("updates" in JSON.parse(run(cli, "trace", exercise, "--format", "json", "--updates", "0").stdout), false);
    });

    it("takes the gradients a file gives in their order, one an update, from the state the one before led to", () => {
      const file = fileIn(
        cli,
        "given.lstm.json",
        '{ "parameters": { "W": 1 }, "gradients": [{ "W": 2 }, { "W": -1 }], "optimizer": { "type": "adam", "alpha": 0.5, "beta1": 0.5, "beta2": 0.5 } }',
      );
      const { updates } = JSON.parse(run(cli, "trace", file, "--format", "json").stdout);
      const values = updates.map(({ layers: [{ gradients, V, S, V_corr, S_corr }] }: { layers: Record<string, { W: number[][] }>[] }) =>
        [gradients, V, S, V_corr, S_corr].map(({ W }) => W[0][0]),
      );
      // V = (V + g)/2, S = (S + g²)/2, over 1 − 0.5^t.
      assert.deepEqual(values, [
        [2, 1, 2, 2, 4],
        [-1, 0, 1.5, 0, 2],
      ]);
    });

    it("prints updates in place of steps as CSV", () => {
      const { stdout } = run(cli, "trace", exercise, "--format", "csv");
      assert.match(stdout, /^t,loss,layer,parameter,row,column,gradient,V,S,V_corr,S_corr,value\n2,,1,W,1,1,-0\.75,/);
    });

    it("says what a file lacks that cannot take them", () => {
      const plain = fileIn(
        cli,
        "plain.lstm.json",
        '{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 }, "inputs": [1], "targets": [1] }',
      );
      const untargeted = fileIn(
        cli,
        "untargeted.lstm.json",
        '{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 }, "inputs": [1], "optimizer": { "type": "adam" } }',
      );
      const refusal = (file: string, n: string) => {
        const { code, stdout, stderr } = run(cli, "trace", file, "--updates", n);
        assert.deepEqual([code, stdout], [2, ""]);
        return stderr.replace(file, "FILE");
      };
      assert.equal(refusal(plain, "1"), 'FILE: --updates needs an "optimizer" in the file\n');
      assert.equal(refusal(untargeted, "1"), 'FILE: --updates needs "targets" in the file\n');
      assert.equal(refusal(exercise, "2"), 'FILE: --updates 2 is more than the file has gradients for: "gradients" has 1\n');
    });
  });

  it("puts a file's faults on stderr, one a line with line and column, prints nothing, and exits with 2", () => {
    const file = fileIn(
      cli,
      "bad.lstm.json",
      readFileSync(example, "utf8").replace('"U_f": [[ 0.5]]', '"U_f": [[ 0.5, 1]]').replace("0.2]", "1e999]"),
    );
    const { code, stdout, stderr } = run(cli, "trace", file);
    assert.deepEqual([code, stdout], [2, ""]);
    const lines = stderr.trimEnd().split("\n");
    assert.equal(lines.length, 2);
    for (const line of lines) assert.match(line, /:4:\d+: \S/);
    assert.ok(lines.every((line) => line.startsWith(`${file}:`)));
    assert.match(lines[0], /:4:30: U_f is 1×2; an lstm with H = 1 needs 1×1 \(H×H\)/);
  });

  it("warns on stderr where values are no longer finite, and prints them", () => {
    const file = fileIn(
      cli,
      "huge.lstm.json",
      '{ "cell": "rnn", "activation": "relu", "parameters": { "W_h": 1e300, "U_h": 1 }, "inputs": [1, 1e300] }',
    );
    const { code, stdout, stderr } = run(cli, "trace", file);
    assert.equal(code, 0);
    assert.equal(stderr, `${file}: warning: h is not finite from t = 2, unit 1 on\n`);
    assert.match(stdout, /\n2 +∞\n/);
  });

  it("warns of a loss, of gradients and of updates that are no longer finite", () => {
    const file = fileIn(
      cli,
      "steep.lstm.json",
      `{ "cell": "rnn", "activation": "linear", "parameters": { "W_h": 1, "U_h": 1e200 }, "inputs": [0, 0, 1], "targets": [null, null, 1e300],
        "optimizer": { "type": "adam", "beta2": 0.5 } }`,
    );
    const { code, stdout, stderr } = run(cli, "trace", file, "--format", "json", "--updates", "2");
    assert.equal(code, 0);
    assert.equal(
      stderr,
      `${file}: warning: the loss of step t = 3 is not finite\n${file}: warning: dL/dh is not finite from t = 2, unit 1 back\n${file}: warning: W_h[1,1] is not finite from update 1 on\n`,
    );
    assert.equal(JSON.parse(stdout).updates.length, 2);
  });
});
