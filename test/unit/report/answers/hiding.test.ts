/** What an exercise hides, and how its equations are written then. */
import assert from "node:assert/strict";
import { forward } from "../../../../src/core/forward.js";
import { never, runToEnd } from "../../../../src/core/slices.js";
import { readDocument } from "../../../../src/document/document.js";
import { isHidden } from "../../../../src/report/answers/answers.js";
import { type Hiding, hidingOf, nothingHidden, seenTrace } from "../../../../src/report/answers/hiding.js";
import { blankKey } from "../../../../src/report/answers/place.js";
import { explain } from "../../../../src/report/explain.js";
import type { EquationLine, Explanation, Place } from "../../../../src/report/explanation.js";
import { formatNumber } from "../../../../src/report/format.js";
import { worked } from "../../client/fakes.js";

interface Opened {
  readonly hiding: Hiding;
  readonly explained: (quantity: Place["quantity"], t: number) => Explanation;
  readonly seen: ReturnType<typeof seenTrace>;
}

function open(expect: string, { revealed = [] as readonly string[], shown = 0 } = {}): Opened {
  const text = worked.replace(/\}\s*$/, `, "expect": ${expect} }`);
  const document = runToEnd(readDocument(text, never));
  assert.ok(document.model !== null, document.problems[0]?.message);
  const trace = runToEnd(forward(document.model, never));
  const hiding = runToEnd(hidingOf(document, document.model, { revealed, shown }, never));
  const explained = (quantity: Place["quantity"], t: number) => explain(document, trace, { layer: 1, quantity, t, unit: 1 }, hiding);
  return { hiding, explained, seen: seenTrace(trace, hiding) };
}

/** Lines as text, a hidden number as a box. */
function written(lines: readonly EquationLine[], numbers: Float64Array): readonly string[] {
  const token = (of: EquationLine["right"][number]): string =>
    of.kind === "text"
      ? of.text
      : of.kind === "symbol"
        ? of.text + (of.sub ?? "")
        : of.isHidden
          ? "▢"
          : (of.typed ?? formatNumber(numbers[of.index], 4));
  return lines.map(({ left, right }) => `${left.map(token).join("")} = ${right.map(token).join("")}`);
}

const f2 = '{ "exercise": true, "f": [null, [null]], "c": [[0.2261], null] }';

describe("report/answers/hiding", () => {
  it("hides every null of an exercise, and none of other sheets", () => {
    const { hiding } = open(f2);
    assert.deepEqual([...hiding.hidden].sort(), ["1.c#1", "1.f#0", "1.f#1"]);
    assert.equal(open(f2.replace("true", "false")).hiding, nothingHidden);
    assert.ok(isHidden(hiding, { kind: "step", quantity: "f", layer: 1, t: 2, unit: 1 }, [1]));
    assert.ok(!isHidden(hiding, { kind: "step", quantity: "c", layer: 1, t: 1, unit: 1 }, [1]));
  });

  it("leaves out what is revealed, by keys that stay the same when the file grows", () => {
    const key = blankKey({ kind: "step", quantity: "f", layer: 1, t: 2, unit: 1 });
    assert.equal(key, "f/1/2/1");
    assert.deepEqual([...open(f2, { revealed: [key] }).hiding.hidden].sort(), ["1.c#1", "1.f#0"]);
  });

  it("leaves out what the file computes nothing to", () => {
    assert.ok(open('{ "exercise": true, "V": { "W_f": [[null, null]] } }').hiding.isEmpty);
  });

  it("hides the z of a hidden gate with it, and nothing of the initial state, the inputs and the targets", () => {
    const { hiding } = open(f2);
    const at = (quantity: Place["quantity"], t: number) => hiding.blankAt({ layer: 1, quantity, t, unit: 1 });
    assert.notEqual(at("z_f", 2), null);
    assert.deepEqual([at("z_i", 2), at("c", 0), at("x", 2), at("y", 2), at("c", 1)], [null, null, null, null, null]);
  });

  it("hides steps and losses of the file's own parameters alone", () => {
    const { hiding, seen } = open(f2, { shown: 1 });
    assert.equal(hiding.blankAt({ layer: 1, quantity: "f", t: 2, unit: 1 }), null);
    assert.ok(seen.layers[0].quantities.get("f")?.every(Number.isFinite));
  });

  it("shows the trace with gaps", () => {
    const { seen } = open('{ "exercise": true, "f": [null, [0.2330]], "loss_t": [null, 0.98], "loss": null }');
    assert.deepEqual([...(seen.layers[0].quantities.get("f") ?? [])].map(Number.isNaN), [true, false]);
    assert.deepEqual([...(seen.loss?.perStep ?? [])].map(Number.isNaN), [true, false]);
    assert.ok(Number.isNaN(seen.loss?.total));
  });

  it("writes a blank's equation with what it is made from and nothing worked out on the way", () => {
    const { explained } = open(f2);
    const f = explained("f", 2);
    assert.deepEqual(written(f.equation, f.numbers), ["f2 = σ(Wf·x2 + Uf·h1 + bf)", " = σ(1·0.5 + 2·−1 + 0.5·0.2174 + 0.2)", " = ▢"]);
    assert.deepEqual([f.terms, f.activation, f.blank], [[], null, "f/1/2/1"]);
    const c = explained("c", 2);
    assert.deepEqual(written(c.equation, c.numbers), ["c2 = f2·c1 + i2·c̃2", " = ▢·0.2261 + 0.4588·−0.5875", " = ▢"]);
  });

  it("writes the equations of other values with boxes where a blank and what it is multiplied to stand", () => {
    const { explained } = open('{ "exercise": true, "f": [null, [null]] }');
    const c = explained("c", 2);
    assert.deepEqual(written(c.equation, c.numbers), ["c2 = f2·c1 + i2·c̃2", " = ▢·0.2261 + 0.4588·−0.5875", " = ▢ − 0.2696", " = −0.2169"]);
    assert.deepEqual([c.terms, c.blank], [[], undefined]);
    const h = open('{ "exercise": true, "c": [null, [null]] }').explained("h", 2);
    assert.deepEqual(written(h.equation, h.numbers), ["h2 = o2·tanh(c2)", " = 0.8892·tanh(▢)", " = 0.8892·▢", " = −0.1899"]);
  });

  it("writes a hidden loss as a box, in its own equation and where the sum of all stands", () => {
    const { explained } = open('{ "exercise": true, "loss_t": [null, 0.98], "loss": null }');
    const own = explained("loss", 1);
    assert.deepEqual(written(own.equation, own.numbers), ["loss1 = (h1 − y1)²", " = (0.2174 − 0.5)²", " = ▢"]);
    const other = explained("loss", 2);
    assert.deepEqual(written(other.usedIn, other.numbers), ["loss = (loss1 + loss2) / 2", " = (▢ + 0.9799) / 2", " = ▢"]);
  });
});
