/** JSON with comments: what is read, where it stands, and what is refused. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { never, runToEnd } from "../../../src/core/slices.js";
import type { JsonNode } from "../../../src/document/json/node.js";
import { parse } from "../../../src/document/json/parser.js";
import { Problems } from "../../../src/document/problems.js";
import { plain } from "./support.js";

function tree(text: string): { root: JsonNode | null; codes: string[] } {
  const problems = new Problems();
  const { root } = runToEnd(parse(text, problems, never));
  return { root, codes: problems.inTextOrder().map(({ code }) => code) };
}

/** Texts that JSON accepts. */
const ACCEPTED = [
  "0",
  "-0",
  "-0.0",
  "1e5",
  "1E+5",
  "1e-5",
  "123.456e-7",
  "0e0",
  "0.1e1",
  "1e308",
  "4.9e-324",
  "1e-999",
  `0.${"0".repeat(400)}1`,
  "12345678901234567890",
  "true",
  "false",
  "null",
  '""',
  '"a"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '"\\u0041\\u00e9\\u0000"',
  '"\\ud83d\\ude00"',
  '"\u007f \u2028 \u2029 \u00e9 \ud83d\ude00"',
  '"// no comment /* none */"',
  "[]",
  "[ ]",
  "[[]]",
  "[null]",
  "[1,null,2]",
  "[null,null]",
  '[1,"a",2,null,[3],{"b":4}]',
  "[[1,2],[3],[],[[4]]]",
  '[-1.5,2e3,"x"]',
  "[1\n,\n2\t,\r\n3]",
  "{}",
  "{ }",
  '{"":0}',
  '{"a":{"a":{"a":[]}}}',
  '{"a":1,"b":[true,false,null],"c":{"d":"e"}}',
  '{"__proto__":{"x":1},"constructor":2,"toString":3,"hasOwnProperty":4}',
  '{"a\\u0062":1}',
  ' \t\r\n{ "a" : [ 1 , 2 ] } \n',
  `[${"1,".repeat(70_000)}2]`,
  `[${"[1,2],".repeat(40_000)}[3]]`,
];

/** Texts that JSON with comments and trailing commas accepts besides, and what they stand for. */
const WITH_COMMENTS: readonly (readonly [string, unknown])[] = [
  ["// c\n1", 1],
  ["1 // c", 1],
  ["1 //", 1],
  ["/**/1/* * / **/", 1],
  ["[1/* a */,/* b */2// c\n,3]", [1, 2, 3]],
  ['{/* a */"a"/* b */:/* c */1/* d */,// e\r"b":2}', { a: 1, b: 2 }],
  ["[1,]", [1]],
  ["[1,\n// c\n]", [1]],
  ['["a",]', ["a"]],
  ['{"a":1,}', { a: 1 }],
  ["\ufeff[1]", [1]],
  ["[1,2]\r\n", [1, 2]],
  ["[1/**//**//**/]", [1]],
];

/** Texts nobody accepts. */
const REFUSED = [
  ...[
    "[",
    "]",
    "{",
    "}",
    "[1",
    "[1,",
    "[,",
    "[,1]",
    "[1,,2]",
    "[1 true]",
    "[1:2]",
    "[1;2]",
    "{,}",
    "{]",
    "[}",
    "[1]]",
    "{}}",
    "[][]",
    "1 2",
  ],
  ...[
    '{"a"}',
    '{"a":}',
    '{"a" 1}',
    '{"a":1,,}',
    '{"a"::1}',
    "{:1}",
    "{1:1}",
    "{a:1}",
    "{'a':1}",
    '{"a":1 "b":2}',
    '{"a":1,"a":2}',
    '{"a":1}#',
  ],
  ...[
    "+1",
    "-",
    "--1",
    ".5",
    "5.",
    "01",
    "-01",
    "1e",
    "1e+",
    "1.e1",
    "0x1",
    "1_0",
    "1a",
    "1e1.5",
    "1e999",
    "-1e999",
    "NaN",
    "-NaN",
    "Infinity",
  ],
  ...[
    "tru",
    "True",
    "nul",
    "undefined",
    "nan",
    "'a'",
    "`a`",
    '"',
    '"a',
    '"\\"',
    '"\\x"',
    '"\\u"',
    '"\\u00"',
    '"\\u00g0"',
    '"\\ud800"',
    '"\t"',
    '"\n"',
  ],
  ...[
    "/",
    "/*",
    "/* *",
    "*/",
    "1 /* ",
    "# c",
    "1 # c",
    "\u00a01",
    "1\u00a0",
    "\u0000",
    "[\u0001]",
    "[1\ufeff]",
    "\\u0031",
    "(1)",
    "<1>",
    "@",
    "\ufeff\ufeff1",
    "",
  ],
];

describe("JSON with comments", () => {
  for (const text of ACCEPTED) {
    it(`reads what JSON.parse reads: ${JSON.stringify(text.slice(0, 60))}`, () => {
      const { root, codes } = tree(text);
      deepEqual(codes, []);
      deepEqual(plain(root), JSON.parse(text));
      const list = `[0, ${text} , 0${" ".repeat(80)}]`;
      deepEqual(plain(tree(list).root), JSON.parse(list));
    });
  }

  for (const [text, value] of WITH_COMMENTS) {
    it(`reads comments and trailing commas: ${JSON.stringify(text)}`, () => {
      const { root, codes } = tree(text);
      deepEqual(codes, []);
      deepEqual(plain(root), value);
    });
  }

  for (const text of REFUSED) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      ok(tree(text).codes.length > 0);
      // Far from the end of the text a list's numbers are read by other code.
      ok(tree(`[0, ${text}, 0${" ".repeat(80)}]`).codes.length > 0);
    });
  }

  it("reads 100 objects and lists in each other, and no more", () => {
    const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    deepEqual(plain(tree(deep(100)).root), JSON.parse(deep(100)));
    deepEqual(tree(deep(101)).codes, ["too-deep"]);
  });

  it("says where every value and name stands", () => {
    const text = ' { "a" : [ 1.5, [ -2 ] ] } ';
    const { root } = tree(text);
    ok(root?.kind === "object");
    equal(text.slice(root.start, root.end), text.trim());
    const member = root.members.get("a");
    ok(member?.value.kind === "list");
    equal(text.slice(member.nameRange.start, member.nameRange.end), '"a"');
    equal(text.slice(member.value.start, member.value.end), "[ 1.5, [ -2 ] ]");
    const [first, second] = [member.value.item(0), member.value.item(1)];
    equal(text.slice(first.start, first.end), "1.5");
    ok(second.kind === "numbers");
    equal(text.slice(second.item(0).start, second.item(0).end), "-2");
  });

  it("keeps the first of two members of one name", () => {
    deepEqual(plain(tree('{"a":1,"a":2}').root), { a: 1 });
  });

  it("reads on behind a fault", () => {
    deepEqual(tree('{"a": 01, b: 2, "c": NaN, "d": [1 2]}').codes, ["bad-number", "quotes-missing", "not-finite", "comma-missing"]);
  });

  it("stops at more than 10,000 names in one object", () => {
    const names = Array.from({ length: 10_001 }, (_, index) => `"n${index}":1`);
    deepEqual(tree(`{${names.join(",")}}`).codes, ["too-large"]);
    deepEqual(tree(`{${names.slice(1).join(",")}}`).codes, []);
  });
});
