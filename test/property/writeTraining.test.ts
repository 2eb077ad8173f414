/** Random files in random layouts, comments included: what is written into them is what is read back, and nothing else changes. */
import assert from "node:assert/strict";
import { constantFrom, assert as holds, integer, property, record } from "fast-check";
import { type AdamState, initialAdamState } from "../../src/core/adam.js";
import type { Model } from "../../src/core/model.js";
import { runToEnd } from "../../src/core/slices.js";
import { writeTraining } from "../../src/document/writeTraining.js";
import { applied, editsOf, inverse } from "../unit/document/edited.js";
import { read } from "../unit/document/support.js";
import { Draw } from "./randomModels.js";
import { randomText, styles } from "./randomText.js";

const files = record({ seed: integer({ min: 0, max: 2 ** 30 }), style: constantFrom(...styles) });
const runs = { numRuns: 400, seed: 1 };

function modelOf(text: string): Model {
  const { model, problems } = read(text);
  assert.ok(model !== null, `${JSON.stringify(problems)}\n${text}`);
  return model;
}

/** Any finite double: sizes from 5e-324 to 1.8e308, zeros of both signs, plain ones. */
function anyDouble(draw: Draw): number {
  const bits = new DataView(new ArrayBuffer(8));
  for (let at = 0; at < 8; at++) bits.setUint8(at, draw.int(0, 255));
  const value = bits.getFloat64(0);
  return draw.pick([0, -0, draw.numbers(1, 3)[0], 1e21, 5e-324, draw.int(-9, 9), Number.isFinite(value) ? value : 1e-7]);
}

/** The file's state with other numbers here and there. */
function otherState(draw: Draw, model: Model): AdamState {
  const { t, layers } = initialAdamState(model);
  const change = draw.pick([0, 0.1, 0.6, 1]);
  const other = (values: Float64Array, isSquare: boolean) =>
    values.map((value) => {
      if (!draw.chance(change)) return value;
      const changed = anyDouble(draw);
      return isSquare ? Math.abs(changed) : changed;
    });
  const all = (arrays: ReadonlyMap<string, Float64Array>, isSquare = false) =>
    new Map([...arrays].map(([name, values]) => [name, draw.chance(0.7) ? other(values, isSquare) : values]));
  return {
    t: draw.chance(change) ? draw.int(0, 5000) : t,
    layers: layers.map(({ parameters, V, S }) => ({ parameters: all(parameters), V: all(V), S: all(S, true) })),
  };
}

/** Everything but the numbers that training changes. */
function rest({ layers, optimizer, given, ...others }: Model): unknown {
  const bare = (parameters: Model["layers"][number]["parameters"]) =>
    [...parameters.values()].map(({ values, ...shape }) => [shape, values.length]);
  return {
    ...others,
    layers: layers.map((layer) => ({ ...layer, parameters: bare(layer.parameters) })),
    optimizer: { ...optimizer, t: 0, V: [], S: [] },
    given: given && { ...given, parameters: bare(given.parameters) },
  };
}

/** A string, a comment, a number, or any other character. */
const token = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|-?\d[\d.eE+-]*|[\s\S]/g;

/** The text in pieces, blanks and comments included, with the numbers apart. */
function tokensOf(text: string): {
  readonly others: readonly string[];
  readonly comments: readonly string[];
  readonly numbers: readonly string[];
} {
  const all = text.match(token) ?? [];
  const isNumber = (piece: string) => /^-?\d/.test(piece);
  return {
    numbers: all.filter(isNumber),
    others: all.map((piece) => (isNumber(piece) ? "0" : piece)),
    comments: all.filter((piece) => piece.startsWith("/")),
  };
}

describe("property: a training's state written into its text", () => {
  it("is read back bit for bit, with everything else as it was; the inverse edits undo it", () => {
    holds(
      property(files, ({ seed, style }) => {
        const draw = new Draw(seed);
        const { text } = randomText(draw, style);
        const before = modelOf(text);
        const state = otherState(draw, before);
        const edits = editsOf(text, state);
        const after = applied(text, edits);
        const model = modelOf(after);
        // deepEqual tells 0 from −0.
        assert.deepEqual(initialAdamState(model), state);
        assert.deepEqual(rest(model), rest(before));
        assert.deepEqual(tokensOf(after).comments, tokensOf(text).comments);
        assert.equal(applied(after, inverse(text, edits)), text);
        assert.deepEqual(editsOf(after, state), []);
      }),
      runs,
    );
  });

  it("changes no token but numbers that are other doubles, where every entry stands in the text", () => {
    holds(
      property(files, ({ seed, style }) => {
        const draw = new Draw(seed);
        const { text } = randomText(draw, style, { isWhole: true });
        const state = otherState(draw, modelOf(text));
        const [was, is] = [tokensOf(text), tokensOf(applied(text, editsOf(text, state)))];
        assert.deepEqual(is.others, was.others);
        assert.equal(is.numbers.length, was.numbers.length);
        for (const [at, typed] of was.numbers.entries()) {
          if (Object.is(Number(typed), Number(is.numbers[at]))) assert.equal(is.numbers[at], typed);
        }
      }),
      runs,
    );
  });

  it("comes to the same edits in the smallest slices", () => {
    holds(
      property(files, ({ seed, style }) => {
        const draw = new Draw(seed);
        const { text } = randomText(draw, style);
        const state = otherState(draw, modelOf(text));
        const sliced = runToEnd(writeTraining(read(text), state, () => true));
        assert.deepEqual(sliced, { kind: "edits", edits: editsOf(text, state) });
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("is written in slices of bounded size and in a bounded number of edits where the file is large", () => {
    const rows = Array.from({ length: 30 }, (_, r) => `[${Array.from({ length: 3000 }, (_unused, c) => `${r}.${c} /**/`).join(",\n")}]`);
    const text = `{ "parameters": { "W": [${rows.join(", ")}] }, "gradients": [{ "W": [${rows.join(", ")}] }], "optimizer": { "type": "adam" } }`;
    const { layers } = initialAdamState(modelOf(text));
    const values = Float64Array.from({ length: 90_000 }, (_, at) => Math.sin(at));
    const state = { t: 3, layers: [{ ...layers[0], parameters: new Map([["W", values]]), V: new Map([["W", values]]) }] };
    const work = writeTraining(read(text), state, () => true);
    let slices = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) slices++;
    assert.ok(slices > 300, `${slices} slices`);
    assert.equal(step.value.kind, "edits");
    const edits = step.value.kind === "edits" ? step.value.edits : [];
    assert.ok(edits.length > 1010 && edits.length < 1100, `${edits.length} edits`);
    assert.ok(edits.every(({ range }) => range.end - range.start <= 65_536));
    const after = applied(text, edits);
    assert.deepEqual(initialAdamState(modelOf(after)), state);
    assert.deepEqual(tokensOf(after).comments, tokensOf(text).comments);
  });
});
