/** Equations as TeX. */
import assert from "node:assert/strict";
import { isExpressionFault, parseExpression } from "../../../../src/core/expression.js";
import { line, symbol, text } from "../../../../src/report/explain/tokens.js";
import type { Token } from "../../../../src/report/explanation.js";
import { expressionTex } from "../../../../src/report/worked/expression.js";
import { numberTex } from "../../../../src/report/worked/lexemes.js";
import { alignmentTex, inline, rowsOf } from "../../../../src/report/worked/math.js";

const none = { numbers: [], decimals: 4, expressions: new Map() };

function expression(source: string): string {
  const parsed = parseExpression(source, ["yhat", "y"]);
  assert.ok(!isExpressionFault(parsed));
  return expressionTex(parsed).tex;
}

describe("an equation in TeX", () => {
  it("has quotients as fractions without the parentheses these need on a line", () => {
    assert.equal(
      inline([symbol("V", 2, "ink"), text(" / (1 − "), symbol("β", 1, "ink"), text("²)")], none),
      "\\frac{V_{2}}{1 - \\beta_{1}^{2}}",
    );
    assert.equal(
      inline([text("a + b·c / (√"), symbol("S", null, "ink"), text(" + ε)")], none),
      "a + \\frac{b \\cdot c}{\\sqrt{S} + \\varepsilon}",
    );
  });

  it("has roots over all of what they are taken of", () => {
    assert.equal(inline([text("√(1 − x)")], none), "\\sqrt{1 - x}");
    assert.equal(
      inline([text("α·√(1 − β²) / (1 − β)·V / (√S + ε)")], none),
      "\\frac{\\alpha \\cdot \\sqrt{1 - \\beta^{2}}}{1 - \\beta} \\cdot \\frac{V}{\\sqrt{S} + \\varepsilon}",
    );
  });

  it("has bars, half, logarithms and names as they are set", () => {
    assert.equal(inline([text("|a − b| − ½")], none), "\\lvert a - b\\rvert - \\tfrac{1}{2}");
    assert.equal(inline([text("−(y·ln(p) + huber(a))")], none), "-(y \\cdot \\ln(p) + \\operatorname{huber}(a))");
    assert.equal(inline([text("mean over 5 steps")], none), "\\text{mean over }5\\text{ steps}");
  });

  it("has numbers with a true exponent", () => {
    assert.deepEqual(["−0.5", "1e−8", "2.5e−7", "−1e9", "∞", "−∞", "NaN"].map(numberTex), [
      "-0.5",
      "10^{-8}",
      "2.5\\cdot 10^{-7}",
      "-10^{9}",
      "\\infty ",
      "-\\infty ",
      "\\text{NaN}",
    ]);
  });

  it("is broken before a summand where it is too long for a page", () => {
    const terms = Array.from({ length: 12 }, (_, k): Token => text(`${k === 0 ? "" : " + "}${k}.234567·x`));
    const rows = rowsOf([line([text("z")], terms)], none);
    assert.ok(rows.length > 1);
    assert.deepEqual(
      rows.map(({ goesOn }) => goesOn),
      rows.map((_, at) => at > 0),
    );
    assert.ok(rows.slice(1).every(({ right }) => right.startsWith("+ ")));
    assert.match(alignmentTex([rows]), /^z &= 0\.234567 .*\\\\\n&\\quad \{\} \+ /);
  });
});

describe("an expression in TeX", () => {
  it("keeps its meaning: parentheses where they are needed, and only there", () => {
    const pairs = [
      ["0.5*(yhat - y)^2", "0.5 \\cdot (\\hat{y} - y)^{2}"],
      ["yhat - (y - 1)", "\\hat{y} - (y - 1)"],
      ["(yhat - y) - 1", "\\hat{y} - y - 1"],
      ["-yhat^2", "-\\hat{y}^{2}"],
      ["(-yhat)^2", "(-\\hat{y})^{2}"],
      ["(yhat/y)^2", "\\left(\\frac{\\hat{y}}{y}\\right)^{2}"],
      ["2^(y + 1)", "2^{y + 1}"],
      ["yhat*(y + 1)", "\\hat{y} \\cdot (y + 1)"],
      ["abs(yhat - y)", "\\lvert \\hat{y} - y\\rvert"],
      ["max(yhat, y, 0)", "\\max(\\hat{y},\\, y,\\, 0)"],
      ["sqrt(log(yhat))", "\\sqrt{\\ln(\\hat{y})}"],
      ["yhat > y ? 1 : pi", "\\begin{cases} 1 & \\text{if } \\hat{y} > y \\\\ \\pi & \\text{else} \\end{cases}"],
    ];
    assert.deepEqual(
      pairs.map(([source]) => expression(source)),
      pairs.map(([, tex]) => tex),
    );
  });
});
