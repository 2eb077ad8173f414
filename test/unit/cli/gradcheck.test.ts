/** `unroll gradcheck`: its text and its exit codes. */
import assert from "node:assert/strict";
import { bundleCli, type Cli, fileIn, remove, run } from "./support/runCli.js";

describe("unroll gradcheck", () => {
  let cli: Cli;
  before(async function () {
    this.timeout(60_000);
    cli = await bundleCli();
  });
  after(() => remove(cli));

  const problem = (members: string, of = cli) => fileIn(of, "problem.lstm.json", `{ "cell": "rnn", ${members} }`);
  const parameters = '"parameters": { "W_h": 0.5, "U_h": 0.5 }';

  it("prints a row a parameter and exits with 0 where every error is at most 1e-6", () => {
    for (const file of ["worked-example", "gru"]) {
      const { code, stdout, stderr } = run(cli, "gradcheck", `media/examples/${file}.lstm.json`);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^parameter .*error/);
      assert.match(stdout, /\nright: no error is above 1e−6\n$/);
      const errors = [...stdout.matchAll(/ (\d\.\d)e−(\d+) {2}\S+\[/g)].map(([, digits, power]) => Number(`${digits}e-${power}`));
      assert.ok(errors.length >= 10 && errors.every((error) => error < 1e-6), file);
    }
  });

  it("names kinks and exits with 0", () => {
    const { code, stdout } = run(
      cli,
      "gradcheck",
      problem(`"parameters": { "W_h": 1, "U_h": 1 }, "activation": "relu", "initial": { "h": [-1] }, "inputs": [1], "targets": [1]`),
    );
    assert.equal(code, 0);
    assert.match(stdout, /kinks, where there is no derivative/);
  });

  it("exits with 1 where the loss is not finite, so that nothing is right", () => {
    const file = fileIn(cli, "infinite.lstm.json", '{ "cell": "dense", "parameters": { "W": 1e300 }, "inputs": [1e300], "targets": [0] }');
    const { code, stdout } = run(cli, "gradcheck", file);
    assert.equal(code, 1);
    assert.match(stdout, /^wrong: the loss or its gradient is not finite$/m);
  });

  it("exits with 2 and says why where there is no loss", () => {
    for (const targets of ["", ', "targets": [null, null]']) {
      const file = problem(`${parameters}, "inputs": [1, 2]${targets}`);
      const message = `${file}: gradcheck needs "targets" in the file: without one there is no loss and no gradient\n`;
      assert.deepEqual(run(cli, "gradcheck", file), { code: 2, stdout: "", stderr: message });
    }
  });

  it("exits with 2 and says why where the gradients are given", () => {
    const { code, stdout, stderr } = run(cli, "gradcheck", "media/examples/adam-exercise.lstm.json");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /^media\/examples\/adam-exercise\.lstm\.json: its "gradients" are given, so there is nothing to check them against\n$/,
    );
  });

  it("exits with 2 and the faults on stderr where the file cannot be used", () => {
    const file = problem(`${parameters}, "inputs": [[1, 2]]`);
    const { code, stdout, stderr } = run(cli, "gradcheck", file);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /problem\.lstm\.json:1:\d+: .*\n$/);
    assert.deepEqual(run(cli, "gradcheck", "none"), { code: 2, stdout: "", stderr: "none: there is no such file\n" });
  });
});
