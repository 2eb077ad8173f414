/** `unroll check`: its lines, its summary, its rows, and how it ends. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lstm } from "../document/support.js";
import { bundleCli, type Cli, fileIn, remove, run } from "./support/runCli.js";

describe("unroll check", () => {
  let cli: Cli;
  before(async function () {
    this.timeout(60_000);
    cli = await bundleCli();
  });
  after(() => remove(cli));

  const example = "media/examples/worked-example.lstm.json";
  const worked = readFileSync(example, "utf8");
  const withSlip = worked.replace("[ 0.2330]", "[ 0.1992]");

  it("prints a line for each answer not right, then a summary; a last digit alone exits with 0", () => {
    assert.deepEqual(run(cli, "check", example), {
      code: 0,
      stdout: `${example}:23:18: last digit: loss₁ is 0.0799, not 0.0798: cut off, not rounded\n14 answers: 13 right, 1 off in the last digit\n`,
      stderr: "",
    });
  });

  it("exits with 1 where one is wrong, and names the slip", () => {
    const file = fileIn(cli, "slip.lstm.json", withSlip);
    const { code, stdout, stderr } = run(cli, "check", file);
    assert.deepEqual([code, stderr], [1, ""]);
    assert.deepEqual(stdout.split("\n"), [
      `${file}:23:18: last digit: loss₁ is 0.0799, not 0.0798: cut off, not rounded`,
      `${file}:17:29: wrong: f₂ is 0.2330, not 0.1992: this is what leaving out b_f gives`,
      "14 answers: 12 right, 1 off in the last digit, 1 wrong",
      "",
    ]);
  });

  it("goes through all files, whatever is wrong with one of them, and then exits with 2", () => {
    const slip = fileIn(cli, "slip.lstm.json", withSlip);
    const broken = fileIn(cli, "broken.lstm.json", '{\n  "cell": "lstm"');
    const { code, stdout, stderr } = run(cli, "check", broken, "none.lstm.json", slip);
    assert.equal(code, 2);
    assert.match(stderr, /^.*broken\.lstm\.json:2:\d+: .+\nnone\.lstm\.json: there is no such file\n$/);
    assert.match(stdout, /slip\.lstm\.json:17:29: wrong: f₂ .*\n3 files, 14 answers: 12 right, .* 1 wrong; 2 files cannot be used\n$/);
  });

  it("prints a row for each file and answer as CSV", () => {
    const slip = fileIn(cli, "a,b.lstm.json", withSlip);
    const broken = fileIn(cli, "broken.lstm.json", "[]");
    const { code, stdout } = run(cli, "check", slip, broken, "--format", "csv");
    assert.equal(code, 2);
    const [header, ...rows] = stdout.trimEnd().split("\n");
    assert.equal(
      header,
      "file,line,column,verdict,name,quantity,layer,t,unit,update,parameter,row,col,claimed,expected,computed,difference,from,slips,message",
    );
    assert.equal(rows.length, 15);
    assert.equal(rows[0].split(",").slice(2, 16).join(), "17,18,right,f₁,f,1,1,1,,,,,0.7685,0.7685");
    assert.ok(rows[0].startsWith(`"${slip}",`));
    assert.match(
      rows[7],
      /,wrong,f₂,f,1,2,1,,,,,0\.1992,0\.2330,0\.23302\d+,-0\.0338\d+,,leaving out b_f,"f₂ is 0\.2330, not 0\.1992: .*"$/,
    );
    assert.match(rows[14], /broken\.lstm\.json,1,1,unusable,,,.*a problem is an object/);
  });

  it("prints the same as JSON", () => {
    const slip = fileIn(cli, "slip.lstm.json", withSlip);
    const { code, stdout } = run(cli, "check", "--format", "json", "none.lstm.json", slip);
    assert.equal(code, 2);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    assert.equal(rows.length, 15);
    assert.deepEqual(
      [rows[0].file, rows[0].verdict, rows[0].message, rows[0].claimed],
      ["none.lstm.json", "unusable", "there is no such file", null],
    );
    const { verdict, name, t, claimed, expected, slips } = rows[8];
    assert.deepEqual([verdict, name, t, claimed, expected, slips], ["wrong", "f₂", 2, "0.1992", "0.2330", "leaving out b_f"]);
  });

  it("has something to say of files without answers", () => {
    const plain = fileIn(cli, "plain.lstm.json", lstm());
    assert.deepEqual(run(cli, "check", plain), { code: 0, stdout: "0 answers\n", stderr: "" });
    assert.equal(run(cli, "check", plain, "--format", "json").stdout, "[\n\n]\n");
    assert.match(run(cli, "check", plain, "--format", "csv").stdout, /^file,.*,message\n$/);
  });

  it("says what cannot be checked, and counts blanks", () => {
    const file = fileIn(cli, "blank.lstm.json", lstm({ expect: '{ "exercise": true, "f": [[null], [0.1992]], "loss": 1 }' }));
    const { code, stdout } = run(cli, "check", file);
    assert.equal(code, 1);
    assert.match(stdout, /not checked: there is no loss without targets\n3 answers: 0 right, 1 wrong, 1 blank, 1 not checked\n$/);
  });

  it("takes a thousand files, those that cannot be used among them, and has the rows of every other one", function () {
    this.timeout(60_000);
    // Cut short, of another kind, empty, too deep, with an unknown cell.
    const unusable = [worked.slice(0, 200), "[]", "", "[".repeat(5000), worked.replace('"lstm"', '"perceptron"')];
    const textAt = (at: number) => (at % 10 === 7 ? unusable[Math.floor(at / 10) % unusable.length] : at % 2 === 0 ? worked : withSlip);
    const files = Array.from({ length: 1000 }, (_, at) => fileIn(cli, `student-${at}.lstm.json`, textAt(at)));
    const { code, stdout } = run(cli, "check", ...files, "--format", "csv");
    assert.equal(code, 2);
    const rows = new Map<string, number>();
    for (const line of stdout.trimEnd().split("\n").slice(1)) {
      const kind = line.includes(",unusable,") ? "unusable" : "answer";
      const name = /student-\d+/.exec(line)?.[0] ?? "";
      rows.set(`${name} ${kind}`, (rows.get(`${name} ${kind}`) ?? 0) + 1);
    }
    for (const at of files.keys()) {
      const isUnusable = at % 10 === 7;
      assert.equal(rows.get(`student-${at} answer`) ?? 0, isUnusable ? 0 : 14, `answers of ${at}`);
      assert.equal((rows.get(`student-${at} unusable`) ?? 0) > 0, isUnusable, `faults of ${at}`);
    }
  });
});
