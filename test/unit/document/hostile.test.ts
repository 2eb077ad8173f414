/** Files made to hang, overflow or mislead the reader. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Progress } from "../../../src/core/slices.js";
import { type LstmDocument, readDocument } from "../../../src/document/document.js";
import { lstm, plain, read, rnn } from "./support.js";

/** Reads with a pause wherever one may be: how many there were, and the most characters read between two. */
function readInSlices(text: string): { document: LstmDocument; slices: number; longest: number } {
  const work = readDocument(text, () => true);
  let slices = 0;
  let longest = 0;
  let before = 0;
  let step: IteratorResult<Progress, LstmDocument> = work.next();
  for (; !step.done; step = work.next()) {
    slices++;
    longest = Math.max(longest, step.value.done - before);
    before = step.value.done;
  }
  return { document: step.value, slices, longest };
}

function codesOf(document: LstmDocument): string[] {
  return [...new Set(document.problems.map(({ code }) => code))];
}

/** An rnn whose numbers take about `length` characters. */
function large(length: number): string {
  const H = 100;
  const row = Array.from({ length: H }, (_, index) => (Math.sin(index) / 3).toString()).join(", ");
  const square = `[${Array.from({ length: H }, () => `[${row}]`).join(",\n")}]`;
  const steps = Math.round((length - 2 * square.length) / (row.length + 4));
  return rnn({ inputs: `[${Array.from({ length: steps }, () => `[${row}]`).join(",\n")}]` }, { W_h: square, U_h: square, b_h: null });
}

describe("A hostile file", () => {
  it("100,000 brackets deep gives one clear problem", () => {
    for (const text of [
      "[".repeat(100_000),
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      '{"a":'.repeat(100_000),
      `{"inputs": ${'[{"a":'.repeat(50_000)}`,
    ]) {
      deepEqual(codesOf(read(text)), ["too-deep"]);
      equal(read(text).problems.length, 1);
    }
  });

  it("goes on behind what was too deep", () => {
    const { problems } = read(`{ "a": ${"[".repeat(150)}${"]".repeat(150)}, b: 01 }`);
    deepEqual(
      problems.map(({ code }) => code),
      ["too-deep", "quotes-missing", "bad-number"],
    );
  });

  it("of one 5 MB line is read in short slices, whatever stands in it", () => {
    const size = 5_000_000;
    const less = 1_000_000;
    const lines = {
      numbers: rnn({ inputs: `[${"1.5,".repeat(size / 4)}1]` }),
      comment: `/*${" *".repeat(size / 2)}`,
      "line comment": `//${"x".repeat(less)}`,
      string: `"${"x".repeat(size)}`,
      escapes: `"${"\\n".repeat(less / 2)}"`,
      word: "x".repeat(less),
      digits: `[${"1".repeat(less)}]`,
      blanks: " ".repeat(less),
      invisible: "\u00a0".repeat(less),
    };
    for (const [name, text] of Object.entries(lines)) {
      const { document, slices, longest } = readInSlices(text);
      ok(longest <= 20_000, `${name}: ${longest} characters at once`);
      ok(slices >= text.length / 20_000, `${name}: ${slices} slices`);
      equal(document.model === null, name !== "numbers", name);
    }
  });

  it("of 10 MB is read in short slices to its model", () => {
    const text = large(10_000_000);
    ok(text.length > 9_900_000);
    const { document, slices, longest } = readInSlices(text);
    deepEqual(document.problems, []);
    equal(document.model?.layers[0].H, 100);
    ok(longest <= 20_000, `${longest} characters at once`);
    ok(slices > 500, `${slices} slices`);
  });

  it("full of faults is told off at most 1000 times, in text order", () => {
    const texts = ["NaN,", "[],", '"",', "{},", "]", ":", "x ", "'',", "01 "].map((piece) => `{"inputs":[${piece.repeat(5000)}1]}`);
    for (const text of [...texts, "#\n".repeat(5000), "}".repeat(5000), `{${",".repeat(5000)}}`]) {
      const { problems, model } = read(text);
      ok(problems.length > 0 && problems.length <= 1000, `${problems.length} problems in ${text.slice(0, 30)}`);
      equal(model, null);
      for (let index = 1; index < problems.length; index++) ok(problems[index - 1].range.start <= problems[index].range.start);
    }
  });

  it("keeps its errors where there are 1000 warnings as well", () => {
    const { problems } = read(`${"// \ufffd\n".repeat(3000)}{ "cell": "rnn", "steps": 0 }`);
    ok(problems.some(({ code }) => code === "out-of-range"));
  });

  it("cannot reach a prototype by the names __proto__ and constructor", () => {
    const text = '{ "__proto__": { "cell": "rnn" }, "constructor": { "prototype": { "polluted": 1 } } }';
    const { root, problems } = read(text);
    deepEqual(
      problems.filter(({ code }) => code === "unknown-name").map(({ range }) => text.slice(range.start, range.end)),
      ['"__proto__"', '"constructor"'],
    );
    deepEqual(Object.keys(plain(root) as object), ["__proto__", "constructor"]);
    equal(({} as { polluted?: number }).polluted, undefined);
  });

  it("may ask for no longer trace than memory holds", () => {
    const { problems } = read(
      rnn({ inputs: null, steps: "10000000" }, { W_h: null, U_h: `[${`[${"0,".repeat(50)}],`.repeat(50)}]`, b_h: null }),
    );
    deepEqual(
      problems.map(({ code }) => code),
      ["too-large"],
    );
  });
});

describe("Bytes and line ends", () => {
  it("a byte order mark at the start is no fault, anywhere else it is one", () => {
    ok(read(`\ufeff${lstm()}`).model !== null);
    deepEqual(codesOf(read(` \ufeff${lstm()}`)), ["bad-character"]);
  });

  it("\\r\\n and \\r end lines as \\n does", () => {
    const text = '{\n// note\n"cell": "rnn",\n"parameters": { "U_h": 1 }, // note\n"steps": 2\n}\n';
    for (const end of ["\r\n", "\r"]) ok(read(text.replaceAll("\n", end)).model !== null);
  });
});
