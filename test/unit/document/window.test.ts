/** The text in stretches of bytes. */
import assert from "node:assert/strict";
import { Window } from "../../../src/document/json/window.js";

const codes = (window: Window) => [...window.codes.subarray(0, window.end - window.start)];
const expected = (text: string) => Array.from({ length: text.length }, (_, k) => (text.charCodeAt(k) < 128 ? text.charCodeAt(k) : 0));

describe("document/json/window", () => {
  const texts = {
    ASCII: "[1, 2.5e-3]\r\n",
    "a letter beyond ASCII at the end": "[1] // é",
    "a letter beyond ASCII first": "é[1, 2, 3]",
    "a surrogate pair": "[1, /* 😀 */ 2]",
    "half a surrogate pair": "[1, \ud83d 2]",
  };
  for (const [name, text] of Object.entries(texts)) {
    for (const [host, encoder] of [["an", TextEncoder] as const, ["no", null] as const]) {
      it(`gives ${name} with ${host} encoder, character for character`, () => {
        for (const size of [text.length + 10, text.length, 4]) {
          const window = new Window(text, size, null, encoder);
          for (let from = 0; from < text.length; from++) {
            window.cover(from, from + size);
            assert.ok(window.start <= from && window.end >= Math.min(text.length, from + size));
            assert.deepEqual(codes(window), expected(text.slice(window.start, window.end)));
          }
        }
      });
    }
  }

  it("encodes a stretch once, however often parts of it are asked for", () => {
    let count = 0;
    class Counting extends TextEncoder {
      override encodeInto(text: string, target: Uint8Array) {
        count++;
        return super.encodeInto(text, target);
      }
    }
    const window = new Window("0123456789".repeat(10), 50, null, Counting);
    for (let from = 0; from < 40; from++) window.cover(from, 50);
    assert.equal(count, 1);
    window.cover(40, 60);
    assert.equal(count, 2);
  });
});
