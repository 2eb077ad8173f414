/** Hovers. */
import assert from "node:assert/strict";
import { MarkupContent } from "vscode-languageserver";
import { hover } from "../../../src/server/hover.js";
import { open, openAtCursor, textIn, workedExample } from "./support/files.js";

/** The hover's plain text, and the text it marks. */
async function plain(marked: string): Promise<{ text: string; marks: string } | null> {
  const { file, offset } = openAtCursor(marked);
  const found = await hover(file, offset, false);
  if (found === null) return null;
  assert.ok(MarkupContent.is(found.contents) && found.range !== undefined);
  return { text: found.contents.value, marks: textIn(file, found.range) };
}

const at = (piece: string, marked: string): Promise<{ text: string; marks: string } | null> => {
  assert.ok(workedExample.includes(piece), piece);
  return plain(workedExample.replace(piece, marked));
};

describe("hover on a parameter", () => {
  it("gives shape, role and equation on its name", async () => {
    assert.deepEqual(await at('"W_f"', '"W¦_f"'), {
      text: "W_f 1×2 (H×D)\nWeights from the input to the forget gate.\nf_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)",
      marks: '"W_f"',
    });
  });

  it("says the shape that is needed where it has another", async () => {
    const found = await at('"U_f": [[0.5]]', '"¦U_f": [[0.5, 1]]');
    assert.ok(found?.text.startsWith("U_f 1×2, needs 1×1 (H×H)\n"), found?.text);
  });

  it("calls a bare number one", async () => {
    const found = await at('"U_f": [[0.5]]', '"U_f¦": 0.5');
    assert.ok(found?.text.startsWith("U_f 1×1 (H×H), as a bare number\n"), found?.text);
  });

  it("gives a number of a matrix its entry, and says what it weighs", async () => {
    assert.deepEqual(await at("[[1, 2]]", "[[1, ¦2]]"), {
      text: "W_f[1,2] = 2\nFrom x_t[2] to unit 1.\nWeights from the input to the forget gate.\nf_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)",
      marks: "2",
    });
    const state = await at("[[0.5]]", "[[0.¦5]]");
    assert.ok(state?.text.startsWith("U_f[1,1] = 0.5\nFrom unit 1 of h_{t−1} to unit 1.\n"), state?.text);
  });

  it("gives a number of a bias its entry, as it is typed", async () => {
    const found = await at("[-0.1]", "[-0.10¦]");
    assert.ok(found?.text.startsWith("b_i[1] = -0.10\nUnit 1.\nBias of the input gate.\n"), found?.text);
  });

  it("summarises one of more than six numbers", async () => {
    const found = await plain('{ "cell": "rnn", "parameters": { "W_¦h": [[3, 0, 0, -4], [0, 0, 0, 0]] } }');
    assert.ok(found?.text.includes("\n8 numbers: min −4, max 3, mean −0.125, ‖W_h‖ 5\n"), found?.text);
    assert.ok((await at('"b_f"', '"b_¦f"'))?.text.includes("numbers:") === false);
  });

  it("leaves nulls out of the summary", async () => {
    const found = await plain(
      '{ "cell": "rnn", "parameters": { "U_h": [[1]] }, "expect": { "gradients": { "W_¦h": [[3, null, 0, -4, 0, 0, 0, null, 1]] } } }',
    );
    assert.ok(found?.text.includes("7 numbers: min −4, max 3, mean 0,"), found?.text);
  });

  it("knows each layer of a stack, and a dense one's outputs", async () => {
    const found = await plain(
      '{ "layers": [{ "cell": "rnn", "parameters": { "U_h": [[1, 0], [0, 1]] } }, { "cell": "dense", "parameters": { "W": [[1, 2], [3, ¦4]] } }] }',
    );
    assert.ok(found?.text.startsWith("W[2,2] = 4\nFrom x_t[2] to output 2.\n"), found?.text);
  });

  it("works while the file has faults", async () => {
    const found = await plain('{ "cell": "lstm", "parameters": { "W_f": [[1, 2]], "U_f": [[¦1, 2], [3, 4]], "b_f": ');
    assert.ok(found?.text.startsWith("U_f[1,1] = 1\n"), found?.text);
  });
});

describe("hover on states, inputs, targets, moments and answers", () => {
  it("gives the first state its step 0", async () => {
    const found = await at('"h": [0]', '"h": [¦0]');
    assert.equal(found?.text, "h_0[1] = 0\nUnit 1.\nh_0, the state before the first step: H numbers.");
  });

  it("gives a row of the inputs its time, and a number its place in it", async () => {
    assert.deepEqual(await at("[0.5, -1]", "¦[0.5, -1]"), { text: "x_2 2 numbers\nThe input at t = 2 of 2.", marks: "[0.5, -1]" });
    assert.deepEqual(await at("[0.5, -1]", "[0.5, -¦1]"), { text: "x_2[2] = -1\nThe input at t = 2 of 2.", marks: "-1" });
  });

  it("gives bare numbers of the inputs their time", async () => {
    assert.equal((await plain('{ "cell": "rnn", "inputs": [4, ¦5] }'))?.text, "x_2 = 5\nThe input at t = 2 of 2.");
  });

  it("gives T and D on the name of the inputs", async () => {
    assert.ok((await at('"inputs"', '"inputs¦"'))?.text.startsWith("inputs T = 2, D = 2\n"));
  });

  it("says which target is missing", async () => {
    assert.equal((await at("[[0.5], null]", "[[0.5], nu¦ll]"))?.text, "y_2 = null\nNo target at t = 2 of 2.");
    assert.equal((await at("[[0.5], null]", "[[¦0.5], null]"))?.text, "y_1[1] = 0.5\nThe target at t = 1 of 2.");
  });

  it("says whose moment a number is", async () => {
    const found = await at("[[0.1, 0.2]]", "[[0.1, ¦0.2]]");
    assert.ok(found?.text.startsWith("V.W_f[1,2] = 0.2\nFrom x_t[2] to unit 1.\nFirst moment of ∂L/∂W_f.\n"), found?.text);
  });

  it("says which answer a number is", async () => {
    assert.equal(
      (await at("[-0.1899]", "[-0.18¦99]"))?.text,
      "h_2[1] = -0.1899\nThe answer worked out by hand, unit 1 at t = 2.\nState, by step.",
    );
    const gradient = await at("[[0.01]]", "[[0.¦01]]");
    assert.ok(gradient?.text.startsWith("gradients.U_f[1,1] = 0.01\n"), gradient?.text);
  });

  it("knows the parameters of an optimizer-only file by what is given", async () => {
    const found = await plain('{ "parameters": { "W": [[1, 2]] }, "gradients": [{ "W": [[0.5, ¦0.25]] }], "optimizer": {} }');
    assert.equal(found?.text, "gradients.W[1,2] = 0.25\n∂L/∂W.");
  });
});

describe("hover on everything else", () => {
  it("gives the schema's description of a member", async () => {
    for (const name of ["cell", "loss", "optimizer", "alpha", "expect"]) {
      const found = await at(`"${name}"`, `"¦${name}"`);
      assert.ok(found !== null && found.text.length > 15, `${name}: ${found?.text}`);
      assert.equal(found.marks, `"${name}"`);
      assert.ok(!found.text.includes("\\"), found.text);
    }
  });

  it("does so in a file too large for the schema's service, whose numbers it is not given", async () => {
    const rows = Array.from({ length: 5000 }, () => "[0.12345678, -0.87654321]").join(",\n");
    const text = workedExample.replace("[[1, 0], [0.5, -1]]", `[${rows}]`);
    const found = await plain(text.replace('"loss"', '"lo¦ss"'));
    assert.equal(found?.text, (await at('"loss"', '"lo¦ss"'))?.text);
    assert.equal(found?.marks, '"loss"');
  });

  it("is nothing between members, in comments, outside the object and in an empty file", async () => {
    assert.equal(await plain(' ¦ { "cell": "lstm" }'), null);
    assert.equal(await plain('¦{ "cell": "lstm" }'), null);
    assert.equal(await plain("¦"), null);
    assert.equal(await plain('{ ¦ "cell": "lstm" }'), null);
    assert.equal(await plain('{ "unheard-of": "¦" }'), null);
  });

  it("is Markdown where the editor shows it, with the equation as it is", async () => {
    const file = open(workedExample);
    const found = await hover(file, workedExample.indexOf("W_f"), true);
    assert.ok(MarkupContent.is(found?.contents));
    assert.equal(
      found.contents.value,
      "**`W_f`** 1×2 \\(H×D\\)\n\nWeights from the input to the forget gate\\.\n\n```text\nf_t = σ(W_f·x_t + U_f·h_{t−1} + b_f)\n```",
    );
  });

  it("stands at the same place where lines end with \\r\\n and after a byte order mark", async () => {
    for (const text of [workedExample.replaceAll("\n", "\r\n"), `\ufeff${workedExample}`]) {
      const found = await plain(text.replace("[0.8]", "[¦0.8]"));
      assert.ok(found?.text.startsWith("b_o[1] = 0.8\n"), found?.text);
      assert.equal(found?.marks, "0.8");
    }
  });
});
