/** Completion of everything but parameters, states and moments. */
import assert from "node:assert/strict";
import { complete, labels, taking } from "./support/completing.js";

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

  it("goes by the cell although the file has other faults", async () => {
    const found = await labels('{ "cell": "gru", "loss": 3, "inputs": "q", "parameters": { "W_f": "x" }, ¦ }');
    assert.ok(found.includes("zKeeps") && !found.includes("activation") && !found.includes("layers"), found.join(" "));
  });

  it("is nothing in what is given twice, of which the first counts", async () => {
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": [[1]], "U_h": [¦] } }'), []);
    assert.deepEqual(await labels('{ "cell": "rnn", "parameters": { "U_h": [[1]], "U_h": { "a": ¦ } } }'), []);
  });

  it("is nothing in an empty list, and does not throw outside the object", async () => {
    assert.deepEqual(await labels('{ "inputs": [¦] }'), []);
    await labels('¦{ "cell": "lstm" }');
    await labels('{ "cell": "lstm" }¦');
    await labels("¦");
  });
});
