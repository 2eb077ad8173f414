/** Where a person stands in a trace, and what becomes of it when the trace changes. */
import assert from "node:assert/strict";
import { atStep, firstCursor, fitted, isIn, standing } from "../../../src/client/cursor.js";
import type { Place } from "../../../src/report/explanation.js";
import { longer, optimizerOnly, stack, traced, worked } from "./fakes.js";

const { trace } = traced(worked);
const forget: Place = { layer: 1, quantity: "f", t: 1, unit: 1 };

describe("client/cursor", () => {
  it("first stands at step 1, on the forget gate of unit 1", () => {
    assert.deepEqual(firstCursor(trace), { t: 1, selection: forget });
  });

  it("stands at 0 with nothing selected where there are no steps", () => {
    assert.deepEqual(firstCursor(traced(optimizerOnly).trace), { t: 0, selection: null });
  });

  it("takes the selection along to another step", () => {
    assert.deepEqual(atStep({ t: 1, selection: forget }, 2), { t: 2, selection: { ...forget, t: 2 } });
  });

  it("selects nothing at another step where nothing was selected", () => {
    assert.deepEqual(atStep({ t: 1, selection: null }, 2), { t: 2, selection: null });
  });

  describe("in a trace that has changed", () => {
    it("stays where it is as long as that is there", () => {
      const cursor = { t: 2, selection: { ...forget, quantity: "c", t: 1 } as const };
      assert.deepEqual(fitted(cursor, trace), cursor);
    });

    it("comes back to the last step of a shorter one, its selection too", () => {
      assert.deepEqual(fitted({ t: 9, selection: { ...forget, quantity: "o", t: 9 } }, trace), {
        t: 2,
        selection: { ...forget, quantity: "o", t: 2 },
      });
    });

    it("selects the first value where the selected one is gone", () => {
      assert.deepEqual(fitted({ t: 2, selection: { ...forget, unit: 5 } }, trace), { t: 2, selection: { ...forget, t: 2 } });
    });

    it("goes on selecting nothing where nothing was selected", () => {
      assert.deepEqual(fitted({ t: 2, selection: null }, trace), { t: 2, selection: null });
    });

    it("stands at 0 where there are no steps any more, and at step 1 once there are some", () => {
      const none = fitted({ t: 2, selection: forget }, traced(optimizerOnly).trace);
      assert.deepEqual(none, { t: 0, selection: null });
      assert.deepEqual(fitted(none, traced(longer(3)).trace), { t: 1, selection: forget });
    });
  });

  describe("once there is a new trace", () => {
    it("stands where it stood, with the blanks revealed and the updates wanted", () => {
      const before = { t: 9, selection: null, revealed: ["f/1/2/1"] };
      assert.deepEqual(standing(before, trace, { taken: 2, shown: 1 }), { ...before, t: 2, updates: { taken: 2, shown: 1 } });
      const after = standing({ ...before, updates: { taken: 2, shown: 1 } }, trace, { taken: 0, shown: 0 });
      assert.deepEqual(after, { ...before, t: 2 });
    });

    it("remembers what is revealed over a trace without steps", () => {
      const before = { t: 2, selection: null, revealed: ["V/1/1/W/1/1"] };
      assert.deepEqual(standing(before, traced(optimizerOnly).trace, { taken: 0, shown: 0 }).revealed, before.revealed);
    });

    it("first stands at step 1", () => assert.deepEqual(standing(null, trace, { taken: 0, shown: 0 }), firstCursor(trace)));
  });

  describe("isIn", () => {
    const two = traced(stack).trace;
    const cases: readonly [boolean, string, typeof trace, Partial<Place>][] = [
      [true, "a gate", trace, {}],
      [false, "a gate of a unit too many", trace, { unit: 2 }],
      [false, "a gate of a step too many", trace, { t: 3 }],
      [false, "a gate of a layer too many", trace, { layer: 2 }],
      [false, "a gate before the first step", trace, { t: 0 }],
      [true, "the initial hidden state", trace, { quantity: "h", t: 0 }],
      [true, "the initial cell state", trace, { quantity: "c", t: 0 }],
      [true, "the second input", trace, { quantity: "x", unit: 2 }],
      [false, "a third input of two", trace, { quantity: "x", unit: 3 }],
      [false, "an input before the first step", trace, { quantity: "x", t: 0 }],
      [true, "what goes into a gate", trace, { quantity: "z_f" }],
      [false, "another cell's gate", trace, { quantity: "r" }],
      [false, "what goes into another cell's gate", trace, { quantity: "z_r" }],
      [true, "the loss", trace, { quantity: "loss" }],
      [true, "a target", trace, { quantity: "y" }],
      [false, "the loss of a lower layer", two, { quantity: "loss", t: 2 }],
      [true, "the loss of the top layer", two, { quantity: "loss", t: 2, layer: 2 }],
      [false, "the loss of a step without a target", two, { quantity: "loss", t: 1, layer: 2 }],
      [false, "a target of a step without one", two, { quantity: "y", t: 3, layer: 2 }],
      [true, "a dense layer's output", two, { quantity: "yhat", t: 1, layer: 2 }],
      [false, "a dense layer's hidden state", two, { quantity: "h", t: 0, layer: 2 }],
      [false, "the loss without targets", traced(longer(2)).trace, { quantity: "loss" }],
    ];
    for (const [expected, what, of, part] of cases) {
      it(`${expected ? "has" : "has not"} ${what}`, () => {
        assert.equal(isIn({ ...forget, ...part }, of), expected);
      });
    }
  });
});
