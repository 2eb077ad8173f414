/** The form of the file, inputs, steps, targets and loss. */
import { dense, lstm, rnn, stack } from "../support.js";
import { doubtful, type FaultyFile, faulty } from "./fault.js";

export const sequenceFaults: readonly FaultyFile[] = [
  faulty(
    "{}",
    ["{", "missing-name", 'cell is missing: "lstm", "gru", "rnn" or "dense" (or layers, for a stack)'],
    ["{", "missing-name", "inputs is missing: x_1 … x_T (or steps, where there are none)"],
  ),
  faulty(lstm({ cell: null }), ["{", "missing-name", 'cell is missing: "lstm", "gru", "rnn" or "dense" (or layers, for a stack)']),
  faulty(lstm({ cell: '"lsmt"' }), ['"lsmt"', "unknown-value", '"lsmt" is no cell; the nearest is "lstm"']),
  faulty(lstm({ cell: '"transformer"' }), [
    '"transformer"',
    "unknown-value",
    '"transformer" is no cell; it is "lstm", "gru", "rnn" or "dense"',
  ]),
  faulty(lstm({ cell: "3" }), ["3", "wrong-type", 'cell is a number; it is "lstm", "gru", "rnn" or "dense"']),
  faulty(lstm({ cell: null, cel: '"lstm"' }), ['"cel"', "unknown-name", "cel is no name a problem has; the nearest is cell"]),
  faulty(lstm({ foo: "1" }), [
    '"foo"',
    "unknown-name",
    "foo is no name a problem has; known are cell, parameters, initial, activations, hardSigmoidSlope, weights, inputs, steps, targets, loss, reduction, optimizer, gradients and expect",
  ]),
  faulty(lstm({ expected: "{}" }), ['"expected"', "unknown-name", "expected is no name a problem has; the nearest is expect"]),
  faulty(lstm({ weights: '"model.safetensors"' }), [
    '"weights"',
    "weights-unsupported",
    "weights from another file are not yet supported; they stand in parameters",
  ]),
  faulty(lstm({ weights: '"model.onnx"', parameters: null }), [
    '"weights"',
    "weights-unsupported",
    "weights from another file are not yet supported; they stand in parameters",
  ]),
  faulty(lstm({ gradients: "[]" }), [
    '"gradients"',
    "gradients-beside-cell",
    "gradients stands beside a cell; gradients are either given, or computed from a cell and its inputs",
  ]),
  faulty(
    lstm({ layers: "[]" }),
    ['"cell"', "misplaced-name", "cell stands in each object of layers, not beside them"],
    ['"parameters"', "misplaced-name", "parameters stands in each object of layers, not beside them"],
    ["[]", "empty-list", "layers is empty; a stack has at least one layer"],
  ),
  faulty(lstm({ activation: '"tanh"' }), [
    '"activation"',
    "misplaced-name",
    "activation has no place in an lstm; it belongs to an rnn or a dense layer",
  ]),
  faulty(lstm({ resetAfter: "false" }), ['"resetAfter"', "misplaced-name", "resetAfter has no place in an lstm; it belongs to a gru"]),
  // inputs
  faulty(lstm({ inputs: null }), ["{", "missing-name", "inputs is missing: x_1 … x_T (or steps, where there are none)"]),
  faulty(lstm({ inputs: "[]" }), ["[]", "empty-inputs", "inputs is empty; a sequence has at least one step (or no inputs, and steps)"]),
  faulty(lstm({ inputs: "[[]]" }), ["[]", "empty-list", "x_1 is empty; numbers are needed"]),
  faulty(lstm({ inputs: "{}" }), ["{}", "wrong-type", "inputs is an object; a list is needed, x_1 … x_T"]),
  faulty(lstm({ inputs: "[[1, 2, 3], [4, 5, 6]]" }), [
    "[[1, 2, 3], [4, 5, 6]]",
    "shape-mismatch",
    "each x_t has 3 numbers; the W of an lstm have 2 columns (H×D)",
  ]),
  faulty(lstm({ inputs: "[1, 2]" }), [" «[1, 2]»", "shape-mismatch", "each x_t has 1 number; the W of an lstm have 2 columns (H×D)"]),
  faulty(lstm({ inputs: "[[1, 2], [3]]" }), ["[3]", "ragged-rows", "x_2 has 1 number; x_1 has 2"]),
  faulty(lstm({ inputs: "[[1, 2], [3], [4, 5]]" }), ["[3]", "ragged-rows", "x_2 has 1 number; most others have 2"]),
  faulty(lstm({ inputs: "[[1, 2], null]" }), ["null", "wrong-type", "x_2 is null; a list of numbers is needed"]),
  faulty(lstm({ inputs: '[[1, 2], "x"]' }), ['"x"', "wrong-type", "x_2 is a string; a list of numbers is needed"]),
  faulty(lstm({ inputs: '[[1, "x"]]' }), ['"x"', "wrong-type", "number 2 in x_1 is a string; a number is needed"]),
  faulty(lstm({ inputs: "[[1, null]]" }), ["null", "wrong-type", "number 2 in x_1 is null; a number is needed"]),
  faulty(rnn({ inputs: "[1, null]" }), ["null", "wrong-type", "number 2 in inputs is null; a number is needed"]),
  faulty(rnn({ inputs: "[[1, 2], [3, 4]]" }), ["[[1, 2], [3, 4]]", "shape-mismatch", "each x_t has 2 numbers; W_h has 1 column (H×D)"]),
  faulty(dense({ parameters: '{ "W": [[1, 2, 3], [3, 4, 5]] }' }), [
    "[[1, 2]]",
    "shape-mismatch",
    "each x_t has 2 numbers; W has 3 columns (K×D)",
  ]),
  faulty(lstm({ input: "[[1, 2]]", inputs: null }), ['"input"', "unknown-name", "input is no name a problem has; the nearest is inputs"]),
  // steps
  faulty(lstm({ steps: "2" }), ['"steps"', "misplaced-name", "steps stands only where there are no inputs; T is their number"]),
  faulty(rnn({ inputs: null, steps: "2" }), ['"W_h"', "misplaced-name", "W_h has nothing to weigh: there are no inputs"]),
  faulty(rnn({ inputs: null, steps: "0" }, { W_h: null }), [
    ": «0»",
    "out-of-range",
    "steps is 0; it must be a whole number from 1 to 10000000",
  ]),
  faulty(rnn({ inputs: null, steps: "1.5" }, { W_h: null }), [
    "1.5",
    "out-of-range",
    "steps is 1.5; it must be a whole number from 1 to 10000000",
  ]),
  faulty(rnn({ inputs: null, steps: '"2"' }, { W_h: null }), ['"2"', "wrong-type", "steps is a string; a number is needed"]),
  faulty(rnn({ inputs: null, steps: "1e300" }, { W_h: null }), [
    "1e300",
    "out-of-range",
    "steps is 1e300; it must be a whole number from 1 to 10000000",
  ]),
  faulty(
    '{ "cell": "lstm", "parameters": { "U_f": [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], "U_i": [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], "U_c": [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], "U_o": [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]] }, "steps": 10000000 }',
    ['"steps"', "too-large", "the trace would hold 300000000 numbers, 10000000 steps of 30; at most 268435456 fit"],
  ),
  // targets
  faulty(lstm({ targets: "[1]" }), ["[1]", "target-count", "1 target for 2 inputs; every step has one, or null"]),
  faulty(lstm({ targets: "[1, 2, 3, 4]" }), ["3, 4", "target-count", "4 targets for 2 inputs; every step has one, or null"]),
  faulty(rnn({ inputs: null, steps: "2", targets: "[]" }, { W_h: null }), [
    "[]",
    "target-count",
    "0 targets for 2 steps; every step has one, or null",
  ]),
  faulty(lstm({ targets: "[[1, 2], [3]]" }), ['s": [«[1, 2]»', "shape-mismatch", "y_1 has 2 numbers; the output has 1"]),
  faulty(lstm({ targets: '["x", 1]' }), ['"x"', "wrong-type", "y_1 is a string; a list of numbers is needed"]),
  faulty(lstm({ targets: "[[null], [1]]" }), ["null", "wrong-type", "number 1 in y_1 is null; a number is needed"]),
  faulty(lstm({ targets: "[[], [1]]" }), ["[]", "empty-list", "y_1 is empty; numbers are needed"]),
  faulty(lstm({ targets: "1" }), [
    " «1»",
    "wrong-type",
    "targets is a number; a list is needed, y_1 … y_T, with null where a step has none",
  ]),
  faulty(lstm({ targets: "null" }), [
    "null",
    "wrong-type",
    "targets is null; a list is needed, y_1 … y_T, with null where a step has none",
  ]),
  faulty(rnn({ targets: "[[1, 2], 3]" }), ["3", "shape-mismatch", "y_2 has 1 number; the output has 2"]),
  faulty(stack({ targets: "[[1, 2], [3]]" }), ['s": [«[1, 2]»', "shape-mismatch", "y_1 has 2 numbers; the output has 1"]),
  // loss
  faulty(lstm({ loss: '"msee"' }), ['"msee"', "unknown-value", '"msee" is no loss; the nearest is "mse"']),
  faulty(lstm({ loss: '"hinge"' }), [
    '"hinge"',
    "unknown-value",
    '"hinge" is no loss; known are mse, mae, huber, bce, crossEntropy, or an expression in yhat and y',
  ]),
  faulty(lstm({ loss: '""' }), [
    '""',
    "unknown-value",
    '"" is no loss; known are mse, mae, huber, bce, crossEntropy, or an expression in yhat and y',
  ]),
  faulty(lstm({ loss: "1" }), [" «1»", "wrong-type", "loss is a number; a name or an expression in yhat and y is needed"]),
  faulty(lstm({ loss: '"foo(yhat)"' }), [
    "foo",
    "bad-expression",
    "loss: foo is no function; the functions are abs, cos, exp, log, max, min, relu, sigmoid, sign, sin, softplus, sqrt, tanh",
  ]),
  faulty(lstm({ loss: '"yhat +"' }), ['+«"»', "bad-expression", "loss: the expression ends where a number, a name or ( is expected"]),
  faulty(lstm({ loss: '"yhat; y"' }), [";", "bad-expression", "loss: there is ; where an operator is expected"]),
  faulty(lstm({ loss: '"yhat - z"' }), ["z", "bad-expression", "loss: z is unknown; the names here are yhat, y, pi, e"]),
  faulty(lstm({ loss: '"\\u0079hat +"' }), [
    '"\\u0079hat +"',
    "bad-expression",
    "loss: the expression ends where a number, a name or ( is expected",
  ]),
  faulty(lstm({ loss: '"crossEntropy"' }), [
    '"crossEntropy"',
    "needs-softmax",
    'crossEntropy needs a distribution: a dense layer with "activation": "softmax" on top',
  ]),
  faulty(dense({ loss: '"crossEntropy"', targets: "[[1, 0]]" }), [
    '"crossEntropy"',
    "needs-softmax",
    'crossEntropy needs a distribution: a dense layer with "activation": "softmax" on top',
  ]),
  doubtful(dense({ loss: '"crossEntropy"', activation: '"softmax"', targets: "[[1, 1]]" }), [
    "[1, 1]",
    "not-a-distribution",
    "y_1 is no distribution, as crossEntropy takes it: its entries are not all 0 or more with sum 1",
  ]),
  doubtful(dense({ loss: '"crossEntropy"', activation: '"softmax"', targets: "[[2, -1]]" }), [
    "[2, -1]",
    "not-a-distribution",
    "y_1 is no distribution, as crossEntropy takes it: its entries are not all 0 or more with sum 1",
  ]),
  faulty(lstm({ reduction: '"avg"' }), ['"avg"', "unknown-value", '"avg" is no reduction; it is "mean" or "sum"']),
  // stacks
  faulty(stack({}, "{ }"), [", «{»", "missing-name", 'cell of layer 2 is missing: "lstm", "gru", "rnn" or "dense"']),
  faulty(stack({}, "3"), ["3", "wrong-type", 'layer 2 is a number; an object is needed: { "cell": "lstm", … }']),
  faulty(stack({}, '{ "cell": "dens" }'), ['"dens"', "unknown-value", '"dens" is no cell of layer 2; the nearest is "dense"']),
  faulty(stack({}, '{ "cell": "dense", "parameters": { "W": [[1, 2]] }, "targets": [1] }'), [
    '"targets"',
    "misplaced-name",
    "targets stands beside layers, not in one of them (here layer 2)",
  ]),
  faulty(
    stack({}, '{ "cell": "dense", "parameters": { "W": [[1, 2]] }, "initial": {}, "foo": 1 }'),
    ['"initial"', "misplaced-name", "initial has no place in a dense layer; it belongs to an lstm, a gru or an rnn"],
    ['"foo"', "unknown-name", "foo is no name a layer has; known are cell, parameters, activation and hardSigmoidSlope"],
  ),
  faulty(stack({ cell: '"rnn"' }), [', «"cell"»', "misplaced-name", "cell stands in each object of layers, not beside them"]),
  faulty('{ "layers": [], "inputs": [1] }', ["[]", "empty-list", "layers is empty; a stack has at least one layer"]),
  faulty('{ "layers": {}, "inputs": [1] }', ["{}", "wrong-type", "layers is an object; a list of layers is needed, bottom to top"]),
];
