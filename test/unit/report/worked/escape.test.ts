/** Text from a file in LaTeX and Markdown. */
import assert from "node:assert/strict";
import { latexText, markdownCode, markdownText, quoted } from "../../../../src/report/worked/escape.js";

describe("text from a file", () => {
  it("has every sign that means something to LaTeX made harmless", () => {
    assert.equal(latexText("50%_{a}#1 & \\x^~$"), "50\\%\\_\\{a\\}\\#1 \\& \\textbackslash{}x\\textasciicircum{}\\textasciitilde{}$\\$$");
    assert.equal(latexText('<a|b> "q"'), "\\textless{}a\\textbar{}b\\textgreater{} ''q''");
  });

  it("keeps the letters LaTeX's own fonts have, marks and all, and names what they lack by its code point", () => {
    assert.equal(latexText("é Š ï ø ß"), "\\'{e} \\v{S} \\\"{\\i} \\o{} \\ss{}");
    assert.equal(latexText("σ × −"), "$\\sigma$ $\\times$ $-$");
    assert.equal(latexText("文😀\u0007"), "[U+6587][U+1F600][U+0007]");
  });

  it("is within a formula what LaTeX and KaTeX read alike", () => {
    assert.equal(quoted("a_b%{}\\é^文"), "a\\_b\\%\\{\\}\\textbackslash{}é\\textasciicircum{}[U+6587]");
  });

  it("is shown by Markdown as it stands", () => {
    assert.equal(markdownText("a_b*c* <i>[x](y) `z` $1$ #|"), "a\\_b\\*c\\* \\<i\\>\\[x\\](y) \\`z\\` \\$1\\$ \\#\\|");
    assert.equal(markdownText("two\n# lines"), "two \\# lines");
    assert.equal(markdownCode("a`b``c"), "``` a`b``c ```");
  });
});
