/** Numbers, words and strings that JSON does not have. */
import { adam, expecting, rnn } from "../support.js";
import { doubtful, type FaultyFile, faulty } from "./fault.js";

export const wordFaults: readonly FaultyFile[] = [
  // numbers
  faulty(rnn({ inputs: "[1, +1]" }), ["+1", "bad-number", "+1 is not written as JSON writes a number; write 1"]),
  faulty(rnn({ inputs: "[1, .5]" }), [".5", "bad-number", ".5 is not written as JSON writes a number; write 0.5"]),
  faulty(rnn({ inputs: "[1, -.5]" }), ["-.5", "bad-number", "-.5 is not written as JSON writes a number; write -0.5"]),
  faulty(rnn({ inputs: "[1, 1.]" }), ["1.", "bad-number", "1. is not written as JSON writes a number; write 1"]),
  faulty(rnn({ inputs: "[1, 01]" }), ["01", "bad-number", "01 is not written as JSON writes a number; write 1"]),
  faulty(rnn({ inputs: "[1, -01]" }), ["-01", "bad-number", "-01 is not written as JSON writes a number; write -1"]),
  faulty(rnn({ inputs: "[1, 1e]" }), ["1e", "bad-number", "1e is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 1e+]" }), ["1e+", "bad-number", "1e+ is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 1.e5]" }), ["1.e5", "bad-number", "1.e5 is not written as JSON writes a number; write 1e5"]),
  faulty(rnn({ inputs: "[1, -]" }), [
    "-",
    "unknown-word",
    "- is neither a number nor true, false or null, and a string needs double quotes",
  ]),
  faulty(rnn({ inputs: "[1, --1]" }), ["--1", "bad-number", "--1 is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 0x1F]" }), ["0x1F", "bad-number", "0x1F is not written as JSON writes a number; write 31"]),
  faulty(rnn({ inputs: "[1, 1_000]" }), ["1_000", "bad-number", "1_000 is not written as JSON writes a number; write 1000"]),
  faulty(rnn({ inputs: "[1, 1/3]" }), ["1/3", "bad-number", "1/3 is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, −1]" }), ["−1", "bad-number", "−1 is not written as JSON writes a number; write -1"]),
  faulty(rnn({ inputs: "[1, 1.2.3]" }), ["1.2.3", "bad-number", "1.2.3 is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 1f]" }), ["1f", "bad-number", "1f is not written as JSON writes a number; write 1"]),
  faulty(rnn({ inputs: "[1, 10%]" }), ["10%", "bad-number", "10% is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 12abc]" }), ["12abc", "bad-number", "12abc is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, 0.1.]" }), ["0.1.", "bad-number", "0.1. is not written as JSON writes a number"]),
  faulty(rnn({ inputs: "[1, ½]" }), [
    "½",
    "unknown-word",
    "½ is neither a number nor true, false or null, and a string needs double quotes",
  ]),
  faulty(rnn({ inputs: `[1, ${"9".repeat(1001)}]` }), [
    "9".repeat(1001),
    "word-too-long",
    `${"9".repeat(20)}… has 1001 characters; at most 1000 are read`,
  ]),
  // not finite
  faulty(rnn({ inputs: "[1, 1e999]" }), ["1e999", "not-finite", "1e999 is beyond the largest double, about 1.8e308"]),
  faulty(rnn({ inputs: "[1, -1e999]" }), ["-1e999", "not-finite", "-1e999 is beyond the largest double, about 1.8e308"]),
  faulty(rnn({ inputs: `[1, ${"9".repeat(309)}]` }), [
    "9".repeat(309),
    "not-finite",
    `${"9".repeat(40)}… is beyond the largest double, about 1.8e308`,
  ]),
  faulty(rnn({ inputs: "[1, NaN]" }), ["NaN", "not-finite", "NaN is no number a model can hold; every number is finite"]),
  faulty(rnn({ inputs: "[1, nan]" }), ["nan", "not-finite", "nan is no number a model can hold; every number is finite"]),
  faulty(rnn({ inputs: "[1, Infinity]" }), ["Infinity", "not-finite", "Infinity is no number a model can hold; every number is finite"]),
  faulty(rnn({ inputs: "[1, -Infinity]" }), ["-Infinity", "not-finite", "-Infinity is no number a model can hold; every number is finite"]),
  faulty(rnn({ inputs: "NaN" }), ["NaN", "not-finite", "NaN is no number a model can hold; every number is finite"]),
  faulty(adam('"beta1": Infinity'), ["Infinity", "not-finite", "Infinity is no number a model can hold; every number is finite"]),
  // words
  faulty(rnn({ inputs: "[1, None]" }), ["None", "unknown-word", "None is not a JSON word; write null"]),
  faulty(rnn({ inputs: "[1, undefined]" }), ["undefined", "unknown-word", "undefined is not a JSON word; write null"]),
  faulty(expecting('{ "exercise": True }'), ["True", "unknown-word", "True is not a JSON word; write true"]),
  faulty(rnn({ cell: "rnn" }), [
    "rnn",
    "unknown-word",
    "rnn is neither a number nor true, false or null, and a string needs double quotes",
  ]),
  faulty(rnn({ cell: "“rnn”" }), ["“rnn”", "unknown-word", '“rnn” stands in other quotes than JSON\'s; write "…"']),
  faulty(rnn({ cell: "`rnn`" }), ["`rnn`", "unknown-word", '`rnn` stands in other quotes than JSON\'s; write "…"']),
  faulty(rnn({ cell: "'rnn'" }), ["'rnn'", "single-quotes", 'a string stands in double quotes here: "…"']),
  faulty(rnn({ inputs: "[1, nul]" }), [
    "nul",
    "unknown-word",
    "nul is neither a number nor true, false or null, and a string needs double quotes",
  ]),
  faulty(rnn({ inputs: "[1, (2)]" }), [
    "(2)",
    "unknown-word",
    "(2) is neither a number nor true, false or null, and a string needs double quotes",
  ]),
  faulty(
    rnn({ cell: "a b c" }),
    ["a", "unknown-word", "a is neither a number nor true, false or null, and a string needs double quotes"],
    ["b", "unknown-word", "b is neither a number nor true, false or null, and a string needs double quotes"],
    [" «c»", "unknown-word", "c is neither a number nor true, false or null, and a string needs double quotes"],
  ),
  // characters
  faulty(rnn({ inputs: "[1,\u00a02]" }), [
    "\u00a0",
    "bad-character",
    "the invisible character U+00A0 stands here; only spaces, tabs and line ends may",
  ]),
  faulty(rnn({ inputs: "[1, 2\u200b]" }), [
    "\u200b",
    "bad-character",
    "the invisible character U+200B stands here; only spaces, tabs and line ends may",
  ]),
  faulty(rnn({ inputs: "[1, 2]\u0001" }), [
    "\u0001",
    "bad-character",
    "the invisible character U+0001 stands here; only spaces, tabs and line ends may",
  ]),
  faulty("\u00a0", ["\u00a0", "bad-character", "the invisible character U+00A0 stands here; only spaces, tabs and line ends may"]),
  // strings
  faulty('{ "cell": "rnn\n}', ['"rnn', "string-open", '" expected: this string is not closed on its line']),
  faulty(
    '{ "cell": "rnn',
    ['"rnn', "string-open", '" expected: this string is not closed on its line'],
    ['"rnn', "bracket-missing", "} expected: the file's object is not closed"],
  ),
  faulty(
    '{ "cell: "rnn",\n "steps": 1 }',
    ["rnn", "unknown-word", "rnn is neither a number nor true, false or null, and a string needs double quotes"],
    ['",', "string-open", '" expected: this string is not closed on its line'],
  ),
  faulty('{ "cell": "rnn,\n "steps": 1 }', ['"rnn,', "string-open", '" expected: this string is not closed on its line']),
  faulty(rnn({ cell: '"\\x"' }), [
    "\\x",
    "bad-escape",
    '\\x is no escape; known are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits',
  ]),
  faulty(rnn({ cell: '"\\u12"' }), ["\\u12", "bad-escape", "\\u12 is no escape; \\u takes four hexadecimal digits"]),
  faulty(rnn({ cell: '"\\u12G4"' }), ["\\u12", "bad-escape", "\\u12 is no escape; \\u takes four hexadecimal digits"]),
  faulty(rnn({ cell: '"\\U0041"' }), [
    "\\U",
    "bad-escape",
    '\\U is no escape; known are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits',
  ]),
  faulty(rnn({ cell: '"\\ud800"' }), ["\\ud800", "lone-surrogate", "half of a surrogate pair: no character has this code alone"]),
  faulty(
    rnn({ cell: '"\\ud83dx\\ude00"' }),
    ["\\ud83d", "lone-surrogate", "half of a surrogate pair: no character has this code alone"],
    ["\\ude00", "lone-surrogate", "half of a surrogate pair: no character has this code alone"],
  ),
  faulty(rnn({ cell: '"\\udc00"' }), ["\\udc00", "lone-surrogate", "half of a surrogate pair: no character has this code alone"]),
  faulty(
    rnn({ cell: '"\\ud800\\ud800"' }),
    ["\\ud800", "lone-surrogate", "half of a surrogate pair: no character has this code alone"],
    ["0«\\ud800»", "lone-surrogate", "half of a surrogate pair: no character has this code alone"],
  ),
  faulty(rnn({ cell: '"\ud800"' }), ["\ud800", "lone-surrogate", "half of a surrogate pair: no character has this code alone"]),
  faulty(rnn({ cell: '"r\tnn"' }), ["\t", "control-character", "the control character U+0009 stands in a string; write \\t"]),
  faulty(rnn({ cell: '"rnn\u0000"' }), ["\u0000", "control-character", "the control character U+0000 stands in a string; write \\u0000"]),
  faulty(rnn({ cell: `"${"x".repeat(10_001)}"` }), [
    `"${"x".repeat(10_001)}"`,
    "string-too-long",
    "this string has 10001 characters; at most 10000 are read",
  ]),
  // text that was no UTF-8
  doubtful(`// caf\ufffd\n${rnn()}`, [
    "\ufffd",
    "replacement-character",
    "the replacement character U+FFFD stands here: most likely the file was not saved as UTF-8",
  ]),
  doubtful(
    `// \ufffd\ufffd\n${rnn()} // \ufffd`,
    ["\ufffd\ufffd", "replacement-character", "the replacement character U+FFFD stands here: most likely the file was not saved as UTF-8"],
    [" // «\ufffd»", "replacement-character", "the replacement character U+FFFD stands here: most likely the file was not saved as UTF-8"],
  ),
];
