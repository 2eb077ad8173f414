/** The keys that work anywhere on the page. */
import assert from "node:assert/strict";
import { type Move, moveForKey } from "../../../src/webview/keys.js";
import { stepAt, stepForKey } from "../../../src/webview/slider.js";

const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string, more: Partial<typeof none> = {}, t = 5): Move | null => moveForKey({ key, ...none, ...more }, t, 9);

describe("a key", () => {
  it("moves in time by one step, and to the ends", () => {
    const steps = ["ArrowLeft", "ArrowRight", "Home", "End"].map((key) => press(key));
    assert.deepEqual(
      steps,
      [4, 6, 1, 9].map((t) => ({ kind: "step", t })),
    );
  });
  it("stops at the ends", () => {
    assert.deepEqual(press("ArrowLeft", {}, 1), { kind: "step", t: 1 });
    assert.deepEqual(press("ArrowRight", {}, 9), { kind: "step", t: 9 });
  });
  it("moves to the neighbour with ↑ and ↓, and scrolls with Shift", () => {
    assert.deepEqual(press("ArrowDown"), { kind: "beside", by: 1 });
    assert.deepEqual(press("ArrowRight", { shiftKey: true }), { kind: "scroll", by: 1 });
  });
  it("is left to VS Code with Ctrl, Alt or the command key, and where it means nothing here", () => {
    for (const modifier of ["ctrlKey", "altKey", "metaKey"]) assert.equal(press("ArrowLeft", { [modifier]: true }), null);
    assert.equal(press("a"), null);
  });
});

describe("the slider", () => {
  it("has the first step at its left end and the last at its right", () => {
    assert.deepEqual(
      [-5, 0, 49, 51, 100, 200].map((x) => stepAt(x, 100, 2)),
      [1, 1, 1, 2, 2, 2],
    );
  });
  it("moves by a tenth of the sequence with Page Up and Page Down", () => {
    assert.equal(stepForKey("PageUp", 500, 1000), 600);
    assert.equal(stepForKey("PageDown", 50, 1000), 1);
    assert.equal(stepForKey("x", 50, 1000), null);
  });
});
