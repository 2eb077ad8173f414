/** The package: what is in it, and that it is the same every time. */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { packageExtension } from "../../../.build/package.mjs";
import { packaged } from "../support/packaged.js";
import { zipEntries } from "../support/zip.js";

const expected = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package|package\.nls)\.json$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/media\/l10n\/[\w.-]+\.json$/,
  /^extension\/dist\/(client|server)\.(node|browser)\.c?js$/,
  /^extension\/dist\/(panel\.js|languageLibrary\.cjs|cli\.mjs|package\.json)$/,
  /^extension\/media\/[\w.-]+\.(css|svg|png|json)$/,
  /^extension\/media\/walkthrough\/[\w.-]+\.svg$/,
  /^extension\/media\/examples\/[\w.-]+\.lstm\.json$/,
];

describe("the package", () => {
  it("contains what the extension needs and nothing else", async () => {
    const entries = zipEntries(readFileSync(await packaged()));
    const unexpected = entries.filter((entry) => !expected.some((pattern) => pattern.test(entry)));
    assert.deepEqual(unexpected, []);
    const { main, browser, bin } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const file of [main, browser, bin.unroll]) assert.ok(entries.includes(file.replace("./", "extension/")), file);
  });

  it("is at most 700 kB", async () => {
    const { length } = readFileSync(await packaged());
    assert.ok(length <= 700_000, `${length} bytes`);
  });

  it("is the same, byte by byte, when it is made again", async () => {
    const first = readFileSync(await packaged());
    const again = `${await packaged()}.again`;
    await packageExtension(again);
    const second = readFileSync(again);
    rmSync(again);
    assert.ok(first.equals(second));
  });
});
