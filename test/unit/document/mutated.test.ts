/** Files changed at random: nothing may make reading throw. */
import { equal, ok } from "node:assert/strict";
import { array, assert, constantFrom, integer, oneof, property, string, tuple } from "fast-check";
import { adam, expecting, given, gru, lstm, read, stack } from "./support.js";

const originals = [
  lstm({ targets: "[null, [1]]" }),
  gru({ activations: '{ "gate": "hardSigmoid" }' }),
  stack({ expect: '[{ "h": [[1, 2], null] }, { "yhat": [1, 2] }]' }),
  given({ expect: '{ "V": { "W": [[1, null]] } }' }),
  adam('"t": 1, "S": { "W_f": [[1, 2]] }'),
  expecting('{ "f": [[0.5], null], "loss": 1 }'),
];
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "'",
  "\\",
  "/",
  "/*",
  "*/",
  "//",
  "\n",
  "null",
  "true",
  "-",
  "1e999",
  "[[]]",
  "{}",
  '""',
  "\ud800",
  "\ufffd",
  "\u00a0",
  "#",
];

/** A change: from where, how many characters go, what comes. */
const change = tuple(
  integer({ min: 0, max: 1000 }),
  integer({ min: 0, max: 12 }),
  oneof(constantFrom(...pieces), string({ maxLength: 3 })),
);

function changed(text: string, [place, gone, come]: readonly [number, number, string]): string {
  const at = place % (text.length + 1);
  return text.slice(0, at) + come + text.slice(at + gone);
}

describe("A file changed anyhow", () => {
  it("never makes reading throw; problems stay in the text; the model is there exactly without an error", () => {
    assert(
      property(constantFrom(...originals), change, change, (original, first, second) => {
        const text = changed(changed(original, first), second);
        const { problems, model } = read(text);
        equal(
          model === null,
          problems.some(({ severity }) => severity === "error"),
        );
        for (const { range, message, code } of problems) {
          ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, `${code} at ${range.start}–${range.end}`);
          ok(message.length > 0 && !message.includes("undefined"), message);
        }
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it("or any text at all", () => {
    assert(
      property(array(integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
        const text = String.fromCharCode(...units);
        ok(read(text).problems.length > 0);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
