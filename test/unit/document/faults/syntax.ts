/** Brackets, commas, colons, names and ends that are not where they should be. */
import { rnn } from "../support.js";
import { type FaultyFile, faulty } from "./fault.js";

export const syntaxFaults: readonly FaultyFile[] = [
  // nothing at all
  faulty("", ["«»", "empty-file", 'the file is empty; a problem starts with { "cell": "lstm", … }']),
  faulty(" \n\t", ["«» ", "empty-file", 'the file is empty; a problem starts with { "cell": "lstm", … }']),
  faulty("// only a comment\n/* and another */", ["«»/", "empty-file", 'the file is empty; a problem starts with { "cell": "lstm", … }']),
  faulty("\ufeff", ["«»\ufeff", "empty-file", 'the file is empty; a problem starts with { "cell": "lstm", … }']),
  // something else than an object
  faulty("[]", ["[]", "wrong-type", 'the file is a list; a problem is an object: { "cell": "lstm", … }']),
  faulty("1", ["1", "wrong-type", 'the file is a number; a problem is an object: { "cell": "lstm", … }']),
  faulty("null", ["null", "wrong-type", 'the file is null; a problem is an object: { "cell": "lstm", … }']),
  faulty('"lstm"', ['"lstm"', "wrong-type", 'the file is a string; a problem is an object: { "cell": "lstm", … }']),
  faulty("lstm", ["lstm", "unknown-word", "lstm is neither a number nor true, false or null, and a string needs double quotes"]),
  // brackets
  faulty("{", ["{", "bracket-missing", "} expected: the file's object is not closed"]),
  faulty("[", ["[", "bracket-missing", "] expected: this list is not closed"]),
  faulty("}", ["}", "bracket-unmatched", "} does not belong here: nothing is open that it could close"]),
  faulty("]", ["]", "bracket-unmatched", "] does not belong here: nothing is open that it could close"]),
  faulty('{ "cell": "rnn"', ['"rnn"', "bracket-missing", "} expected: the file's object is not closed"]),
  faulty(
    '{ "cell": "rnn" ]',
    ["]", "bracket-unmatched", "] does not belong here: nothing is open that it could close"],
    ["]", "bracket-missing", "} expected: the file's object is not closed"],
  ),
  faulty('{ "cell": "rnn" }}', ["}«}»", "trailing-text", "the file should end here: its object is closed"]),
  faulty('{ "inputs": [1, 2 }', [" }", "bracket-missing", "] expected: inputs is not closed"]),
  faulty('{ "inputs": [1, 2} }', ["}", "bracket-missing", "] expected, not }: inputs is still open"]),
  faulty('{ "inputs": [1, 2 "steps": 3 }', [' "steps"', "bracket-missing", "] expected: inputs is not closed"]),
  faulty('{ "inputs": [1] ] }', [" «]»", "bracket-unmatched", "] does not belong here: nothing is open that it could close"]),
  faulty('{ "inputs": [[1] }', [" }", "bracket-missing", "] expected: the rows of inputs are not closed"]),
  faulty('{ "inputs": [[1], [2 }', [" }", "bracket-missing", "]] expected: entry 2 of inputs is not closed"]),
  faulty('{ "inputs": [[1], [2, "steps": 1 }', [', "steps"', "bracket-missing", "]] expected: entry 2 of inputs is not closed"]),
  faulty('{ "parameters": { "W_f": [[ 1, 2], "U_f": [[ 0.5]] }, "inputs": [1] }', [
    ', "U_f"',
    "bracket-missing",
    "] expected: the rows of W_f are not closed",
  ]),
  faulty('{ "parameters": { "W_f": [[1, 2], [3, 4, "U_f": [[1]] }, "inputs": [1] }', [
    ', "U_f"',
    "bracket-missing",
    "]] expected: row 2 of W_f is not closed",
  ]),
  faulty('{ "parameters": { "W_f": [[1, 2]]], "U_f": [[1]] }, "inputs": [1] }', [
    "]]«]»",
    "bracket-unmatched",
    "] does not belong here: nothing is open that it could close",
  ]),
  faulty('{ "parameters": { "W_f": [[1, 2]], "inputs": [1] }', ["}", "bracket-missing", "} expected: the file's object is not closed"]),
  faulty('{ "parameters": {\n  "W_f": [[1, 2],\n  "U_f": [[1]]\n} }', [
    "]«,»",
    "bracket-missing",
    "] expected: the rows of W_f are not closed",
  ]),
  faulty('{ "layers": [{ "cell": "rnn" ], "inputs": [1] }', [" ]", "bracket-missing", "} expected: entry 1 of layers is not closed"]),
  faulty('{ "layers": [{ "cell": "rnn" }, "inputs": [1] }', [', "inputs"', "bracket-missing", "] expected: layers is not closed"]),
  faulty('{ "layers": [{ "parameters": { "U_h": [[1]]] } }], "inputs": [1] }', [
    "]]«]»",
    "bracket-unmatched",
    "] does not belong here: nothing is open that it could close",
  ]),
  faulty('{ "initial": { "h": [0], "c": [1, 2', ["2", "bracket-missing", "]}} expected: c is not closed"]),
  faulty(
    "[1}",
    ["}", "bracket-unmatched", "} does not belong here: nothing is open that it could close"],
    ["}", "bracket-missing", "] expected: this list is not closed"],
  ),
  // what follows the end
  faulty('{ "cell": "rnn" } { }', [" «{»", "trailing-text", "the file should end here: its object is closed"]),
  faulty('{ "cell": "rnn" } x', ["x", "trailing-text", "the file should end here: its object is closed"]),
  faulty('{ "cell": "rnn" },', [",", "trailing-text", "the file should end here: its object is closed"]),
  faulty('{ "cell": "rnn" }:', ["}«:»", "trailing-text", "the file should end here: its object is closed"]),
  // commas
  faulty('{ "cell": "rnn",, }', [",«,»", "name-missing", "a name in double quotes is expected before this comma"]),
  faulty('{ , "cell": "rnn" }', [",", "name-missing", "a name in double quotes is expected before this comma"]),
  faulty('{ "inputs": [1,, 2] }', [",«,»", "value-missing", "a value is expected before this comma"]),
  faulty('{ "inputs": [, 1] }', [",", "value-missing", "a value is expected before this comma"]),
  faulty(rnn({ inputs: "[1 2]" }), [" «2»", "comma-missing", ", expected before this value"]),
  faulty(rnn({ inputs: "[[1] [2]]" }), ["] «[»", "comma-missing", ", expected before this value"]),
  faulty(rnn({ inputs: '[1, 2] "loss": "mse"' }), ['"loss"', "comma-missing", ', expected before "loss"']),
  faulty(rnn({ inputs: '[1, 2]; "loss": "mse"' }), [";", "comma-missing", ", expected, not ;"]),
  faulty('{ "cell": "rnn" 3 }', ["3", "comma-missing", ", expected before this value"]),
  // colons and values
  faulty(rnn({ inputs: "[1, 2]" }).replace('"inputs":', '"inputs"'), ['" «[»', "colon-missing", ": expected between a name and its value"]),
  faulty(rnn({ inputs: "[1, 2]" }).replace('"inputs":', '"inputs" ='), [
    "=",
    "colon-missing",
    ": expected between a name and its value, not =",
  ]),
  faulty('{ "cell": }', ['"cell"', "value-missing", "a value is expected: cell has none"]),
  faulty('{ "cell": , "steps": 1 }', ['"cell"', "value-missing", "a value is expected: cell has none"]),
  faulty('{ "cell", "steps": 1 }', ['"cell"', "value-missing", "a value is expected: cell has none"]),
  faulty('{ "cell" }', ['"cell"', "value-missing", "a value is expected: cell has none"]),
  faulty('{ "cell":: "rnn" }', [":«:»", "unexpected-mark", ": does not belong here"]),
  faulty(",", [",", "unexpected-mark", ", does not belong here"]),
  faulty(":", [":", "unexpected-mark", ": does not belong here"]),
  // names
  faulty("{ 1: 2 }", ["1", "name-missing", "a name in double quotes is expected here"]),
  faulty("{ [1] }", ["[", "name-missing", "a name in double quotes is expected here"]),
  faulty("{ {} }", [" «{»", "name-missing", "a name in double quotes is expected here"]),
  faulty("{ : 1 }", [":", "name-missing", "a name in double quotes is expected here"]),
  faulty('{ "a\\x": 1 }', ["\\x", "bad-escape", '\\x is no escape; known are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits']),
  faulty(rnn().replace('"cell"', "cell"), ["cell", "quotes-missing", 'a name stands in double quotes: "cell"']),
  faulty(rnn().replace('"cell"', "'cell'"), ["'cell'", "single-quotes", 'a string stands in double quotes here: "…"']),
  faulty(rnn({ inputs: '[1, 2], "inputs": [3]' }), ['], «"inputs"»', "duplicate-name", "inputs is given twice in the same object"]),
  faulty(rnn({}, { __proto__x: "1" }).replace("__proto__x", "__proto__"), [
    '"__proto__"',
    "unknown-name",
    "__proto__ is no parameter of an rnn; known are W_h, U_h and b_h",
  ]),
  faulty(rnn({}, { constructor: "1" }), [
    '"constructor"',
    "unknown-name",
    "constructor is no parameter of an rnn; known are W_h, U_h and b_h",
  ]),
  // comments
  faulty("/* open", ["/*", "comment-open", "*/ expected: this comment is not closed"]),
  faulty(
    '{ "cell": "rnn" /* open }',
    ['"rnn"', "bracket-missing", "} expected: the file's object is not closed"],
    ["/*", "comment-open", "*/ expected: this comment is not closed"],
  ),
  faulty(`# note\n${rnn()}`, ["#", "bad-comment", "a comment starts with // here, not with #"]),
  faulty(`${rnn()} // fine\n# not`, ["#", "bad-comment", "a comment starts with // here, not with #"]),
  // too deep
  faulty(`{ "inputs": ${"[".repeat(120)}1${"]".repeat(120)} }`, [
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[«[»[[[[[[[[[[[[[[[[[[[[1",
    "too-deep",
    "objects and lists stand more than 100 deep in each other here",
  ]),
];
