/** Habits every file keeps, as far as they can be read off it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sources } from "./sources.js";

const code = [...sources("src", /\.ts$/), ...sources("test", /\.(ts|mjs)$/), ...sources(".build", /\.mjs$/)];
const everything = sources(".", /\.(ts|mjs|js|json|md|css|svg|py|ya?ml)$|^run$|^\.npmrc$|^\.gitignore$|^LICENSE$/);

describe("the house's habits", () => {
  it("are held against files that are there", () => {
    assert.ok(code.length > 40 && everything.length > code.length, `${code.length} and ${everything.length} files`);
  });

  it("open each file with a sentence on what it is", () => {
    const without = code.filter(({ text }) => !/^(#![^\n]*\n)?\/\*\*\s+(\*\s+)?\S/.test(text));
    assert.deepEqual(
      without.map(({ file }) => file),
      [],
    );
  });

  it("keep files at 250 lines or fewer", () => {
    const long = code.map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 })).filter(({ lines }) => lines > 250);
    assert.deepEqual(long, []);
  });

  it("say what each exported function and class of core, document and protocol does", () => {
    const bare = code
      .filter(({ file }) => /^src\/(core|document|protocol)\//.test(file))
      .flatMap(({ file, text }) => exportsWithoutComment(text).map((name) => `${file}: ${name}`));
    assert.deepEqual(bare, []);
  });

  it("leave nothing to do for later", () => {
    const marks = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
    assert.deepEqual(
      code.filter(({ text }) => marks.test(text)).map(({ file }) => file),
      [],
    );
  });

  it("carry no path of the machine they were written on", () => {
    const paths = /(?<![\w.$}])\/(work|root|home\/\w+|Users\/\w+)\/|\/tmp\/unroll/;
    const carriers = everything.filter(({ text }) => paths.test(text)).map(({ file, text }) => `${file}: ${paths.exec(text)?.[0]}`);
    assert.deepEqual(carriers, []);
  });

  it("name no registry in the lock file, so that any registry will do", () => {
    assert.doesNotMatch(readFileSync("package-lock.json", "utf8"), /"resolved": "http/);
  });

  it("lock what optional packages bring on every platform, which npm ci insists on", () => {
    const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
      packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
    };
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    assert.ok(wanted.length > 20, `${wanted.length} optional packages`);
    assert.deepEqual(
      wanted.filter((name) => packages[`node_modules/${name}`]?.version === undefined),
      [],
    );
  });

  it("pin every tool to one version", () => {
    const { devDependencies, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(dependencies, undefined, "whatever runs is bundled");
    const loose = Object.entries<string>(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    assert.deepEqual(loose, []);
  });
});

/** Names of exported declarations whose line before is not the end of a doc comment. */
function exportsWithoutComment(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const name = /^export (?:abstract )?(?:async )?(?:function\*?|class)\s+(\w+)/.exec(line)?.[1];
    if (name === undefined || lines[index - 1]?.trimEnd().endsWith("*/")) return [];
    // The further signatures of an overloaded function share the first one's comment.
    return lines[index - 1]?.startsWith(`export function ${name}(`) ? [] : [name];
  });
}
