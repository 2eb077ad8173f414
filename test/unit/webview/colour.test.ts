/** Colour ramps. */
import assert from "node:assert/strict";
import { fromOklab, mix, type Rgb, ramp, toOklab } from "../../../src/webview/colour.js";

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const blue: Rgb = [13, 80, 148];

describe("OKLab", () => {
  it("gives back the colour it was made from", () => {
    for (const colour of [white, black, blue, [252, 113, 3] as Rgb]) {
      const back = fromOklab(toOklab(colour));
      for (let k = 0; k < 3; k++) assert.ok(Math.abs(back[k] - colour[k]) < 0.01, `${colour} ${back}`);
    }
  });
  it("puts white at lightness 1 and black at 0", () => {
    assert.ok(Math.abs(toOklab(white)[0] - 1) < 1e-6);
    assert.ok(Math.abs(toOklab(black)[0]) < 1e-6);
  });
});

describe("a ramp", () => {
  it("ends in the hue itself and starts close to the background", () => {
    const colours = ramp(white, blue, 0.05, 1);
    assert.deepEqual([...colours.subarray(255 * 3)], blue);
    for (const byte of colours.subarray(0, 3)) assert.ok(byte > 238, String(byte));
  });
  it("gets steadily darker on a light background", () => {
    const colours = ramp(white, blue, 0.05, 1);
    for (let k = 1; k < 256; k++) {
      const [before, here] = [k - 1, k].map((at) => toOklab([colours[at * 3], colours[at * 3 + 1], colours[at * 3 + 2]])[0]);
      assert.ok(here <= before + 2e-3, `at ${k}`);
    }
  });
  it("lifts small values out of a black background where it is bent", () => {
    const [bent, straight] = [ramp(black, blue, 0, 0.65), ramp(black, blue, 0, 1)];
    assert.ok(bent[40 * 3 + 2] > straight[40 * 3 + 2]);
  });
  it("mixes half way between its ends", () => {
    const [half] = toOklab(mix(black, white, 0.5));
    assert.ok(Math.abs(half - 0.5) < 0.01);
  });
});
