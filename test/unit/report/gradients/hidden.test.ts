/** Explanations of gradients while an exercise hides numbers: these are boxes, and nothing that says one of them is written. */
import assert from "node:assert/strict";
import { backward } from "../../../../src/core/backward.js";
import { forward } from "../../../../src/core/forward.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { readDocument } from "../../../../src/document/document.js";
import { hidingOf } from "../../../../src/report/answers/hiding.js";
import { explainGradient, type GradientExplanation } from "../../../../src/report/explainGradient.js";
import { formatNumber } from "../../../../src/report/format.js";
import { type GradientKind, gradientPlace } from "../../../../src/report/gradientPlace.js";
import { HiddenNumbers } from "../../../../src/report/gradients/hidden.js";
import { worked } from "../../client/fakes.js";

type Place = Parameters<typeof gradientPlace>;

function passesOf(expect: string, revealed: readonly string[] = [], shown = 0, text = worked) {
  const document = runToEnd(readDocument(text.replace(/\}\s*$/, `, "expect": ${expect} }`), never));
  assert.ok(document.model !== null, document.problems[0]?.message);
  const gradients = runToEnd(backward(runToEnd(forward(document.model, never)), never));
  const hiding = runToEnd(hidingOf(document, document.model, { revealed, shown }, never));
  return { document, gradients, hiding };
}

function explained(expect: string, kind: GradientKind, name: string, at: Place[3] = {}, revealed: readonly string[] = []) {
  return runToEnd(explainGradient(passesOf(expect, revealed), gradientPlace(kind, 1, name, at), never));
}

/** The lines' right sides, a hidden number as a box. */
function written({ equation, numbers }: GradientExplanation): readonly string[] {
  return equation.map(({ right }) =>
    right
      .map((token) => {
        if (token.kind === "symbol") return token.text + (token.sub ?? "");
        if (token.kind === "text") return token.text;
        if (token.isHidden) assert.ok(Number.isNaN(numbers[token.index]));
        return token.isHidden ? "▢" : (token.typed ?? formatNumber(numbers[token.index], 4));
      })
      .join(""),
  );
}

const gates = '{ "exercise": true, "f": null }';
const slopes = '{ "exercise": true, "dh": null, "gradients": { "W_f": null, "b_f": null } }';

describe("report/gradients/hidden", () => {
  it("leaves out the bars of a long sum where one of them is hidden, and not where something else is", () => {
    const T = 1500;
    const every = (value: unknown) => JSON.stringify(Array.from({ length: T }, () => value));
    const text = worked.replace(/"inputs"[\s\S]*/, `"inputs": ${every([1, 0])}, "targets": ${every([0.5])} }`);
    const losses = `[${"0.1, ".repeat(T - 1)}null]`;
    let questions = 0;
    const terms = (expect: string) =>
      runToEnd(explainGradient(passesOf(expect, [], 0, text), gradientPlace("loss", 1, ""), () => ++questions < 0)).terms.length;
    assert.deepEqual([terms('{ "exercise": true, "dh": null }'), terms(`{ "exercise": true, "loss_t": ${losses} }`)], [7, 0]);
    assert.ok(questions > 4, `${questions} questions`);
  });

  it("writes a hidden gate as a box wherever it is a factor, its complement included", () => {
    const { terms, blank, ...of } = explained(gates, "z", "z_f", { t: 2, row: 1 });
    assert.match(written(of as GradientExplanation)[1], /^[^▢]+·▢·\(1 − ▢\)$/);
    assert.deepEqual([terms, blank], [[], undefined]);
  });

  it("leaves out the products, and the bars, of a sum with a hidden factor", () => {
    const of = explained(gates, "state", "c", { t: 1, row: 1 });
    const [, numbers, products] = written(of);
    assert.match(numbers, /·▢$/);
    assert.match(products, / \+ ▢$/);
    assert.deepEqual(of.terms, []);
  });

  it("puts the numbers in where the gradient itself is the blank, which can be revealed, and works nothing out", () => {
    const of = explained(slopes, "state", "h", { t: 1, row: 1 });
    assert.equal(of.blank, "dh/1/1/1");
    assert.equal(written(of).at(-1), "▢");
    assert.equal(of.equation.length, 3);
    const entry = explained(slopes, "entry", "W_f", { row: 1, col: 2 });
    assert.equal(entry.blank, "gradients/1/1/W_f/1/2");
    assert.match(written(entry)[1], /^−?\d[^▢]*·\d.* \+ /);
    assert.deepEqual([written(entry).length, entry.terms], [3, []]);
  });

  it("says of a norm, a factor and a mean over what is hidden only how they are made", () => {
    const all: readonly (readonly [string, GradientKind, string, Place[3]])[] = [
      [slopes, "parameterNorm", "W_f", {}],
      [slopes, "norm", "h", { t: 2 }],
      [slopes, "laterNorm", "h", { t: 1 }],
      [slopes, "factor", "", { t: 2 }],
      [gates, "factor", "", { t: 1 }],
      [gates, "mean", "f", { t: 2 }],
    ];
    for (const [expect, kind, name, at] of all) {
      const of = explained(expect, kind, name, at);
      assert.deepEqual([of.equation.length, written(of)[1]], [2, "▢"], kind);
      assert.ok(of.equation[0].right.every((token) => token.kind !== "number"));
      assert.deepEqual([of.terms.length, of.numbers.length], [0, 1], kind);
    }
  });

  it("hides what is the same number under another name", () => {
    // c₀ is 0, so that dz_f is 0 at t = 1 and db_f is dz_f at t = 2.
    assert.equal(written(explained(slopes, "z", "z_f", { t: 2, row: 1 })).at(-1), "▢");
    assert.notEqual(written(explained(slopes, "z", "z_i", { t: 2, row: 1 })).at(-1), "▢");
    assert.equal(written(explained('{ "exercise": true, "loss": null }', "loss", "")).at(-1), "▢");
  });

  it("hides no square of a gradient that the first update corrects S to", () => {
    const text = '{ "exercise": true, "S_corr": { "W_i": null } }, "optimizer": { "type": "adam" }';
    const passes = passesOf(text);
    const [entry] = passes.gradients.layers[0].parameters.get("W_i") ?? [];
    const hidden = new HiddenNumbers(passes.hiding, passes.gradients);
    assert.deepEqual([hidden.has(entry ** 2), hidden.has(entry)], [true, false]);
    assert.deepEqual(explained(text, "parameterNorm", "W_i").terms, []);
  });

  it("knows its numbers but for their signs, and a zero for none of them", () => {
    const passes = passesOf(gates);
    const hidden = new HiddenNumbers(passes.hiding, passes.gradients);
    const f = passes.gradients.trace.layers[0].quantities.get("f") ?? assert.fail();
    assert.deepEqual(
      [f[0], -f[1], f[1] * (1 + 1e-12), f[1] * (1 + 1e-6), 0, Number.NaN, Number.POSITIVE_INFINITY].map((value) => hidden.has(value)),
      [true, true, true, false, false, false, false],
    );
  });

  it("hides nothing of another state than the file's own", () => {
    const passes = passesOf(gates, [], 1);
    assert.equal(
      new HiddenNumbers(passes.hiding, passes.gradients).has(passes.gradients.trace.layers[0].quantities.get("f")?.[0] ?? 0),
      false,
    );
  });

  it("shows again what is revealed", () => {
    const of = explained(slopes, "state", "h", { t: 2, row: 1 }, ["dh/1/2/1"]);
    assert.deepEqual([of.blank, written(of).at(-1) === "▢"], [undefined, false]);
  });
});
