/** Answers to what the page asks: always one, ok, error or disposed. */
import assert from "node:assert/strict";
import { answer } from "../../../src/client/requests.js";
import { traced, worked } from "./fakes.js";

const shown = traced(worked, 5);
const place = { layer: 1, quantity: "f", t: 2, unit: 1 } as const;
const none = (error: unknown) => assert.fail(String(error));

describe("client/requests", () => {
  it("answers with the steps", () => {
    const reply = answer(shown, { kind: "request", id: 3, method: "steps", query: { revision: 5, layer: 1, from: 1, to: 2 } }, none);
    assert.equal(reply.outcome, "ok");
    assert.equal(reply.id, 3);
    assert.equal((reply as { value: { quantities: { f: Float64Array } } }).value.quantities.f.length, 2);
  });

  it("answers with the explanation", () => {
    const reply = answer(shown, { kind: "request", id: 4, method: "explain", query: { revision: 5, place } }, none);
    assert.equal(reply.outcome, "ok");
    assert.deepEqual((reply as { value: { place: unknown } }).value.place, place);
  });

  it("answers with the saturation of each gate", () => {
    const reply = answer(shown, { kind: "request", id: 5, method: "saturation", query: { revision: 5, layer: 1, t: 1, unit: 1 } }, none);
    assert.deepEqual((reply as { value: unknown }).value, [
      { quantity: "f", steps: 0, units: 0 },
      { quantity: "i", steps: 0, units: 0 },
      { quantity: "o", steps: 1, units: 1 },
    ]);
  });

  it("answers that it is disposed where there is no trace, or another one", () => {
    const query = { revision: 4, place };
    assert.deepEqual(answer(shown, { kind: "request", id: 6, method: "explain", query }, none), {
      kind: "answer",
      id: 6,
      outcome: "disposed",
    });
    assert.deepEqual(answer(null, { kind: "request", id: 7, method: "explain", query }, none), {
      kind: "answer",
      id: 7,
      outcome: "disposed",
    });
  });

  it("answers with an error, and reports it, where the trace has no such thing", () => {
    const failures: unknown[] = [];
    const failed = (error: unknown) => failures.push(error);
    const asked = [
      { kind: "request", id: 1, method: "steps", query: { revision: 5, layer: 1, from: 1, to: 3 } },
      { kind: "request", id: 2, method: "explain", query: { revision: 5, place: { ...place, unit: 2 } } },
      { kind: "request", id: 3, method: "saturation", query: { revision: 5, layer: 2, t: 1, unit: 1 } },
      { kind: "request", id: 4, method: "saturation", query: { revision: 5, layer: 1, t: 3, unit: 1 } },
    ] as const;
    assert.deepEqual(
      asked.map((request) => answer(shown, request, failed).outcome),
      ["error", "error", "error", "error"],
    );
    assert.equal(failures.length, 4);
  });
});
