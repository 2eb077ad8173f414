/** What an explanation shows of a GRU, a plain recurrence, a readout and a stack. */
import assert from "node:assert/strict";
import { at, comesFrom, equation, terms, usedIn } from "./support/asText.js";
import { traceOf } from "./support/worked.js";

describe("report/explain: other cells", () => {
  const gru = (more: string) =>
    traceOf(
      `{ "cell": "gru", ${more} "parameters": { "W_r": 0.5, "U_r": 1, "W_z": -0.5, "U_z": 2, "W_n": 1, "U_n": 0.25, "b_hn": 0.1 }, "inputs": [1, 2], "initial": { "h": 0.5 } }`,
    );

  it("a gru's candidate has the reset gate after the product", () => {
    assert.deepEqual(equation(at(gru(""), "n", 1)).slice(0, 2), [
      "n_1 = tanh(W_n·x_1 + r_1·(U_n·h_0 + b_hn))",
      "= tanh(1·1 + 0.7311·(0.25·0.5 + 0.1))",
    ]);
    assert.deepEqual(terms(at(gru(""), "n", 1)), ["W_n·x_1 1.0000", "r_1·U_n·h_0 0.0914", "r_1·b_hn 0.0731"]);
  });

  it("or before it, where the file says so", () => {
    const before = traceOf(
      '{ "cell": "gru", "resetAfter": false, "parameters": { "W_r": 0.5, "U_r": 1, "W_z": -0.5, "U_z": 2, "W_n": 1, "U_n": 0.25 }, "inputs": [1, 2], "initial": { "h": 0.5 } }',
    );
    assert.deepEqual(equation(at(before, "n", 1)).slice(0, 2), ["n_1 = tanh(W_n·x_1 + U_n·(r_1·h_0))", "= tanh(1·1 + 0.25·0.7311·0.5)"]);
  });

  it("a gru's hidden state mixes candidate and old state, in either convention", () => {
    assert.deepEqual(equation(at(gru(""), "h", 1)).slice(0, 2), ["h_1 = (1 − z_1)·n_1 + z_1·h_0", "= (1 − 0.6225)·0.8225 + 0.6225·0.5"]);
    assert.equal(equation(at(gru('"zKeeps": false,'), "h", 1))[0], "h_1 = z_1·n_1 + (1 − z_1)·h_0");
  });

  it("an activation that is an expression is φ, and said", () => {
    const rnn = traceOf('{ "cell": "rnn", "activation": "sigmoid(z) - 0.5", "parameters": { "W_h": 2, "U_h": 1 }, "inputs": [0.5, 1] }');
    assert.deepEqual(equation(at(rnn, "h", 1)), [
      "h_1 = φ(W_h·x_1 + U_h·h_0)",
      "= φ(2·0.5 + 1·0)",
      "= φ(1.0000)",
      "= 0.2311",
      "φ(z) = sigmoid(z) - 0.5",
    ]);
    assert.equal(at(rnn, "h", 1).activation?.name, "φ");
  });

  it("other activations stand under their own names, the identity under none", () => {
    const rnn = (activation: string) =>
      at(traceOf(`{ "cell": "rnn", "activation": "${activation}", "parameters": { "W_h": 2, "U_h": 1 }, "inputs": [0.5] }`), "h", 1);
    assert.equal(equation(rnn("relu"))[0], "h_1 = relu(W_h·x_1 + U_h·h_0)");
    assert.deepEqual(equation(rnn("linear")), ["h_1 = W_h·x_1 + U_h·h_0", "= 2·0.5 + 1·0", "= 1.0000"]);
    assert.equal(rnn("linear").activation, null);
  });

  it("a softmax shows its own z and the sum over all", () => {
    const dense = traceOf(
      '{ "cell": "dense", "activation": "softmax", "parameters": { "W": [[1], [2]] }, "inputs": [0.5], "targets": [[0, 1]], "loss": "crossEntropy" }',
    );
    const yhat = at(dense, "yhat", 1, 2);
    assert.deepEqual(equation(yhat), [
      "ŷ_1 = softmax(W·x_1) [2]",
      "z_1[2] = 2·0.5 = 1.0000",
      "ŷ_1 = e^(1.0000 − 1.0000) / 1.6065",
      "= 0.6225",
    ]);
    assert.deepEqual(equation(at(dense, "loss", 1)), ["loss_1 = Σ −y_1·ln(ŷ_1)", "= −1·ln(0.6225)", "= 0.4741"]);
  });

  it("a readout calls what it reads h, and the layer above names the layer below", () => {
    const stack = traceOf(
      '{ "layers": [{ "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 } }, { "cell": "rnn", "parameters": { "W_h": 1, "U_h": 1 } }, { "cell": "dense", "parameters": { "W": 2 } }], "inputs": [0.5, 1], "targets": [1, null] }',
    );
    assert.deepEqual(equation(at(stack, "yhat", 1, 1, 3)).slice(0, 1), ["ŷ_1 = W·h_1"]);
    assert.deepEqual(comesFrom(at(stack, "yhat", 1, 1, 3)), ["W line 1", "b left out: zeros", "h_1 layer 2, step 1"]);
    assert.equal(equation(at(stack, "h", 1, 1, 2))[0], "h_1 = tanh(W_h·x_1 + U_h·h_0)");
    assert.match(equation(at(stack, "x", 2, 1, 2))[0], /^x_2 = h_2 of layer 1 = 0\.\d{4}$/);
    assert.match(usedIn(at(stack, "h", 2, 1, 2))[0], /^ŷ_2 = W·h_2 = /);
  });
});
