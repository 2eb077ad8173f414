/** One number of a parameter, found in the text by its path. */
import assert from "node:assert/strict";
import { never, runToEnd } from "../../../src/core/slices.js";
import { readDocument } from "../../../src/document/document.js";
import { parameterNumberAt } from "../../../src/document/parameterNumber.js";
import type { Path } from "../../../src/document/problem.js";

const read = (text: string) => runToEnd(readDocument(text, never));
const simple = read('{ "cell": "rnn", "parameters": { "W_h": [[1, -2.50]], "U_h": 3, "b_h": [0.5] }, "inputs": [[1, 2]] }');

function found(path: Path, document = simple) {
  const number = parameterNumberAt(document, path);
  if (number === null) return null;
  const { parameter, layer, row, col, text, value, range } = number;
  assert.equal(document.text.slice(range.start, range.end), text);
  return [`${layer}.${parameter.name}[${row},${col}]`, text, value, number.path];
}

describe("document/parameterNumber", () => {
  it("finds an entry of a matrix and of a vector, as typed", () => {
    assert.deepEqual(found(["parameters", "W_h", 0, 1]), ["1.W_h[1,2]", "-2.50", -2.5, ["parameters", "W_h", 0, 1]]);
    assert.deepEqual(found(["parameters", "b_h", 0]), ["1.b_h[1,1]", "0.5", 0.5, ["parameters", "b_h", 0]]);
  });

  it("finds a bare number, with or without its indices of 0", () => {
    for (const path of [
      ["parameters", "U_h"],
      ["parameters", "U_h", 0],
      ["parameters", "U_h", 0, 0],
    ])
      assert.deepEqual(found(path), ["1.U_h[1,1]", "3", 3, ["parameters", "U_h"]]);
  });

  it("finds the numbers of every layer of a stack", () => {
    const stack = read(
      '{ "layers": [{ "cell": "rnn", "parameters": { "W_h": [[1]], "U_h": [[2]] } }, { "cell": "dense", "parameters": { "W": [[4]] } }], "inputs": [1] }',
    );
    assert.deepEqual(found(["layers", 1, "parameters", "W", 0, 0], stack)?.slice(0, 2), ["2.W[1,1]", "4"]);
    assert.equal(found(["layers", 2, "parameters", "W", 0, 0], stack), null);
    assert.equal(found(["parameters", "W", 0, 0], stack), null);
  });

  it("finds those of a problem that gives its gradients", () => {
    const given = read('{ "parameters": { "W": [[1, 2]] }, "gradients": [{ "W": [[0.5, 0.5]] }], "optimizer": { "type": "adam" } }');
    assert.deepEqual(found(["parameters", "W", 0, 1], given)?.slice(0, 2), ["1.W[1,2]", "2"]);
  });

  it("finds nothing elsewhere, and nothing in a text with faults", () => {
    const elsewhere: Path[] = [
      [],
      ["inputs", 0, 0],
      ["parameters"],
      ["parameters", "W_h"],
      ["parameters", "W_h", 0],
      ["parameters", "W_h", 0, 2],
    ];
    for (const path of [...elsewhere, ["parameters", "U_h", 1], ["parameters", "toString", 0], ["cell"]])
      assert.equal(found(path), null, path.join("."));
    const faulty = read('{ "cell": "rnn", "parameters": { "W_h": [[1]] }, "inputs": [[1]] }');
    assert.equal(found(["parameters", "W_h", 0, 0], faulty), null);
  });
});
