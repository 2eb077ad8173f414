/** Layers and sizes from the tree. */
import assert from "node:assert/strict";
import { layersOf } from "../../../src/server/outline.js";
import { open, workedExample } from "./support/files.js";

const sizesOf = (text: string): (Record<string, number> | null)[] =>
  layersOf(open(text).document.root).map((layer) => (layer === null ? null : Object.fromEntries(layer.sizes)));

describe("layersOf", () => {
  it("tells D and H of the simple form", () => {
    assert.deepEqual(sizesOf(workedExample), [{ D: 2, H: 1 }]);
  });

  it("goes by what most arrays say, so that one wrong shape changes nothing", () => {
    assert.deepEqual(sizesOf(workedExample.replace("[[0.5]]", "[[0.5, 1], [1, 1]]").replace("[[1, 2]]", "[[1, 2, 3]]")), [{ D: 2, H: 1 }]);
  });

  it("reads a bare number as 1 or 1×1", () => {
    assert.deepEqual(sizesOf('{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 0.5 }, "inputs": [1, 2, 3] }'), [{ D: 1, H: 1 }]);
  });

  it("takes D from the inputs where no weights are there yet, and H from a bias", () => {
    assert.deepEqual(sizesOf('{ "cell": "gru", "parameters": { "b_r": [0, 0, 0] }, "inputs": [[1, 2]] }'), [{ D: 2, H: 3 }]);
  });

  it("lets each layer read what the one below gives", () => {
    const text =
      '{ "layers": [{ "cell": "lstm", "parameters": { "U_f": [[1,0],[0,1]] } }, { "cell": "dense", "parameters": { "b": [0,0,0] } }], "inputs": [[1,2,3,4]] }';
    assert.deepEqual(sizesOf(text), [
      { H: 2, D: 4 },
      { K: 3, D: 2 },
    ]);
  });

  it("has null for a layer whose cell is not known, and nothing where there is no cell", () => {
    assert.deepEqual(sizesOf('{ "layers": [{ "cell": "elephant" }, 3, { "cell": "rnn" }] }'), [null, null, {}]);
    assert.deepEqual(sizesOf('{ "parameters": { "W": [1] }, "gradients": [] }'), []);
    assert.deepEqual(sizesOf("[1]"), []);
    assert.deepEqual(sizesOf(""), []);
  });
});
