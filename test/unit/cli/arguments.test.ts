/** The command line's words: what they mean, and what is said where they mean nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readArguments } from "../../../src/cli/arguments.js";
import { bundleCli, type Cli, remove, run } from "./support/runCli.js";

describe("cli/arguments", () => {
  it("trace takes one file, and has defaults", () => {
    const defaults = { format: "table", decimals: 4, updates: null };
    assert.deepEqual(readArguments(["trace", "a"]), { kind: "trace", file: "a", how: defaults });
    assert.deepEqual(readArguments(["--format", "json", "trace", "a", "--updates", "5"]), {
      kind: "trace",
      file: "a",
      how: { format: "json", decimals: 4, updates: 5 },
    });
    assert.deepEqual(readArguments(["trace", "--", "--odd"]), { kind: "trace", file: "--odd", how: defaults });
  });

  it("validate takes any number of files", () => {
    assert.deepEqual(readArguments(["validate", "a", "b"]), { kind: "validate", files: ["a", "b"] });
  });

  it("gradcheck takes one file", () => {
    assert.deepEqual(readArguments(["gradcheck", "a"]), { kind: "gradcheck", file: "a" });
  });

  it("check takes any number of files and a format", () => {
    assert.deepEqual(readArguments(["check", "a", "b"]), { kind: "check", files: ["a", "b"], format: "text" });
    assert.deepEqual(readArguments(["check", "--format", "csv", "a"]), { kind: "check", files: ["a"], format: "csv" });
  });

  it("help and version come before everything else", () => {
    assert.deepEqual(readArguments(["trace", "--help"]), { kind: "help" });
    assert.deepEqual(readArguments(["-h"]), { kind: "help" });
    assert.deepEqual(readArguments(["--version", "nonsense"]), { kind: "version" });
    assert.deepEqual(readArguments(["-v"]), { kind: "version" });
  });

  const wrong: readonly [string, string][] = [
    ["", "a command is missing"],
    ["draw", "unknown command 'draw'"],
    ["trace", "trace needs one file, not none"],
    ["trace a b", "trace needs one file, not 2"],
    ["validate", "validate needs at least one file"],
    ["gradcheck", "gradcheck needs one file, not none"],
    ["gradcheck a b", "gradcheck needs one file, not 2"],
    ["gradcheck a --updates 2", "gradcheck takes no --updates"],
    ["validate a --format json", "validate takes no --format"],
    ["check", "check needs at least one file"],
    ["check a --format table", "unknown format 'table'; there are text, json, csv"],
    ["check a --updates 1", "check takes no --updates"],
    ["trace a --format", "Option '--format <value>' argument missing"],
    ["trace a --format xml", "unknown format 'xml'; there are table, json, csv, md, tex"],
    ["trace a --decimals 2.5", "--decimals is a whole number from 0 to 17, not '2.5'"],
    ["trace a --decimals 18", "--decimals is a whole number from 0 to 17, not '18'"],
    ["trace a --decimals=", "--decimals is a whole number from 0 to 17, not ''"],
    ["trace a --decimals 2 --format json", "--decimals is for reading; json holds every digit"],
    ["trace a --updates=-1", "--updates is a whole number, not '-1'"],
    ["trace a --updates many", "--updates is a whole number, not 'many'"],
    ["trace a --colour", "Unknown option '--colour'"],
  ];
  for (const [words, message] of wrong) {
    it(`'${words}' is wrong: ${message}`, () => {
      assert.deepEqual(readArguments(words.split(" ").filter((word) => word !== "")), { kind: "wrong", message });
    });
  }

  describe("on the command line", () => {
    let cli: Cli;
    before(async function () {
      this.timeout(60_000);
      cli = await bundleCli();
    });
    after(() => remove(cli));

    it("what is wrong goes to stderr with a word on help, and exits with 2", () => {
      assert.deepEqual(run(cli, "draw"), {
        code: 2,
        stdout: "",
        stderr: "unroll: unknown command 'draw'\nunroll --help says how it is used\n",
      });
    });

    it("--help and --version print to stdout and exit with 0", () => {
      const { code, stdout, stderr } = run(cli, "--help");
      assert.deepEqual([code, stderr], [0, ""]);
      for (const word of [
        "trace FILE",
        "gradcheck FILE",
        "validate FILE...",
        "check FILE...",
        "--updates",
        "--format",
        "--decimals",
        "Exit codes",
      ])
        assert.ok(stdout.includes(word), word);
      const { version } = JSON.parse(readFileSync("package.json", "utf8"));
      assert.deepEqual(run(cli, "--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
    });
  });
});
