/** `unroll validate`, and files that cannot be read. */
import assert from "node:assert/strict";
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync } from "node:fs";
import path from "node:path";
import { bundleCli, type Cli, fileIn, remove, run } from "./support/runCli.js";

describe("unroll validate", () => {
  let cli: Cli;
  before(async function () {
    this.timeout(60_000);
    cli = await bundleCli();
  });
  after(() => remove(cli));

  const sound = '{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 }, "inputs": [1] }';

  it("finds no fault in any example", () => {
    const examples = readdirSync("media/examples").map((name) => path.join("media/examples", name));
    assert.ok(examples.length > 3);
    assert.deepEqual(run(cli, "validate", ...examples), { code: 0, stdout: "", stderr: "" });
  });

  it("prints FILE:LINE:COL: message for each fault, on stdout, and exits with 1", () => {
    const bad = fileIn(
      cli,
      "bad.lstm.json",
      '{\n  "cell": "rnn",\n  "parameters": { "W_h": [[1, "x"]], "U_h": 1 },\n  "inputs": [[1, 2]]\n}\n',
    );
    const { code, stdout, stderr } = run(cli, "validate", bad);
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout, /^.*bad\.lstm\.json:3:31: .+\n$/);
    assert.ok(stdout.startsWith(`${bad}:`));
  });

  it("goes through all files it is given", () => {
    const good = fileIn(cli, "good.lstm.json", sound);
    const empty = fileIn(cli, "empty.lstm.json", "");
    const cut = fileIn(cli, "cut.lstm.json", '{ "cell": "rnn"');
    const { code, stdout } = run(cli, "validate", empty, good, cut);
    assert.equal(code, 1);
    assert.match(stdout, /empty\.lstm\.json:1:1: /);
    assert.match(stdout, /cut\.lstm\.json:1:\d+: /);
    assert.doesNotMatch(stdout, /good/);
  });

  it("counts lines and columns as editors do, whatever ends the lines, and a byte order mark is no column", () => {
    const text = '\uFEFF{ "cell": "rnn",\r\n"parameters": { "W_h": 1, "U_h": 1 },\r\n  "é😀": 1, "inputs": [1] }';
    const { code, stdout } = run(cli, "validate", fileIn(cli, "windows.lstm.json", text));
    assert.equal(code, 1);
    assert.match(stdout, /windows\.lstm\.json:3:3: /);
    const marked = fileIn(cli, "marked.lstm.json", "\uFEFF{ bad");
    assert.match(run(cli, "validate", marked).stdout, /:1:3: /);
  });

  it("prints warnings as such; they are no faults", () => {
    const file = fileIn(cli, "warned.lstm.json", `// \uFFFD\n${sound}`);
    const { code, stdout } = run(cli, "validate", file);
    assert.equal(code, 0);
    assert.match(stdout, /warned\.lstm\.json:1:4: warning: /);
  });

  describe("cannot use", () => {
    const refusal = (file: string) => {
      const { code, stdout, stderr } = run(cli, "validate", file);
      assert.deepEqual([code, stdout], [2, ""], stderr);
      const traced = run(cli, "trace", file);
      assert.deepEqual([traced.code, traced.stdout, traced.stderr], [2, "", stderr]);
      return stderr.replace(file, "FILE");
    };

    it("a file that is not there", () => {
      assert.equal(refusal(path.join(cli.folder, "none.lstm.json")), "FILE: there is no such file\n");
      assert.equal(refusal(path.join(fileIn(cli, "file", ""), "inside")), "FILE: there is no such file\n");
    });

    it("a directory", () => {
      const folder = path.join(cli.folder, "folder.lstm.json");
      mkdirSync(folder);
      assert.equal(refusal(folder), "FILE: it is a directory\n");
    });

    it("what is not UTF-8, and says where", () => {
      const file = fileIn(cli, "latin1.lstm.json", Buffer.concat([Buffer.from('{\n  "é": '), Buffer.from([0xe9]), Buffer.from(' "cell"')]));
      assert.equal(refusal(file), "FILE:2:8: this is not UTF-8 text (byte 0xe9)\n");
      assert.equal(refusal(fileIn(cli, "cut-off", Buffer.from([0x7b, 0xe2, 0x82]))), "FILE:1:2: this is not UTF-8 text (byte 0xe2)\n");
    });

    it("more than 512 MB", () => {
      const file = fileIn(cli, "large.lstm.json", "");
      const descriptor = openSync(file, "r+");
      ftruncateSync(descriptor, 600_000_000);
      closeSync(descriptor);
      assert.equal(refusal(file), "FILE: it has 600 MB; more than 512 MB cannot be read\n");
    });

    it("and still looks at the others", () => {
      const bad = fileIn(cli, "fault.lstm.json", "{}");
      const { code, stdout, stderr } = run(cli, "validate", "none", bad);
      assert.equal(code, 2);
      assert.match(stdout, /fault\.lstm\.json:1:1: /);
      assert.equal(stderr, "none: there is no such file\n");
    });
  });
});
