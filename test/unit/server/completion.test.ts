/** Completion. */
import assert from "node:assert/strict";
import { type CompletionItem, InsertTextFormat, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { completion } from "../../../src/server/completion.js";
import { openAtCursor } from "./support/files.js";

async function complete(marked: string, takesSnippets = false): Promise<CompletionItem[]> {
  const { file, offset } = openAtCursor(marked);
  return completion(file, offset, takesSnippets);
}

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).map(({ label }) => label);

/** The text after the item called `label` is taken. */
async function taking(label: string, marked: string, takesSnippets = false): Promise<string> {
  const { file, offset } = openAtCursor(marked);
  const item = (await completion(file, offset, takesSnippets)).find((other) => other.label === label);
  assert.ok(item !== undefined && TextEdit.is(item.textEdit), `no ${label}`);
  return TextDocument.applyEdits(file.text, [item.textEdit]);
}

describe("completion of parameter names", () => {
  it("offers what the cell has and the file has not, in the order of the equations", async () => {
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { ¦ } }'), ["W_h", "U_h", "b_h"]);
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": 1, ¦ } }'), ["W_h", "b_h"]);
    assert.deepEqual(await labels('{ "cell": "gru", "parameters": { "W_r": 1, "W_z": 1, "W_n": 1, "U_r": 1, "U_z": 1, ¦ } }'), [
      "b_r",
      "b_z",
      "U_n",
      "b_n",
      "b_hn",
    ]);
  });

  it("writes zeros of the right shape along, and the comma where more follows", async () => {
    const before = '{ "cell": "lstm", "parameters": { "U_f": [[1, 2], [3, 4]], ¦ "b_f": [0, 0] }, "inputs": [[1, 2, 3]] }';
    assert.equal(
      await taking("W_i", before),
      '{ "cell": "lstm", "parameters": { "U_f": [[1, 2], [3, 4]], "W_i": [\n\t[0, 0, 0],\n\t[0, 0, 0]\n], "b_f": [0, 0] }, "inputs": [[1, 2, 3]] }',
    );
    assert.equal(
      await taking("b_h", '{ "cell": "rnn", "parameters": { "U_h": 1, ¦ } }'),
      '{ "cell": "rnn", "parameters": { "U_h": 1, "b_h": [0] } }',
    );
  });

  it("lets an editor that can tab through the zeros", async () => {
    const taken = await taking("b_h", '{ "cell": "rnn", "parameters": { "U_h": [[0, 0], [0, 0]], ¦ } }', true);
    assert.equal(taken, `{ "cell": "rnn", "parameters": { "U_h": [[0, 0], [0, 0]], "b_h": [\${1:0}, \${2:0}] } }`);
    const [item] = await complete('{ "cell": "rnn", "parameters": { ¦ } }', true);
    assert.equal(item.insertTextFormat, InsertTextFormat.Snippet);
    const [plain] = await complete('{ "cell": "rnn", "parameters": { ¦ } }', false);
    assert.equal(plain.insertTextFormat, InsertTextFormat.PlainText);
  });

  it("writes the name alone where no size is known, and where a colon stands already", async () => {
    assert.equal(await taking("W_h", '{ "cell": "rnn", "parameters": { ¦ } }'), '{ "cell": "rnn", "parameters": { "W_h":  } }');
    assert.equal(
      await taking("b_h", '{ "cell": "rnn", "parameters": { "U_h": 1, "x¦": [1] } }'),
      '{ "cell": "rnn", "parameters": { "U_h": 1, "b_h": [1] } }',
    );
  });

  it("replaces what is typed of the name, with its quotes or without, closed or not", async () => {
    for (const typed of ['"¦"', '"b¦"', '"b_¦', "b¦", '"¦b_h"']) {
      const text = `{ "cell": "rnn", "parameters": {\n  "U_h": 1,\n  ${typed}\n} }`;
      assert.equal(await taking("b_h", text), '{ "cell": "rnn", "parameters": {\n  "U_h": 1,\n  "b_h": [0]\n} }', typed);
    }
  });

  it("works at the end of a text whose brackets are still open", async () => {
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": 1, ¦'), ["W_h", "b_h"]);
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": 1, "¦'), ["W_h", "b_h"]);
  });

  it("offers a name on a new line although the comma before it is missing", async () => {
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": 1\n ¦ } }'), ["W_h", "b_h"]);
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": 1 ¦ } }'), []);
  });

  it("offers nothing in comments and inside matrices", async () => {
    for (const marked of [
      '{ "cell": "rnn", "parameters": { // ¦\n } }',
      '{ "cell": "rnn", "parameters": { /* ¦ */ } }',
      '{ "cell": "rnn", "parameters": { "U_h": [[¦]] } }',
      '{ "cell": "rnn", "parameters": { "U_h": [[1, ¦2]] } }',
    ]) {
      assert.deepEqual(await labels(marked), [], marked);
    }
  });

  it("fits each layer of a stack", async () => {
    const text =
      '{ "layers": [{ "cell": "rnn", "parameters": { "U_h": [[1, 0], [0, 1]] } }, { "cell": "dense", "parameters": { "b": [0], ¦ } }] }';
    assert.deepEqual(await labels(text), ["W"]);
    assert.ok((await taking("W", text)).includes('"W": [[0, 0]] }'));
  });

  it("says shape, role and equation beside each name", async () => {
    const [item] = await complete('{ "cell": "rnn", "parameters": { "U_h": [[1]], ¦ }, "inputs": [[1, 2]] }');
    assert.equal(item.detail, "1×2 (H×D)");
    assert.equal(item.documentation, "weights from the input to the state\n\nh_t = φ(W_h·x_t + U_h·h_{t−1} + b_h)");
  });
});

describe("completion of states, moments and values", () => {
  it("offers h and c of an lstm's first state, h alone of the others", async () => {
    assert.deepEqual(await labels('{ "cell": "lstm", "initial": { ¦ } }'), ["h", "c"]);
    assert.deepEqual(await labels('{ "cell": "gru", "initial": { ¦ } }'), ["h"]);
    assert.equal(
      await taking("c", '{ "cell": "lstm", "initial": { "h": [1, 2], ¦ } }'),
      '{ "cell": "lstm", "initial": { "h": [1, 2], "c": [0, 0] } }',
    );
  });

  it("offers the parameters' names wherever something stands by parameter", async () => {
    const rnn = (rest: string): string => `{ "cell": "rnn", "parameters": { "U_h": [[1]] }, ${rest} }`;
    for (const rest of [
      '"optimizer": { "V": { ¦ } }',
      '"optimizer": { "S": { ¦ } }',
      '"expect": { "gradients": { ¦ } }',
      '"expect": { "S_corr": [{}, { ¦ }] }',
    ]) {
      assert.deepEqual(await labels(rnn(rest)), ["W_h", "U_h", "b_h"], rest);
    }
    assert.ok((await taking("U_h", rnn('"optimizer": { "V": { ¦ } }'))).includes('"V": { "U_h": [[0]] }'));
  });

  it("goes by the given parameters where a file has no cell", async () => {
    const text = '{ "parameters": { "A": [[1, 2]], "B": [3] }, "gradients": [{ "A": [[1, 2]], ¦ }] }';
    assert.deepEqual(await labels(text), ["B"]);
    assert.ok((await taking("B", text)).includes('"B": [0] }]'));
  });

  it("offers zeros as a parameter's value", async () => {
    const text = '{ "cell": "rnn", "parameters": { "U_h": [[1]], "W_h": ¦ }, "inputs": [[1, 2]] }';
    assert.deepEqual(await labels(text), ["zeros 1×2"]);
    assert.ok((await taking("zeros 1×2", text)).includes('"W_h": [[0, 0]] }'));
    assert.ok((await taking("zeros 1×2", text.replace("¦ }", '¦\n, "b_h": [0] }'))).includes('"W_h": [[0, 0]]\n,'));
  });

  it("offers the values of cell, loss, reduction, optimizer type and epsilonRule, once each", async () => {
    const all = [
      ['{ "cell": ¦ }', ["lstm", "gru", "rnn", "dense"]],
      ['{ "cell": "rnn", "loss": ¦ }', ["mse", "mae", "huber", "bce", "crossEntropy"]],
      ['{ "cell": "rnn", "reduction": "¦" }', ["mean", "sum"]],
      ['{ "cell": "rnn", "activation": ¦ }', ["tanh", "sigmoid", "relu", "linear", "hardSigmoid"]],
      ['{ "optimizer": { "type": ¦ } }', ["adam"]],
      ['{ "optimizer": { "epsilonRule": ¦ } }', ["outside", "hat", "inside"]],
    ] as const;
    for (const [marked, expected] of all) {
      const found = await labels(marked);
      for (const value of expected)
        assert.equal(found.filter((label) => label === `"${value}"`).length, 1, `${marked} ${value}: ${found.join(" ")}`);
    }
  });
});

describe("completion of other members", () => {
  it("offers the members of each level, without those already there", async () => {
    const root = await labels('{ "cell": "lstm", ¦ }');
    for (const name of ["parameters", "initial", "inputs", "targets", "loss", "optimizer", "expect"]) assert.ok(root.includes(name), name);
    assert.ok(!root.includes("cell"));
    const optimizer = await labels('{ "optimizer": { "alpha": 1, ¦ } }');
    for (const name of ["type", "beta1", "beta2", "epsilon", "epsilonRule", "t", "V", "S"]) assert.ok(optimizer.includes(name), name);
    assert.ok(!optimizer.includes("alpha"));
    const layer = await labels('{ "layers": [{ "cell": "rnn", ¦ }] }');
    for (const name of ["parameters", "initial", "activation"]) assert.ok(layer.includes(name), name);
    assert.ok((await labels('{ "layers": [{ ¦ }] }')).includes("cell"));
  });

  it("leaves out what the cell does not have", async () => {
    const lstm = await labels('{ "cell": "lstm", ¦ }');
    for (const name of ["resetAfter", "zKeeps", "activation", "layers"]) assert.ok(!lstm.includes(name), name);
    assert.ok(lstm.includes("activations"));
    assert.ok((await labels('{ "cell": "gru", ¦ }')).includes("resetAfter"));
    const answers = await labels('{ "cell": "gru", "expect": { ¦ } }');
    for (const name of ["r", "z", "n", "h", "loss"]) assert.ok(answers.includes(name), name);
    for (const name of ["f", "i", "o", "c_tilde", "yhat"]) assert.ok(!answers.includes(name), name);
    assert.ok(!(await labels('{ "layers": [], ¦ }')).includes("parameters"));
  });

  it("keeps the order of the format, not the alphabet's", async () => {
    for (const marked of ["{ ¦ }", '{ "cell": "rnn", "loss": ¦ }', '{ "cell": "rnn", "parameters": { ¦ } }']) {
      const found = await complete(marked);
      assert.ok(found.length > 2);
      assert.deepEqual(
        found.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1)),
        found,
      );
    }
  });

  it("never offers one label twice", async () => {
    for (const marked of [
      "{ ¦ }",
      '{ "cell": "lstm", ¦ }',
      '{ "cell": "lstm", "parameters": { ¦ } }',
      '{ "parameters": { ¦ } }',
      '{ "optimizer": { ¦ } }',
    ]) {
      const found = await labels(marked);
      assert.equal(new Set(found).size, found.length, `${marked}: ${found.join(" ")}`);
    }
  });

  it("places its edits right behind large matrices too", async () => {
    const rows = Array.from({ length: 5000 }, () => "[0.12345678, -0.87654321]").join(",\n");
    const marked = `{ "cell": "lstm", "inputs": [${rows}], "los¦" }`;
    const taken = await taking("loss", marked);
    assert.ok(taken.startsWith(`{ "cell": "lstm", "inputs": [${rows}], "loss": `), taken.slice(-60));
  });

  it("is nothing in an empty list, and does not throw outside the object", async () => {
    assert.deepEqual(await labels('{ "inputs": [¦] }'), []);
    await labels('¦{ "cell": "lstm" }');
    await labels('{ "cell": "lstm" }¦');
    await labels("¦");
  });
});
