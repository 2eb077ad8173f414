/** Completion of parameters, states, moments and values. */
import assert from "node:assert/strict";
import { InsertTextFormat } from "vscode-languageserver";
import { complete, labels, taking } from "./support/completing.js";

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

  it("offers every cell's names where the cell is not known", async () => {
    const found = await labels('{ "parameters": { ¦ } }');
    for (const name of ["W_f", "U_r", "b_h", "W"]) assert.ok(found.includes(name), `${name}: ${found.join(" ")}`);
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

  it("tells the layers of a stack apart, in lists over layers and in answers a layer", async () => {
    const stack = (rest: string): string =>
      `{ "layers": [{ "cell": "rnn", "parameters": { "U_h": [[1]] } }, { "cell": "dense", "parameters": { "b": [1, 2] } }], ${rest} }`;
    for (const rest of ['"optimizer": { "V": [{}, { ¦ }] }', '"gradients": [[{}, { ¦ }]]', '"expect": [{}, { "V": [{}, {}, { ¦ }] }]']) {
      assert.deepEqual(await labels(stack(rest)), ["W", "b"], rest);
    }
    assert.ok((await taking("b", stack('"optimizer": { "S": [null, { ¦ }] }'))).includes('"S": [null, { "b": [0, 0] }]'));
    assert.deepEqual(await labels(stack('"expect": [{ "gradients": { ¦ } }]')), ["W_h", "U_h", "b_h"]);
  });

  it("leaves out zeros by the ten thousand", async () => {
    const bias = `[${"0, ".repeat(255)}0]`;
    const taken = await taking("U_h", `{ "cell": "rnn", "parameters": { "b_h": ${bias}, ¦ } }`);
    assert.ok(taken.endsWith('"U_h":  } }'), taken.slice(-40));
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
