/** Parameters and states: names, types and shapes. */
import { dense, gru, lstm, rnn, stack } from "../support.js";
import { type FaultyFile, faulty } from "./fault.js";

export const shapeFaults: readonly FaultyFile[] = [
  faulty(lstm({}, { U_f: "[[0.5, 1]]" }), ["[[0.5, 1]]", "shape-mismatch", "U_f is 1×2; an lstm with H = 1 needs 1×1 (H×H)"]),
  faulty(lstm({}, { U_f: "[0.5]" }), ["[0.5]", "shape-mismatch", "U_f is a list of 1 number; an lstm with H = 1 needs 1×1 (H×H)"]),
  faulty(lstm({}, { W_f: "0.5" }), ["0.5", "shape-mismatch", "W_f is one number; an lstm with H = 1 and D = 2 needs 1×2 (H×D)"]),
  faulty(lstm({}, { W_f: "[1, 2]" }), [
    "[1, 2]",
    "shape-mismatch",
    "W_f is a list of 2 numbers; an lstm with H = 1 and D = 2 needs 1×2 (H×D)",
  ]),
  faulty(lstm({}, { W_f: "[[1], [2]]" }), ["[[1], [2]]", "shape-mismatch", "W_f is 2×1; an lstm with H = 1 and D = 2 needs 1×2 (H×D)"]),
  faulty(lstm({}, { W_o: "[[1, 2, 3]]" }), ["[[1, 2, 3]]", "shape-mismatch", "W_o is 1×3; an lstm with H = 1 and D = 2 needs 1×2 (H×D)"]),
  faulty(lstm({}, { b_f: "[[1]]" }), ["[[1]]", "shape-mismatch", "b_f is 1×1; an lstm with H = 1 needs 1 number (H)"]),
  faulty(lstm({}, { b_f: "[1, 2]" }), [" «[1, 2]»", "shape-mismatch", "b_f is a list of 2 numbers; an lstm with H = 1 needs 1 number (H)"]),
  faulty(lstm({}, { p_o: "[1, 2]" }), [" «[1, 2]»", "shape-mismatch", "p_o is a list of 2 numbers; an lstm with H = 1 needs 1 number (H)"]),
  faulty(
    lstm({}, { U_f: "[[1, 2]]", U_i: "[[1], [2]]" }),
    ['U_f": «[[1, 2]]»', "shape-mismatch", "U_f is 1×2; an lstm with H = 1 needs 1×1 (H×H)"],
    ["[[1], [2]]", "shape-mismatch", "U_i is 2×1; an lstm with H = 1 needs 1×1 (H×H)"],
  ),
  faulty(lstm({}, { W_f: "[\n[1, 2],\n[3, 4]\n]" }), [
    '"W_f"',
    "shape-mismatch",
    "W_f is 2×2; an lstm with H = 1 and D = 2 needs 1×2 (H×D)",
  ]),
  // lists that are no shape
  faulty(lstm({}, { b_f: "[]" }), ["[]", "empty-list", "b_f is empty; numbers are needed"]),
  faulty(lstm({}, { W_f: "[]" }), ["[]", "empty-list", "W_f is empty; numbers are needed"]),
  faulty(lstm({}, { W_f: "[[]]" }), ["[]", "empty-list", "row 1 of W_f is empty; numbers are needed"]),
  faulty(lstm({}, { W_f: "[[1, 2], [3]]" }), ["[3]", "ragged-rows", "row 2 of W_f has 1 number; row 1 has 2"]),
  faulty(lstm({}, { W_f: "[[1, 2], [3], [4, 5]]" }), ["[3]", "ragged-rows", "row 2 of W_f has 1 number; the other rows have 2"]),
  faulty(
    lstm({}, { W_f: "[[1, 2], [3], [4, 5], [6, 7, 8]]" }),
    ["[3]", "ragged-rows", "row 2 of W_f has 1 number; most rows have 2"],
    ["[6, 7, 8]", "ragged-rows", "row 4 of W_f has 3 numbers; most rows have 2"],
  ),
  // other things than numbers
  faulty(lstm({}, { W_f: '"x"' }), ['"x"', "wrong-type", "W_f is a string; numbers are needed"]),
  faulty(lstm({}, { W_f: "null" }), ["null", "wrong-type", "W_f is null; numbers are needed"]),
  faulty(lstm({}, { W_f: "{}" }), ["{}", "wrong-type", "W_f is an object; numbers are needed"]),
  faulty(lstm({}, { W_f: "true" }), ["true", "wrong-type", "W_f is true; numbers are needed"]),
  faulty(lstm({}, { W_f: '[[1, "2"]]' }), ['"2"', "wrong-type", "number 2 in row 1 of W_f is a string; a number is needed"]),
  faulty(lstm({}, { W_f: "[[1, null]]" }), ["null", "wrong-type", "number 2 in row 1 of W_f is null; a number is needed"]),
  faulty(lstm({}, { W_f: "[[1, [2]]]" }), ["[2]", "wrong-type", "number 2 in row 1 of W_f is a list; a number is needed"]),
  faulty(lstm({}, { W_f: "[[[1, 2]]]" }), ["[1, 2]", "wrong-type", "number 1 in row 1 of W_f is a list; a number is needed"]),
  faulty(lstm({}, { W_f: "[1, [2]]" }), ["1", "wrong-type", "row 1 of W_f is a number; a row is a list of numbers"]),
  faulty(lstm({}, { W_f: "[[1, 2], null]" }), ["null", "wrong-type", "row 2 of W_f is null; a row is a list of numbers"]),
  faulty(lstm({}, { b_f: "[null]" }), ["null", "wrong-type", "number 1 in b_f is null; a number is needed"]),
  faulty(lstm({}, { b_f: '["1"]' }), ['"1"', "wrong-type", "number 1 in b_f is a string; a number is needed"]),
  faulty(lstm({}, { b_f: "[true, 1, 2]" }), ["true", "wrong-type", "number 1 in b_f is true; a number is needed"]),
  // names
  faulty(lstm({}, { U_f: null }), ['"parameters"', "missing-name", "U_f is missing; an lstm with H = 1 needs 1×1 (H×H)"]),
  faulty(lstm({}, { W_f: null }), ['"parameters"', "missing-name", "W_f is missing; an lstm with H = 1 and D = 2 needs 1×2 (H×D)"]),
  faulty(
    lstm({}, { U_f: null, U_i: null }),
    ['"parameters"', "missing-name", "U_f is missing; an lstm with H = 1 needs 1×1 (H×H)"],
    ['"parameters"', "missing-name", "U_i is missing; an lstm with H = 1 needs 1×1 (H×H)"],
  ),
  faulty(lstm({}, { W_f: null, w_f: "[[1, 2]]" }), ['"w_f"', "unknown-name", "w_f is no parameter of an lstm; the nearest is W_f"]),
  faulty(lstm({}, { W_c: null, W_g: "[[1, 2]]" }), ['"W_g"', "unknown-name", "W_g is no parameter of an lstm; the nearest is W_c"]),
  faulty(lstm({}, { p_c: "[1]" }), ['"p_c"', "unknown-name", "p_c is no parameter of an lstm; the nearest is p_f"]),
  faulty(lstm({}, { weight_ih_l0: "1" }), [
    '"weight_ih_l0"',
    "unknown-name",
    "weight_ih_l0 is no parameter of an lstm; known are W_f, U_f, b_f, W_i, U_i, b_i, W_c, U_c, b_c, W_o, U_o, b_o, p_f, p_i and p_o",
  ]),
  faulty(lstm({}, { "": "1" }), [
    '""',
    "unknown-name",
    '"" is no parameter of an lstm; known are W_f, U_f, b_f, W_i, U_i, b_i, W_c, U_c, b_c, W_o, U_o, b_o, p_f, p_i and p_o',
  ]),
  faulty(lstm({ parameters: null }), ["{", "missing-name", "parameters is missing; an lstm needs W_f, U_f, W_i, U_i, W_c, U_c, W_o, U_o"]),
  faulty(lstm({ parameters: "[]" }), ["[]", "wrong-type", "parameters is a list; an object with the weights by name is needed"]),
  faulty(lstm({ parametrs: "{}", parameters: null }), [
    '"parametrs"',
    "unknown-name",
    "parametrs is no name a problem has; the nearest is parameters",
  ]),
  // states
  faulty(lstm({ initial: "[1]" }), ["[1]", "wrong-type", "initial is a list; an object with the state before the first step is needed"]),
  faulty(lstm({ initial: '{ "h": [1, 2] }' }), [
    " «[1, 2]»",
    "shape-mismatch",
    "h in initial is a list of 2 numbers; an lstm with H = 1 needs 1 number (H)",
  ]),
  faulty(lstm({ initial: '{ "c": "a" }' }), ['"a"', "wrong-type", "c in initial is a string; numbers are needed"]),
  faulty(lstm({ initial: '{ "x": 1 }' }), ['"x"', "unknown-name", "x is no state of an lstm; known are h and c"]),
  faulty(rnn({ initial: '{ "c": [1, 2] }' }), ['"c"', "unknown-name", "c is no state of an rnn; known is h"]),
  faulty(dense({ initial: "{}" }), [
    '"initial"',
    "misplaced-name",
    "initial has no place in a dense layer; it belongs to an lstm, a gru or an rnn",
  ]),
  // other cells
  faulty(rnn({}, { U_h: "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]" }), [
    "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]",
    "shape-mismatch",
    "U_h is 3×3; an rnn with H = 2 needs 2×2 (H×H)",
  ]),
  faulty(rnn({}, { U_h: "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]", b_h: null }), [
    "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]",
    "shape-mismatch",
    "U_h is 3×3; an rnn with H = 2 needs 2×2 (H×H)",
  ]),
  faulty(
    lstm({}, { W_f: '[[1, 2], [3, "x"], null]' }),
    ['"x"', "wrong-type", "number 2 in row 2 of W_f is a string; a number is needed"],
    ["null", "wrong-type", "row 3 of W_f is null; a row is a list of numbers"],
  ),
  faulty(rnn({}, { W_h: "[[1, 2]]" }), ["[[1, 2]]", "shape-mismatch", "W_h is 1×2; an rnn with H = 2 and D = 1 needs 2×1 (H×D)"]),
  faulty(rnn({}, { b_h: "[1, 2, 3]" }), [
    "[1, 2, 3]",
    "shape-mismatch",
    "b_h is a list of 3 numbers; an rnn with H = 2 needs 2 numbers (H)",
  ]),
  faulty(rnn({}, { W_h: null }), ['"parameters"', "missing-name", "W_h is missing; an rnn with H = 2 and D = 1 needs 2×1 (H×D)"]),
  faulty(gru({}, { W_f: "1" }), ['"W_f"', "unknown-name", "W_f is no parameter of a gru; the nearest is W_r"]),
  faulty(gru({}, { b_hn: "[1, 2]" }), ["[1, 2]", "shape-mismatch", "b_hn is a list of 2 numbers; a gru with H = 1 needs 1 number (H)"]),
  faulty(gru({ resetAfter: "false" }, { b_hn: "1" }), [
    '"b_hn"',
    "misplaced-name",
    "b_hn has no place where resetAfter is false; b_n is the candidate's bias",
  ]),
  faulty(dense({ parameters: '{ "W": [[1, 2], [3, 4]], "b": [0, 0, 0] }' }), [
    "[0, 0, 0]",
    "shape-mismatch",
    "b is a list of 3 numbers; a dense layer with K = 2 needs 2 numbers (K)",
  ]),
  faulty(dense({ parameters: '{ "b": [0, 0] }' }), [
    '"parameters"',
    "missing-name",
    "W is missing; a dense layer with K = 2 and D = 2 needs 2×2 (K×D)",
  ]),
  faulty(dense({ parameters: "{ }", inputs: null, steps: "2" }), [
    '"parameters"',
    "missing-name",
    "b is missing; without inputs it is all a dense layer has",
  ]),
  // stacks
  faulty(stack({}, '{ "cell": "dense", "parameters": { "W": [[1, 2, 3]] } }'), [
    "[[1, 2, 3]]",
    "shape-mismatch",
    "W of layer 2 is 1×3; a dense layer with K = 1 and D = 2 needs 1×2 (K×D)",
  ]),
  faulty(stack({}, '{ "cell": "rnn", "parameters": { "W_h": [[1, 2]] } }'), [
    ' { "cell": "rnn", «"parameters"»',
    "missing-name",
    "U_h of layer 2 is missing; an rnn with H = 1 needs 1×1 (H×H)",
  ]),
  faulty(stack({}, '{ "cell": "dense", "parameters": { "W": [[1, 2]], "V": 1 } }'), [
    '"V"',
    "unknown-name",
    "V is no parameter of a dense layer, which layer 2 is; known are W and b",
  ]),
  faulty(stack({}, '{ "cell": "lstm" }'), [
    ", «{»",
    "missing-name",
    "parameters of layer 2 is missing; an lstm needs W_f, U_f, W_i, U_i, W_c, U_c, W_o, U_o",
  ]),
];
